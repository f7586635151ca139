import type { Database } from '../database.ts'
import { voidSettlement } from '../settlement/void-number.ts'

/** A number as one place has it. */
export interface NumberRow {
  readonly hospitalCode: string
  readonly settlementNo: string
  readonly personNo: string
  readonly year: number
  readonly inputHash: string
}

type Key = Pick<NumberRow, 'hospitalCode' | 'settlementNo'>

const atOnce = 10_000
const columns = `n.hospital_code AS "hospitalCode", n.settlement_no AS "settlementNo", n.person_no AS "personNo", n.year,
  'sha256:' || encode(n.input_hash, 'hex') AS "inputHash"`

/** Numbers that claims of other places hold here, some thousands at a time. */
export function eachClaimedElsewhere(db: Database): AsyncGenerator<NumberRow[]> {
  return each(db, 'NOT EXISTS (SELECT FROM beneficiaries b WHERE b.person_no = n.person_no)')
}

/** Numbers of hospitals of other places that settled here, with the region of the hospital. */
export function eachOfOtherHospitals(db: Database, hospitals: readonly string[]): AsyncGenerator<NumberRow[]> {
  return each(
    db,
    'n.hospital_code = ANY ($4) AND EXISTS (SELECT FROM beneficiaries b WHERE b.person_no = n.person_no)',
    [hospitals],
  )
}

async function* each(db: Database, where: string, more: readonly unknown[] = []): AsyncGenerator<NumberRow[]> {
  let last: Key = { hospitalCode: '', settlementNo: '' }
  for (;;) {
    const { rows } = await db.bulk.query<NumberRow>(
      `SELECT ${columns} FROM settlement_numbers n
       WHERE (n.hospital_code, n.settlement_no) > ($1, $2) AND n.settlement_id <> $3 AND ${where}
       ORDER BY n.hospital_code, n.settlement_no LIMIT ${atOnce}`,
      [last.hospitalCode, last.settlementNo, voidSettlement, ...more],
    )
    if (rows.length > 0) yield rows
    const end = rows.at(-1)
    if (end === undefined || rows.length < atOnce) return
    last = end
  }
}

/** What a place has under each of these numbers, by `hospital number`. */
export async function numbersHere(db: Database, keys: readonly Key[]): Promise<Map<string, NumberRow>> {
  const { rows } = await db.bulk.query<NumberRow>(
    `SELECT ${columns} FROM unnest($1::text[], $2::text[]) AS k (hospital_code, settlement_no)
     JOIN settlement_numbers n USING (hospital_code, settlement_no)`,
    [keys.map(({ hospitalCode }) => hospitalCode), keys.map(({ settlementNo }) => settlementNo)],
  )
  return new Map(rows.map((row) => [nameOfNumber(row), row]))
}

export function nameOfNumber({ hospitalCode, settlementNo }: Key): string {
  return `${hospitalCode} ${settlementNo}`
}

/** Every hospital with its region. */
export async function regionsOfHospitals(db: Database): Promise<Map<string, string>> {
  const { rows } = await db.bulk.query<{ code: string; region: string }>(
    'SELECT hospital_code AS code, region FROM hospitals',
  )
  return new Map(rows.map(({ code, region }) => [code, region]))
}
