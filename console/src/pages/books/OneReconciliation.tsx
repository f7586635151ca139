import { Descriptions, Table } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { clearingTypeNames } from '../../../../src/domain/fund/fund-names.ts'
import { api } from '../../api/client.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { bookWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Result } from './ReconciliationList.tsx'

type Reconciliation = components['schemas']['Reconciliation']
type Difference = components['schemas']['Difference']

/** What agrees and what does not, with the action beside each difference. */
export function OneReconciliation({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['reconciliations', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/reconciliations/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  return (
    <>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.hospitalCode), children: data.hospitalCode },
          { label: say(words.period), children: `${data.from} — ${data.to}` },
          { label: say(words.clearingType), children: say(clearingTypeNames[data.clearingType]) },
          { label: say(words.result), children: <Result result={data.result} /> },
          { label: say(words.fileNo), children: data.fileNo },
          { label: say(words.comparedAt), children: <ShownTime at={data.comparedAt} /> },
        ]}
      />
      <Sums reconciliation={data} />
      <section className="card">
        <div className="head">
          <h2>{say(words.differences)}</h2>
          <div className="actions">
            <Exports path={`/v1/reconciliations/${encodeURIComponent(id)}/differences`} only="csv" />
          </div>
        </div>
        <ListTable<Difference>
          label={say(words.differences)}
          queryKey={['reconciliations', 'differences', id]}
          load={(query) => dataOf(api.GET('/v1/reconciliations/{id}/differences', { params: { path: { id }, query } }))}
          rowKey={({ seq }) => String(seq)}
          empty={words.noDifference}
          columns={[
            { title: say(words.type), render: (_, { type }) => say(words[type]) },
            {
              title: say(words.settlementNo),
              render: (_, { settlementId, settlementNo }) =>
                settlementId ? (
                  <Link href={`~/console/settlements/${settlementId}`}>{settlementNo ?? settlementId}</Link>
                ) : (
                  settlementNo
                ),
            },
            { title: say(words.line), align: 'right', dataIndex: 'line' },
            {
              title: say(words.here),
              align: 'right',
              render: (_, { here }) => (here ? shownMoney(here.fundPaid) : ''),
            },
            {
              title: say(words.there),
              align: 'right',
              render: (_, { there }) => (there ? shownMoney(there.fundPaid) : ''),
            },
            {
              title: say(words.difference),
              align: 'right',
              render: (_, { difference }) => shownMoney(difference.fundPaid),
            },
            {
              title: say(words.action),
              width: 420,
              render: (_, { action }) => <div className="about">{action.text}</div>,
            },
          ]}
        />
      </section>
    </>
  )
}

function Sums({ reconciliation }: { readonly reconciliation: Reconciliation }) {
  const say = useSay()
  const rows = (['here', 'there', 'difference'] as const).map((name) => ({ name, ...reconciliation[name] }))
  return (
    <section className="card">
      <Table<(typeof rows)[number]>
        rowKey="name"
        size="small"
        bordered
        pagination={false}
        dataSource={rows}
        columns={[
          { title: say(words.result), render: (_, { name }) => say(words[name]) },
          { title: say(words.count), align: 'right', dataIndex: 'count' },
          { title: say(words.total), align: 'right', render: (_, { total }) => shownMoney(total) },
          { title: say(words.fundPaid), align: 'right', render: (_, { fundPaid }) => shownMoney(fundPaid) },
        ]}
      />
    </section>
  )
}
