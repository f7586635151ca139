import type pg from 'pg'
import type { Day } from '../../domain/calendar.ts'
import type { Category } from '../../domain/names/categories.ts'

/** The month of a list, and what counts before what on its last day (000000/G4). */
export interface Classifying {
  readonly rosterId: string
  readonly firstDay: Day
  readonly lastDay: Day
  readonly order: readonly Category[]
  readonly previousId: string | null
}

/**
 * What each line does to the register as it stands. A person's identities of one category never share a day, so at most
 * one of them holds on the last day of a removal or has the very days of an addition.
 *
 * `picked` is the identity that a line is about: the one to end, the one that is there already, or the one that stands.
 */
const classify = `CREATE TEMP TABLE classified ON COMMIT DROP AS
  WITH candidates AS (
    SELECT p.line_no, count(*) FILTER (WHERE m.meets) AS meeting, bool_or(i.valid_from > p.valid_to) AS later,
      (array_agg(i.id ORDER BY i.valid_from DESC) FILTER (WHERE m.picks))[1] AS picked,
      (array_agg(i.valid_to ORDER BY i.valid_from DESC) FILTER (WHERE m.picks))[1] AS picked_to,
      (array_agg(coalesce(i.unable_to_work, true) ORDER BY i.valid_from DESC) FILTER (WHERE m.picks))[1] AS picked_unable
    FROM placed p
    JOIN valid_identities i ON i.person_no = p.person AND i.category = p.category
    CROSS JOIN LATERAL (SELECT i.valid_from <= coalesce(p.valid_to, 'infinity')
      AND coalesce(i.valid_to, 'infinity') >= coalesce(p.valid_from, $1::date) AS meets) n
    CROSS JOIN LATERAL (SELECT n.meets, CASE p.change
      WHEN 'removed' THEN i.valid_from <= p.valid_to AND coalesce(i.valid_to, 'infinity') >= p.valid_to
      WHEN 'added' THEN i.valid_from = p.valid_from AND i.valid_to IS NOT DISTINCT FROM p.valid_to
      ELSE n.meets AND i.valid_from <= $2::date AND coalesce(i.valid_to, 'infinity') >= $1::date END AS picks) m
    WHERE p.reason IS NULL GROUP BY p.line_no)
  SELECT p.line_no, p.person, p.category, p.change, p.valid_from, p.valid_to, p.certificate_no, p.known,
    p.listed_as, p.end_reason, p.unable_to_work, h.picked, CASE
      WHEN p.change = 'removed' THEN CASE
        WHEN h.picked IS NULL THEN CASE WHEN h.later THEN 'ends-before-begin' ELSE 'not-held' END
        WHEN h.picked_to = p.valid_to THEN 'keep' ELSE 'end' END
      WHEN h.picked IS NOT NULL AND p.unable_to_work <> h.picked_unable THEN 'mark-differs'
      WHEN h.picked IS NOT NULL AND (p.valid_to IS NULL OR p.valid_to IS NOT DISTINCT FROM h.picked_to) THEN 'keep'
      WHEN h.picked IS NOT NULL AND h.meeting = 1 THEN 'end'
      WHEN h.meeting > 0 THEN 'overlaps'
      WHEN p.valid_from IS NULL THEN 'from-needed'
      ELSE 'open' END AS outcome
  FROM placed p LEFT JOIN candidates h USING (line_no) WHERE p.reason IS NULL`

const faults = `INSERT INTO roster_faults (roster_id, line_no, column_name, reason, value, found_at)
  SELECT $1, line_no, CASE outcome WHEN 'not-held' THEN 'category' WHEN 'ends-before-begin' THEN 'to'
      WHEN 'mark-differs' THEN 'unableToWork' ELSE 'from' END,
    outcome, CASE outcome WHEN 'overlaps' THEN (
      SELECT left(string_agg(i.valid_from || '/' || coalesce(i.valid_to::text, ''), ' ' ORDER BY i.valid_from), 100)
      FROM valid_identities i WHERE i.person_no = j.person AND i.category = j.category) END, 'load'
  FROM classified j WHERE outcome NOT IN ('open', 'end', 'keep')`

