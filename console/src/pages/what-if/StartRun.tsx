import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { yearNow } from '../../parts/days.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { shellWords, whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { askedOf, placeIn, wholeOf } from './asked.ts'
import { EditFields } from './EditFields.tsx'
import { Notes } from './Notes.tsx'
import { PeopleFields } from './PeopleFields.tsx'
import { type Clauses, ValuePlace } from './ValuePlace.tsx'

type Given = Readonly<Record<string, unknown>>

/** A run by form: values of the pack in force that are written otherwise, and what else is reckoned. */
export function StartRun() {
  const say = useSay()
  const operator = useOperator()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [form] = Form.useForm()
  const [saidAt, setSaidAt] = useState<readonly string[]>([])
  const begun = { region: operator.region, year: yearNow() - 1, draft: { edits: [{}] } }
  const region = String(Form.useWatch('region', form) ?? begun.region)
  const year = String(Form.useWatch('year', form) ?? begun.year)
  const on = `${year}-12-31`
  const pack = useQuery({
    queryKey: ['policy', region, on],
    queryFn: () => dataOf(api.GET('/v1/policies/{region}', { params: { path: { region }, query: { on } } })),
    enabled: /^\d{6}$/.test(region) && /^\d{4}$/.test(year),
    staleTime: 600_000,
  })
  const { mutate, error, isPending } = useMutation({
    mutationFn: (values: Given) => {
      setSaidAt([])
      return dataOf(api.POST('/v1/what-if-runs', { body: askedOf(values) }))
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['what-if'] })
      go(`/${id}`)
    },
    onError: (refused, values) => setSaidAt(sayAtFields(form, refused, (pointer) => placeIn(values, pointer))),
  })
  const clauses = pack.data?.clauses ?? []
  return (
    <>
      <div className="head">
        <h1>{say(words.start)}</h1>
        <Link href="/">{say(words.runs)}</Link>
      </div>
      <Notes />
      <p className="quiet">{say(words.aboutStart)}</p>
      <Form form={form} layout="vertical" initialValues={begun} onFinish={mutate}>
        <ProblemAlert error={error} saidAt={saidAt} />
        <RunFields />
        <ProblemAlert error={pack.error} onRetry={() => void pack.refetch()} />
        <EditFields clauses={clauses} />
        <OptionFields />
        <CurveFields clauses={clauses} />
        <PeopleFields />
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={isPending}>
            {say(words.start)}
          </Button>
        </div>
      </Form>
    </>
  )
}

function RunFields() {
  const say = useSay()
  const needed = [{ required: true, message: say(shellWords.needed) }]
  return (
    <div className="card fields">
      <Form.Item name="title" label={say(words.name)} rules={needed}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="region" label={say(words.region)} rules={needed}>
        <Input maxLength={6} autoComplete="off" />
      </Form.Item>
      <Form.Item name="year" label={say(words.year)} rules={needed} normalize={wholeOf}>
        <Input maxLength={4} autoComplete="off" />
      </Form.Item>
      <Form.Item name="from" label={say(words.from)}>
        <Input type="month" />
      </Form.Item>
      <Form.Item name="to" label={say(words.to)}>
        <Input type="month" />
      </Form.Item>
    </div>
  )
}

function OptionFields() {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.options)}>
      <h2>{say(words.options)}</h2>
      <div className="fields">
        <Form.Item name="sensitivity" valuePropName="checked">
          <Checkbox>{say(words.sensitivity)}</Checkbox>
        </Form.Item>
        <Form.Item name="contributions" valuePropName="checked">
          <Checkbox>{say(words.contributions)}</Checkbox>
        </Form.Item>
        <Form.Item name="seed" label={say(words.seed)} normalize={wholeOf}>
          <Input maxLength={10} autoComplete="off" />
        </Form.Item>
      </div>
    </section>
  )
}

const linesOf = (event: { readonly target: { readonly value: string } }) => event.target.value.split('\n')

const shownLines = (value: unknown) => ({ value: Array.isArray(value) ? value.join('\n') : '' })

function CurveFields({ clauses }: { readonly clauses: Clauses }) {
  const say = useSay()
  return (
    <section className="card" aria-label={say(words.curve)}>
      <h2>{say(words.curve)}</h2>
      <p className="quiet">{say(words.aboutCurve)}</p>
      <div className="placed">
        <ValuePlace path={['curve']} whole={['curve']} clauses={clauses} isNeeded={false} />
        <Form.Item
          name={['curve', 'values']}
          label={say(words.curveValues)}
          getValueFromEvent={linesOf}
          getValueProps={shownLines}
        >
          <Input.TextArea rows={4} placeholder={say(shellWords.oneALine)} maxLength={1000} />
        </Form.Item>
      </div>
    </section>
  )
}
