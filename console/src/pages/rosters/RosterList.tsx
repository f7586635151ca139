import { Button, Form, Input, Table, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { ClauseNote } from '../../parts/ClauseNote.tsx'
import { today } from '../../parts/days.ts'
import { departmentOf } from '../../parts/departments.ts'
import { ListTable } from '../../parts/ListTable.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { useSought } from '../../parts/sought.ts'
import { shellWords, rosterWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Month } from './roster.ts'
import { SendList } from './SendList.tsx'

type Head = components['schemas']['RosterHead']
type Arrival = components['schemas']['RosterArrival']

/** A month of a region: which departments have sent, and what was sent. */
export function RosterList() {
  const say = useSay()
  const operator = useOperator()
  const [form] = Form.useForm<Month>()
  const [sought, setSought] = useSought<Partial<Month>>()
  const of: Month = { region: operator.region, month: today().slice(0, 7), ...sought }
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        <Form form={form} layout="inline" initialValues={of} onFinish={setSought}>
          <Form.Item name="region" label={say(words.region)}>
            <Input className="narrow" maxLength={6} />
          </Form.Item>
          <Form.Item name="month" label={say(words.month)}>
            <Input type="month" className="narrow" />
          </Form.Item>
          <Button htmlType="submit">{say(shellWords.search)}</Button>
        </Form>
      </div>
      {holdsPost(operator, ['clerk']) ? <SendList of={of} key={`${of.region} ${of.month}`} /> : null}
      <Arrivals of={of} />
      <section className="card">
        <h2>{say(words.lists)}</h2>
        <ListTable<Head>
          label={say(words.lists)}
          queryKey={['rosters', 'list', of]}
          load={(page) => dataOf(api.GET('/v1/rosters', { params: { query: { ...of, ...page } } }))}
          form={form}
          columns={[
            {
              title: say(words.department),
              render: (_, { id, department }) => <Link href={`/${id}`}>{say(departmentOf(department))}</Link>,
            },
            { title: say(words.month), dataIndex: 'month' },
            { title: say(words.status), render: (_, { status }) => <Tag>{say(words[status])}</Tag> },
            { title: say(words.lines), align: 'right', dataIndex: 'lines' },
            { title: say(words.rejected), align: 'right', dataIndex: 'rejected' },
            { title: say(words.opened), align: 'right', dataIndex: 'opened' },
            { title: say(words.ended), align: 'right', dataIndex: 'ended' },
            { title: say(words.toReview), align: 'right', dataIndex: 'toReview' },
            { title: say(words.uploadedAt), render: (_, { uploadedAt }) => <ShownTime at={uploadedAt} /> },
          ]}
        />
      </section>
    </>
  )
}

function Arrivals({ of }: { readonly of: Month }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['rosters', 'arrivals', of],
    queryFn: () => dataOf(api.GET('/v1/rosters', { params: { query: { ...of, limit: 1 } } })),
  })
  if (!data) return waiting
  return (
    <section className="card">
      <h2>{say(words.arrivals)}</h2>
      <Table<Arrival>
        rowKey="department"
        size="small"
        bordered
        pagination={false}
        dataSource={data.departments}
        locale={{ emptyText: say(shellWords.nothing) }}
        columns={[
          { title: say(words.department), render: (_, { department }) => say(departmentOf(department)) },
          { title: say(words.dueOn), dataIndex: 'dueOn' },
          { title: say(words.receivedOn), dataIndex: 'receivedOn' },
          { title: say(words.status), render: (_, arrival) => <ArrivalTag arrival={arrival} /> },
          {
            title: say(shellWords.explain),
            render: (_, { clause, dueOn }) =>
              clause ? <ClauseNote clause={clause} region={of.region} on={dueOn} /> : null,
          },
        ]}
      />
    </section>
  )
}

function ArrivalTag({ arrival: { late, receivedOn } }: { readonly arrival: Arrival }) {
  const say = useSay()
  if (late) return <Tag color="error">{say(words.late)}</Tag>
  return receivedOn === null ? <Tag>{say(words.waiting)}</Tag> : <Tag color="success">{say(words.inTime)}</Tag>
}
