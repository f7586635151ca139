import { Form } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { OperationName } from '../../parts/OperationName.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { systemWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Lookup = components['schemas']['Lookup']

interface Sought {
  readonly personNo?: string
  readonly from?: string
  readonly to?: string
}

/** Who has looked at whom. */
export function Lookups() {
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
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          { name: 'from', label: words.from, isDay: true },
          { name: 'to', label: words.to, isDay: true },
        ]}
      />
      <ListTable<Lookup>
        label={say(words.lookups)}
        queryKey={['lookups', sought]}
        load={(page) => dataOf(api.GET('/v1/audit/lookups', { params: { query: { ...sought, ...page } } }))}
        form={form}
        columns={[
          { title: say(words.at), render: (_, { at }) => <ShownTime at={at} /> },
          { title: say(words.kind), render: (_, { callerKind }) => say(words[callerKind]) },
          { title: say(words.region), render: (_, { hospitalCode, callerRegion }) => hospitalCode ?? callerRegion },
          { title: say(words.who), render: (_, { callerId }) => <code>{callerId}</code> },
          { title: say(words.operation), render: (_, { operation }) => <OperationName operation={operation} /> },
          { title: say(words.personNo), dataIndex: 'personNo' },
          { title: say(words.outcome), render: (_, { outcome }) => say(words[outcome]) },
        ]}
      />
    </>
  )
}
