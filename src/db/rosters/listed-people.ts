import type pg from 'pg'
import type { Category } from '../../domain/names/categories.ts'
import { intArray, textArray } from '../ledger/binary-arrays.ts'
import { comparableNameSql } from '../registers/comparable-name-sql.ts'
import { bytesArray } from './roster-arrays.ts'

/** A line that was not taken, as far as it says whom it is about. */
export interface ListedLine {
  readonly lineNo: number
  readonly personNo: string | null
  readonly name: string | null
  readonly category: Category | null
  readonly fingerprints: readonly Uint8Array[]
}

/**
 * The people of the region ($1) whom lines that cannot be read are about, found by number, else by card, and by name among
 * several who share one. Each fingerprint is a row of its own.
 */
const text = `INSERT INTO listed
  SELECT DISTINCT l.line_no, coalesce(n.person_no, w.who), l.category
  FROM unnest($2::int[], $3::text[], $4::bytea[], $5::text[], $6::text[]) AS l (line_no, person_no, hmac, name, category)
  LEFT JOIN beneficiaries n ON n.person_no = l.person_no AND starts_with(n.insured_region, $1)
  LEFT JOIN LATERAL (
    SELECT CASE WHEN count(*) = 1 THEN min(c.person_no)
      WHEN count(*) FILTER (WHERE s.same) = 1 THEN min(c.person_no) FILTER (WHERE s.same) END AS who
    FROM beneficiaries c CROSS JOIN LATERAL (SELECT ${comparableNameSql('c.name')} = ${comparableNameSql('l.name')} AS same) s
    WHERE c.id_number_hmac = l.hmac AND starts_with(c.insured_region, $1) AND n.person_no IS NULL) w ON true
  WHERE coalesce(n.person_no, w.who) IS NOT NULL`

export async function insertListed(
  client: pg.ClientBase,
  regionPrefix: string,
  lines: readonly ListedLine[],
): Promise<void> {
  const rows = lines.flatMap(({ fingerprints, ...line }) =>
    (fingerprints.length === 0 ? [null] : fingerprints).map((hmac) => ({ ...line, hmac })),
  )
  if (rows.length === 0) return
  await client.query({
    name: 'roster-listed',
    text,
    values: [
      regionPrefix,
      intArray(rows.map(({ lineNo }) => lineNo)),
      textArray(rows.map(({ personNo }) => personNo)),
      bytesArray(rows.map(({ hmac }) => hmac)),
      textArray(rows.map(({ name }) => name)),
      textArray(rows.map(({ category }) => category)),
    ],
  })
}
