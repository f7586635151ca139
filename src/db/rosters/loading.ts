import type pg from 'pg'
import type { FaultyRosterLine, RosterLine } from '../../domain/rosters/roster-line.ts'
import { intArray, textArray } from '../ledger/binary-arrays.ts'
import { comparableNameSql } from '../registers/comparable-name-sql.ts'
import { bytesArray } from './roster-arrays.ts'

/**
 * A line on its way in. Its ID number stays here: what goes in is sealed, with a fingerprint to be found by. While data keys
 * are changed it has a fingerprint for each of them, that of the newest key first, and one for each kind of document that
 * it may stand on.
 */
export interface LoadingLine {
  readonly line: Omit<RosterLine, 'idNumber'>
  /** The number that a person gets who has none in the list and whom the register does not know. */
  readonly madeNumber: string | null
  readonly sealed: Uint8Array | null
  readonly fingerprints: readonly Uint8Array[] | null
}

/**
 * What the load of one list works on, gone with its transaction. PostgreSQL writes no log for it, which is half the work
 * of a table that stays. Sorting and hashing get the memory of one list; `jit` would compile plans for longer than they run.
 */
export async function openLoading(client: pg.ClientBase): Promise<void> {
  await client.query(`SET LOCAL work_mem = '96MB'; SET LOCAL temp_buffers = '64MB'; SET LOCAL jit = off;
    CREATE TEMP TABLE placed (line_no int, change text, hmac bytea, sealed bytea, name text, birth_date date, category text,
      valid_from date, valid_to date, certificate_no text, insured_region text, enrolled_tier smallint, person text,
      known boolean, reason text, other_line int, id_type text, listed_as text, end_reason text, made boolean,
      unable_to_work boolean) ON COMMIT DROP;
    CREATE TEMP TABLE listed (line_no int, person text, category text) ON COMMIT DROP`)
}

/** Who of these the register knows, each with the kind of document that they are registered by. */
export async function findRegistered(
  client: pg.ClientBase,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ person: string; idType: string }>({
    name: 'roster-registered',
    text: 'SELECT b.person_no AS person, b.id_type AS "idType" FROM unnest($1::text[]) AS listed (person_no) JOIN beneficiaries b USING (person_no)',
    values: [textArray(numbers)],
  })
  return new Map(rows.map(({ person, idType }) => [person, idType]))
}

/**
 * A portion of a list in one statement, an array a column, each line with the person it is about: by person number, or by
 * ID number within the region ($1), and by name among several who share one card. Whoever is not found by either gets the
 * number that was made for them. `reason` says why a line cannot be taken, in the words of `domain/rosters/line-faults.ts`.
 *
 * Names and ID numbers are compared with the register where a line has them, because a slip in a person number would give
 * one person's aid to another. People are looked up while the next lines are still being read, which costs no time at all.
 * Further fingerprints are further parameters, behind the others.
 */