/** Which category counts of each person on the last day of the month, as it is and as the list would make it. */
const count = `CREATE TEMP TABLE counted ON COMMIT DROP AS
  WITH ranks AS MATERIALIZED (SELECT category, rank FROM unnest($2::text[]) WITH ORDINALITY AS r (category, rank)),
  done AS MATERIALIZED (SELECT * FROM classified WHERE outcome IN ('open', 'end', 'keep')),
  days AS (
    SELECT i.person_no AS person, r.rank, i.valid_from <= $1::date AND coalesce(i.valid_to, 'infinity') >= $1::date AS before,
      i.valid_from <= $1::date AND coalesce(d.valid_to, i.valid_to, 'infinity') >= $1::date AS after
    FROM valid_identities i JOIN ranks r USING (category)
    LEFT JOIN done d ON d.outcome = 'end' AND d.picked = i.id AND d.person = i.person_no
    WHERE i.person_no IN (SELECT person FROM done)
    UNION ALL
    SELECT d.person, r.rank, false, d.valid_from <= $1::date AND coalesce(d.valid_to, 'infinity') >= $1::date
    FROM done d JOIN ranks r USING (category) WHERE d.outcome = 'open')
  SELECT person, ($2::text[])[min(rank) FILTER (WHERE before)] AS before, ($2::text[])[min(rank) FILTER (WHERE after)] AS after
  FROM days GROUP BY person`

const rows = `INSERT INTO roster_rows (roster_id, person_no, category, line_no, change, valid_from, valid_to, certificate_no,
    action, identity_id, new_person, counting_before, counting_after, listed_as, end_reason, unable_to_work)
  SELECT $1, j.person, j.category, j.line_no, j.change, j.valid_from, j.valid_to, j.certificate_no, j.outcome,
    CASE WHEN j.outcome <> 'open' THEN j.picked END, NOT j.known, c.before, c.after, j.listed_as, j.end_reason, j.unable_to_work
  FROM classified j LEFT JOIN counted c USING (person) WHERE j.outcome IN ('open', 'end', 'keep') ORDER BY j.person, j.category`

/** A new person with several lines is as the first good one says; most have one line, and nothing has to be sorted. */
const people = `WITH firsts AS (
    SELECT p.person, min(p.line_no) AS line_no FROM placed p JOIN repeated r USING (person) JOIN classified j USING (line_no)
    WHERE j.outcome IN ('open', 'end', 'keep') GROUP BY p.person)
  INSERT INTO roster_people (roster_id, person_no, name, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier, id_type,
    number_made)
  SELECT $1, p.person, p.name, p.sealed, p.hmac, p.birth_date, coalesce(p.insured_region, $2), p.enrolled_tier, p.id_type,
    p.made
  FROM placed p JOIN classified j USING (line_no) LEFT JOIN firsts f ON f.person = p.person
  WHERE NOT p.known AND j.outcome IN ('open', 'end', 'keep') AND (f.line_no IS NULL OR f.line_no = p.line_no)`

/** People of the list before who still hold the identity and are not in this one, in whatever way. They are named, not ended. */
const missing = `WITH placed_people AS MATERIALIZED (SELECT DISTINCT person, category FROM placed),
  listed_people AS MATERIALIZED (SELECT DISTINCT person, category FROM listed)
  INSERT INTO roster_rows (roster_id, person_no, category, change, valid_from, valid_to, action, identity_id, new_person)
  SELECT DISTINCT ON (r.person_no, r.category) $1::uuid, r.person_no, r.category, 'standing', i.valid_from, i.valid_to, 'missing', i.id, false
  FROM roster_rows r JOIN valid_identities i ON i.person_no = r.person_no AND i.category = r.category
    AND i.valid_from <= $4::date AND coalesce(i.valid_to, 'infinity') >= $3::date
  WHERE r.roster_id = $2 AND r.change <> 'removed'
    AND NOT EXISTS (SELECT FROM placed_people p WHERE p.person = r.person_no AND p.category = r.category)
    AND NOT EXISTS (SELECT FROM listed_people l WHERE l.person = r.person_no AND coalesce(l.category, r.category) = r.category)
  ORDER BY r.person_no, r.category, i.valid_from DESC`

/**
 * People of the region who hold the identity and whose line was not taken. They are told apart from who is missing, and
 * the next list looks for them as for everybody.
 */
