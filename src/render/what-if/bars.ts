import { type Decimal, decimal, max, zero } from '../../domain/money.ts'
import { escaped } from '../statement/escape.ts'

type Cell = string | number | null

const width = 720
const labelWidth = 230
const barHeight = 12
const gap = 6
const colours = ['#8fa9cc', '#1f4e8c']
const maxBars = 24

/**
 * Sums of some rows as bars beside each other, the first column of them light and the second dark, each with its figure. What is below
 * nothing is drawn to its size and says so by its sign. The table beside it has all of it, so the picture is hidden from readers aloud.
 */
export function barsOf(
  rows: readonly (readonly Cell[])[],
  { label, values }: { readonly label: number; readonly values: readonly number[] },
  heads: readonly string[],
): string {
  const shown = rows.slice(0, maxBars)
  const sizes = shown.map((row) => values.map((at) => amountOf(row[at] ?? null)))
  const largest = sizes.flat().reduce((most, one) => max(most, one.abs()), zero)
  if (largest.isZero()) return ''
  const rowHeight = values.length * barHeight + gap
  const legend = heads
    .map((head, at) => {
      const x = labelWidth + at * 240
      return `<rect x="${x}" y="2" width="10" height="10" fill="${colours[at]}"/><text x="${x + 14}" y="11">${escaped(head)}</text>`
    })
    .join('')
  const bars = shown
    .map((row, index) => {
      const top = 20 + index * rowHeight
      const name = escaped(String(row[label] ?? '').slice(0, 22))
      const drawn = values.map((_, at) => {
        const size = sizes[index]?.[at] ?? zero
        const length = size
          .abs()
          .div(largest)
          .times(width - labelWidth - 130)
          .toFixed(1)
        const y = top + at * barHeight
        return `<rect x="${labelWidth}" y="${y}" width="${length}" height="${barHeight - 2}" fill="${colours[at]}"/><text x="${decimal(
          length,
        )
          .plus(labelWidth + 4)
          .toFixed(1)}" y="${y + barHeight - 3}">${escaped(String(row[values[at] ?? 0] ?? ''))}</text>`
      })
      return `<text x="${labelWidth - 6}" y="${top + barHeight - 2}" text-anchor="end">${name}</text>${drawn.join('')}`
    })
    .join('\n')
  const height = 24 + shown.length * rowHeight
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${legend}${bars}</svg>`
}

function amountOf(cell: Cell): Decimal {
  return cell === null || !/^-?\d+(\.\d+)?$/.test(String(cell)) ? zero : decimal(String(cell))
}
