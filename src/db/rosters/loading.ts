import type pg from 'pg'
import type { FaultyRosterLine, RosterLine } from '../../domain/rosters/roster-line.ts'
import { intArray, textArray } from '../ledger/binary-arrays.ts'
import { bytesArray } from './roster-arrays.ts'

/**
 * A line on its way in. Its ID number stays here: what goes in is sealed, with a fingerprint to be found by. While data keys
 * are changed it has a fingerprint for each of them, that of the newest key first.
 */
export interface LoadingLine {
  readonly line: Omit<RosterLine, 'idNumber'>
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
      known boolean, reason text, other_line int) ON COMMIT DROP`)
}

/** Who of these the register knows. */
export async function findRegistered(client: pg.ClientBase, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ person: string }>({
    name: 'roster-registered',
    text: 'SELECT b.person_no AS person FROM unnest($1::text[]) AS listed (person_no) JOIN beneficiaries b USING (person_no)',
    values: [textArray(numbers)],
  })
  return new Set(rows.map(({ person }) => person))
}

/**
 * A portion of a list in one statement, an array a column, each line with the person it is about: by person number, or by
 * ID number within the region ($1). `reason` says why a line cannot be taken, in the words of `domain/rosters/line-faults.ts`.
 *
 * Names and ID numbers are compared with the register where a line has them, because a slip in a person number would give
 * one person's aid to another. People are looked up while the next lines are still being read, which costs no time at all.
 * Further fingerprints are further parameters, behind the others.
 */
const place = (older: readonly string[]) => `INSERT INTO placed
  SELECT l.line_no, l.change, l.hmac, l.sealed, l.name, l.birth_date::date, l.category, l.valid_from::date, l.valid_to::date,
    l.certificate_no, l.insured_region, l.tier::smallint, coalesce(l.person_no, r.who), b.person_no IS NOT NULL,
    CASE
      WHEN l.person_no IS NULL AND r.here > 1 THEN 'person-ambiguous'
      WHEN l.person_no IS NULL AND r.here = 0 AND r.anyone IS NOT NULL THEN 'person-outside'
      WHEN b.person_no IS NULL AND l.change = 'removed' THEN 'person-unknown'
      WHEN l.person_no IS NULL AND b.person_no IS NULL THEN 'person-no-needed'
      WHEN b.person_no IS NULL AND l.hmac IS NULL THEN 'id-number-needed'
      WHEN b.person_no IS NULL AND r.anyone IS NOT NULL THEN 'id-number-elsewhere'
      WHEN b.person_no IS NULL AND l.name IS NULL THEN 'name-needed'
      WHEN NOT starts_with(b.insured_region, $1) THEN 'person-outside'
      WHEN b.id_type = '01' AND b.id_number_hmac <> ${['l.hmac', ...older].join(' AND b.id_number_hmac <> ')} THEN 'id-number-differs'
      WHEN l.name <> b.name THEN 'name-differs'
    END, NULL
  FROM unnest($2::int[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::text[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::text[], $13::text[], $14::text[]${older.map((_, at) => `, $${15 + at}::bytea[]`).join('')})
    AS l (line_no, change, person_no, hmac, sealed, name, birth_date, category, valid_from, valid_to, certificate_no,
      insured_region, tier${older.map((name) => `, ${name.slice('l.'.length)}`).join('')})
  LEFT JOIN beneficiaries n ON n.person_no = l.person_no
  LEFT JOIN LATERAL (
    SELECT min(c.person_no) AS anyone, count(*) FILTER (WHERE starts_with(c.insured_region, $1)) AS here,
      min(c.person_no) FILTER (WHERE starts_with(c.insured_region, $1)) AS who
    FROM beneficiaries c WHERE c.id_number_hmac ${isFingerprint(older)} AND n.person_no IS NULL) r ON true
  LEFT JOIN beneficiaries b ON b.person_no = coalesce(l.person_no, CASE WHEN r.here = 1 THEN r.who END)`

/** One key is the rule; PostgreSQL plans an equality better than a list. */
function isFingerprint(older: readonly string[]): string {
  return older.length === 0 ? '= l.hmac' : `IN (${['l.hmac', ...older].join(', ')})`
}

export async function insertLoading(
  client: pg.ClientBase,
  regionPrefix: string,
  lines: readonly LoadingLine[],
): Promise<void> {
  const keys = lines.find(({ fingerprints }) => fingerprints !== null)?.fingerprints?.length ?? 1
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
