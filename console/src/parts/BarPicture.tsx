import { shellWords } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'
import { type Cell, drawnOf, pixelsOf, shortened, spanOf } from './drawing.ts'
import { shownMoney } from './money.ts'

export interface BarsOf {
  readonly label: string
  /** A bar each; null is none. */
  readonly values: readonly Cell[]
}

interface Shown {
  readonly title: string
  /** What the bars of a row are, in their order: two at most. */
  readonly heads: readonly string[]
  readonly rows: readonly BarsOf[]
}

const width = 860
const labelWidth = 290
const figureWidth = 130
const barHeight = 13
const gap = 8
const top = 22
const maxRows = 24

/** Sums beside each other as bars; what is below nothing goes to the other side. The table beside it has all of it. */
export function BarPicture({ title, heads, rows }: Shown) {
  const say = useSay()
  const shown = rows.slice(0, maxRows)
  const span = spanOf(shown.flatMap(({ values }) => values.map(drawnOf)))
  if (span.from === span.to) return null
  const size = width - labelWidth - figureWidth
  const zero = labelWidth + pixelsOf(0n, span, size)
  const rowHeight = heads.length * barHeight + gap
  const height = top + shown.length * rowHeight
  return (
    <>
      <svg className="picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        <Legend heads={heads} from={labelWidth} />
        {shown.map(({ label, values }, at) => (
          <g key={label} transform={`translate(0 ${top + at * rowHeight})`}>
            <text x={labelWidth - 8} y={(rowHeight - gap) / 2 + 4} textAnchor="end">
              {shortened(label, 44)}
            </text>
            {heads.map((head, of) => {
              const value = drawnOf(values[of] ?? null)
              if (value === null) return null
              const end = labelWidth + pixelsOf(value, span, size)
              return (
                <g key={head} transform={`translate(0 ${of * barHeight})`}>
                  <rect
                    className={`series-${of}`}
                    x={end < zero ? end : zero}
                    width={end < zero ? zero - end : end - zero}
                    height={barHeight - 2}
                  />
                  <text x={(end < zero ? zero : end) + 4} y={barHeight - 3}>
                    {shownMoney(String(values[of]))}
                  </text>
                </g>
              )
            })}
          </g>
        ))}
        <line className="axis" x1={zero} x2={zero} y1={top - 2} y2={height - gap} />
      </svg>
      {rows.length > maxRows ? <p className="quiet">{say(shellWords.firstDrawn)}</p> : null}
    </>
  )
}

export function Legend({ heads, from }: { readonly heads: readonly string[]; readonly from: number }) {
  return heads.map((head, at) => (
    <g key={head} transform={`translate(${from + at * 260} 0)`}>
      <rect className={`series-${at}`} y={3} width={10} height={10} />
      <text x={15} y={12}>
        {head}
      </text>
    </g>
  ))
}
