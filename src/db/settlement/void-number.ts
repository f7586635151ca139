import type { Queryable } from '../sql.ts'

/** What a settlement number stands for when it was made void before anything was settled under it. */
export const voidSettlement = '00000000-0000-0000-0000-000000000000'

export type NumberState = 'unused' | 'void' | 'settled'

/**
 * Makes a settlement number void, so that a message which is still on its way can never settle under it.
 *
 * The number is the key that every settlement writes, so the database decides which of the two was first: where a
 * settlement under it is being written at this moment, this waits for its end. Answers what the number was before.
 */
export async function voidNumber(
  client: Queryable,
  { hospitalCode, settlementNo, personNo }: { hospitalCode: string; settlementNo: string; personNo: string },
): Promise<NumberState> {
  const { rowCount } = await client.query(
    `INSERT INTO settlement_numbers (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
     VALUES ($1, $2, decode(repeat('00', 32), 'hex'), $3, 0, $4) ON CONFLICT (hospital_code, settlement_no) DO NOTHING`,
    [hospitalCode, settlementNo, personNo, voidSettlement],
  )
  return rowCount === 1 ? 'unused' : numberState(client, { hospitalCode, settlementNo })
}

export async function numberState(
  client: Queryable,
  { hospitalCode, settlementNo }: { hospitalCode: string; settlementNo: string },
): Promise<NumberState> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT settlement_id::text AS id FROM settlement_numbers WHERE hospital_code = $1 AND settlement_no = $2',
    [hospitalCode, settlementNo],
  )
  if (!rows[0]) return 'unused'
  return rows[0].id === voidSettlement ? 'void' : 'settled'
}
