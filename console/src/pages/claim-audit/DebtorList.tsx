import { Form, Table } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { Amount } from '../../parts/Amount.tsx'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { claimAuditWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Debtor = components['schemas']['Debtor']
type Cause = Debtor['items'][number]

interface Sought {
  readonly region?: string
}

/** Who owes a fund what, and on a click how it came. */
export function DebtorList() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>({ region: operator.region })
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[{ name: 'region', label: words.region, maxLength: 6 }]}
      >
        <Exports path="/v1/debtors" query={sought} />
      </SearchCard>
      <ListTable<Debtor>
        label={say(words.debtors)}
        queryKey={['debtors', sought]}
        load={(page) => dataOf(api.GET('/v1/debtors', { params: { query: { ...sought, ...page } } }))}
        form={form}
        rowKey={({ region, debtor, code }) => `${region} ${debtor} ${code}`}
        empty={words.noDebtor}
        columns={[
          { title: say(words.region), dataIndex: 'region' },
          { title: say(words.debtor), render: (_, { debtor }) => say(words[debtor]) },
          {
            title: say(words.code),
            render: (_, { debtor, code }) =>
              debtor === 'person' ? <Link href={`~/console/people/${code}`}>{code}</Link> : code,
          },
          { title: say(words.name), dataIndex: 'name' },
          {
            title: say(words.open),
            align: 'right',
            render: (_, { open, items }) => <Amount yuan={open} about={<Causes items={items} />} />,
          },
          { title: say(words.since), dataIndex: 'since' },
        ]}
      />
    </>
  )
}

function Causes({ items }: Pick<Debtor, 'items'>) {
  const say = useSay()
  return (
    <section aria-label={say(words.causes)}>
      <Table<Cause>
        rowKey={({ settlementId, kind, causeNo, postedOn, amount }) =>
          `${settlementId} ${kind} ${causeNo} ${postedOn} ${amount}`
        }
        size="small"
        bordered
        pagination={false}
        dataSource={[...items]}
        columns={[
          { title: say(words.postedOn), dataIndex: 'postedOn' },
          { title: say(words.posted), render: (_, { kind }) => say(words[kind]) },
          {
            title: say(words.settlementNo),
            render: (_, { settlementId, settlementNo }) => (
              <Link href={`~/console/settlements/${settlementId}`}>{settlementNo}</Link>
            ),
          },
          { title: say(words.owed), align: 'right', render: (_, { amount }) => shownMoney(amount) },
        ]}
      />
    </section>
  )
}
