import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { Facts } from '../../parts/Facts.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { shellWords, taskWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Task = components['schemas']['Task']

const taskKey = (id: string) => ['tasks', 'one', id]

export function OneTask({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: taskKey(id),
    queryFn: () => dataOf(api.GET('/v1/tasks/{id}', { params: { path: { id } } })),
  })
  if (!data) return waiting
  return (
    <>
      <div className="head">
        <h1>{say(data.what)}</h1>
        <Link href="/">{say(words.title)}</Link>
      </div>
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.state), children: <Tag>{say(words[data.state])}</Tag> },
          { label: say(words.madeBy), children: data.madeBy.name },
          { label: say(words.madeAt), children: <ShownTime at={data.madeAt} /> },
          ...(data.decidedBy
            ? [
                { label: say(words.decidedBy), children: data.decidedBy.name },
                { label: say(words.reason), children: data.reason ?? '' },
              ]
            : []),
        ]}
      />
      <section className="card" aria-label={say(words.asked)}>
        <h2>{say(words.asked)}</h2>
        <code className="quiet">
          {data.method} {data.address}
        </code>
        <Facts value={data.body} />
      </section>
      {data.answer ? (
        <section className="card" aria-label={say(words.answer)}>
          <h2>{say(words.answer)}</h2>
          <Facts value={data.answer} />
        </section>
      ) : null}
      {data.state === 'waiting' ? <Decide task={data} /> : null}
    </>
  )
}

type Decision = 'approve' | 'refuse' | 'withdraw'

function decided(id: string, decision: Decision, reason: string) {
  const params = { path: { id } }
  if (decision === 'approve') return dataOf(api.POST('/v1/tasks/{id}/approve', { params }))
  if (decision === 'withdraw') return dataOf(api.POST('/v1/tasks/{id}/withdraw', { params, body: { reason } }))
  return dataOf(api.POST('/v1/tasks/{id}/refuse', { params, body: { reason } }))
}

function Decide({ task: { id, madeBy } }: { readonly task: Task }) {
  const say = useSay()
  const client = useQueryClient()
  const operator = useOperator()
  const [form] = Form.useForm<{ readonly reason: string }>()
  const [saidAt, setSaidAt] = useState<readonly string[]>([])
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (decision: Decision) => {
      setSaidAt([])
      const { reason = '' } = decision === 'approve' ? {} : await form.validateFields()
      return decided(id, decision, reason)
    },
    // What a task did may be on any page.
    onSuccess: () => client.invalidateQueries(),
    onError: (refused) => setSaidAt(sayAtFields(form, refused)),
  })
  const isInvalid = error !== null && 'errorFields' in error
  const isOwn = madeBy.id === operator.id
  if (!isOwn && !holdsPost(operator, ['reviewer'])) return null
  return (
    <section className="card" aria-label={say(words.state)}>
      {isOwn ? <Alert className="problem" type="info" showIcon title={say(words.ownTask)} /> : null}
      {isInvalid ? null : <ProblemAlert error={error} saidAt={saidAt} />}
      <Form form={form} layout="vertical">
        <Form.Item
          name="reason"
          label={say(isOwn ? words.reasonToWithdraw : words.reasonToRefuse)}
          rules={[{ required: true, message: say(shellWords.needed) }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <div className="actions">
          {isOwn ? (
            <Button loading={isPending} onClick={() => mutate('withdraw')}>
              {say(words.withdraw)}
            </Button>
          ) : (
            <>
              <Button type="primary" loading={isPending} onClick={() => mutate('approve')}>
                {say(words.approve)}
              </Button>
              <Button danger loading={isPending} onClick={() => mutate('refuse')}>
                {say(words.refuse)}
              </Button>
            </>
          )}
        </div>
      </Form>
    </section>
  )
}
