import { Alert, Button, Descriptions, Table, Tag } from 'antd'
import { Link } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { departmentOf } from '../../parts/departments.ts'
import { useLoaded } from '../../parts/loaded.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { rosterWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { ApplyRoster } from './ApplyRoster.tsx'
import { Changes } from './Changes.tsx'
import { NewPeople } from './NewPeople.tsx'
import type { Roster } from './roster.ts'

const counted = [
  'lines',
  'accepted',
  'rejected',
  'opened',
  'ended',
  'standing',
  'missing',
  'newPeople',
  'toReview',
] as const

export function OneRoster({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['rosters', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/rosters/{id}', { params: { path: { id } } })),
    // While it is applied, how far it is, also after the page was loaded anew.
    refetchInterval: ({ state }) => (state.data?.status === 'applying' ? 1_000 : false),
  })
  if (!data) return waiting
  return (
    <>
      <div className="head">
        <h1>
          {say(departmentOf(data.department))} {data.month}
        </h1>
        <Link href="/">{say(words.title)}</Link>
      </div>
      <ApplyRoster roster={data} />
      {data.warnings.map(({ code, text }) => (
        <Alert key={`${code} ${text}`} className="problem" type="warning" showIcon title={text} />
      ))}
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.status), children: <Tag>{say(words[data.status])}</Tag> },
          { label: say(words.uploadedAt), children: <ShownTime at={data.uploadedAt} /> },
          ...counted.map((name) => ({ label: say(words[name]), children: data[name] })),
        ]}
      />
      {data.toReview > 0 || data.newPeople > 0 ? <NewPeople roster={data} /> : null}
      {data.rejected > 0 ? <Faults roster={data} /> : null}
      <Changes id={id} />
    </>
  )
}

/** The first of the lines that were not taken; the file to send back has all. */
function Faults({ roster: { id, faults } }: { readonly roster: Roster }) {
  const say = useSay()
  return (
    <section className="card">
      <div className="head">
        <h2>{say(words.faults)}</h2>
        <Button href={`/v1/rosters/${encodeURIComponent(id)}/report.csv`}>{say(words.report)}</Button>
      </div>
      <Table<Roster['faults'][number]>
        rowKey={({ line, column, reason }) => `${line} ${column} ${reason}`}
        size="small"
        bordered
        pagination={false}
        dataSource={faults}
        columns={[
          { title: say(words.line), dataIndex: 'line', align: 'right', width: 80 },
          { title: say(words.column), dataIndex: 'column' },
          { title: say(words.value), dataIndex: 'value' },
          { title: say(words.reason), dataIndex: 'detail' },
        ]}
      />
    </section>
  )
}
