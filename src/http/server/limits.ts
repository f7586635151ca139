import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { firstCaller } from '../../application/callers/authenticate.ts'
import type { Caller } from '../../application/callers/caller.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

/** How much one process takes of whom; 0 is no limit. */
export interface LimitSettings {
  /** Requests a minute of one address without a key that was issued. */
  readonly perAddress: number
  /** Requests a minute of one key. */
  readonly perKey: number
  /** Wrong keys of one address in ten minutes. */
  readonly wrongKeys: number
}

/** What one process answers at most, measured with 64 connections, is 2,700 settlements a second: a key may have all of it. */
export const defaultLimits: LimitSettings = { perAddress: 6_000, perKey: 180_000, wrongKeys: 30 }

/** What is not set is the default. */
export function requestLimitsOf(set: { readonly [Limit in keyof LimitSettings]: number | null }): LimitSettings {
  return {
    perAddress: set.perAddress ?? defaultLimits.perAddress,
    perKey: set.perKey ?? defaultLimits.perKey,
    wrongKeys: set.wrongKeys ?? defaultLimits.wrongKeys,
  }
}

const minuteMs = 60_000
const wrongKeysMs = 10 * minuteMs

export interface RequestLimits {
  /** Counts a request that brings no key, or one that nobody has. Errors: `too-many-requests`. */
  readonly stranger: (request: FastifyRequest) => Promise<void>
  /** Asks whether an address may try a password: it has sent too many wrong ones, or keys. Errors: `too-many-wrong-keys`. */
  readonly signingIn: (request: FastifyRequest) => Promise<void>
  /** Counts a wrong key, or a wrong password. Errors: `too-many-wrong-keys`. */
  readonly wrongKey: (request: FastifyRequest) => Promise<void>
  /**
   * Asks whether a right key may be taken that a person chose, and so one that can be guessed: at an address of too many
   * wrong keys it is not said that this one was right. An address that had it before goes on. Errors: `too-many-wrong-keys`.
   */
  readonly chosenKey: (request: FastifyRequest, which: 'first' | 'metrics') => Promise<void>
  /** Counts a request of somebody. Errors: `too-many-requests`, `too-many-wrong-keys`. */
  readonly caller: (request: FastifyRequest, caller: Caller) => Promise<void>
}

/** Limits requests to the open pages by address, and gives out what those with a key are counted by. */
export async function limitRequests(app: FastifyInstance, settings: LimitSettings): Promise<RequestLimits> {
  await app.register(rateLimit, { global: false })
  const count = counter(app)
  const strangers = count(settings.perAddress, minuteMs)
  const wrongKeys = count(settings.wrongKeys, wrongKeysMs)
  const byKey = count(settings.perKey, minuteMs, (request) => request.caller.id)
  const atHome = new Newest()
  const stranger: RequestLimits['stranger'] = async (request) =>
    refuseWhen('too-many-requests', await strangers(request))
  app.addHook('onRequest', async (request) => {
    if (!isKeyed(request) && !probes.has(request.routeOptions.url ?? '')) await stranger(request)
  })
  const chosenKey: RequestLimits['chosenKey'] = async (request, which) => {
    const tried = await wrongKeys(request, { increment: false })
    const home = `${which} ${tried.address}`
    if (!atHome.has(home)) refuseWhen('too-many-wrong-keys', tried)
    atHome.add(home)
  }
  return {
    stranger,
    signingIn: async (request) => {
      await stranger(request)
      refuseWhen('too-many-wrong-keys', await wrongKeys(request, { increment: false }))
    },
    wrongKey: async (request) => refuseWhen('too-many-wrong-keys', await wrongKeys(request)),
    chosenKey,
    caller: async (request, caller) => {
      if (caller.id === firstCaller.id) await chosenKey(request, 'first')
      refuseWhen('too-many-requests', await byKey(request))
    },
  }
}

/** Whoever watches the process must hear how it is, however many others ask at the same address; /metrics has a key. */
const probes: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** On these routes a key is looked at first; an address that no route has is anyone's. */
function isKeyed(request: FastifyRequest): boolean {
  return !request.is404 && /^\/(v1|nhsa)(\/|$)/.test(request.routeOptions.url ?? '')
}

interface Counted {
  /** Of version 6 the network of a home or a firm, whose addresses are free. */
  readonly address: string
  /** Null while it may go on. */
  readonly waitSeconds: number | null
}

function counter(app: FastifyInstance) {
  return (max: number, timeWindow: number, keyGenerator?: (request: FastifyRequest) => string) => {
    const limit = app.createRateLimit({ max, timeWindow, ...(keyGenerator ? { keyGenerator } : {}) })
    return async (request: FastifyRequest, how?: { increment: boolean }): Promise<Counted> => {
      if (max === 0) return { address: '', waitSeconds: null }
      const counted = await limit(request, how)
      const isOver = !counted.isAllowed && counted.isExceeded
      return { address: counted.key, waitSeconds: isOver ? Math.max(1, counted.ttlInSeconds) : null }
    }
  }
}

function refuseWhen(code: 'too-many-requests' | 'too-many-wrong-keys', { waitSeconds }: Counted): void {
  if (waitSeconds !== null) refuse(code, { seconds: String(waitSeconds) })
}

/** Some texts, the newest ones; there is no way to fill the memory with them. */
class Newest {
  readonly #maxTexts = 1_000
  readonly #texts = new Set<string>()

  has(text: string): boolean {
    return this.#texts.has(text)
  }

  add(text: string): void {
    this.#texts.delete(text)
    this.#texts.add(text)
    const [oldest] = this.#texts.size > this.#maxTexts ? this.#texts : []
    if (oldest !== undefined) this.#texts.delete(oldest)
  }
}

/**
 * Behind a proxy that is not trusted every caller has the proxy's address, and one that sends wrong keys is counted for
 * all. Said once, for whoever runs it.
 */
export function warnOfProxies(app: FastifyInstance, trusted: readonly string[]): void {
  let warned = trusted.length > 0
  app.addHook('onRequest', (request, _reply, done) => {
    if (!warned && request.headers['x-forwarded-for'] !== undefined) {
      warned = true
      request.log.warn({ event: 'proxy.not-trusted', address: request.ip, setting: 'YIZHAN_TRUST_PROXY' })
    }
    done()
  })
}
