import type pg from 'pg'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import type { Bilingual } from '../../domain/language.ts'
import { payers } from '../../domain/names/payers.ts'
import { allOf, list, maybe, members, type Shape, shaped, text } from '../shared/shape.ts'
import type { Queryable } from '../sql.ts'

/** Why a line was refused, in both languages, because nobody knows yet who will read it. */
export interface StoredProblem {
  readonly code: string
  readonly title: Bilingual
  readonly detail: Bilingual
  readonly errors?: readonly { readonly pointer: string; readonly detail: Bilingual }[]
}

/** The sums that are kept of a settlement: those that are asked for by name; more stand beside. */
export interface StoredSums {
  readonly id: string | null
  readonly status: string
  readonly settledAt: string | null
  readonly payers: PayerAmounts
}

export interface AnswerRow {
  readonly lineNo: number
  readonly settlementNo: string | null
  readonly replayed: boolean
  readonly settlement: StoredSums | null
  readonly problem: StoredProblem | null
}

const bilingual: Shape<Bilingual> = members<Bilingual>({ zh: text, en: text })
const sumsShape = members<StoredSums>({
  id: maybe(text),
  status: text,
  settledAt: maybe(text),
  payers: allOf(payers, text),
})
const problemShape = members<StoredProblem>(
  { code: text, title: bilingual, detail: bilingual },
  { errors: list(members<{ pointer: string; detail: Bilingual }>({ pointer: text, detail: bilingual })) },
)

/** In the transaction of the piece that found them. */
export async function insertAnswers(
  client: pg.ClientBase,
  batchId: string,
  answers: readonly (Omit<AnswerRow, 'settlement'> & { readonly settlement: object | null })[],
): Promise<void> {
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value))
  await client.query(
    `INSERT INTO settlement_batch_answers (batch_id, line_no, settlement_no, replayed, settlement, problem)
     SELECT $1, line_no, settlement_no, replayed, settlement, problem
     FROM unnest($2::int[], $3::text[], $4::bool[], $5::json[], $6::json[])
       AS t(line_no, settlement_no, replayed, settlement, problem)`,
    [
      batchId,
      answers.map(({ lineNo }) => lineNo),
      answers.map(({ settlementNo }) => settlementNo),
      answers.map(({ replayed }) => replayed),
      answers.map(({ settlement }) => json(settlement)),
      answers.map(({ problem }) => json(problem)),
    ],
  )
}

/** The lines after a number, in their order. */
export async function listAnswers(
  client: Queryable,
  batchId: string,
  { after, take }: { readonly after: number; readonly take: number },
): Promise<AnswerRow[]> {
  const { rows } = await client.query<
    Pick<AnswerRow, 'lineNo' | 'settlementNo' | 'replayed'> & {
      readonly settlement: unknown
      readonly problem: unknown
    }
  >(
    `SELECT line_no AS "lineNo", settlement_no AS "settlementNo", replayed, settlement, problem
     FROM settlement_batch_answers WHERE batch_id = $1 AND line_no > $2 ORDER BY line_no LIMIT $3`,
    [batchId, after, take],
  )
  return rows.map(({ settlement, problem, ...row }) => ({
    ...row,
    settlement: settlement === null ? null : shaped('settlement_batch_answers.settlement', sumsShape, settlement),
    problem: problem === null ? null : shaped('settlement_batch_answers.problem', problemShape, problem),
  }))
}

export interface AnswerCounts {
  readonly settled: number
  readonly replayed: number
  readonly refused: number
}

/** How many lines of `settlement_batch_answers` came to what, in SQL. */
export const answerCounts = `count(*) FILTER (WHERE settlement IS NOT NULL AND NOT replayed)::int AS settled,
  count(*) FILTER (WHERE replayed)::int AS replayed, count(problem)::int AS refused`

export async function countAnswers(client: Queryable, batchId: string): Promise<AnswerCounts> {
  const { rows } = await client.query<AnswerCounts>(
    `SELECT ${answerCounts} FROM settlement_batch_answers WHERE batch_id = $1`,
    [batchId],
  )
  return rows[0] ?? { settled: 0, replayed: 0, refused: 0 }
}
