import { Form, Table, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { payoutStatuses, payoutStatusNames } from '../../../../src/domain/payouts/payout-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { asFile, SendFile } from '../../parts/SendFile.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { payoutWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Payout = components['schemas']['Payout']
type OfFile = components['schemas']['PayoutsOfFile']

interface Sought {
  readonly region?: string
  readonly personNo?: string
  readonly status?: Payout['status']
}

export function PayoutList() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          {
            name: 'status',
            label: words.status,
            options: payoutStatuses.map((value) => ({ value, label: say(payoutStatusNames[value]) })),
          },
        ]}
      />
      {holdsPost(operator, ['finance']) ? (
        <SendFile<OfFile>
          title={words.sendFile}
          label={words.file}
          send={(file) =>
            dataOf(
              api.POST('/v1/payouts/files', {
                params: { query: { region: sought.region ?? operator.region } },
                ...asFile(file),
              }),
            )
          }
          shown={(answer) => <Outcome answer={answer} />}
        />
      ) : null}
      <ListTable<Payout>
        label={say(words.payouts)}
        queryKey={['payouts', 'list', sought]}
        load={(page) => dataOf(api.GET('/v1/payouts', { params: { query: { ...sought, ...page } } }))}
        form={form}
        empty={words.noPayout}
        columns={[
          {
            title: say(words.payoutNo),
            render: (_, { id, payoutNo }) => <Link href={`/payouts/${id}`}>{payoutNo}</Link>,
          },
          { title: say(words.personNo), dataIndex: 'personNo' },
          { title: say(words.name), render: (_, { payee }) => payee.name },
          { title: say(words.account), render: (_, { account }) => account.masked },
          { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
          { title: say(words.status), render: (_, { status }) => <Tag>{say(payoutStatusNames[status])}</Tag> },
          { title: say(words.madeAt), render: (_, { madeAt }) => <ShownTime at={madeAt} /> },
          { title: say(words.paidOn), dataIndex: 'paidOn' },
          { title: say(words.daysToPay), align: 'right', dataIndex: 'daysToPay' },
        ]}
      />
    </>
  )
}

function Outcome({ answer: { made, known, refused, lines } }: { readonly answer: OfFile }) {
  const say = useSay()
  return (
    <>
      <p role="status">
        {say(words.made)} {made} · {say(words.known)} {known} · {say(words.refused)} {refused}
      </p>
      <Table<OfFile['lines'][number]>
        rowKey="line"
        size="small"
        bordered
        pagination={false}
        dataSource={[...lines]}
        columns={[
          { title: say(words.line), align: 'right', dataIndex: 'line' },
          { title: say(words.payoutNo), dataIndex: 'payoutNo' },
          { title: say(words.amount), align: 'right', render: (_, { amount }) => (amount ? shownMoney(amount) : '') },
          { title: say(words.outcome), render: (_, { outcome }) => <Tag>{say(words[outcome])}</Tag> },
          { title: say(words.reason), dataIndex: 'detail' },
        ]}
      />
    </>
  )
}
