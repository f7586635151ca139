import { Statistic } from 'antd'
import type { components } from '../../../../clients/typescript/src/index.ts'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { limitOfPeriod } from '../../../../src/domain/names/limits.ts'
import { shownMoney, sumOf } from '../../parts/money.ts'
import { overviewWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Behind } from './Behind.tsx'
import { Figures } from './Figures.tsx'
import type { YearOf } from './year-of.tsx'

type Overview = components['schemas']['Overview']

/** People, subsidies, what waits, and the fund: each figure opens the people or the papers behind it. */
export function OtherFigures({ overview, of }: { readonly overview: Overview; readonly of: YearOf }) {
  const say = useSay()
  const { people, premiumSubsidies, alerts, applications, limitsUsedUp, fund } = overview
  const named = (category: string | null) => say(category === null ? words.none : categoryName(category))
  return (
    <>
      {fund ? (
        <section className="card" aria-label={say(words.fund)}>
          <h2>{say(words.fund)}</h2>
          <div className="figures">
            <Statistic
              title={say(words.balance)}
              value={fund.balance}
              formatter={() => (
                <Behind to="fund/account" query={{ region: of.region }} shown={shownMoney(fund.balance)} />
              )}
            />
            <Statistic
              title={say(words.incoming)}
              value={fund.balance}
              formatter={() => shownMoney(sumOf(...Object.values(fund.received)))}
            />
            <Statistic
              title={say(words.outgoing)}
              value={fund.balance}
              formatter={() => shownMoney(sumOf(...Object.values(fund.spent)))}
            />
            <Statistic
              title={say(words.committed)}
              value={fund.commitments.total}
              formatter={() => shownMoney(fund.commitments.total)}
            />
            <Statistic
              title={say(words.available)}
              value={fund.available}
              formatter={() => shownMoney(fund.available)}
            />
          </div>
        </section>
      ) : null}
      <Figures
        title={`${say(words.people)} ${people.total}`}
        rows={people.byCategory}
        rowKey={({ category }) => category}
        columns={[
          { title: say(words.category), render: (_, { category }) => named(category) },
          { title: say(words.headcount), align: 'right', render: (_, row) => row.people },
        ]}
        bar={(row) => `${row.people}.00`}
      />
      <Figures
        title={say(words.subsidies)}
        rows={premiumSubsidies.byCategory}
        rowKey={({ category }) => category ?? ''}
        columns={[
          { title: say(words.category), render: (_, { category }) => named(category) },
          {
            title: say(words.subsidised),
            align: 'right',
            render: (_, row) => <Behind to="enrolment/runs" query={of} shown={row.people} />,
          },
          { title: say(words.amount), align: 'right', render: (_, { amount }) => shownMoney(amount) },
        ]}
        bar={({ amount }) => amount}
      />
      <Figures
        title={say(words.alerts)}
        rows={alerts}
        rowKey={({ status }) => status}
        columns={[
          { title: say(words.status), render: (_, { status }) => say(words[status]) },
          {
            title: say(words.count),
            align: 'right',
            render: (_, { status, count }) => <Behind to="alerts/list" query={{ ...of, status }} shown={count} />,
          },
        ]}
      />
      <Figures
        title={say(words.applications)}
        rows={applications}
        rowKey={({ status }) => status}
        columns={[
          { title: say(words.status), render: (_, { status }) => say(words[status]) },
          {
            title: say(words.count),
            align: 'right',
            render: (_, { status, count }) => (
              <Behind to="applications" query={{ region: of.region, status }} shown={count} />
            ),
          },
        ]}
      />
      <Figures
        title={say(words.limits)}
        rows={limitsUsedUp}
        rowKey={({ region, name, category, period }) => `${region} ${name} ${category} ${period.kind} ${period.from}`}
        columns={[
          { title: say(words.region), render: (_, { region }) => region },
          {
            title: say(words.limit),
            render: (_, { name, region, period }) => say(limitOfPeriod(name, region, period)),
          },
          { title: say(words.headcount), align: 'right', render: (_, row) => row.people },
        ]}
      />
    </>
  )
}
