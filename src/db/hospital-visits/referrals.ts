import type { Day } from '../../domain/calendar.ts'
import type { Queryable } from '../sql.ts'

export interface ReferralRow {
  readonly personNo: string
  readonly id: string
  readonly fromHospital: string
  readonly toHospital: string
  readonly toRegion: string | null
  readonly from: Day
  readonly to: Day | null
  readonly cancelled: boolean
}

const fields = `person_no AS "personNo", id::text AS id, from_hospital AS "fromHospital", to_hospital AS "toHospital",
  to_region AS "toRegion", valid_from AS "from", valid_to AS "to", cancelled_at IS NOT NULL AS cancelled`

export async function insertReferral(
  client: Queryable,
  row: Omit<ReferralRow, 'cancelled'> & { readonly recordedAt: Date; readonly recordedBy: string },
): Promise<void> {
  await client.query(
    `INSERT INTO referrals (person_no, id, from_hospital, to_hospital, to_region, valid_from, valid_to, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.personNo,
      row.id,
      row.fromHospital,
      row.toHospital,
      row.toRegion,
      row.from,
      row.to,
      row.recordedAt,
      row.recordedBy,
    ],
  )
}

/** All of a person's, cancelled ones included, oldest first. */
export async function listReferrals(client: Queryable, personNo: string): Promise<ReferralRow[]> {
  const text = `SELECT ${fields} FROM referrals WHERE person_no = $1 ORDER BY id`
  const { rows } = await client.query<ReferralRow>({ name: 'referrals', text, values: [personNo] })
  return rows
}

export async function cancelReferralRow(
  client: Queryable,
  { personNo, id, at }: { personNo: string; id: string; at: Date },
): Promise<void> {
  await client.query(
    'UPDATE referrals SET cancelled_at = $3 WHERE person_no = $1 AND id = $2 AND cancelled_at IS NULL',
    [personNo, id, at],
  )
}
