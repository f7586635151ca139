import type { StoredProblem, StoredSums } from '../../db/settlement-batches/answers.ts'
import { detailOf, problems, Refusal } from '../../domain/refusals/refusal.ts'
import type { ClaimBody } from '../claim/claim-input.ts'
import type { SettlementSums } from '../settlement/settlement-sums.ts'

/** One line of a batch as it was read: a claim, or why it is none. */
export type ClaimLine = { readonly lineNo: number; readonly settlementNo: string | null } & (
  | { readonly body: ClaimBody; readonly refusal?: undefined }
  | { readonly body?: undefined; readonly refusal: Refusal }
)

/** What a line came to: the sums of its settlement, or why it was refused. */
export interface LineAnswer {
  readonly lineNo: number
  readonly settlementNo: string | null
  readonly replayed: boolean
  readonly settlement: SettlementSums | StoredSums | null
  readonly problem: StoredProblem | null
}

/** A form is corrected after fewer; the answers of thousands of lines must not grow with what was sent. */
const maxErrors = 20

export function refusedLine({ lineNo, settlementNo }: Pick<ClaimLine, 'lineNo' | 'settlementNo'>, refusal: Refusal) {
  return { lineNo, settlementNo, replayed: false, settlement: null, problem: problemOfLine(refusal) }
}

function problemOfLine(refusal: Refusal): StoredProblem {
  const errors = refusal.faults
    .slice(0, maxErrors)
    .map(({ pointer, detail: { zh, en } }) => ({ pointer, detail: { zh, en } }))
  return {
    code: refusal.code,
    title: problems[refusal.code].title,
    detail: { zh: detailOf(refusal, 'zh'), en: detailOf(refusal, 'en') },
    ...(errors.length > 0 ? { errors } : {}),
  }
}

/** A claim that the program fails at must not hold up the others. */
export function lineRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('internal', {}, { cause: error })
}
