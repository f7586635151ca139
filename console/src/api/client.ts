import { createClient, ProblemError } from '../../../clients/typescript/src/index.ts'
import { currentLanguage } from '../words/language.tsx'

let token: string | null = null

/** What this session's changes carry; null before the sign-in. Kept in memory alone. */
export function setCsrfToken(next: string | null): void {
  token = next
}

const common = { baseUrl: location.origin, language: currentLanguage, csrfToken: () => token }

/** A change is sent once: what a person asks for may be held for a second one, and asked twice it would be held twice. */
export const api = createClient({ ...common, retries: { attempts: 1 } })

/** For what carries a number of its own and is never held: asked again, it is answered as the first time. */
export const apiByNumber = createClient({ ...common, retries: { attempts: 4, maxPauseMs: 10_000 } })

export const isSignedOut = (error: unknown): boolean =>
  error instanceof ProblemError && ['session-ended', 'unauthenticated'].includes(error.problem.code)
