import { Form, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { disallowanceStateNames, disallowanceStates } from '../../../../src/domain/disallowances/disallowance-names.ts'
import { api } from '../../api/client.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { shownMoney } from '../../parts/money.ts'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { claimAuditWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Disallowance = components['schemas']['Disallowance']

interface Sought {
  readonly hospitalCode?: string
  readonly clearingId?: string
  readonly state?: Disallowance['state']
}

export function DisallowanceList() {
  const say = useSay()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>()
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'hospitalCode', label: words.hospitalCode, maxLength: 30 },
          { name: 'clearingId', label: words.clearingId, maxLength: 36 },
          {
            name: 'state',
            label: words.state,
            options: disallowanceStates.map((value) => ({ value, label: say(disallowanceStateNames[value]) })),
          },
        ]}
      >
        <Exports path="/v1/disallowances" query={sought} />
      </SearchCard>
      <ListTable<Disallowance>
        label={say(words.disallowances)}
        queryKey={['disallowances', sought]}
        load={(page) => dataOf(api.GET('/v1/disallowances', { params: { query: { ...sought, ...page } } }))}
        form={form}
        empty={words.noDisallowance}
        columns={[
          {
            title: say(words.disallowanceNo),
            render: (_, { id, disallowanceNo }) => <Link href={`/disallowances/${id}`}>{disallowanceNo}</Link>,
          },
          { title: say(words.hospitalCode), dataIndex: 'hospitalCode' },
          { title: say(words.settlementNo), dataIndex: 'settlementNo' },
          { title: say(words.item), render: (_, { item }) => item ?? say(words.wholeBill) },
          { title: say(words.takenOff), align: 'right', render: (_, { amount }) => shownMoney(amount) },
          { title: say(words.state), render: (_, { state }) => <Tag>{say(disallowanceStateNames[state])}</Tag> },
          { title: say(words.answerBy), dataIndex: 'answerBy' },
          { title: say(words.raisedAt), render: (_, { raisedAt }) => <ShownTime at={raisedAt} /> },
        ]}
      />
    </>
  )
}
