import type { FaultReason } from '../../domain/rosters/line-faults.ts'
import type { RosterColumn } from '../../domain/rosters/roster-columns.ts'
import type { Queryable } from '../sql.ts'

export interface StoredFault {
  readonly lineNo: number
  readonly column: RosterColumn | 'line'
  readonly reason: FaultReason
  readonly value: string | null
  readonly otherLine: number | null
  readonly foundAt: 'load' | 'apply'
}

/** In the order of the file, from after a line. */
export async function listRosterFaults(
  client: Queryable,
  rosterId: string,
  after: number,
  take: number,
): Promise<StoredFault[]> {
  const { rows } = await client.query<StoredFault>(
    `SELECT line_no AS "lineNo", column_name AS "column", reason, value, other_line AS "otherLine", found_at AS "foundAt"
     FROM roster_faults WHERE roster_id = $1 AND line_no > $2 ORDER BY line_no LIMIT $3`,
    [rosterId, after, take],
  )
  return rows
}
