import createFetchClient, { type Client } from 'openapi-fetch'
import type { paths } from './generated/schema.ts'
import { defaultRetries, type Retries, type Send, withRetries } from './retries.ts'

export interface ClientOptions {
  /** Where the service listens, such as `https://yizhan.example`. */
  readonly baseUrl: string
  /** The key of a machine; left out, requests carry the cookie of whoever is signed in at this browser. */
  readonly key?: string
  /** The language of problems and explanations, asked at each request. */
  readonly language?: () => 'zh' | 'en'
  /** What a signed-in person's changes carry as `x-csrf-token`; null before the sign-in. */
  readonly csrfToken?: () => string | null
  readonly retries?: Partial<Retries>
  /** How a request is sent; left out, `fetch`. */
  readonly send?: Send
}

export type YizhanClient = Client<paths, `${string}/${string}`>

/** Every operation of the service by method and path: `client.GET('/v1/settlements/{id}', { params: { path: { id } } })`. */
export function createClient(options: ClientOptions): YizhanClient {
  const { baseUrl, key, language, csrfToken, retries, send = (request) => fetch(request) } = options
  const client = createFetchClient<paths>({
    baseUrl,
    fetch: withRetries(send, { ...defaultRetries, ...retries }),
  })
  client.use({
    onRequest({ request }) {
      if (key !== undefined) request.headers.set('authorization', `Bearer ${key}`)
      if (language) request.headers.set('accept-language', language())
      const token = csrfToken?.() ?? null
      if (token !== null && request.method !== 'GET') request.headers.set('x-csrf-token', token)
      return request
    },
  })
  return client
}
