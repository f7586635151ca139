import type { Post } from '../../../src/domain/operators/posts.ts'
import { type Answer, send, type TestApp } from '../database/test-app.ts'

/** A person at a browser: what it keeps between requests. */
export interface Signed {
  readonly id: string
  readonly username: string
  readonly password: string
  readonly cookie: string
  readonly csrfToken: string
  /** Sends as that browser does from our own page. */
  readonly send: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => Promise<Answer>
}

const password = 'korrekt-pferd-batterie-77'
let count = 0

export async function added(
  it: TestApp,
  asked: { posts: readonly Post[]; kind?: string; region?: string; hospitalCode?: string; username?: string },
): Promise<{ readonly id: string; readonly username: string; readonly firstPassword: string }> {
  const username = asked.username ?? `person.${++count}`
  const body = { kind: 'bureau', region: '140500', name: `某${count}`, ...asked, username }
  const { status, body: made } = await send(it, 'POST', '/v1/operators', place(body), { key: it.keys.bureau })
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(made)}`)
  return { id: made.operator.id, username, firstPassword: made.firstPassword }
}

/** A hospital's operator has the hospital's region. */
function place({ region, ...body }: { kind: string; region: string }): object {
  return body.kind === 'hospital' ? body : { region, ...body }
}

export const signIn = (it: TestApp, username: string, secret: string, from?: string): Promise<Answer> =>
  send(it, 'POST', '/v1/sessions', { username, password: secret }, from === undefined ? {} : { from })

export const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';', 1)[0] ?? ''

/** Added, signed in, and the first password changed. */
export async function signedIn(it: TestApp, asked: Parameters<typeof added>[1]): Promise<Signed> {
  const { id, username, firstPassword } = await added(it, asked)
  const answer = await signIn(it, username, firstPassword)
  const cookie = cookieOf(answer)
  const { csrfToken } = answer.body
  const ask: Signed['send'] = (method, url, body) =>
    send(it, method, url, body, { headers: { cookie, 'x-csrf-token': csrfToken } })
  const changed = await ask('POST', '/v1/sessions/current/password', { current: firstPassword, next: password })
  if (changed.status !== 204) throw new Error(`${changed.status} ${JSON.stringify(changed.body)}`)
  return { id, username, password, cookie, csrfToken, send: ask }
}
