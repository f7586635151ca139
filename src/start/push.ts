import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Push } from '../application/webhooks/push.ts'
import {
  isOfTheWorld,
  isPlainHost,
  literalAddress,
  sameAddress,
  type TargetRule,
  targetFault,
} from '../domain/webhooks/target.ts'

/** From the first packet to the last header of the answer; a receiver that needs longer takes the message and answers first. */
const timeoutMs = 10_000

/** The addresses of this machine at this moment; they come and go. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address))
}

/**
 * Pushes over the network. Each time the address is judged anew, and so is what its name resolves to for this very
 * connection: a name that is harmless when it is registered may point into the closed network later.
 */
export function networkPush(rule: TargetRule, own = ownAddresses): Push {
  return ({ url, headers, body }) =>
    new Promise((resolve, reject) => {
      const target = allowedTarget(url, rule, own)
      if (target === null) return reject(new Error('the address is not allowed'))
      const { request } = target.protocol === 'https:' ? https : http
      const sent = request(
        target,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          agent: false,
          lookup: isPlainHost(target, rule) ? lookup : guardedLookup(own),
          signal: AbortSignal.timeout(timeoutMs),
        },
        (answer) => {
          resolve(answer.statusCode ?? 0)
          // Its words are not wanted, however many they are.
          answer.destroy()
        },
      )
      sent.on('error', (error) => reject(new Error(reasonOf(error))))
      sent.end(body)
    })
}

/** Null where it may not be pushed to. What is written as an address is never looked up, so it is judged here. */
function allowedTarget(url: string, rule: TargetRule, own: () => readonly string[]): URL | null {
  if (targetFault(url, rule) !== null) return null
  const target = new URL(url)
  const literal = literalAddress(target)
  return literal === null || isPlainHost(target, rule) || isAllowed(literal, own()) ? target : null
}

function isAllowed(address: string, own: readonly string[]): boolean {
  return isOfTheWorld(address) && !own.some((one) => sameAddress(one, address))
}

/** Without addresses and names: what is shown may be read by whoever reads deliveries. */
function reasonOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`
  return (error as NodeJS.ErrnoException).code ?? 'no connection'
}

/** How names are resolved: the system's `lookup`. */
export type Resolve = LookupFunction

/** As the system's, and refuses a name of which any address is not allowed: the socket would choose among them. */
export function guardedLookup(own: () => readonly string[], resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found]
      const mine = own()
      if (!error && !addresses.every((address) => isAllowed(address, mine))) {
        callback(Object.assign(new Error('refused'), { code: 'EADDRESSREFUSED' }), found, family)
      } else {
        callback(error, found, family)
      }
    })
  }
}
