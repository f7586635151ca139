import { Form } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { Exports } from '../../parts/Exports.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { OperationName } from '../../parts/OperationName.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { systemWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Event = components['schemas']['AuditEvent']

interface Sought {
  readonly kind?: Event['kind']
  readonly personNo?: string
  readonly from?: string
  readonly to?: string
}

const kindWords = {
  'sign-in': words['sign-in'],
  'sign-in-failed': words['sign-in-failed'],
  'sign-out': words['sign-out'],
  'session-ended': words['session-ended'],
  change: words.change,
  export: words.exportOf,
  refused: words.refused,
  opened: words.opened,
} as const

const kinds = Object.keys(kindWords) as Event['kind'][]

export function Audit() {
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
          { name: 'kind', label: words.kind, options: kinds.map((value) => ({ value, label: say(kindWords[value]) })) },
          { name: 'personNo', label: words.personNo, maxLength: 30 },
          { name: 'from', label: words.from, isDay: true },
          { name: 'to', label: words.to, isDay: true },
        ]}
      >
        <Exports path="/v1/audit" query={sought} only="csv" />
      </SearchCard>
      <ListTable<Event>
        label={say(words.audit)}
        queryKey={['audit', sought]}
        load={(page) => dataOf(api.GET('/v1/audit', { params: { query: { ...sought, ...page } } }))}
        form={form}
        columns={[
          { title: say(words.at), render: (_, { at }) => <ShownTime at={at} /> },
          { title: say(words.kind), render: (_, { kind }) => say(kindWords[kind]) },
          { title: say(words.who), dataIndex: 'actorName' },
          { title: say(words.operation), render: (_, { operation }) => <OperationName operation={operation} /> },
          { title: say(words.target), render: (_, { personNo, target }) => personNo ?? target },
          { title: say(words.outcome), render: (_, { status, code }) => code ?? status },
          { title: say(words.second), dataIndex: 'approvedBy' },
          { title: say(words.address), dataIndex: 'address' },
        ]}
      />
    </>
  )
}
