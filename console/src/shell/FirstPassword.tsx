import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { dataOf } from '../../../clients/typescript/src/index.ts'
import { api } from '../api/client.ts'
import { leave, sessionQuery } from '../api/session.ts'
import { ProblemAlert, sayAtFields } from '../parts/problem.tsx'
import { shellWords } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'
import { Front } from './Front.tsx'

interface Given {
  readonly current: string
  readonly next: string
  readonly again: string
}

/** Nothing else is opened by a first password. */
export function FirstPassword() {
  const say = useSay()
  const client = useQueryClient()
  const [form] = Form.useForm<Given>()
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ current, next }: Given) =>
      dataOf(api.POST('/v1/sessions/current/password', { body: { current, next } })),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    onError: (refused) => sayAtFields(form, refused),
  })
  const signOut = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/sessions/current/withdraw')),
    onSettled: () => {
      leave()
      client.setQueryData(sessionQuery.queryKey, null)
    },
  })
  const needed = { required: true, message: say(shellWords.needed) }
  return (
    <Front>
      <Alert type="info" showIcon title={say(shellWords.mustChange)} />
      <ProblemAlert error={error} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => mutate(given)}>
        <Form.Item name="current" label={say(shellWords.currentPassword)} rules={[needed]}>
          <Input type="password" autoComplete="current-password" autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="next" label={say(shellWords.nextPassword)} rules={[needed]}>
          <Input type="password" autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={say(shellWords.again)}
          dependencies={['next']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: async (_, value: string) => {
                if (value && value !== getFieldValue('next')) throw new Error(say(shellWords.notTheSame))
              },
            }),
          ]}
        >
          <Input type="password" autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isPending} block>
          {say(shellWords.changePassword)}
        </Button>
        <Button type="text" block onClick={() => signOut.mutate()}>
          {say(shellWords.signOut)}
        </Button>
      </Form>
    </Front>
  )
}
