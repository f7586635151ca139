import type pg from 'pg'
import type { DueSums } from '../clearing/clearing-entries.ts'
import { figureSql } from '../reconciliation/sums.ts'

export interface Replacement {
  readonly clearingId: string
  readonly hospitalCode: string
  /** The cause under which what was disallowed was posted. */
  readonly causeNo: string
  readonly personNo: string
}

/** What the clearing held, with what was disallowed of it since; each free to be held again. */
const entriesOf = `FROM entries e JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
  JOIN clearings k ON k.id = $1
  WHERE s.hospital_code = $2 AND ((e.person_no, e.region, e.year, e.seq) IN (
      SELECT c.person_no, c.region, c.year, c.seq FROM clearing_entries c WHERE c.clearing_id = $1)
    OR (e.person_no = $4 AND e.cause = 'resettle' AND e.cause_no = $3 AND e.to_person = 0 AND k.region IN (e.region, s.insured_region)
      AND NOT EXISTS (SELECT FROM clearing_entries o WHERE o.person_no = e.person_no AND o.region = e.region AND o.year = e.year
        AND o.seq = e.seq AND o.released_at IS NULL)))`

const values = ({ clearingId, hospitalCode, causeNo, personNo }: Replacement) => [
  clearingId,
  hospitalCode,
  causeNo,
  personNo,
]

const amount = (sql: string, name: string) => `coalesce(sum(${sql}), 0.00)::text AS "${name}"`
const counted = (kind: string, name: string) => `count(*) FILTER (WHERE e.kind = '${kind}')::int AS ${name}`

export async function sumReplacement(client: pg.ClientBase, of: Replacement): Promise<DueSums> {
  const { rows } = await client.query<DueSums>(
    `SELECT ${counted('settlement', 'settlements')}, ${counted('reversal', 'reversals')}, ${counted('adjustment', 'adjustments')},
       ${amount('e.total', 'total')}, ${amount(figureSql.basicPaid('e'), 'basicPaid')},
       ${amount(figureSql.criticalIllnessPaid('e'), 'criticalIllnessPaid')}, ${amount(figureSql.otherPaid('e'), 'otherPaid')},
       ${amount(figureSql.aidPaid('e'), 'aidPaid')}, ${amount(figureSql.fundPaid('e'), 'fundPaid')},
       ${amount('e.hospital', 'hospitalPaid')}, ${amount(figureSql.personPaid('e'), 'personPaid')} ${entriesOf}`,
    values(of),
  )
  return rows[0] as DueSums
}

export async function takeReplacement(client: pg.ClientBase, newClearingId: string, of: Replacement): Promise<void> {
  await client.query(
    `INSERT INTO clearing_entries (clearing_id, person_no, region, year, seq)
     SELECT $5::uuid, e.person_no, e.region, e.year, e.seq ${entriesOf} ORDER BY e.person_no, e.region, e.year, e.seq`,
    [...values(of), newClearingId],
  )
}

/** The clearing that holds a settlement now; null where none does. */
export async function clearingHolding(
  client: pg.ClientBase,
  { personNo, settlementId }: { readonly personNo: string; readonly settlementId: string },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.clearing_id AS id FROM settlements s JOIN clearing_entries c ON c.person_no = s.person_no AND c.region = s.region
       AND c.year = s.year AND c.seq = s.seq AND c.released_at IS NULL
     WHERE s.person_no = $1 AND s.settlement_id = $2`,
    [personNo, settlementId],
  )
  return rows[0]?.id ?? null
}
