import { Table, type TableColumnsType, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { sourceNames, sources } from '../../../../src/domain/fund/fund-names.ts'
import { enrolmentGroupNames } from '../../../../src/domain/names/enrolment-groups.ts'
import { api } from '../../api/client.ts'
import { Exports } from '../../parts/Exports.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { asQuery } from '../../parts/sought.ts'
import { overviewWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Behind } from './Behind.tsx'
import { Figures } from './Figures.tsx'
import { LateOfPlaces } from './LateOfPlaces.tsx'
import { useYearOf, YearSearch } from './year-of.tsx'

type Place = components['schemas']['Place']

/** The cities of a province, or the counties of a city, side by side; each leads further down, and a county to its people. */
export function Places() {
  const say = useSay()
  const of = useYearOf()
  const { data, waiting } = useLoaded({
    queryKey: ['places', of],
    queryFn: () => dataOf(api.GET('/v1/overview/places', { params: { query: of } })),
  })
  return (
    <>
      <YearSearch>
        <Exports path="/v1/overview/places" query={of} />
      </YearSearch>
      {data ? (
        <>
          <AidOfPlaces places={data.places} year={of.year} />
          <WaitingInPlaces places={data.places} year={of.year} />
          <FundsOfPlaces places={data.places.filter(({ fund }) => fund !== null)} />
          <LateOfPlaces places={data.places} />
          <p className="quiet">
            {say(words.readAt)} <ShownTime at={data.readAt} />
          </p>
        </>
      ) : (
        waiting
      )}
    </>
  )
}

interface Of {
  readonly places: readonly Place[]
  readonly year: number
}

/** A city opens its counties, a county its year. */
function PlaceLink({ region, year }: { readonly region: string; readonly year: number }) {
  const to = region.endsWith('00') ? '/places' : '/year'
  return <Link href={`${to}?${asQuery({ region, year })}`}>{region}</Link>
}

function AidOfPlaces({ places, year }: Of) {
  const say = useSay()
  const groups = [...new Set(places.flatMap(({ enrolment }) => enrolment.map(({ group }) => group)))]
  const rates: TableColumnsType<Place> = groups.map((group) => ({
    title: say(group ? enrolmentGroupNames[group] : words.enrolment),
    align: 'right',
    render: (_, { region, enrolment }) => {
      const found = enrolment.find((one) => one.group === group)
      if (!found || found.rate === null) return ''
      return (
        <>
          <div>
            <Behind to="enrolment/rates" query={{ region, year }} shown={`${found.rate}%`} />
          </div>
          {found.below ? <Tag color="error">{`${say(words.below)} ${found.line}%`}</Tag> : null}
        </>
      )
    },
  }))
  return (
    <Figures<Place>
      title={say(words.aidAndEnrolment)}
      rows={places}
      rowKey={({ region }) => region}
      columns={[
        { title: say(words.region), render: (_, { region }) => <PlaceLink region={region} year={year} /> },
        { title: say(words.people), align: 'right', render: (_, { people }) => people },
        ...rates,
        { title: say(words.settlements), align: 'right', render: (_, { aid }) => aid.settlements },
        { title: say(words.aid), align: 'right', render: (_, { aid }) => shownMoney(aid.aid) },
      ]}
      bar={({ aid }) => aid.aid}
    />
  )
}

function WaitingInPlaces({ places, year }: Of) {
  const say = useSay()
  const overdue = (count: number) => (count === 0 ? '0' : <Tag color="error">{count}</Tag>)
  return (
    <Figures<Place>
      title={say(words.waits)}
      rows={places}
      rowKey={({ region }) => region}
      columns={[
        { title: say(words.region), dataIndex: 'region' },
        {
          title: say(words.alertsOpen),
          align: 'right',
          render: (_, { region, alerts }) => (
            <Behind to="alerts/list" query={{ region, year, status: 'open' }} shown={alerts.open} />
          ),
        },
        { title: say(words.alertsOverdue), align: 'right', render: (_, { alerts }) => overdue(alerts.overdue) },
        {
          title: say(words.applicationsOpen),
          align: 'right',
          render: (_, { region, applications }) => (
            <Behind to="applications" query={{ region }} shown={applications.open} />
          ),
        },
        {
          title: say(words.applicationsOverdue),
          align: 'right',
          render: (_, { region, applications }) => (
            <Behind to="applications" query={{ region, overdue: 'true' }} shown={applications.overdue} />
          ),
        },
      ]}
    />
  )
}

function FundsOfPlaces({ places }: Pick<Of, 'places'>) {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.fundsByLevel)}>
      <h2>{say(words.fundsByLevel)}</h2>
      <Table<Place>
        rowKey="region"
        size="small"
        bordered
        pagination={false}
        dataSource={[...places]}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: say(words.noFund) }}
        columns={[
          {
            title: say(words.region),
            render: (_, { region }) => <Behind to="fund/account" query={{ region }} shown={region} />,
          },
          ...sources.map((source) => ({
            title: say(sourceNames[source]),
            key: source,
            align: 'right' as const,
            render: (_: unknown, { fund }: Place) => (fund ? shownMoney(fund.received[source]) : ''),
          })),
          {
            title: say(words.balance),
            align: 'right',
            render: (_, { fund }) => (fund ? shownMoney(fund.balance) : ''),
          },
          {
            title: say(words.committed),
            align: 'right',
            render: (_, { fund }) => (fund ? shownMoney(fund.committed) : ''),
          },
          {
            title: say(words.available),
            align: 'right',
            render: (_, { fund }) => (fund ? shownMoney(fund.available) : ''),
          },
        ]}
      />
    </section>
  )
}
