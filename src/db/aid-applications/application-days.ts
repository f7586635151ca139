import type { AppliedOn } from '../../domain/adjudication/earlier-facts.ts'
import type { Queryable } from '../sql.ts'

/** When each approved application of a person was received, under any of the person's numbers; the first day comes first. */
export async function approvedApplicationDays(client: Queryable, personNos: readonly string[]): Promise<AppliedOn[]> {
  const { rows } = await client.query<AppliedOn>(
    `SELECT DISTINCT a.category, to_char(e.happened_on, 'YYYY-MM-DD') AS "on"
     FROM applications a JOIN application_events e ON e.application_id = a.id AND e.seq = 1
     WHERE a.person_no = ANY($1) AND a.status = 'approved' ORDER BY 2, 1`,
    [personNos],
  )
  return rows
}
