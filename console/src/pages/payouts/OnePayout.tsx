import { Descriptions, Table, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { lineStateNames, payeeKindNames, payoutStatusNames } from '../../../../src/domain/payouts/payout-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ActChoice, type Chooseable } from '../../parts/ActChoice.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { shellWords, payoutWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Payout = components['schemas']['Payout']

export function OnePayout({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['payouts', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/payouts/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  const { payee, account } = data
  return (
    <>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.payoutNo), children: data.payoutNo },
          { label: say(words.status), children: <Tag>{say(payoutStatusNames[data.status])}</Tag> },
          { label: say(words.amount), children: shownMoney(data.amount) },
          {
            label: say(words.personNo),
            children: <Link href={`~/console/people/${data.personNo}`}>{data.personNo}</Link>,
          },
          { label: say(words.payeeKind), children: `${say(payeeKindNames[payee.kind])} ${payee.name}` },
          { label: say(words.account), children: `${account.masked} ${account.bankName}` },
          { label: say(words.receivedOn), children: data.receivedOn },
          { label: say(words.paidOn), children: data.paidOn },
          { label: say(words.daysToPay), children: data.daysToPay },
          ...(data.withdrawn ? [{ label: say(words.reason), children: data.withdrawn.reason }] : []),
        ]}
      />
      <Acts payout={data} />
      <section className="card" aria-label={say(words.behind)}>
        <h2>{say(words.behind)}</h2>
        <Table<Payout['entries'][number]>
          rowKey={({ region, year, seq }) => `${region} ${year} ${seq}`}
          size="small"
          bordered
          pagination={false}
          dataSource={[...data.entries]}
          columns={[
            {
              title: say(words.settlementNo),
              render: (_, { settlementId, settlementNo }) => (
                <Link href={`~/console/settlements/${settlementId}`}>{settlementNo}</Link>
              ),
            },
            { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
            { title: say(words.year), dataIndex: 'year' },
            { title: say(words.postedOn), dataIndex: 'postedOn' },
            { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
          ]}
        />
      </section>
      <section className="card" aria-label={say(words.attempts)}>
        <h2>{say(words.attempts)}</h2>
        <Table<Payout['attempts'][number]>
          rowKey={({ batchId, lineNo }) => `${batchId} ${lineNo}`}
          size="small"
          bordered
          pagination={false}
          dataSource={[...data.attempts]}
          locale={{ emptyText: say(shellWords.nothing) }}
          columns={[
            {
              title: say(words.batchNo),
              render: (_, { batchId, batchNo }) => <Link href={`/batches/${batchId}`}>{batchNo}</Link>,
            },
            { title: say(words.account), dataIndex: 'account' },
            { title: say(words.status), render: (_, { state }) => <Tag>{say(lineStateNames[state])}</Tag> },
            { title: say(words.sentOn), dataIndex: 'sentOn' },
            { title: say(words.paidOn), dataIndex: 'paidOn' },
            { title: say(words.returnedOn), dataIndex: 'returnedOn' },
            { title: say(words.reason), dataIndex: 'reason' },
          ]}
        />
      </section>
    </>
  )
}

function Acts({ payout: { id, status } }: { readonly payout: Payout }) {
  const operator = useOperator()
  const params = { path: { id } }
  const reason = { name: 'reason', label: words.reason } as const
  const mend: Chooseable = {
    name: words.mend,
    act: (
      <Act
        title={words.mend}
        fields={[
          { name: 'account.number', label: words.account, maxLength: 40 },
          { name: 'account.bankName', label: words.bankName },
          { name: 'account.bankNo', label: words.bankNo, maxLength: 20, optional: true },
          reason,
        ]}
        send={(body: components['schemas']['MendedAccountRequest']) =>
          dataOf(api.POST('/v1/payouts/{id}/account', { params, body }))
        }
      />
    ),
  }
  const withdraw: Chooseable = {
    name: words.withdrawPayout,
    isDanger: true,
    act: (
      <Act
        title={words.withdrawPayout}
        isDanger
        fields={[reason]}
        send={(body: components['schemas']['PayoutReasonRequest']) =>
          dataOf(api.POST('/v1/payouts/{id}/withdraw', { params, body }))
        }
      />
    ),
  }
  const isOpen = holdsPost(operator, ['finance']) && (status === 'open' || status === 'returned')
  return <ActChoice key={status} acts={isOpen ? [mend, withdraw] : []} />
}
