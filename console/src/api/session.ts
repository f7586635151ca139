import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { type components, dataOf } from '../../../clients/typescript/src/index.ts'
import { api, isSignedOut, setCsrfToken } from './client.ts'

export type Session = components['schemas']['OwnSession']
export type Post = Session['operator']['posts'][number]

/** That somebody signed in at this browser, so that a page that nobody has entered asks for no session. It opens nothing. */
const mark = 'yizhan.signedIn'

export function enter(session: Session): Session {
  localStorage.setItem(mark, 'yes')
  setCsrfToken(session.csrfToken)
  return session
}

export function leave(): void {
  localStorage.removeItem(mark)
  setCsrfToken(null)
}

/** How a sign-in by the provider went: the service says it behind the address, once. */
export type Outcome = 'in' | 'refused' | 'no-operator' | 'unreachable'
const said = /^#sign-in=(in|refused|no-operator|unreachable)$/.exec(location.hash)?.[1] as Outcome | undefined
export const providerOutcome: Outcome | null = said ?? null
if (said) {
  history.replaceState(null, '', location.pathname)
  if (said === 'in') localStorage.setItem(mark, 'yes')
}

async function readSession(): Promise<Session | null> {
  if (localStorage.getItem(mark) === null) return null
  try {
    return enter(await dataOf(api.GET('/v1/sessions/current')))
  } catch (error) {
    if (!isSignedOut(error)) throw error
    leave()
    return null
  }
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Whoever is signed in; pages are shown to nobody else. */
export function useOperator(): Session['operator'] {
  const operator = use(OperatorContext)
  if (!operator) throw new Error('a page is shown to somebody who is signed in')
  return operator
}

/** Given by whatever shows the pages: when a session ends they go together, and none is asked once more without it. */
export const OperatorContext = createContext<Session['operator'] | null>(null)

/** The session is over: what it had read is not kept for the next. */
export function forget(client: QueryClient): void {
  leave()
  client.setQueryData(sessionQuery.queryKey, null)
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
}

export const holdsPost = ({ posts }: Pick<Session['operator'], 'posts'>, wanted: readonly Post[]): boolean =>
  posts.some((post) => wanted.includes(post))
