import type { components } from '../../../../clients/typescript/src/index.ts'
import { purposeNames, sourceNames } from '../../../../src/domain/fund/fund-names.ts'
import { LinePicture } from '../../parts/LinePicture.tsx'
import { shownMoney, sumOf } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { fundWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Figures } from '../overview/Figures.tsx'
import { promised } from './promised.ts'

type Budgeted = components['schemas']['FundBudget']

const shapeWords = { 'last-year': words.lastYearShape, average: words.averageShape, none: words.noShape } as const

/** Aid month by month to December, and the budget beside what came in and went out. */
export function BudgetFigures({ budget }: { readonly budget: Budgeted }) {
  const say = useSay()
  const amount = <Row extends object>(title: string, of: (row: Row) => string) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, row: Row) => shownMoney(of(row)),
  })
  return (
    <>
      <Months budget={budget} />
      <Figures
        title={say(words.budgetIn)}
        rows={budget.sources}
        rowKey={({ source }) => source}
        columns={[
          { title: say(words.source), render: (_, { source }) => say(sourceNames[source]) },
          amount(say(words.budgeted), (row: Budgeted['sources'][number]) => row.budget),
          amount(say(words.receivedSoFar), (row: Budgeted['sources'][number]) => row.received),
        ]}
        bar={(row) => row.budget}
      />
      <Figures
        title={say(words.budgetOut)}
        rows={budget.purposes}
        rowKey={({ purpose }) => purpose}
        columns={[
          { title: say(words.purpose), render: (_, { purpose }) => say(purposeNames[purpose]) },
          amount(say(words.budgeted), (row: Budgeted['purposes'][number]) => row.budget),
          amount(say(words.paidSoFar), (row: Budgeted['purposes'][number]) => row.paid),
          amount(say(words.recoveredSoFar), (row: Budgeted['purposes'][number]) => row.recovered),
        ]}
        bar={(row) => row.budget}
      />
      <Figures
        title={say(words.commitments)}
        rows={promised.map((name) => ({ name, promised: budget.commitments[name] }))}
        rowKey={({ name }) => name}
        columns={[
          { title: say(words.item), render: (_, { name }) => say(words[name]) },
          amount(say(words.amount), (row: { readonly promised: string }) => row.promised),
        ]}
      />
      <Figures
        title={say(words.versions)}
        rows={budget.versions}
        rowKey={({ version }) => String(version)}
        columns={[
          { title: say(words.version), align: 'right', render: (_, { version }) => version },
          { title: say(words.documentNo), render: (_, { documentNo }) => documentNo },
          { title: say(words.note), render: (_, { note }) => note },
          amount(say(words.budgetIn), (row: Budgeted['versions'][number]) => row.sources),
          amount(say(words.budgetOut), (row: Budgeted['versions'][number]) => row.purposes),
          { title: say(words.enteredAt), render: (_, { enteredAt }) => <ShownTime at={enteredAt} /> },
        ]}
      />
    </>
  )
}

/** Each month, and all of them so far beside the budget: a line that goes above the other passes it. */
function Months({ budget: { year, forecast, purposes } }: { readonly budget: Budgeted }) {
  const say = useSay()
  const aid = purposes.find(({ purpose }) => purpose === 'aid')?.budget ?? '0.00'
  const rows = forecast.months.map((month, at) => ({
    ...month,
    soFar: sumOf(...forecast.months.slice(0, at + 1).map((one) => one.aid)),
  }))
  const label = (month: number) => `${year}-${String(month).padStart(2, '0')}`
  const heads = [say(words.budgetOfAid), say(words.aidSoFar)]
  const points = rows.map(({ month, soFar }) => ({ label: label(month), values: [aid, soFar] }))
  return (
    <Figures
      title={say(words.forecast)}
      about={say(shapeWords[forecast.shape])}
      picture={<LinePicture title={`${say(words.forecast)}: ${heads.join(' / ')}`} heads={heads} points={points} />}
      rows={rows}
      rowKey={({ month }) => label(month)}
      columns={[
        { title: say(words.month), render: (_, { month }) => label(month) },
        { title: say(words.how), render: (_, { isForecast }) => say(isForecast ? words.isForeseen : words.isSettled) },
        {
          title: say(words.aidOfMonth),
          align: 'right',
          render: (_, one) => shownMoney(one.aid),
        },
        { title: say(words.aidSoFar), align: 'right', render: (_, { soFar }) => shownMoney(soFar) },
        { title: say(words.budgetOfAid), align: 'right', render: () => shownMoney(aid) },
      ]}
      bar={(month) => (month.aid.startsWith('-') ? '0.00' : month.aid)}
    />
  )
}