const place = (older: readonly string[]) => `INSERT INTO placed
  SELECT l.line_no, l.change, l.hmac, l.sealed, l.name, l.birth_date::date, l.category, l.valid_from::date, l.valid_to::date,
    l.certificate_no, l.insured_region, l.tier::smallint, coalesce(l.person_no, w.who, l.made), b.person_no IS NOT NULL,
    CASE
      WHEN l.person_no IS NULL AND r.here > 1 AND w.who IS NULL THEN 'person-ambiguous'
      WHEN l.person_no IS NULL AND r.here = 0 AND r.anyone IS NOT NULL THEN 'person-outside'
      WHEN b.person_no IS NULL AND l.change = 'removed' THEN 'person-unknown'
      WHEN b.person_no IS NULL AND l.hmac IS NULL THEN 'id-number-needed'
      WHEN b.person_no IS NULL AND r.anyone IS NOT NULL THEN 'id-number-elsewhere'
      WHEN b.person_no IS NULL AND l.name IS NULL THEN 'name-needed'
      WHEN b.person_no IS NULL AND l.id_type IS NULL THEN 'id-type-needed'
      WHEN b.person_no IS NULL AND l.birth_date IS NULL THEN 'birth-date-needed'
      WHEN NOT starts_with(b.insured_region, $1) THEN 'person-outside'
      WHEN b.person_no IS NOT NULL AND l.hmac IS NOT NULL AND ${['l.hmac', ...older].map((one) => `b.id_number_hmac IS DISTINCT FROM ${one}`).join(' AND ')}
        THEN 'id-number-differs'
      WHEN l.name <> b.name AND ${comparableNameSql('l.name')} <> ${comparableNameSql('b.name')} THEN 'name-differs'
    END, NULL, l.id_type, l.listed_as, l.end_reason, l.person_no IS NULL AND w.who IS NULL, l.unable::boolean
  FROM unnest($2::int[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::text[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
      $18::text[], $19::text[]${older.map((_, at) => `, $${20 + at}::bytea[]`).join('')})
    AS l (line_no, change, person_no, hmac, sealed, name, birth_date, category, valid_from, valid_to, certificate_no,
      insured_region, tier, id_type, listed_as, end_reason, made, unable${older.map((name) => `, ${name.slice('l.'.length)}`).join('')})
  LEFT JOIN beneficiaries n ON n.person_no = l.person_no
  LEFT JOIN LATERAL (
    SELECT min(c.person_no) AS anyone, count(*) FILTER (WHERE starts_with(c.insured_region, $1)) AS here,
      min(c.person_no) FILTER (WHERE starts_with(c.insured_region, $1)) AS first,
      array_agg(c.person_no) FILTER (WHERE starts_with(c.insured_region, $1)) AS holders
    FROM beneficiaries c WHERE c.id_number_hmac ${isFingerprint(older)} AND n.person_no IS NULL) r ON true
  LEFT JOIN LATERAL (
    SELECT CASE WHEN r.here = 1 THEN r.first WHEN r.here > 1 THEN (
      SELECT CASE WHEN count(*) = 1 THEN min(h.person_no) END FROM beneficiaries h
      WHERE h.person_no = ANY (r.holders) AND ${comparableNameSql('h.name')} = ${comparableNameSql('l.name')}) END AS who) w ON true
  LEFT JOIN beneficiaries b ON b.person_no = coalesce(l.person_no, w.who)`

/** One key is the rule; PostgreSQL plans an equality better than a list. */
function isFingerprint(older: readonly string[]): string {
  return older.length === 0 ? '= l.hmac' : `IN (${['l.hmac', ...older].join(', ')})`
}

export async function insertLoading(
  client: pg.ClientBase,
  regionPrefix: string,
  lines: readonly LoadingLine[],
): Promise<void> {
  const keys = lines.reduce((max, { fingerprints }) => Math.max(max, fingerprints?.length ?? 1), 1)
  const older = Array.from({ length: keys - 1 }, (_, at) => `l.hmac${at + 2}`)
  const fingerprints = (at: number) => bytesArray(lines.map((one) => one.fingerprints?.[at] ?? null))
  const texts = (of: (line: LoadingLine['line']) => string | null) => textArray(lines.map(({ line }) => of(line)))
  await client.query({
    name: `roster-place-${keys}`,
    text: place(older),
    values: [
      regionPrefix,
      intArray(lines.map(({ line }) => line.lineNo)),
      texts(({ change }) => change),
      texts(({ personNo }) => personNo),
      fingerprints(0),
      bytesArray(lines.map(({ sealed }) => sealed)),
      texts(({ name }) => name),
      texts(({ birthDate }) => birthDate),
      texts(({ category }) => category),
      texts(({ from }) => from),
      texts(({ to }) => to),
      texts(({ certificateNo }) => certificateNo),
      texts(({ insuredRegion }) => insuredRegion),
      texts(({ enrolledTier }) => (enrolledTier === null ? null : String(enrolledTier))),
      texts(({ idType }) => idType),
      texts(({ listedAs }) => listedAs),
      texts(({ endReason }) => endReason),
      textArray(lines.map(({ madeNumber }) => madeNumber)),
      texts(({ unableToWork }) => (unableToWork === null ? null : String(unableToWork))),
      ...older.map((_, at) => fingerprints(at + 1)),
    ],
  })
}

export async function insertRosterFaults(
  client: pg.ClientBase,
  rosterId: string,
  faults: readonly FaultyRosterLine[],
): Promise<void> {
  await client.query(
    `INSERT INTO roster_faults (roster_id, line_no, column_name, reason, value, found_at)
     SELECT $1, line_no, column_name, reason, value, 'load'
     FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS fault (line_no, column_name, reason, value)`,
    [
      rosterId,
      intArray(faults.map(({ lineNo }) => lineNo)),
      textArray(faults.map(({ column }) => column)),
      textArray(faults.map(({ reason }) => reason)),
      textArray(faults.map(({ value }) => value)),
    ],
  )
}
