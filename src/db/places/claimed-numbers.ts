import type { Queryable } from '../sql.ts'

/** A settlement number that a claim of another place is about to use. */
export interface ClaimedNumber {
  readonly hospitalCode: string
  readonly settlementNo: string
  /** As `sha256:…`. */
  readonly inputHash: string
  readonly personNo: string
  readonly year: number
  readonly settlementId: string
}

/** What the hospital's own place holds under a number. */
export interface HeldNumber {
  readonly inputHash: string
  readonly settlementId: string
}

/**
 * Writes numbers where their hospital belongs, each unless it is there, and answers what stands there then, in the order
 * asked. They are written in the order in which settlements write them, so that two processes wait for each other and never
 * in a circle.
 */
export async function claimNumbers(client: Queryable, numbers: readonly ClaimedNumber[]): Promise<HeldNumber[]> {
  const column = <Value>(of: (number: ClaimedNumber) => Value) => numbers.map(of)
  await client.query(
    `INSERT INTO settlement_numbers (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::smallint[], $6::uuid[])
       AS t (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
     ORDER BY t.hospital_code COLLATE "C", t.settlement_no COLLATE "C"
     ON CONFLICT (hospital_code, settlement_no) DO NOTHING`,
    [
      ...[column((one) => one.hospitalCode), column((one) => one.settlementNo)],
      column((one) => Buffer.from(one.inputHash.replace('sha256:', ''), 'hex')),
      ...[column((one) => one.personNo), column((one) => one.year), column((one) => one.settlementId)],
    ],
  )
  const { rows } = await client.query<HeldNumber>(
    `SELECT 'sha256:' || encode(n.input_hash, 'hex') AS "inputHash", n.settlement_id::text AS "settlementId"
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (hospital_code, settlement_no, place)
     JOIN settlement_numbers n USING (hospital_code, settlement_no) ORDER BY t.place`,
    [column((one) => one.hospitalCode), column((one) => one.settlementNo)],
  )
  return rows
}

/** Whose settlement a number is, where it is known here. */
export async function personOfNumber(
  client: Queryable,
  hospitalCode: string,
  settlementNo: string,
): Promise<string | null> {
  const { rows } = await client.query<{ personNo: string }>(
    'SELECT person_no AS "personNo" FROM settlement_numbers WHERE hospital_code = $1 AND settlement_no = $2',
    [hospitalCode, settlementNo],
  )
  return rows[0]?.personNo ?? null
}
