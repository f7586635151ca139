import { Descriptions, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { batchStatusNames, lineStateNames } from '../../../../src/domain/payouts/payout-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { payoutWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { BatchActs } from './BatchActs.tsx'

type Line = components['schemas']['PayoutBatchLine']

export function OneBatch({ id }: { readonly id: string }) {
  const say = useSay()
  const operator = useOperator()
  const { data, waiting } = useLoaded({
    queryKey: ['batches', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/payout-batches/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  const hasFile = data.status === 'sent' || data.status === 'closed'
  const sums = (['waiting', 'paid', 'returned'] as const).map((name) => ({
    label: say(words[name]),
    children: `${data[name].lines} · ${shownMoney(data[name].amount)}`,
  }))
  return (
    <>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.batchNo), children: data.batchNo },
          { label: say(words.status), children: <Tag>{say(batchStatusNames[data.status])}</Tag> },
          { label: say(words.amount), children: `${data.lines} · ${shownMoney(data.amount)}` },
          ...sums,
          { label: say(words.batchMadeAt), children: <ShownTime at={data.made?.at ?? null} /> },
          { label: say(words.sentOn), children: data.sentOn },
          { label: say(words.reason), children: data.reason },
        ]}
      />
      <BatchActs batch={data} />
      <section className="card">
        <div className="head">
          <h2>{say(words.detail)}</h2>
          {hasFile && holdsPost(operator, ['finance']) ? (
            <div className="actions">
              <span className="quiet">{say(words.bankFile)}</span>
              <Exports path={`/v1/payout-batches/${encodeURIComponent(id)}/file`} />
            </div>
          ) : null}
        </div>
        <ListTable<Line>
          label={say(words.detail)}
          queryKey={['batches', 'lines', id]}
          load={(query) => dataOf(api.GET('/v1/payout-batches/{id}/lines', { params: { path: { id }, query } }))}
          rowKey="reference"
          columns={[
            { title: say(words.line), align: 'right', dataIndex: 'lineNo' },
            { title: say(words.reference), dataIndex: 'reference' },
            {
              title: say(words.payoutNo),
              render: (_, { payoutId, payoutNo }) => <Link href={`/payouts/${payoutId}`}>{payoutNo}</Link>,
            },
            { title: say(words.name), dataIndex: 'payeeName' },
            { title: say(words.account), render: (_, { account, bankName }) => `${account} ${bankName}` },
            { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
            { title: say(words.status), render: (_, { state }) => <Tag>{say(lineStateNames[state])}</Tag> },
            { title: say(words.on), render: (_, { paidOn, returnedOn }) => paidOn ?? returnedOn },
            { title: say(words.reason), dataIndex: 'reason' },
          ]}
        />
      </section>
    </>
  )
}
