import { holds, type Row } from './compare.ts'

/** Markdown, so that it can be kept as it is. */
export function table(rows: readonly Row[]): string {
  const head = ['measured', 'result', 'against', 'value', 'goal', '']
  const lines = rows.map((row) => [
    row.name,
    row.measured,
    row.against,
    shown(row.value, row),
    goalOf(row),
    row.goal === null ? 'for the record' : holds(row) ? 'holds' : 'SHORT',
  ])
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] as string).length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(head), rule, ...lines.map(line)].join('\n')
}

function shown(value: number, { unit }: Pick<Row, 'unit'>): string {
  return `${unit === '' ? value : value.toFixed(2)}${unit}`
}

function goalOf(row: Row): string {
  if (row.goal === null) return '–'
  return `${row.isAtLeast ? '≥' : '≤'} ${shown(row.goal, row)}`
}
