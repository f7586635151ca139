import { Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { greatestOf, shareOf } from '../../parts/money.ts'
import { shellWords } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

interface Shown<Row> {
  readonly title: string
  /** What one has to know of it, and what is drawn above it. */
  readonly about?: string
  readonly picture?: ReactNode
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly columns: TableColumnsType<Row>
  /** The sum that the bars are drawn of, beside the figures; left out, there are none. */
  readonly bar?: (row: Row) => string
}

/** A table with a bar beside each row: the chart and its table are one. */
export function Figures<Row extends object>({ title, about, picture, rows, rowKey, columns, bar }: Shown<Row>) {
  const say = useSay()
  const greatest = bar ? greatestOf(rows.map(bar)) : '0.00'
  const drawn: TableColumnsType<Row> = bar
    ? [
        {
          title: <span className="hidden">{title}</span>,
          key: 'bar',
          width: '30%',
          render: (_, row) => (
            <span className="drawn" aria-hidden="true" style={{ width: shareOf(bar(row), greatest) }} />
          ),
        },
      ]
    : []
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {about ? <p className="quiet">{about}</p> : null}
      {picture}
      <Table<Row>
        rowKey={rowKey}
        size="small"
        bordered
        pagination={false}
        dataSource={rows}
        locale={{ emptyText: say(shellWords.nothing) }}
        columns={[...columns, ...drawn]}
      />
    </section>
  )
}
