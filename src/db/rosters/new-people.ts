import type pg from 'pg'
import type { Day } from '../../domain/calendar.ts'
import type { Category } from '../../domain/names/categories.ts'
import { comparableNameSql } from '../registers/comparable-name-sql.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

export const reviewDecisions = ['taken', 'refused'] as const
export type ReviewDecision = (typeof reviewDecisions)[number]

/** Somebody of a list who has no person number there and is not registered; the number is ours until theirs is known. */
export interface NewPersonRow {
  readonly personNo: string
  readonly name: string
  readonly idType: string
  readonly idNumberEnc: Uint8Array
  readonly birthDate: Day
  readonly insuredRegion: string
  readonly enrolledTier: 1 | 2 | null
  readonly listed: readonly {
    readonly line: number
    readonly category: Category
    readonly from: Day
    readonly to: Day | null
  }[]
  /** Registered people of the region with the same name and birth, whatever their documents. */
  readonly alike: readonly string[]
  readonly decision: ReviewDecision | null
  readonly reason: string | null
}

const maxAlike = 5

/** By the number that was made, from after one of them. `decision`: all, those not decided, or those decided so. */
export async function listNewPeople(
  client: Queryable,
  {
    rosterId,
    regionPrefix,
    decision,
  }: {
    readonly rosterId: string
    readonly regionPrefix: string
    readonly decision: ReviewDecision | 'open' | null
  },
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<NewPersonRow[]> {
  const { rows } = await client.query<NewPersonRow>(
    `SELECT p.person_no AS "personNo", p.name, p.id_type AS "idType", p.id_number_enc AS "idNumberEnc", p.birth_date AS "birthDate",
       p.insured_region AS "insuredRegion", p.enrolled_tier AS "enrolledTier", p.decision, p.decided_reason AS reason,
       (SELECT coalesce(json_agg(json_build_object('line', r.line_no, 'category', r.category, 'from', r.valid_from, 'to', r.valid_to)
          ORDER BY r.line_no), '[]') FROM roster_rows r
        WHERE r.roster_id = p.roster_id AND r.person_no = p.person_no AND r.line_no IS NOT NULL) AS listed,
       ARRAY(SELECT b.person_no FROM beneficiaries b
         WHERE b.birth_date = p.birth_date AND b.insured_region BETWEEN $2 AND $3
           AND ${comparableNameSql('b.name')} = ${comparableNameSql('p.name')}
         ORDER BY b.person_no LIMIT ${maxAlike}) AS alike
     FROM roster_people p
     WHERE p.roster_id = $1 AND p.number_made AND p.person_no > $4
       AND ($5::text IS NULL OR coalesce(p.decision, 'open') = $5)
     ORDER BY p.person_no LIMIT $6`,
    [rosterId, ...regionRange(regionPrefix), after ?? '', decision, take],
  )
  return rows
}

export interface ReviewDecided {
  readonly decision: ReviewDecision
  readonly reason: string | null
  readonly at: string
  readonly callerId: string
}

/** Decides about these, or about everybody of whom nobody has decided yet. Answers how many that were. */
export async function decideNewPeople(
  client: pg.ClientBase,
  rosterId: string,
  personNos: readonly string[] | null,
  { decision, reason, at, callerId }: ReviewDecided,
): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE roster_people SET decision = $2, decided_reason = $3, decided_at = $4, decided_by = $5
     WHERE roster_id = $1 AND number_made AND CASE WHEN $6::text[] IS NULL THEN decision IS NULL ELSE person_no = ANY ($6) END`,
    [rosterId, decision, reason, at, callerId, personNos],
  )
  return rowCount ?? 0
}

/** Which of these wait for a decision, or may be decided anew. */
export async function findNewPeople(
  client: pg.ClientBase,
  rosterId: string,
  personNos: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ personNo: string }>(
    `SELECT person_no AS "personNo" FROM roster_people WHERE roster_id = $1 AND number_made AND person_no = ANY ($2) FOR UPDATE`,
    [rosterId, personNos],
  )
  return new Set(rows.map(({ personNo }) => personNo))
}

export interface ReviewCounts {
  readonly open: number
  readonly taken: number
  readonly refused: number
}

export async function countNewPeople(client: Queryable, rosterId: string): Promise<ReviewCounts> {
  const { rows } = await client.query<ReviewCounts>(
    `SELECT count(*) FILTER (WHERE decision IS NULL)::int AS open, count(*) FILTER (WHERE decision = 'taken')::int AS taken,
       count(*) FILTER (WHERE decision = 'refused')::int AS refused
     FROM roster_people WHERE roster_id = $1 AND number_made`,
    [rosterId],
  )
  return rows[0] as ReviewCounts
}
