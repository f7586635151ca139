import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Skeleton, Statistic } from 'antd'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { purposeNames, purposes, sourceNames, sources } from '../../../../src/domain/fund/fund-names.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Act } from '../../parts/Act.tsx'
import { ActChoice } from '../../parts/ActChoice.tsx'
import { yearNow } from '../../parts/days.ts'
import { shownMoney } from '../../parts/money.ts'
import { ProblemAlert, problemOf, sayAtFields } from '../../parts/problem.tsx'
import { SearchCard } from '../../parts/SearchCard.tsx'
import { useSought } from '../../parts/sought.ts'
import { fundWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { BudgetFigures } from './BudgetFigures.tsx'

type Asked = components['schemas']['FundBudgetRequest']
type Budgeted = components['schemas']['FundBudget']

interface Sought {
  readonly region?: string
  readonly year?: string
}

interface Of {
  readonly region: string
  readonly year: string
}

/** The budget of a year, and whether it will hold. */
export function Budget() {
  const operator = useOperator()
  const [form] = Form.useForm<Sought>()
  const [sought, setSought] = useSought<Sought>({ region: operator.region, year: String(yearNow()) })
  const of: Of = { region: sought.region ?? '', year: sought.year ?? '' }
  const { data, error, refetch } = useQuery({
    queryKey: ['fund', 'budget', of],
    queryFn: () => dataOf(api.GET('/v1/funds/{region}/budgets/{year}', { params: { path: at(of) } })),
  })
  const isMissing = problemOf(error)?.code === 'not-found'
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
      {error && !isMissing ? (
        <ProblemAlert error={error} saidAt={sayAtFields(form, error)} onRetry={() => void refetch()} />
      ) : null}
      {isMissing ? <Missing of={of} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data && !error ? <Shown budget={data} /> : null}
    </>
  )
}

function Missing({ of }: { readonly of: Of }) {
  const say = useSay()
  return (
    <>
      <Alert className="problem" type="info" showIcon title={say(words.noBudget)} />
      <EnterBudget key={`${of.region} ${of.year}`} of={of} begin={{}} />
    </>
  )
}

const at = ({ region, year }: Of) => ({ region, year: +year })

function Shown({ budget }: { readonly budget: Budgeted }) {
  const say = useSay()
  const { region, year, version, documentNo, note, opening, forecast, warnings } = budget
  const begin = {
    ...{ documentNo, note },
    sources: Object.fromEntries(budget.sources.map((one) => [one.source, one.budget])),
    purposes: Object.fromEntries(budget.purposes.map((one) => [one.purpose, one.budget])),
  }
  return (
    <>
      {warnings.map(({ code, text }) => (
        <Alert key={code} className="problem" type="warning" showIcon title={text} />
      ))}
      <div className="card figures">
        <Statistic title={say(words.version)} value={version} />
        <Statistic title={say(words.documentNo)} value={documentNo} formatter={() => documentNo} />
        <Statistic title={say(words.note)} value={note} formatter={() => note} />
        <MoneyFigure title={say(words.yearOpening)} yuan={opening} />
        <MoneyFigure title={say(words.foreseen)} yuan={forecast.aid} />
        <MoneyFigure title={say(words.budgetLeft)} yuan={forecast.left} />
      </div>
      <EnterBudget key={`${region} ${year}`} of={{ region, year: String(year) }} begin={begin} />
      <BudgetFigures budget={budget} />
    </>
  )
}

/** By source and purpose; entered again with other figures it is a new version. */
function EnterBudget({ of, begin }: { readonly of: Of; readonly begin: Readonly<Record<string, unknown>> }) {
  const say = useSay()
  const operator = useOperator()
  if (operator.kind !== 'bureau' || !holdsPost(operator, ['finance'])) return null
  const enter = (
    <Act
      title={words.enterBudget}
      about={say(words.aboutBudget)}
      begin={begin}
      fields={[
        { name: 'documentNo', label: words.documentNo, maxLength: 100 },
        { name: 'note', label: words.note, maxLength: 200 },
        ...sources.map((name) => ({
          name: `sources.${name}`,
          label: sourceNames[name],
          kind: 'money' as const,
          optional: true,
        })),
        ...purposes.map((name) => ({
          name: `purposes.${name}`,
          label: purposeNames[name],
          kind: 'money' as const,
          optional: true,
        })),
      ]}
      send={({ sources: from = {}, purposes: to = {}, ...rest }: Partial<Asked>) =>
        dataOf(
          api.PUT('/v1/funds/{region}/budgets/{year}', {
            params: { path: at(of) },
            body: { ...(rest as Asked), sources: from, purposes: to },
          }),
        )
      }
      // What was entered is what stands: the next version begins with it.
      isTrial={() => true}
    />
  )
  return <ActChoice acts={[{ name: words.enterBudget, act: enter }]} />
}

function MoneyFigure({ title, yuan }: { readonly title: string; readonly yuan: string }) {
  return <Statistic title={title} value={yuan} formatter={() => shownMoney(yuan)} />
}
