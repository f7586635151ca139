import { findBySubject, type OperatorRow } from '../../db/operators/operators.ts'
import { noteEvent } from '../audit/events.ts'
import type { Service } from '../service.ts'
import { callerOfOperator, openSession } from './sessions.ts'
import type { From, SignedIn } from './sign-in.ts'

/** What a browser keeps between the two ways: nobody else can finish what it began. */
export interface BegunSignIn {
  readonly state: string
  readonly nonce: string
  /** Of PKCE: whoever sees the code can do nothing with it. */
  readonly verifier: string
}

/** The sign-in of a province or a bureau, beside passwords. */
export interface SignInProvider {
  /** What the button says. */
  readonly name: string
  /** Where the browser goes, and what it keeps. Throws where the provider does not answer. */
  readonly begin: () => Promise<{ readonly url: string; readonly begun: BegunSignIn }>
  /** The subject that came back. Throws where anything is not as it was begun, or not signed by the provider. */
  readonly finish: (address: URL, begun: BegunSignIn) => Promise<string>
}

export type ProviderSignIn = SignedIn | 'refused' | 'no-operator'

/**
 * Signs in whoever the provider says. Operators are made here, and nobody is one because the provider knows them. Each attempt
 * leaves a line, with whom it was for where that is known.
 */
export async function signInByProvider(
  service: Service,
  provider: SignInProvider,
  { address, begun }: { readonly address: URL; readonly begun: BegunSignIn | null },
  from: From,
): Promise<ProviderSignIn> {
  const subject = begun === null ? null : await provider.finish(address, begun).catch(() => null)
  if (subject === null) {
    await noteProviderSignIn(service, null, from, false)
    return 'refused'
  }
  const operator = await findBySubject(service.db.pool, subject)
  await noteProviderSignIn(service, operator, from, operator !== null)
  if (!operator) return 'no-operator'
  return { operator, opened: await openSession(service, operator.id, { ...from, byProvider: true }) }
}

function noteProviderSignIn(service: Service, operator: OperatorRow | null, from: From, isIn: boolean): Promise<void> {
  const { address, requestId } = from
  const actor = operator && { ...callerOfOperator(operator), requestId }
  return noteEvent(service, actor, {
    ...{ kind: isIn ? 'sign-in' : 'sign-in-failed', operation: 'signInByProvider', status: isIn ? 201 : 401 },
    ...{ code: isIn ? null : 'sign-in-failed', address, requestId },
  })
}
