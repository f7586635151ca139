import type pg from 'pg'
import { comparableNameSql } from '../registers/comparable-name-sql.ts'

/** People, and ID numbers of new people, that stand in more than one line: all that the next two statements look at. */
const repeated = `CREATE TEMP TABLE repeated ON COMMIT DROP AS
  SELECT person FROM placed WHERE reason IS NULL GROUP BY person HAVING count(*) > 1`
const shared = `CREATE TEMP TABLE shared ON COMMIT DROP AS
  SELECT hmac FROM placed WHERE reason IS NULL AND NOT known GROUP BY hmac HAVING count(*) > 1`

/**
 * A new person is one person: the same number with two ID numbers or names, or two numbers with one ID number, is a slip.
 * Each of these lines names another one that it does not go with.
 */
const mixed = `WITH new AS MATERIALIZED (
    SELECT person, line_no, encode(hmac, 'hex') AS card, ${comparableNameSql('name')} AS name FROM placed
    WHERE NOT known AND reason IS NULL AND (person IN (SELECT person FROM repeated) OR hmac IN (SELECT hmac FROM shared))),
  numbers AS (SELECT person, min(line_no) AS first, max(line_no) AS last FROM new
    GROUP BY person HAVING min(card) <> max(card) OR min(name) <> max(name)),
  cards AS (SELECT card, min(line_no) AS first, max(line_no) AS last FROM new GROUP BY card HAVING min(person) <> max(person)),
  wrong AS (
    SELECT person, min(first) AS first, max(last) AS last FROM (
      SELECT person, first, last FROM numbers UNION ALL
      SELECT n.person, c.first, c.last FROM new n JOIN cards c USING (card)) both_ways GROUP BY person)
  UPDATE placed p SET reason = 'people-mixed', other_line = CASE WHEN p.line_no = w.last THEN w.first ELSE w.last END
  FROM wrong w WHERE p.person = w.person AND NOT p.known AND p.reason IS NULL`

/** The same line twice is one line; two that say different things are neither. */
const twice = `WITH classified AS (
    SELECT p.person, p.category, min(p.line_no) AS first, max(p.line_no) AS last,
      count(DISTINCT (p.change, p.valid_from, p.valid_to, p.certificate_no, p.unable_to_work)) > 1 AS differ
    FROM placed p JOIN repeated r USING (person) WHERE p.reason IS NULL
    GROUP BY p.person, p.category HAVING count(*) > 1)
  UPDATE placed p SET reason = CASE WHEN j.differ THEN 'contradicts' ELSE 'duplicate' END,
    other_line = CASE WHEN p.line_no = j.first THEN j.last ELSE j.first END
  FROM classified j WHERE p.person = j.person AND p.category = j.category AND p.reason IS NULL
    AND (j.differ OR p.line_no <> j.first)`

/** Columns at fault, by reason; the other reasons are about the person number. */
const faults = `INSERT INTO roster_faults (roster_id, line_no, column_name, reason, other_line, found_at)
  SELECT $1, line_no, CASE
      WHEN reason IN ('id-number-needed', 'id-number-differs', 'id-number-elsewhere', 'person-ambiguous') THEN 'idNumber'
      WHEN reason = 'id-type-needed' THEN 'idType'
      WHEN reason = 'birth-date-needed' THEN 'birthDate'
      WHEN reason IN ('name-needed', 'name-differs') THEN 'name'
      ELSE 'personNo' END, reason, other_line, 'load'
  FROM placed WHERE reason IS NOT NULL`

/** What is wrong between lines, once all of them are there. */
export async function compareWithRegister(client: pg.ClientBase, rosterId: string): Promise<void> {
  await client.query('ANALYZE placed')
  await client.query(repeated)
  await client.query(shared)
  await client.query(mixed)
  await client.query(twice)
  await client.query(faults, [rosterId])
}