const refused = `INSERT INTO roster_rows (roster_id, person_no, category, line_no, change, valid_from, valid_to, action, identity_id, new_person)
  SELECT DISTINCT ON (p.person, p.category) $1::uuid, p.person, p.category, p.line_no, 'standing', i.valid_from, i.valid_to, 'refused', i.id, false
  FROM placed p LEFT JOIN classified j USING (line_no)
  JOIN valid_identities i ON i.person_no = p.person AND i.category = p.category
    AND i.valid_from <= $3::date AND coalesce(i.valid_to, 'infinity') >= $2::date
  WHERE p.reason IS DISTINCT FROM 'person-outside' AND (p.reason IS NOT NULL OR j.outcome NOT IN ('open', 'end', 'keep'))
    AND NOT EXISTS (SELECT FROM roster_rows r WHERE r.roster_id = $1 AND r.person_no = p.person AND r.category = p.category)
  ORDER BY p.person, p.category, i.valid_from DESC, p.line_no`

/**
 * The same of lines that could not be read to their end. A line whose category is no word may be about any that the list
 * before had of the person.
 */
const unread = `INSERT INTO roster_rows (roster_id, person_no, category, line_no, change, valid_from, valid_to, action, identity_id, new_person)
  SELECT DISTINCT ON (l.person, i.category) $1::uuid, l.person, i.category, l.line_no, 'standing', i.valid_from, i.valid_to, 'refused', i.id, false
  FROM listed l JOIN valid_identities i ON i.person_no = l.person
    AND i.valid_from <= $4::date AND coalesce(i.valid_to, 'infinity') >= $3::date
  WHERE (i.category = l.category OR (l.category IS NULL AND EXISTS (
      SELECT FROM roster_rows b WHERE b.roster_id = $2 AND b.person_no = l.person AND b.category = i.category AND b.change <> 'removed')))
    AND NOT EXISTS (SELECT FROM roster_rows r WHERE r.roster_id = $1 AND r.person_no = l.person AND r.category = i.category)
  ORDER BY l.person, i.category, i.valid_from DESC, l.line_no`

/** After `compareLines`. */
export async function classifyLines(client: pg.ClientBase, region: string, of: Classifying): Promise<void> {
  const { rosterId, firstDay, lastDay, order, previousId } = of
  await client.query(classify, [firstDay, lastDay])
  await client.query('ANALYZE classified')
  await client.query(faults, [rosterId])
  await client.query(count, [lastDay, order])
  await client.query('ANALYZE counted')
  await client.query(rows, [rosterId])
  await client.query(people, [rosterId, region])
  await client.query(refused, [rosterId, firstDay, lastDay])
  await client.query(unread, [rosterId, previousId, firstDay, lastDay])
  if (previousId !== null) await client.query(missing, [rosterId, previousId, firstDay, lastDay])
}

export interface Counts {
  readonly accepted: number
  readonly newPeople: number
  /** Of them those who had no number in the list. */
  readonly numbersMade: number
  readonly opened: number
  readonly ended: number
  readonly standing: number
  readonly missing: number
  readonly countingChanges: number
  readonly members: number
  readonly rejected: number
}

export async function countRows(client: pg.ClientBase, rosterId: string): Promise<Counts> {
  const { rows: found } = await client.query<Counts>(
    `SELECT count(*) FILTER (WHERE action NOT IN ('missing', 'refused'))::int AS accepted, count(*) FILTER (WHERE action = 'open')::int AS opened,
       count(*) FILTER (WHERE action = 'end')::int AS ended, count(*) FILTER (WHERE action = 'keep')::int AS standing,
       count(*) FILTER (WHERE action = 'missing')::int AS missing,
       (SELECT count(*)::int FROM counted WHERE before IS DISTINCT FROM after) AS "countingChanges",
       (SELECT count(*)::int FROM (SELECT DISTINCT person FROM classified
          WHERE outcome IN ('open', 'end', 'keep') AND change <> 'removed') listed) AS members,
       (SELECT count(*)::int FROM roster_people WHERE roster_id = $1) AS "newPeople",
       (SELECT count(*)::int FROM roster_people WHERE roster_id = $1 AND number_made) AS "numbersMade",
       (SELECT count(*)::int FROM roster_faults WHERE roster_id = $1) AS rejected
     FROM roster_rows WHERE roster_id = $1`,
    [rosterId],
  )
  return found[0] as Counts
}
