import type { Queryable } from '../sql.ts'
import { comparableNameSql } from './comparable-name-sql.ts'
import { regionRange } from './region-range.ts'

/** Two numbers that may be one human, and by what they were found. */
export interface SamePair {
  readonly personNo: string
  readonly otherNo: string
  readonly name: string
  readonly otherName: string
  readonly by: 'id-number' | 'name-and-birth'
}

const found = (by: SamePair['by']) =>
  `SELECT b.person_no AS "personNo", o.person_no AS "otherNo", b.name, o.name AS "otherName", '${by}' AS by`
const sameName = `${comparableNameSql('o.name')} = ${comparableNameSql('b.name')}`
const notJoined = '(b.joined_as IS NULL OR o.joined_as IS DISTINCT FROM b.joined_as)'

/** By the document first; by name and birth those whose documents are others. $1 and $2 are of the region. */
const pairs = (which: string) => `(${found('id-number')} FROM beneficiaries b
    JOIN beneficiaries o ON o.id_number_hmac = b.id_number_hmac AND ${which}
    WHERE b.insured_region BETWEEN $1 AND $2 AND o.insured_region BETWEEN $1 AND $2 AND ${notJoined}
  UNION ALL ${found('name-and-birth')} FROM beneficiaries b
    JOIN beneficiaries o ON o.birth_date = b.birth_date AND o.id_number_hmac <> b.id_number_hmac AND ${sameName} AND ${which}
    WHERE b.insured_region BETWEEN $1 AND $2 AND o.insured_region BETWEEN $1 AND $2 AND ${notJoined})`

/** Numbers of a region that may be one human and are not joined, in pairs, each once, by their numbers. */
export async function listSamePairs(
  client: Queryable,
  prefix: string,
  after: readonly [string, string] | null,
  take: number,
): Promise<SamePair[]> {
  const { rows } = await client.query<SamePair>(
    `SELECT * FROM ${pairs('o.person_no > b.person_no')} pair
     WHERE ("personNo", "otherNo") > ($3, $4) ORDER BY "personNo", "otherNo" LIMIT $5`,
    [...regionRange(prefix), after?.[0] ?? '', after?.[1] ?? '', take],
  )
  return rows
}

/** The same of one person. */
export async function samePairsOf(client: Queryable, prefix: string, personNo: string): Promise<SamePair[]> {
  const { rows } = await client.query<SamePair>(
    `SELECT * FROM ${pairs('o.person_no <> b.person_no AND b.person_no = $3')} pair ORDER BY "otherNo" LIMIT 20`,
    [...regionRange(prefix), personNo],
  )
  return rows
}
