import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select, Skeleton, Table, Tag } from 'antd'
import { useState } from 'react'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { Choice } from '../../parts/Choice.tsx'
import { statusWords } from '../../parts/ClauseNote.tsx'
import { today } from '../../parts/days.ts'
import { ProblemAlert } from '../../parts/problem.tsx'
import { useSought } from '../../parts/sought.ts'
import { shellWords, policyWords as words } from '../../words/catalogue.ts'
import { useLanguage } from '../../words/language.tsx'

type Detail = components['schemas']['PolicyDetail']
type PolicyClause = Detail['clauses'][number]
type PolicyDocument = Detail['documents'][number]

interface DayOf {
  readonly region: string
  readonly on: string
}

/** The law of a place on a day: its documents, each clause with what it says, how sure it is and how it is read. */
export default function Policies() {
  const { say, language } = useLanguage()
  const operator = useOperator()
  const [sought, setSought] = useSought<Partial<DayOf>>()
  const of: DayOf = { region: operator.region, on: today(), ...sought }
  const list = useQuery({ queryKey: ['policies'], queryFn: () => dataOf(api.GET('/v1/policies')) })
  const { data, error } = useQuery({
    queryKey: ['policy', of.region, of.on],
    queryFn: () =>
      dataOf(api.GET('/v1/policies/{region}', { params: { path: { region: of.region }, query: { on: of.on } } })),
  })
  const page = `/v1/policies/${encodeURIComponent(of.region)}/page?${new URLSearchParams({ on: of.on, language })}`
  const options = (list.data?.items ?? []).map(({ region, name }) => ({
    value: region,
    label: `${region} ${say(name)}`,
  }))
  const isKnown = options.some(({ value }) => value === of.region)
  return (
    <>
      <div className="head">
        <h1>{say(words.title)}</h1>
        <Form layout="inline" initialValues={of} onFinish={setSought}>
          <Form.Item name="region" label={say(words.region)}>
            <Select
              className="wide"
              options={isKnown ? options : [{ value: of.region, label: of.region }, ...options]}
            />
          </Form.Item>
          <Form.Item name="on" label={say(words.on)}>
            <Input type="date" required />
          </Form.Item>
          <Button htmlType="submit">{say(shellWords.search)}</Button>
        </Form>
      </div>
      <ProblemAlert error={error ?? list.error} />
      {!data && !error ? <Skeleton active /> : null}
      {data && !error ? (
        <>
          <div className="actions problem">
            <Button href={page} target="_blank">
              {say(words.page)}
            </Button>
          </div>
          <Compare of={of} />
          <Documents documents={data.documents} />
          <Clauses clauses={data.clauses} />
        </>
      ) : null}
    </>
  )
}

/** Two days side by side, as the service's own page. */
function Compare({ of }: { readonly of: DayOf }) {
  const { say, language } = useLanguage()
  const [from, setFrom] = useState('2023-01-01')
  const days = new URLSearchParams({ from, to: of.on, language })
  return (
    <section className="card" aria-label={say(words.compare)}>
      <Form layout="inline">
        <Form.Item label={say(words.from)} htmlFor="from">
          <Input id="from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Form.Item>
        <span className="quiet">
          {say(words.to)} {of.on}
        </span>
        <Button
          href={`/v1/policies/${encodeURIComponent(of.region)}/compare?${days}`}
          target="_blank"
          disabled={from === ''}
        >
          {say(words.compare)}
        </Button>
      </Form>
    </section>
  )
}

function Documents({ documents }: { readonly documents: readonly PolicyDocument[] }) {
  const { say } = useLanguage()
  return (
    <section className="card">
      <h2>{say(words.documents)}</h2>
      <Table<PolicyDocument>
        rowKey={({ region, number }) => `${region} ${number}`}
        size="small"
        bordered
        pagination={false}
        dataSource={documents}
        columns={[
          { title: say(words.number), dataIndex: 'number' },
          { title: say(words.name), render: (_, { title }) => say(title) },
          { title: say(words.issuer), render: (_, { issuer }) => say(issuer) },
          { title: say(words.inForce), render: (_, { inForce }) => `${inForce.from} — ${inForce.to ?? ''}` },
          { title: say(words.clauses), align: 'right', dataIndex: 'clauses' },
        ]}
      />
    </section>
  )
}

function Clauses({ clauses }: { readonly clauses: readonly PolicyClause[] }) {
  const { say } = useLanguage()
  const [sought, setSought] = useState('')
  const [status, setStatus] = useState<PolicyClause['status'] | ''>('')
  const shown = clauses.filter(
    (clause) =>
      (status === '' || clause.status === status) &&
      `${clause.id} ${clause.cite} ${say(clause.says)}`.toLowerCase().includes(sought.trim().toLowerCase()),
  )
  const states = Object.keys(statusWords) as PolicyClause['status'][]
  return (
    <section className="card">
      <div className="head">
        <h2>
          {say(words.clauses)} {shown.length}
        </h2>
        <Form layout="inline">
          <Choice
            id="status"
            label={words.status}
            values={states}
            names={statusWords}
            value={status}
            onChange={setStatus}
          />
          <Form.Item label={say(words.search)} htmlFor="sought">
            <Input id="sought" value={sought} maxLength={50} onChange={(event) => setSought(event.target.value)} />
          </Form.Item>
        </Form>
      </div>
      <Table<PolicyClause>
        rowKey="id"
        size="small"
        bordered
        pagination={false}
        dataSource={shown}
        locale={{ emptyText: say(shellWords.nothing) }}
        columns={[
          {
            title: say(words.clause),
            width: 220,
            render: (_, { id, cite }) => (
              <>
                <code>{id}</code>
                <div>{cite}</div>
              </>
            ),
          },
          { title: say(words.status), width: 96, render: (_, clause) => <Tag>{say(statusWords[clause.status])}</Tag> },
          {
            title: say(words.says),
            render: (_, { says, reading }) => (
              <>
                {say(says)}
                {reading ? (
                  <div className="quiet">
                    <strong>{say(words.reading)}</strong> {say(reading)}
                  </div>
                ) : null}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
