import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BegunSignIn, SignInProvider } from '../../application/operators/provider-sign-in.ts'
import { signInByProvider } from '../../application/operators/provider-sign-in.ts'
import { setSessionCookie } from '../server/session.ts'
import type { App, Parts } from '../server/wire.ts'

const cookieName = 'yizhan_sign_in'
const path = '/console/sign-in'
const minutes = 10

/** The two ways of a browser to the provider and back. They are for people at the console, so they are not in the contract. */
export function providerRoutes(app: App, { service, limits, publicUrl }: Parts, provider: SignInProvider): void {
  app.get(`${path}/start`, { schema: { hide: true } }, async (request, reply) => {
    await limits.signingIn(request)
    const { url, begun } = await provider.begin().catch(() => ({ url: null, begun: null }))
    if (url === null) return away(reply, 'unreachable')
    reply.setCookie(cookieName, Buffer.from(JSON.stringify(begun)).toString('base64url'), {
      // Lax, because the browser comes back from the provider's page.
      ...{ path, httpOnly: true, sameSite: 'lax', maxAge: minutes * 60, secure: request.protocol === 'https' },
    })
    return reply.header('cache-control', 'no-store').redirect(url, 303)
  })

  app.get(`${path}/callback`, { schema: { hide: true } }, async (request, reply) => {
    await limits.signingIn(request)
    const begun = begunOf(request)
    // Good for one try.
    reply.clearCookie(cookieName, { path })
    const address = new URL(request.url, publicUrl ?? 'http://127.0.0.1')
    const agent = request.headers['user-agent'] ?? ''
    const from = { address: request.ip, agent, requestId: request.id }
    const signedIn = await signInByProvider(service, provider, { address, begun }, from)
    if (typeof signedIn === 'string') {
      await limits.wrongKey(request)
      return away(reply, signedIn)
    }
    setSessionCookie(request, reply, signedIn.opened)
    return away(reply, 'in')
  })
}

/** Back to the console, which says how it went. */
function away(reply: FastifyReply, outcome: 'in' | 'refused' | 'no-operator' | 'unreachable') {
  return reply.header('cache-control', 'no-store').redirect(`/console#sign-in=${outcome}`, 303)
}

function begunOf(request: FastifyRequest): BegunSignIn | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(request.cookies[cookieName] ?? '', 'base64url').toString('utf8'))
    const { state, nonce, verifier } = read as Partial<Record<keyof BegunSignIn, unknown>>
    if (typeof state !== 'string' || typeof nonce !== 'string' || typeof verifier !== 'string') return null
    return { state, nonce, verifier }
  } catch {
    return null
  }
}
