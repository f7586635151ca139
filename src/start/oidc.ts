import type { Configuration } from 'openid-client'
import type { Logger } from 'pino'
import type { SignInProvider } from '../application/operators/provider-sign-in.ts'
import type { OidcSettings } from '../config.ts'

/** Plain http to another machine could be read and changed on the way. */
const isHere = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

/**
 * An OpenID provider: authorization code with PKCE, state and nonce; the token's issuer, audience, times and signature are looked
 * at, and one that is not signed is none. What the provider says of itself is read at the first sign-in, and again after it failed,
 * so that the service starts without it; the library is loaded then, and nowhere else.
 */
export function openIdProvider(
  { issuer, clientId, clientSecret, name, redirectUri }: OidcSettings,
  log: Logger,
): SignInProvider {
  const server = new URL(issuer)
  let known: Promise<Configuration> | null = null
  const discover = async () => {
    const { allowInsecureRequests, discovery, enableNonRepudiationChecks, None } = await import('openid-client')
    return discovery(server, clientId, clientSecret ?? undefined, clientSecret === null ? None() : undefined, {
      execute: [enableNonRepudiationChecks, ...(isHere(server) ? [allowInsecureRequests] : [])],
      timeout: 10,
    })
  }
  const configuration = () => {
    known ??= discover().catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
  const logged = (err: unknown): never => {
    log.warn({ event: 'sign-in.provider-failed', err })
    throw err
  }
  return {
    name,
    begin: async () => {
      const config = await configuration().catch(logged)
      const client = await import('openid-client')
      const verifier = client.randomPKCECodeVerifier()
      const begun = { state: client.randomState(), nonce: client.randomNonce(), verifier }
      const url = client.buildAuthorizationUrl(config, {
        ...{ redirect_uri: redirectUri, scope: 'openid', state: begun.state, nonce: begun.nonce },
        ...{ code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      })
      return { url: url.href, begun }
    },
    finish: async (address, { state, nonce, verifier }) => {
      try {
        const { authorizationCodeGrant } = await import('openid-client')
        const tokens = await authorizationCodeGrant(await configuration(), address, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        })
        const subject = tokens.claims()?.sub
        return !subject ? logged(new Error('the provider named nobody')) : subject
      } catch (error) {
        return logged(error)
      }
    },
  }
}
