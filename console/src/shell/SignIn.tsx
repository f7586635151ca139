import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { dataOf } from '../../../clients/typescript/src/index.ts'
import { api } from '../api/client.ts'
import { enter, providerOutcome, sessionQuery } from '../api/session.ts'
import { ProblemAlert, sayAtFields } from '../parts/problem.tsx'
import { shellWords } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'
import { Front } from './Front.tsx'

interface Given {
  readonly username: string
  readonly password: string
}

/** What the button of the other sign-in is called; the service writes it into the page. */
const provider = document.querySelector<HTMLMetaElement>('meta[name="sign-in-provider"]')?.content ?? ''

const outcomes = {
  refused: shellWords.providerRefused,
  'no-operator': shellWords.providerUnknown,
  unreachable: shellWords.providerAway,
} as const

export function SignIn({ ended }: { readonly ended: boolean }) {
  const say = useSay()
  const client = useQueryClient()
  const [form] = Form.useForm<Given>()
  const { mutate, error, isPending } = useMutation({
    mutationFn: (given: Given) => dataOf(api.POST('/v1/sessions', { body: given })),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, enter(session)),
    onError: (refused) => sayAtFields(form, refused),
  })
  const needed = [{ required: true, message: say(shellWords.needed) }]
  return (
    <Front>
      {ended && !error ? <Alert type="info" showIcon title={say(shellWords.ended)} /> : null}
      {providerOutcome && providerOutcome !== 'in' && !error ? (
        <Alert type="error" showIcon title={say(outcomes[providerOutcome])} />
      ) : null}
      <ProblemAlert error={error} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => mutate(given)}>
        <Form.Item name="username" label={say(shellWords.username)} rules={needed}>
          <Input autoComplete="username" autoFocus maxLength={64} />
        </Form.Item>
        <Form.Item name="password" label={say(shellWords.password)} rules={needed}>
          <Input type="password" autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isPending} block>
          {say(shellWords.signIn)}
        </Button>
      </Form>
      {provider ? (
        <Button href="/console/sign-in/start" block>
          {provider}
        </Button>
      ) : null}
    </Front>
  )
}
