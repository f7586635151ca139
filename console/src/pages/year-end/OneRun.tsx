import { Descriptions, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { yearEndKindNames } from '../../../../src/domain/names/year-end-kinds.ts'
import { api } from '../../api/client.ts'
import { Amount } from '../../parts/Amount.tsx'
import { Exports } from '../../parts/Exports.tsx'
import { HowFar, whileRunning } from '../../parts/HowFar.tsx'
import { ListTable } from '../../parts/ListTable.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { shownMoney, sumOf } from '../../parts/money.ts'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { yearEndWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Line = components['schemas']['YearEndLine']

export function OneRun({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['year-end', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/year-end-runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => whileRunning(state.data?.status),
  })
  if (!data) return waiting
  const sums = (['base', 'due', 'assistance', 'reAid', 'tilt'] as const).map((name) => ({
    label: say(words[name]),
    children: shownMoney(data[name]),
  }))
  return (
    <>
      <div className="head">
        <h1>
          {say(words.title)} {data.region} {data.year}
        </h1>
        <Link href="/">{say(words.runs)}</Link>
      </div>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.kind), children: say(yearEndKindNames[data.kind]) },
          { label: say(words.how), children: say(data.dryRun ? words.dry : words.wet) },
          { label: say(words.status), children: <Tag>{say(words[data.status])}</Tag> },
          { label: say(words.startedAt), children: <ShownTime at={data.startedAt} /> },
          { label: say(words.people), children: data.people },
          { label: say(words.visits), children: data.visits },
          ...sums,
          { label: say(words.failures), children: data.failures },
        ]}
      />
      {whileRunning(data.status) ? <HowFar {...data.progress} /> : <Lines id={id} />}
    </>
  )
}

function Lines({ id }: { readonly id: string }) {
  const say = useSay()
  return (
    <section className="card">
      <div className="head">
        <h2>{say(words.lines)}</h2>
        <div className="actions">
          <Exports path={`/v1/year-end-runs/${encodeURIComponent(id)}/lines`} />
        </div>
      </div>
      <ListTable<Line>
        label={say(words.lines)}
        queryKey={['year-end', 'lines', id]}
        load={(query) => dataOf(api.GET('/v1/year-end-runs/{id}/lines', { params: { path: { id }, query } }))}
        rowKey="personNo"
        empty={words.noLine}
        columns={[
          {
            title: say(words.personNo),
            render: (_, { personNo }) => <Link href={`~/console/people/${personNo}`}>{personNo}</Link>,
          },
          { title: say(words.householdNo), dataIndex: 'householdNo' },
          { title: say(words.visits), align: 'right', dataIndex: 'visits' },
          { title: say(words.base), align: 'right', render: (_, { base }) => shownMoney(base) },
          { title: say(words.due), align: 'right', render: (_, { due }) => shownMoney(due) },
          { title: say(words.aid), align: 'right', render: (_, line) => <Aid line={line} /> },
          {
            title: say(words.remaining),
            align: 'right',
            render: (_, { remaining }) => (remaining === null ? '' : shownMoney(remaining)),
          },
          { title: say(words.problem), render: (_, { problem }) => (problem ? <code>{problem}</code> : null) },
        ]}
      />
    </section>
  )
}

function Aid({ line }: { readonly line: Line }) {
  const say = useSay()
  return (
    <Amount
      yuan={sumOf(line.assistance, line.reAid, line.tilt)}
      about={
        <>
          <p>{say(words.aboutAid)}</p>
          {(['base', 'due', 'assistance', 'reAid', 'tilt'] as const).map((name) => (
            <div key={name}>
              {say(words[name])} {shownMoney(line[name])}
            </div>
          ))}
        </>
      }
    />
  )
}
