import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Push } from '../application/webhooks/push.ts'
import { isOwnAddress, isPlainHost, type TargetRule, targetFault } from '../domain/webhooks/target.ts'

/** From the first packet to the last header of the answer; a receiver that needs longer takes the message and answers first. */
const timeoutMs = 10_000

/**
 * Pushes over the network. Each time the address is judged anew, and so is what its name now resolves to: a name that is
 * harmless when it is registered may point at this machine later.
 */
export function networkPush(rule: TargetRule): Push {
  return ({ url, headers, body }) =>
    new Promise((resolve, reject) => {
      if (targetFault(url, rule)) return reject(new Error('the address is not allowed'))
      const target = new URL(url)
      const { request } = target.protocol === 'https:' ? https : http
      const sent = request(
        target,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          agent: false,
          lookup: isPlainHost(target, rule) ? lookup : guardedLookup,
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

/** Without addresses and names: what is shown may be read by whoever reads deliveries. */
function reasonOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`
  return (error as NodeJS.ErrnoException).code ?? 'no connection'
}

/** As the system’s, and refuses a name that means this machine. */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error, found, family) => {
    const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found]
    if (!error && addresses.some(isOwnAddress)) {
      callback(Object.assign(new Error('refused'), { code: 'EADDRESSREFUSED' }), found, family)
    } else {
      callback(error, found, family)
    }
  })
}
