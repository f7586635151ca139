import { hospitalCode } from '../database/test-app.ts'
import { added, signIn } from '../people/operators.ts'
import { type Ask, next, nextCount } from './ground.ts'

const desk = { kind: 'hospital', hospitalCode, posts: ['clerk'] } as const
const anOperator: Ask = async ({ it }) => ({ inPath: { id: (await added(it, desk)).id }, body: { name: next() } })

const aSession: Ask = async ({ it }) => {
  const { username, firstPassword } = await added(it, desk)
  return { inPath: { id: (await signIn(it, username, firstPassword)).body.id } }
}

export const operatorAskings: Readonly<Record<string, Ask>> = {
  'POST /v1/operators': () => ({
    body: { username: `access.${nextCount()}`, name: 'x', kind: 'bureau', region: '140500', posts: ['clerk'] },
  }),
  'PATCH /v1/operators/{id}': anOperator,
  'POST /v1/operators/{id}/reset-password': anOperator,
  'POST /v1/operators/{id}/withdraw': anOperator,
  'POST /v1/sessions': async ({ it }) => {
    const { username, firstPassword: password } = await added(it, desk)
    return { body: { username, password } }
  },
  'POST /v1/sessions/current/password': () => ({ body: { current: 'x', next: 'y' } }),
  'POST /v1/sessions/{id}/withdraw': aSession,
  'POST /v1/tasks/{id}/refuse': () => ({ body: { reason: 'x' } }),
  'POST /v1/tasks/{id}/withdraw': () => ({ body: { reason: 'x' } }),
}
