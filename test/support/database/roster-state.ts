import type { Service } from '../../../src/application/service.ts'

/** What a list made of the register and of itself, without the ids and sealed numbers that differ by chance. */
export async function rosterState(service: Service) {
  const read = async (sql: string) => (await service.db.pool.query(sql)).rows
  return {
    people: await read(
      `SELECT person_no, name, id_type, encode(id_number_hmac, 'hex') AS hmac, birth_date, insured_region, enrolled_tier
       FROM beneficiaries ORDER BY person_no`,
    ),
    identities: await read(
      `SELECT person_no, category, valid_from, valid_to, certified_by, certificate_no, recorded_by, ended_at IS NOT NULL AS ended
       FROM identities ORDER BY person_no, category, valid_from`,
    ),
    changes: await read(
      `SELECT caller_id, person_no, action, (detail::jsonb - 'id' - 'rosterId')::text AS detail, count(*)
       FROM register_changes WHERE person_no IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4`,
    ),
    rosters: await read(
      `SELECT region, month, department, lines, accepted, rejected, opened, ended, standing, missing, members, status, applied, conflicts,
         applied_at IS NOT NULL AS done FROM rosters ORDER BY month, department`,
    ),
    left: await read('SELECT person_no FROM roster_people ORDER BY person_no'),
    faults: await read('SELECT line_no, column_name, reason, found_at FROM roster_faults ORDER BY line_no'),
  }
}
