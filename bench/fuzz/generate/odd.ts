import type { Caller } from '../callers.ts'
import type { ApiDocument } from '../document.ts'
import type { FuzzRequest } from '../request.ts'
import { edgeText } from './edges.ts'
import { curiousHeaders } from './headers.ts'
import type { Surroundings } from './named.ts'

const addresses = [
  '/',
  '//',
  '/v1',
  '/v1/',
  '/v1//settlements',
  '/v2/settlements',
  '/V1/SETTLEMENTS',
  '/v1/settlements/',
  '/v1/settlements/%2e%2e/callers',
  '/v1/%73ettlements',
  '/v1/settlements;x=1',
  '/v1/settlements?',
  '/v1/settlements?limit=1&limit=2',
  '/v1/settlements%00',
  '/%',
  '/%c3%28',
  '/nhsa/',
  '/nhsa/2304/x',
  '/docs',
  '/docs/',
  '/docs/json',
  '/docs/yaml',
  '/docs/static/nothing',
  '/docs/static/../../../../package.json',
  '/docs/static/%2e%2e',
  '/docs/static/%2e%2e/%2e%2e/package.json',
  '/docs/static/index.html',
  '/openapi.json',
  '/favicon.ico',
  '/problems/',
  '/problems/%00',
  '/metrics/x',
  '/healthz?x=1',
]

/** What no operation is: addresses that nobody has, methods that an address does not take. */
export function oddRequest(caller: Caller, document: ApiDocument, { random }: Surroundings): FuzzRequest {
  const headers = curiousHeaders(random)
  const common = { headers, body: null, caller }
  if (random.chance(0.5)) {
    const address = random.chance(0.85) ? random.pick(addresses) : `/v1/${pathText(edgeText(random, 'settlements'))}`
    return { ...common, operation: 'GET (other)', method: 'GET', path: address, intent: 'an odd address' }
  }
  const path = random.pick(document.operations).path.replaceAll(/\{\w+\}/g, 'x')
  const method = random.pick(['PUT', 'PATCH', 'DELETE', 'POST', 'OPTIONS'])
  return { ...common, operation: `${method} (other)`, method, path, intent: 'an odd method' }
}

function pathText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '')).slice(0, 3_000)
}
