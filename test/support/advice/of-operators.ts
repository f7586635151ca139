import { stay } from '../../../src/http/openapi/examples.ts'
import { send } from '../database/test-app.ts'
import { added, cookieOf, signedIn, signIn } from '../people/operators.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

const asked = (desk: AdviceDesk) => ({
  ...{ username: desk.next('op').replace('-', '.'), name: '新人', kind: 'bureau', posts: ['clerk'], region: '140500' },
})
const admin = (desk: AdviceDesk) => signedIn(desk.it, { posts: ['admin'] })

/** Signed in with the first password, which is still to be changed; requests carry the token where `token` says so. */
async function fresh(desk: AdviceDesk) {
  const { username, firstPassword } = await added(desk.it, { posts: ['clerk'] })
  const answer = await signIn(desk.it, username, firstPassword)
  const ask = (method: 'GET' | 'POST', url: string, body?: object, token = answer.body.csrfToken) =>
    send(desk.it, method, url, body, {
      headers: { cookie: cookieOf(answer), ...(token === null ? {} : { 'x-csrf-token': token }) },
    })
  const change = (next: string) => ask('POST', '/v1/sessions/current/password', { current: firstPassword, next })
  return { ask, change }
}

const reset = async (desk: AdviceDesk, id: string): Promise<string> =>
  (await desk.bureau('POST', `/v1/operators/${id}/reset-password`)).body.firstPassword

/** Who signs in. */
export const adviceOfOperators: AdviceRows = {
  'sign-in-failed': async (desk) => {
    const { id, username } = await added(desk.it, { posts: ['clerk'] })
    const refused = await signIn(desk.it, username, 'a-guess-at-it-00')
    return { refused, follow: async () => signIn(desk.it, username, await reset(desk, id)) }
  },
  'too-many-sign-ins': async (desk) => {
    const { id, username } = await added(desk.it, { posts: ['clerk'] })
    for (let tried = 0; tried < 5; tried++) await signIn(desk.it, username, 'a-guess-at-it-00', '198.51.100.9')
    const refused = await signIn(desk.it, username, 'a-guess-at-it-00', '198.51.100.9')
    const follow = async () => {
      const secret = await reset(desk, id)
      // The clock stands still here, and a failed attempt of the very instant of the reset counts.
      await desk.it.service.db.pool.query(
        `UPDATE operators SET password_set_at = password_set_at + interval '1 second' WHERE id = $1`,
        [id],
      )
      return signIn(desk.it, username, secret, '198.51.100.9')
    }
    return { refused, follow }
  },
  'session-ended': async (desk) => {
    const { username, firstPassword } = await added(desk.it, { posts: ['clerk'] })
    const read = (cookie: string) => send(desk.it, 'GET', '/v1/sessions/current', undefined, { headers: { cookie } })
    const refused = await read('yizhan_session=of-a-session-that-has-ended')
    return { refused, follow: async () => read(cookieOf(await signIn(desk.it, username, firstPassword))) }
  },
  'session-token-missing': async (desk) => {
    const person = await signedIn(desk.it, { posts: ['clerk'] })
    const { settlementNo: _, ...visit } = stay
    const quote = (token: string | null) =>
      send(desk.it, 'POST', '/v1/settlements/quote', visit, {
        headers: { cookie: person.cookie, ...(token === null ? {} : { 'x-csrf-token': token }) },
      })
    const refused = await quote(null)
    const page = /GET (\S+) tells/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: async () => quote((await person.send('GET', page)).body.csrfToken) }
  },
  'password-must-change': async (desk) => {
    const { ask, change } = await fresh(desk)
    const read = () => ask('GET', '/v1/policies')
    return { refused: await read(), follow: () => change('korrekt-pferd-batterie-77').then(read) }
  },
  'password-invalid': async (desk) => {
    const { change } = await fresh(desk)
    return { refused: await change('short-1'), follow: () => change('korrekt-pferd-batterie-77') }
  },
  'operator-invalid': async (desk) => {
    const person = await admin(desk)
    const add = (more: object) => person.send('POST', '/v1/operators', { ...asked(desk), ...more })
    return {
      refused: await add({ kind: 'auditor', posts: ['auditor', 'clerk'] }),
      follow: () => add({ kind: 'auditor', posts: ['auditor'] }),
    }
  },
  'username-taken': async (desk) => {
    const body = asked(desk)
    await desk.bureau('POST', '/v1/operators', body)
    const add = (more: object = {}) => desk.bureau('POST', '/v1/operators', { ...body, ...more })
    return { refused: await add(), follow: () => add({ username: `${body.username}.b` }) }
  },
  'post-missing': async (desk) => {
    const person = await signedIn(desk.it, { posts: ['clerk'] })
    const refused = await person.send('GET', '/v1/operators')
    const post = /for the post (\w+)/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => (await signedIn(desk.it, { posts: [post as 'admin'] })).send('GET', '/v1/operators')
    return { refused, follow }
  },
  'task-decided': async (desk) => {
    const clerk = await signedIn(desk.it, { posts: ['clerk'] })
    const reviewer = await signedIn(desk.it, { posts: ['reviewer'] })
    const reversal = { hospitalCode: stay.hospitalCode, settlementNo: 'AD-NEVER', reversalNo: 'x', reason: 'x' }
    const { body } = await clerk.send('POST', '/v1/reversals', { ...reversal, resettleLater: true })
    const refuse = () => reviewer.send('POST', `/v1/tasks/${body.id}/refuse`, { reason: '金额无误' })
    await refuse()
    const refused = await reviewer.send('POST', `/v1/tasks/${body.id}/approve`)
    const page = /see GET (\S+?)\.?$/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => reviewer.send('GET', page) }
  },
}
