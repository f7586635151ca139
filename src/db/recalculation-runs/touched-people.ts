import type pg from 'pg'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'
import type { RecalculationRunRow } from './recalculation-runs.ts'

const onTheDays = (at: string) => `(${at} AT TIME ZONE INTERVAL '8 hours')::date BETWEEN $3::date AND $4::date`

/** Whom a list gave or took an identity on days of the year. */
const byRoster = `SELECT r.person_no FROM roster_rows r WHERE r.roster_id = $3 AND (
  (r.action = 'open' AND r.valid_from <= make_date($2::int, 12, 31) AND coalesce(r.valid_to, 'infinity') >= make_date($2::int, 1, 1))
  OR (r.action = 'end' AND r.valid_to < make_date($2::int, 12, 31)))`

/** Insured in the region by now, or certified by it (000000/G19); `first` and `last` are its codes. */
const ofRegion = (first: string, last: string) => `(b.insured_region BETWEEN ${first} AND ${last} OR EXISTS (
  SELECT FROM identities c WHERE c.person_no = b.person_no AND c.certified_region BETWEEN ${first} AND ${last}))`

/** Of whom anything was recorded that a recalculation reads anew: identities, approvals of applications for aid, further numbers. */
const byDays = `SELECT b.person_no FROM beneficiaries b WHERE ${ofRegion('$5', '$6')} AND b.person_no IN (
  SELECT i.person_no FROM identities i
    WHERE ${onTheDays('i.recorded_at')} OR ${onTheDays('i.ended_at')} OR ${onTheDays('i.annulled_at')}
  UNION SELECT c.person_no FROM identity_corrections c WHERE ${onTheDays('c.recorded_at')}
  UNION SELECT unnest(ARRAY[f.person_no, f.other_no]) FROM person_facts f
    WHERE f.kind IN ('join', 'aid-approval') AND ${onTheDays('f.recorded_at')})`

const byYear = `SELECT b.person_no FROM beneficiaries b WHERE ${ofRegion('$3', '$4')}
  AND EXISTS (SELECT FROM person_years y WHERE y.person_no = b.person_no AND y.year = $2::int)`

/** What holds of one number of a human holds of the others (000000/G26). Whoever has nothing settled in the year is left out. */
const find = (touched: string) => `WITH touched AS (${touched}), humans AS (
    SELECT t.person_no FROM touched t
    UNION SELECT o.person_no FROM touched t JOIN beneficiaries b USING (person_no) JOIN beneficiaries o ON o.joined_as = b.joined_as)
  INSERT INTO recalculation_run_people (run_id, person_no)
  SELECT $1::uuid, h.person_no FROM humans h
  WHERE EXISTS (SELECT FROM person_years y WHERE y.person_no = h.person_no AND y.year = $2::int)
  ON CONFLICT DO NOTHING`

/** Keeps who is looked at; of a run that names its people they are kept already. */
export async function findTouchedPeople(
  client: pg.ClientBase,
  run: RecalculationRunRow,
  prefix: string,
): Promise<void> {
  const { id, year, rosterId, recordedFrom, recordedTo, namesPeople } = run
  const range = regionRange(prefix)
  if (rosterId !== null) await client.query(find(byRoster), [id, year, rosterId])
  else if (recordedFrom !== null) await client.query(find(byDays), [id, year, recordedFrom, recordedTo, ...range])
  else if (!namesPeople) await client.query(find(byYear), [id, year, ...range])
}

export async function countTouchedPeople(client: Queryable, runId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*) AS count FROM recalculation_run_people WHERE run_id = $1',
    [runId],
  )
  return rows[0]?.count ?? 0
}

export async function insertNamedPeople(
  client: pg.ClientBase,
  { id }: Pick<RecalculationRunRow, 'id'>,
  personNos: readonly string[],
): Promise<void> {
  await client.query(
    'INSERT INTO recalculation_run_people (run_id, person_no) SELECT DISTINCT $1::uuid, unnest($2::text[])',
    [id, personNos],
  )
}

/** In the order of their numbers. */
export async function nextTouchedPeople(
  client: Queryable,
  runId: string,
  after: string,
  take: number,
): Promise<{ readonly personNo: string }[]> {
  const { rows } = await client.query<{ personNo: string }>(
    `SELECT p.person_no AS "personNo" FROM recalculation_run_people p
     WHERE p.run_id = $1 AND p.person_no > $2 ORDER BY p.person_no LIMIT $3`,
    [runId, after, take],
  )
  return rows
}
