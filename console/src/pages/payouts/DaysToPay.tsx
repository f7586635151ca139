import { useQuery } from '@tanstack/react-query'
import { Form, Skeleton, Statistic } from 'antd'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { yearNow } from '../../parts/days.ts'
import { shownMoney } from '../../parts/money.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { payoutWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

interface Sought {
  readonly region?: string
  readonly year?: string
}

/** From the day on which it was asked for to the day on which the bank paid. */
export function DaysToPay() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>({ region: operator.region, year: String(yearNow()) })
  const query = { region: sought.region ?? '', year: +(sought.year ?? '') }
  const { data, error, refetch } = useQuery({
    queryKey: ['payouts', 'days', query],
    queryFn: () => dataOf(api.GET('/v1/payouts/days', { params: { query } })),
  })
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[
          { name: 'region', label: words.region, maxLength: 6 },
          { name: 'year', label: words.year, maxLength: 4 },
        ]}
      />
      {error ? <ProblemAlert error={error} saidAt={sayAtFields(form, error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data ? (
        <div className="card figures">
          <Statistic title={say(words.count)} value={data.payouts} />
          <Statistic title={say(words.amount)} value={data.amount} formatter={() => shownMoney(data.amount)} />
          {(['fastest', 'median', 'average', 'slowest'] as const).map((name) => (
            <Statistic key={name} title={say(words[name])} value={data[name] ?? '—'} />
          ))}
        </div>
      ) : null}
    </>
  )
}
