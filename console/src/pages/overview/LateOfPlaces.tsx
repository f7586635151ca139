import { Table } from 'antd'
import type { components } from '../../../../clients/typescript/src/index.ts'
import { departmentOf } from '../../parts/departments.ts'
import { shownMoney } from '../../parts/money.ts'
import { overviewWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Behind } from './Behind.tsx'

type Place = components['schemas']['Place']

/** Who is late with lists, clearings and comparisons. */
export function LateOfPlaces({ places }: { readonly places: readonly Place[] }) {
  const say = useSay()
  const from = (count: number, since: string | null) =>
    since === null ? String(count) : `${count} · ${since} ${say(words.since)}`
  return (
    <section className="card" aria-label={say(words.lateWith)}>
      <h2>{say(words.lateWith)}</h2>
      <Table<Place>
        rowKey="region"
        size="small"
        bordered
        pagination={false}
        dataSource={[...places]}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: say(words.noPlace) }}
        columns={[
          { title: say(words.region), dataIndex: 'region' },
          {
            title: say(words.lists),
            render: (_, { region, late }) =>
              late.lists.map(({ department, month }) => (
                <div key={`${department} ${month}`}>
                  <Behind to="rosters" query={{ region, month }} shown={`${say(departmentOf(department))} ${month}`} />
                </div>
              )),
          },
          {
            title: say(words.unclaimed),
            align: 'right',
            render: (_, { late: { unclaimed } }) => from(unclaimed.hospitals, unclaimed.since),
          },
          {
            title: say(words.unclaimedAid),
            align: 'right',
            render: (_, { late: { unclaimed } }) => shownMoney(unclaimed.aid),
          },
          {
            title: say(words.undecided),
            align: 'right',
            render: (_, { late: { undecided } }) => (
              <Behind
                to="books/clearings"
                query={{ status: 'applied' }}
                shown={from(undecided.clearings, undecided.since)}
              />
            ),
          },
          {
            title: say(words.unpaid),
            align: 'right',
            render: (_, { late: { unpaid } }) => (
              <Behind
                to="books/clearings"
                query={{ status: 'approved' }}
                shown={from(unpaid.clearings, unpaid.since)}
              />
            ),
          },
          { title: say(words.notCompared), align: 'right', render: (_, { late }) => late.comparisons.notCompared },
          {
            title: say(words.differing),
            align: 'right',
            render: (_, { late }) => (
              <Behind to="books/reconciliations" query={{}} shown={late.comparisons.differing} />
            ),
          },
        ]}
      />
    </section>
  )
}
