import { Table } from 'antd'
import type { ReactNode } from 'react'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import type { WhatIfTable } from '../../../../src/domain/what-if/what-if-names.ts'
import { api } from '../../api/client.ts'
import { BarPicture } from '../../parts/BarPicture.tsx'
import type { Cell } from '../../parts/drawing.ts'
import { Exports } from '../../parts/Exports.tsx'
import { LinePicture } from '../../parts/LinePicture.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { shellWords, whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { type Picture, picturesOf } from './pictures.ts'

type Answer = components['schemas']['WhatIfTable']

interface Row {
  readonly key: number
  readonly cells: readonly Cell[]
}

const pageSize = 50

/** A table of a run with what is drawn of it, what one has to know of it, and its file. */
export function RunTable({ id, table }: { readonly id: string; readonly table: WhatIfTable }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['what-if', 'table', id, table],
    queryFn: () => dataOf(api.GET('/v1/what-if-runs/{id}/table', { params: { path: { id }, query: { table } } })),
  })
  if (!data) return waiting
  const rows = data.rows.map((cells, key): Row => ({ key, cells }))
  return (
    <section className="card" aria-label={data.title}>
      <div className="head">
        <h2>{data.title}</h2>
        <div className="actions">
          <Exports path={`/v1/what-if-runs/${encodeURIComponent(id)}/table`} query={{ table }} only="csv" />
        </div>
      </div>
      {data.note ? <p className="quiet">{data.note}</p> : null}
      {picturesOf[table].map((picture) => (
        <Drawn key={picture.kind} picture={picture} table={data} />
      ))}
      <Moved isWide={data.columns.length > maxPlain} label={`${data.title} ${say(words.table)}`}>
        <Table<Row>
          size="small"
          bordered
          pagination={rows.length > pageSize ? { pageSize, showSizeChanger: false } : false}
          dataSource={rows}
          locale={{ emptyText: say(shellWords.nothing) }}
          columns={data.columns.map(({ head, kind }, at) => ({
            key: head,
            title: head,
            ...(kind === 'text' ? { className: 'said' } : { align: 'right' as const }),
            render: (_, { cells }) => shownCell(cells[at] ?? null, kind),
          }))}
        />
      </Moved>
    </section>
  )
}

/** A table with more columns is wider than its place. */
const maxPlain = 9

interface Place {
  readonly isWide: boolean
  readonly label: string
  readonly children: ReactNode
}

/** Where a table is moved to and fro, by the keyboard too: nothing in it takes the focus. */
function Moved({ isWide, label, children }: Place) {
  if (!isWide) return children
  const takeFocus = (place: HTMLElement | null) => {
    if (place) place.tabIndex = 0
  }
  return (
    <section className="wide-table" aria-label={label} ref={takeFocus}>
      {children}
    </section>
  )
}

const shownCell = (cell: Cell, kind: Answer['columns'][number]['kind']) =>
  kind === 'amount' && typeof cell === 'string' ? shownMoney(cell) : cell

function Drawn({ picture: { kind, label, values }, table }: { readonly picture: Picture; readonly table: Answer }) {
  const heads = values.map((at) => table.columns[at]?.head ?? '')
  const rows = table.rows.map((cells) => ({
    label: label
      .map((at) => String(cells[at] ?? ''))
      .filter((part) => part !== '')
      .join(' · '),
    values: values.map((at) => cells[at] ?? null),
  }))
  const title = `${table.title}: ${heads.join(' / ')}`
  return kind === 'bars' ? (
    <BarPicture title={title} heads={heads} rows={rows} />
  ) : (
    <LinePicture title={title} heads={heads} points={rows} />
  )
}
