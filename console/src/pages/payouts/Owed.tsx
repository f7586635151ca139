import { Button, Form } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { payeeKindNames, payeeKinds } from '../../../../src/domain/payouts/payout-names.ts'
import { api, apiByNumber } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { shellWords, payoutWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Row = components['schemas']['OwedToPersonRow']
type Asked = components['schemas']['PayoutRequest']

interface Sought {
  readonly region?: string
  readonly debtors?: 'true'
}

/** Who is owed what, or owes; from here a payout is made. */
export function Owed() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>({ region: operator.region })
  const [chosen, setChosen] = useState<Row | null>(null)
  const { debtors, ...rest } = sought
  const mayPay = holdsPost(operator, ['finance']) && debtors === undefined
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'debtors', label: words.whose, options: [{ value: 'true', label: say(words.theyOwe) }] },
        ]}
      />
      {chosen ? <Pay key={`${chosen.personNo} ${chosen.region}`} row={chosen} /> : null}
      <ListTable<Row>
        label={say(words.owed)}
        queryKey={['payouts', 'owed', sought]}
        load={(page) =>
          dataOf(
            api.GET('/v1/payouts/owed', {
              params: { query: { ...rest, ...(debtors ? { debtors: true } : {}), ...page } },
            }),
          )
        }
        form={form}
        rowKey={({ personNo, region }) => `${personNo} ${region}`}
        empty={words.nothingOwed}
        columns={[
          {
            title: say(words.personNo),
            render: (_, { personNo }) => <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
          },
          { title: say(words.name), dataIndex: 'name' },
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
          { title: say(words.entries), align: 'right', dataIndex: 'entries' },
          { title: say(words.since), dataIndex: 'since' },
          ...(mayPay
            ? [
                {
                  title: say(shellWords.actions),
                  key: 'pay',
                  render: (_: unknown, row: Row) => (
                    <Button size="small" onClick={() => setChosen(row)}>
                      {say(words.pay)}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

function Pay({ row: { personNo, region, amount } }: { readonly row: Row }) {
  const say = useSay()
  const [, go] = useLocation()
  return (
    <Act
      title={words.pay}
      about={say(words.aboutPay)}
      begin={{ personNo, region, amount, payee: { kind: 'person' } }}
      fields={[
        { name: 'payoutNo', label: words.payoutNo, maxLength: 64 },
        { name: 'personNo', label: words.personNo, maxLength: 30 },
        { name: 'region', label: words.region, maxLength: 6 },
        { name: 'amount', label: words.amount, kind: 'money' },
        {
          name: 'payee.kind',
          label: words.payeeKind,
          options: payeeKinds.map((value) => ({ value, label: payeeKindNames[value] })),
        },
        { name: 'payee.name', label: words.payeeName, optional: true },
        { name: 'payee.grounds', label: words.grounds, optional: true },
        { name: 'account.number', label: words.account, maxLength: 40 },
        { name: 'account.bankName', label: words.bankName },
        { name: 'account.bankNo', label: words.bankNo, maxLength: 20, optional: true },
        { name: 'receivedOn', label: words.receivedOn, kind: 'day', optional: true },
      ]}
      send={(body: Asked) => dataOf(apiByNumber.POST('/v1/payouts', { body }))}
      onDone={({ id }) => go(`/payouts/${id}`)}
    />
  )
}
