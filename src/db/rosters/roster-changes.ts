import type { Day } from '../../domain/calendar.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { RosterChange } from '../../domain/rosters/list-words.ts'
import type { Queryable } from '../sql.ts'

export const changeTypes = ['opened', 'ended', 'standing', 'missing', 'refused', 'counting'] as const
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
}

const conditions: Record<ChangeType, string> = {
  opened: `action = 'open'`,
  ended: `action = 'end'`,
  standing: `action = 'keep'`,
  missing: `action = 'missing'`,
  refused: `action = 'refused'`,
  counting: `action NOT IN ('missing', 'refused') AND counting_before IS DISTINCT FROM counting_after`,
}

/** By person and category, from after one of them. */
export async function listChanges(
  client: Queryable,
  rosterId: string,
  type: ChangeType | null,
  { after, take }: { readonly after: readonly [personNo: string, category: string] | null; readonly take: number },
): Promise<ChangeRow[]> {
  const { rows } = await client.query<ChangeRow>(
    `SELECT person_no AS "personNo", category, line_no AS "lineNo", change, valid_from AS "from", valid_to AS "to", action,
       identity_id AS "identityId", new_person AS "newPerson", counting_before AS "countingBefore", counting_after AS "countingAfter"
     FROM roster_rows WHERE roster_id = $1 AND (person_no, category) > ($2, $3)
       ${type === null ? '' : `AND ${conditions[type]}`}
     ORDER BY person_no, category LIMIT $4`,
    [rosterId, after?.[0] ?? '', after?.[1] ?? '', take],
  )
  return rows
}
