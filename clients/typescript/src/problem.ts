import type { components } from './generated/schema.ts'

/** Why the service refused, as RFC 9457 says it: a stable `code`, words in the language that was asked for, and fields. */
export type Problem = components['schemas']['Problem']
export type ProblemCode = Problem['code']

/** A refusal, for those who would rather catch than look. */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly response: Response

  constructor(problem: Problem, response: Response) {
    super(`${problem.code}: ${problem.detail}`)
    this.name = 'ProblemError'
    this.problem = problem
    this.response = response
  }
}

/** A problem document, from whatever came back: a proxy in between answers pages of its own. */
export function problemIn(body: unknown): Problem | null {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
  return isProblem && typeof body.code === 'string' ? (body as Problem) : null
}

interface Answered<Data> {
  readonly data?: Data
  readonly error?: unknown
  readonly response: Response
}

/**
 * The data of an answer. `const settlement = await dataOf(client.POST('/v1/settlements', { body }))`
 * Errors: a `ProblemError` where the service refused, an `Error` where something else answered in its place.
 */
export async function dataOf<Data>(asked: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await asked
  if (response.ok) return data as Data
  const problem = problemIn(error)
  throw problem ? new ProblemError(problem, response) : new Error(`${response.status} from ${response.url}`)
}
