import { Button, Form, Tag } from 'antd'
import { Link } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { careNames } from '../../../../src/domain/names/care.ts'
import { api } from '../../api/client.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { settlementWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { aidOf, dayOf, type Settlement, statusColors, statusNames } from './settlement.ts'

interface Sought {
  readonly settlementNo?: string
  readonly personNo?: string
  readonly hospitalCode?: string
  readonly from?: string
  readonly to?: string
}

export function SettlementList({ mayEnter }: { readonly mayEnter: boolean }) {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        <Link href="/enter">
          <Button type="primary">{say(mayEnter ? words.enter : words.quote)}</Button>
        </Link>
      </div>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'settlementNo', label: words.settlementNo, maxLength: 60 },
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          { name: 'hospitalCode', label: words.hospitalCode, maxLength: 30 },
          { name: 'from', label: words.from, isDay: true },
          { name: 'to', label: words.to, isDay: true },
        ]}
      >
        <Exports path="/v1/settlements" query={sought} />
      </SearchCard>
      <ListTable<Settlement>
        label={say(words.title)}
        queryKey={['settlements', sought]}
        load={(page) => dataOf(api.GET('/v1/settlements', { params: { query: { ...sought, ...page } } }))}
        form={form}
        columns={[
          {
            title: say(words.settlementNo),
            render: (_, row) => <Link href={`/${row.id}`}>{row.settlementNo}</Link>,
          },
          { title: say(words.personNo), dataIndex: 'personNo' },
          { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
          { title: say(words.care), render: (_, { care }) => say(careNames[care]) },
          { title: say(words.servedOrDischarged), render: (_, row) => dayOf(row) },
          { title: say(words.total), align: 'right', render: (_, { costs }) => shownMoney(costs.total) },
          { title: say(words.aid), align: 'right', render: (_, row) => shownMoney(aidOf(row)) },
          { title: say(words.person), align: 'right', render: (_, { payers }) => shownMoney(payers.person) },
          {
            title: say(words.status),
            render: (_, { status }) => <Tag color={statusColors[status]}>{say(statusNames[status])}</Tag>,
          },
        ]}
      />
    </>
  )
}
