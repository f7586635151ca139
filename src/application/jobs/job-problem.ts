import { detailOf, problems, Refusal } from '../../domain/refusals/refusal.ts'
import { isUnavailable } from '../shared/database-errors.ts'
import type { JsonObject } from './job-kind.ts'

/** Why a job failed, as its row keeps it: in both languages, because nobody knows yet who will read it. */
export function problemOf(error: unknown): JsonObject {
  const refusal = error instanceof Refusal ? error : new Refusal(codeOf(error))
  const errors = refusal.faults.map(({ pointer, detail }) => ({ pointer, detail: { ...detail } }))
  return {
    code: refusal.code,
    title: { ...problems[refusal.code].title },
    detail: { zh: detailOf(refusal, 'zh'), en: detailOf(refusal, 'en') },
    ...(errors.length > 0 ? { errors } : {}),
  }
}

/** What else went wrong is in the log of the process, with the job's id; its words may hold a row of a person. */
function codeOf(error: unknown): 'database-unavailable' | 'job-failed' {
  return isUnavailable(error) ? 'database-unavailable' : 'job-failed'
}
