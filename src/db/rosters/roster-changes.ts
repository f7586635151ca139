import type { Day } from '../../domain/calendar.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { RosterChange } from '../../domain/rosters/list-words.ts'
import type { SettledOn } from '../registers/settled-on.ts'
import type { Queryable } from '../sql.ts'

export const changeTypes = ['opened', 'ended', 'standing', 'missing', 'refused', 'counting', 'settled'] as const
export type ChangeType = (typeof changeTypes)[number]

export interface ChangeRow {
  readonly personNo: string
  readonly category: Category
  readonly lineNo: number | null
  readonly change: RosterChange
  readonly from: Day | null
  readonly to: Day | null
  readonly action: 'open' | 'end' | 'keep' | 'missing' | 'refused'
  readonly identityId: string | null
  readonly newPerson: boolean
  readonly countingBefore: Category | null
  readonly countingAfter: Category | null
  /** Visits that stand and would be settled otherwise, or may be; the first twenty. */
  readonly settled: readonly SettledOn[]
}

/** As many as a person has in a few years. */
const maxSettled = 20

/**
 * What stands of the visits that a change touches: those within an identity that is opened, and those after the last day of one that
 * is ended, where it was on record when they were settled.
 */
const touched = `FROM settlements s WHERE s.person_no = c.person_no
  AND CASE c.action
    WHEN 'open' THEN s.event_on >= c.valid_from AND s.event_on <= coalesce(c.valid_to, 'infinity')
    WHEN 'end' THEN s.event_on > c.valid_to AND (s.facts -> 'identities')::text LIKE '%' || c.identity_id || '%'
    ELSE false END
  AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no)`

const conditions: Record<ChangeType, string> = {
  opened: `action = 'open'`,
  ended: `action = 'end'`,
  standing: `action = 'keep'`,
  missing: `action = 'missing'`,
  refused: `action = 'refused'`,
  settled: `EXISTS (SELECT ${touched})`,
  counting: `action NOT IN ('missing', 'refused') AND counting_before IS DISTINCT FROM counting_after`,
}

/** By person and category, from after one of them. */
export async function listChanges(
  client: Queryable,
  rosterId: string,
  type: ChangeType | null,
  { after, take }: { readonly after: readonly [personNo: string, category: string] | null; readonly take: number },
): Promise<ChangeRow[]> {
  const { rows } = await client.query<Omit<ChangeRow, 'settled'> & { settled: SettledOn[] | null }>(
    `SELECT person_no AS "personNo", category, line_no AS "lineNo", change, valid_from AS "from", valid_to AS "to", action,
       identity_id AS "identityId", new_person AS "newPerson", counting_before AS "countingBefore", counting_after AS "countingAfter",
       CASE WHEN action IN ('open', 'end') THEN (SELECT json_agg(t) FROM (SELECT s.settlement_id AS "settlementId",
         s.settlement_no AS "settlementNo", s.hospital_code AS "hospitalCode", s.care, to_char(s.event_on, 'YYYY-MM-DD') AS "endedOn"
         ${touched} ORDER BY s.event_on, s.settlement_id LIMIT ${maxSettled}) t) END AS settled
     FROM roster_rows c WHERE roster_id = $1 AND (person_no, category) > ($2, $3)
       ${type === null ? '' : `AND ${conditions[type]}`}
     ORDER BY person_no, category LIMIT $4`,
    [rosterId, after?.[0] ?? '', after?.[1] ?? '', take],
  )
  return rows.map((row) => ({ ...row, settled: row.settled ?? [] }))
}
