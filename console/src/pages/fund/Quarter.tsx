import { useQuery } from '@tanstack/react-query'
import { Form, Skeleton, Statistic } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { purposeNames, purposes, sourceNames, sources } from '../../../../src/domain/fund/fund-names.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { today } from '../../parts/days.ts'
import { shownMoney } from '../../parts/money.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { fundWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Figures } from '../overview/Figures.tsx'

type Statement = components['schemas']['FundStatement']

interface Sought {
  readonly region?: string
  readonly quarter?: string
}

const quarterOf = (day: string) => `${day.slice(0, 4)}Q${Math.ceil(+day.slice(5, 7) / 3)}`

export function Quarter() {
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>({ region: operator.region, quarter: quarterOf(today()) })
  const { region = '', quarter = '' } = sought
  const { data, error, refetch } = useQuery({
    queryKey: ['fund', 'quarter', region, quarter],
    queryFn: () =>
      dataOf(api.GET('/v1/funds/{region}/statement', { params: { path: { region }, query: { quarter } } })),
  })
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'quarter', label: words.ofQuarter, maxLength: 6 },
        ]}
      />
      {error ? <ProblemAlert error={error} saidAt={sayAtFields(form, error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data && !error ? <Shown statement={data} /> : null}
    </>
  )
}

function Shown({ statement }: { readonly statement: Statement }) {
  const say = useSay()
  const { received, recovered, paid, payables } = statement
  const rows = [
    ...sources.map((name) => ({ part: say(words.received), name: say(sourceNames[name]), amount: received[name] })),
    ...purposes.map((name) => ({ part: say(words.recovered), name: say(purposeNames[name]), amount: recovered[name] })),
    ...purposes.map((name) => ({ part: say(words.spent), name: say(purposeNames[name]), amount: paid[name] })),
  ]
  return (
    <>
      <div className="card figures">
        {(['opening', 'incoming', 'outgoing', 'closing'] as const).map((name) => (
          <Statistic
            key={name}
            title={say(words[name])}
            value={statement[name]}
            formatter={() => shownMoney(statement[name])}
          />
        ))}
      </div>
      <Figures
        title={`${say(words.quarter)} ${statement.from} — ${statement.to}`}
        rows={rows}
        rowKey={({ part, name }) => `${part} ${name}`}
        columns={[
          { title: say(words.kind), render: (_, { part }) => part },
          { title: say(words.item), render: (_, { name }) => name },
          { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
        ]}
      />
      <Figures
        title={say(words.payables)}
        rows={payables}
        rowKey={({ hospitalCode }) => hospitalCode}
        columns={[
          { title: say(words.hospitalCode), render: (_, { hospitalCode }) => hospitalCode },
          ...(['opening', 'approved', 'paid', 'closing'] as const).map((name) => ({
            title: say(words[name]),
            align: 'right' as const,
            render: (_: unknown, row: Statement['payables'][number]) => shownMoney(row[name]),
          })),
        ]}
      />
    </>
  )
}
