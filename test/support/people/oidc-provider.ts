import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How one answer of the provider is otherwise than it should be. */
export interface Twist {
  readonly claims?: Readonly<Record<string, unknown>>
  /** `none` leaves the signature out. */
  readonly alg?: 'none' | 'HS256'
  /** Signed by a key that is nobody's. */
  readonly byStranger?: boolean
  /** In place of the `state` that was sent. */
  readonly state?: string
  /** The issuer beside the code (RFC 9207). */
  readonly iss?: string
}

export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Signs in at the provider as a subject: the address to which the browser is sent back. */
  readonly signInAt: (authorizeUrl: string, subject: string, twist?: Twist) => string
  readonly close: () => Promise<void>
}

interface Granted {
  readonly subject: string
  readonly nonce: string
  readonly challenge: string
  readonly redirectUri: string
  readonly twist: Twist
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A small OpenID provider on this machine: discovery, keys, and tokens for codes, each once and with its PKCE verifier. */
export async function testProvider(): Promise<TestProvider> {
  const [own, stranger] = [newKey(), newKey()]
  const granted = new Map<string, Granted>()
  const clientId = 'yizhan'
  const clientSecret = 'a-secret-of-the-tests'
  let issuer = ''

  function tokenOf({ subject, nonce, twist }: Granted): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, sub: subject, aud: clientId, nonce, iat: now, exp: now + 300, ...twist.claims }
    const text = `${part({ alg: twist.alg ?? 'RS256', kid: 'k1' })}.${part(claims)}`
    if (twist.alg === 'none') return `${text}.`
    const { privateKey } = twist.byStranger ? stranger : own
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
  }

  async function token(request: IncomingMessage): Promise<[number, object]> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const sent = new URLSearchParams(body)
    const basic = Buffer.from(request.headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString()
    const secret = sent.get('client_secret') ?? decodeURIComponent(basic.split(':')[1] ?? '')
    const code = sent.get('code') ?? ''
    const grant = granted.get(code)
    granted.delete(code)
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url')
    if (secret !== clientSecret) return [401, { error: 'invalid_client' }]
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== sent.get('redirect_uri'))
      return [400, { error: 'invalid_grant' }]
    return [200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: tokenOf(grant) }]
  }

  async function answerOf(request: IncomingMessage): Promise<[number, object]> {
    if (request.url === '/token') return token(request)
    if (request.url === '/jwks')
      return [200, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] }]
    if (request.url !== '/.well-known/openid-configuration') return [404, {}]
    const ends = Object.fromEntries(
      [
        ['authorization_endpoint', 'authorize'],
        ['token_endpoint', 'token'],
        ['jwks_uri', 'jwks'],
      ].map(([name, path]) => [name, `${issuer}/${path}`]),
    )
    return [
      200,
      {
        ...{ issuer, ...ends, response_types_supported: ['code'], subject_types_supported: ['public'] },
        ...{ id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] },
        authorization_response_iss_parameter_supported: true,
      },
    ]
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    answerOf(request).then(
      ([status, body]) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.writeHead(500).end(),
    )
  })
  issuer = await listening(server)

  const signInAt: TestProvider['signInAt'] = (authorizeUrl, subject, twist = {}) => {
    const asked = new URL(authorizeUrl).searchParams
    const of = (name: string) => asked.get(name) ?? ''
    const code = randomUUID()
    const redirectUri = of('redirect_uri')
    granted.set(code, { subject, nonce: of('nonce'), challenge: of('code_challenge'), redirectUri, twist })
    const back = new URL(redirectUri)
    back.search = String(new URLSearchParams({ code, state: twist.state ?? of('state'), iss: twist.iss ?? issuer }))
    return back.href
  }
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  return { issuer, clientId, clientSecret, signInAt, close }
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}
