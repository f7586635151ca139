import { useQuery } from '@tanstack/react-query'
import { Form, Skeleton, Statistic } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { purposeNames, purposes, sourceNames, sources } from '../../../../src/domain/fund/fund-names.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { Amount } from '../../parts/Amount.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { fundWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Figures } from '../overview/Figures.tsx'
import { promised } from './promised.ts'

type Fund = components['schemas']['Fund']

interface Sought {
  readonly region?: string
}

export function FundAccount() {
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>({ region: operator.region })
  const region = sought.region ?? ''
  const { data, error, refetch } = useQuery({
    queryKey: ['fund', region],
    queryFn: () => dataOf(api.GET('/v1/funds/{region}', { params: { path: { region } } })),
  })
  return (
    <>
      <SearchCard
        form={form}
        begin={sought}
        onSearch={setSought}
        fields={[{ name: 'region', label: words.region, maxLength: 6 }]}
      />
      {error ? <ProblemAlert error={error} saidAt={sayAtFields(form, error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data && !error ? <Account fund={data} /> : null}
    </>
  )
}

function Account({ fund }: { readonly fund: Fund }) {
  const say = useSay()
  const { balance, available, received, spent, recovered, commitments } = fund
  const table = (title: string, rows: readonly { readonly name: string; readonly amount: string }[]) => (
    <Figures
      title={title}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { title: say(words.item), render: (_, { name }) => name },
        { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
      ]}
      bar={({ amount }) => amount}
    />
  )
  return (
    <>
      <div className="card figures">
        <Statistic title={say(words.balance)} value={balance} formatter={() => shownMoney(balance)} />
        <Statistic
          title={say(words.commitments)}
          value={commitments.total}
          formatter={() => shownMoney(commitments.total)}
        />
        <Statistic
          title={say(words.available)}
          value={available}
          formatter={() => (
            <Amount
              yuan={available}
              about={
                <>
                  <p>{say(words.aboutAvailable)}</p>
                  <div>
                    {say(words.balance)} {shownMoney(balance)}
                  </div>
                  {promised.map((name) => (
                    <div key={name}>
                      {say(words[name])} {shownMoney(commitments[name])}
                    </div>
                  ))}
                </>
              }
            />
          )}
        />
      </div>
      {table(
        say(words.received),
        sources.map((name) => ({ name: say(sourceNames[name]), amount: received[name] })),
      )}
      {table(
        say(words.spent),
        purposes.map((name) => ({ name: say(purposeNames[name]), amount: spent[name] })),
      )}
      {table(
        say(words.recovered),
        purposes.map((name) => ({ name: say(purposeNames[name]), amount: recovered[name] })),
      )}
      {table(
        say(words.commitments),
        promised.map((name) => ({ name: say(words[name]), amount: commitments[name] })),
      )}
    </>
  )
}
