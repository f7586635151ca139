import type { Day } from '../../domain/calendar.ts'
import type { ReferralStatus, WaitingReason } from '../../domain/names/filings.ts'
import type { Registers } from '../registers/dates.ts'
import { regionRange } from '../registers/region-range.ts'
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
  readonly status: ReferralStatus
  /** Null for one that counts as it was sent. */
  readonly waitsBecause: WaitingReason | null
  /** Why the bureau decided as it did. */
  readonly reason: string | null
  readonly recordedAt: Date
  readonly recordedBy: string
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
}

const fields = `r.person_no AS "personNo", r.id::text AS id, r.from_hospital AS "fromHospital", r.to_hospital AS "toHospital",
  r.to_region AS "toRegion", r.valid_from AS "from", r.valid_to AS "to", r.cancelled_at IS NOT NULL AS cancelled, r.status,
  r.waits_because AS "waitsBecause", r.reason, r.recorded_at AS "recordedAt", r.recorded_by AS "recordedBy",
  r.decided_at AS "decidedAt", r.decided_by AS "decidedBy"`

export async function insertReferral(
  client: Queryable,
  row: Omit<ReferralRow, 'cancelled' | 'reason' | 'decidedAt' | 'decidedBy'>,
): Promise<void> {
  await client.query(
    `INSERT INTO referrals (person_no, id, from_hospital, to_hospital, to_region, valid_from, valid_to, recorded_at, recorded_by,
       status, waits_because)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
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
      row.status,
      row.waitsBecause,
    ],
  )
}

/** All of a person's, cancelled ones included, oldest first. */
export async function listReferrals(client: Queryable, personNo: string): Promise<ReferralRow[]> {
  const text = `SELECT ${fields} FROM referrals r WHERE r.person_no = $1 ORDER BY r.id`
  const { rows } = await client.query<ReferralRow>({ name: 'referrals', text, values: [personNo] })
  return rows
}

/** Those of people insured in a region that waited or wait for the bureau, the oldest first; cancelled ones are not asked for. */
export async function listWaitingReferrals(
  client: Queryable,
  { regionPrefix, status, personNo }: ReferralFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<ReferralRow[]> {
  const { rows } = await client.query<ReferralRow>(
    `SELECT ${fields} FROM referrals r JOIN beneficiaries b USING (person_no)
     WHERE r.status <> 'filed' AND r.cancelled_at IS NULL AND b.insured_region BETWEEN $1 AND $2
       AND ($3::text IS NULL OR r.status = $3) AND ($4::text IS NULL OR r.person_no = $4) AND ($5::uuid IS NULL OR r.id > $5)
     ORDER BY r.id LIMIT $6`,
    [...regionRange(regionPrefix), status ?? null, personNo ?? null, after, take],
  )
  return rows
}

export interface ReferralFilter {
  readonly regionPrefix: string
  readonly status?: ReferralStatus | undefined
  readonly personNo?: string | undefined
}

/** Answers whether it was still to be decided: it waits, and was not called off meanwhile. */
export async function decideReferralRow(
  registers: Registers,
  { personNo, id, ...decided }: Pick<ReferralRow, 'personNo' | 'id' | 'status' | 'reason' | 'decidedAt' | 'decidedBy'>,
): Promise<boolean> {
  const where = { personNo, id, status: 'pending', cancelledAt: null }
  const { count } = await registers.referral.updateMany({ where, data: decided })
  return count === 1
}

/** Whether a hospital of level one sent the person to this one, by a referral that counts on the day. */
export async function isReferredFromPrimaryCare(
  client: Queryable,
  { personNo, hospitalCode, on }: { readonly personNo: string; readonly hospitalCode: string; readonly on: Day },
): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM referrals r JOIN hospitals h ON h.hospital_code = r.from_hospital AND h.level = 'one'
     WHERE r.person_no = $1 AND r.to_hospital = $2 AND r.cancelled_at IS NULL AND r.status IN ('filed', 'confirmed')
       AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to >= $3) LIMIT 1`,
    [personNo, hospitalCode, on],
  )
  return rows.length > 0
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
