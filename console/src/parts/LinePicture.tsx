import { Legend } from './BarPicture.tsx'
import { type Cell, drawnOf, pixelsOf, type Span, spanOf } from './drawing.ts'
import { shownMoney } from './money.ts'

export interface PointOf {
  readonly label: string
  /** Of each line, null where it has no point here. */
  readonly values: readonly Cell[]
}

interface Shown {
  readonly title: string
  /** What the lines are, in their order: two at most. */
  readonly heads: readonly string[]
  readonly points: readonly PointOf[]
}

const width = 860
const height = 260
const left = 130
const right = 30
const top = 30
const bottom = 30
const maxLabels = 13

/** How far along each point lies: where all are numbers by their size, else one after the other. */
function placesOf(points: readonly PointOf[]): number[] {
  const size = width - left - right
  const numbers = points.map(({ label }) => drawnOf(label))
  const span = spanOf(numbers, null)
  if (numbers.includes(null) || span.from === span.to) {
    return points.map((_, at) => left + (points.length < 2 ? size / 2 : (at * size) / (points.length - 1)))
  }
  return numbers.map((number) => left + pixelsOf(number ?? 0n, span, size))
}

/** Sums along months, or along the values that something may have, as lines. The table beside it has all of it. */
export function LinePicture({ title, heads, points }: Shown) {
  const cells = points.flatMap(({ values }) => values)
  const span = spanOf(cells.map(drawnOf))
  if (span.from === span.to) return null
  const places = placesOf(points)
  const rowOf = (value: bigint) => height - bottom - pixelsOf(value, span, height - top - bottom)
  const step = Math.ceil(points.length / maxLabels)
  return (
    <svg className="picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <Legend heads={heads} from={left} />
      {marksOf(cells, span).map(({ value, shown }) => (
        <g key={shown} transform={`translate(0 ${rowOf(value)})`}>
          <line className="axis" x1={left} x2={width - right} />
          <text x={left - 8} y={4} textAnchor="end">
            {shown}
          </text>
        </g>
      ))}
      {points.map(({ label }, at) =>
        at % step === 0 ? (
          <text key={label} x={places[at]} y={height - 8} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
      {heads.map((head, of) => {
        const drawn = points.flatMap(({ label, values }, at) => {
          const value = drawnOf(values[of] ?? null)
          return value === null ? [] : [{ label, x: places[at] ?? left, y: rowOf(value) }]
        })
        return (
          <g key={head}>
            <polyline className={`line-${of}`} points={drawn.map(({ x, y }) => `${x},${y}`).join(' ')} />
            {drawn.map(({ label, x, y }) => (
              <circle key={label} className={`series-${of}`} cx={x} cy={y} r={3} />
            ))}
          </g>
        )
      })}
    </svg>
  )
}

/** The greatest, the least and nothing, as the table writes them. */
function marksOf(cells: readonly Cell[], { from, to }: Span): { readonly value: bigint; readonly shown: string }[] {
  const written = (value: bigint) => shownMoney(String(cells.find((cell) => drawnOf(cell) === value) ?? '0.00'))
  return [...new Set([from, 0n, to])].map((value) => ({ value, shown: written(value) }))
}
