import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { filled } from '../../parts/fields.ts'
import { ProblemAlert, sayAtFields } from '../../parts/problem.tsx'
import { postWords, shellWords, systemWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'

type Request = components['schemas']['OperatorRequest']
type WithPassword = components['schemas']['OperatorWithPassword']

const posts = ['clerk', 'reviewer', 'finance', 'auditor', 'admin'] as const
const kinds = ['bureau', 'hospital', 'auditor'] as const

interface Shown {
  readonly onAdded: (answer: WithPassword) => Promise<void>
  readonly onClose: () => void
}

export function AddOperator({ onAdded, onClose }: Shown) {
  const say = useSay()
  const { kind, region, hospitalCode } = useOperator()
  const [form] = Form.useForm<Request>()
  const chosen = Form.useWatch('kind', form)
  const [saidAt, setSaidAt] = useState<readonly string[]>([])
  const { mutate, error, isPending } = useMutation({
    mutationFn: (given: Request) => {
      setSaidAt([])
      return dataOf(api.POST('/v1/operators', { body: filled(given) as Request }))
    },
    onSuccess: onAdded,
    onError: (refused) => setSaidAt(sayAtFields(form, refused)),
  })
  const needed = [{ required: true, message: say(shellWords.needed) }]
  const offered = kind === 'hospital' ? (['hospital'] as const) : kinds
  return (
    <section className="card" aria-label={say(words.add)}>
      <h2>{say(words.add)}</h2>
      <ProblemAlert error={error} saidAt={saidAt} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: offered[0], region, hospitalCode: hospitalCode ?? undefined, posts: [] }}
        onFinish={(given) => mutate(given)}
      >
        <div className="fields">
          <Form.Item name="username" label={say(words.username)} rules={needed}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item name="name" label={say(words.name)} rules={needed}>
            <Input maxLength={50} autoComplete="off" />
          </Form.Item>
          <Form.Item name="kind" label={say(words.kind)} rules={needed}>
            <Select options={offered.map((value) => ({ value, label: say(words[value]) }))} />
          </Form.Item>
          <Form.Item name="subject" label={say(words.subject)}>
            <Input maxLength={255} autoComplete="off" />
          </Form.Item>
          {chosen === 'hospital' ? (
            <Form.Item name="hospitalCode" label={say(words.hospitalCode)} rules={needed} preserve={false}>
              <Input maxLength={30} readOnly={kind === 'hospital'} />
            </Form.Item>
          ) : (
            <Form.Item name="region" label={say(words.region)} rules={needed} preserve={false}>
              <Input maxLength={6} inputMode="numeric" />
            </Form.Item>
          )}
        </div>
        <Form.Item
          name="posts"
          label={say(words.posts)}
          rules={[{ type: 'array', min: 1, message: say(shellWords.needed) }]}
        >
          <Checkbox.Group options={posts.map((value) => ({ value, label: say(postWords[value]) }))} />
        </Form.Item>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={isPending}>
            {say(words.save)}
          </Button>
          <Button onClick={onClose}>{say(shellWords.cancel)}</Button>
        </div>
      </Form>
    </section>
  )
}
