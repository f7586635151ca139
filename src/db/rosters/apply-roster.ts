import type pg from 'pg'
import type { RowCondition } from '../data-keys/sealed.ts'
import { uuidArray } from './roster-arrays.ts'

/** The people of one piece, by number: after `after`, up to and with `through`. */
export interface Piece {
  readonly rosterId: string
  readonly after: string
  readonly through: string
}

export interface Stamp {
  readonly at: string
  readonly callerId: string
  /** For the rows that are made, as many as the piece has changes; each is sixteen bytes. */
  readonly ids: readonly Uint8Array[]
  /** What an identity is certified by, and its certificate where the list names none. */
  readonly department: string
  readonly certificateNo: string
}

/** A piece is a few thousand rows found by key. A planner that does not know the tables yet would read all of them instead. */
export async function planByKey(client: pg.ClientBase): Promise<void> {
  await client.query(
    'SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_mergejoin = off; SET LOCAL jit = off',
  )
}

const inPiece = (alias: string) => `${alias}.roster_id = $1 AND ${alias}.person_no > $2 AND ${alias}.person_no <= $3`
const rangeOf = ({ rosterId, after, through }: Piece) => [rosterId, after, through]

/** Lines that take somebody off because of a death, in the words that departments have for it. */
const ofTheDead = (alias: string) =>
  `${alias}.action IN ('end', 'keep') AND ${alias}.change = 'removed' AND ${alias}.end_reason IN ('死亡', '去世', '已故', '身故', '病故', '亡故')`

/** The last person of the next piece of so many changes; null where fewer are left. */
export async function endOfPiece(
  client: pg.ClientBase,
  rosterId: string,
  after: string,
  changes: number,
): Promise<string | null> {
  const { rows } = await client.query<{ person: string }>(
    `SELECT person_no AS person FROM roster_rows
     WHERE roster_id = $1 AND person_no > $2 AND action IN ('open', 'end') ORDER BY person_no, category OFFSET $3 LIMIT 1`,
    [rosterId, after, changes - 1],
  )
  return rows[0]?.person ?? null
}

/** The last person of all; null for a list without one. */
export async function lastPerson(client: pg.ClientBase, rosterId: string): Promise<string | null> {
  const { rows } = await client.query<{ person: string }>(
    'SELECT person_no AS person FROM roster_rows WHERE roster_id = $1 ORDER BY person_no DESC, category DESC LIMIT 1',
    [rosterId],
  )
  return rows[0]?.person ?? null
}

/**
 * The people of a piece who wait to be registered, and whoever of them the register came to know meanwhile. Their ID numbers
 * are compared, which can only be done under one data key.
 */
export function peopleToCompare({
  rosterId,
  after,
  through,
}: Piece): { readonly table: string; readonly where: RowCondition }[] {
  const waiting = 'roster_people.roster_id = $2 AND roster_people.person_no > $3 AND roster_people.person_no <= $4'
  const known = `beneficiaries.person_no IN (SELECT roster_people.person_no FROM roster_people WHERE ${waiting})`
  const values = [rosterId, after, through]
  return [
    { table: 'roster_people', where: { sql: waiting, values } },
    { table: 'beneficiaries', where: { sql: known, values } },
  ]
}

/**
 * Moves the new people of a piece into the register. Whoever was registered since the list was loaded stays as registered;
 * with another ID number it is somebody else, whose lines are reported, and so are those of whom the review refused. Answers
 * who was registered already.
 */
const register = `WITH moved AS (DELETE FROM roster_people p WHERE ${inPiece('p')} RETURNING p.*),
  refused AS (SELECT person_no FROM moved WHERE decision = 'refused'),
  known AS (SELECT m.person_no, m.id_number_hmac = b.id_number_hmac AS same FROM moved m JOIN beneficiaries b USING (person_no)
    WHERE m.decision IS DISTINCT FROM 'refused'),
  added AS (
    INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier,
      recorded_at, updated_at)
    SELECT person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier, $4, $4
    FROM moved WHERE person_no NOT IN (SELECT person_no FROM known UNION ALL SELECT person_no FROM refused) ORDER BY person_no),
  left_out AS (
    INSERT INTO roster_faults (roster_id, line_no, column_name, reason, found_at)
    SELECT r.roster_id, r.line_no, 'personNo', 'refused-in-review', 'apply'
    FROM refused JOIN roster_rows r ON r.roster_id = $1 AND r.person_no = refused.person_no AND r.action = 'open'),
  other AS (
    INSERT INTO roster_faults (roster_id, line_no, column_name, reason, found_at)
    SELECT r.roster_id, r.line_no, 'personNo', 'changed-since', 'apply'
    FROM known k JOIN roster_rows r ON r.roster_id = $1 AND r.person_no = k.person_no WHERE NOT k.same AND r.action = 'open')
  SELECT person_no AS person FROM known`

export async function registerPeople(client: pg.ClientBase, piece: Piece, { at }: Stamp): Promise<string[]> {
  const { rows } = await client.query<{ person: string }>({
    name: 'roster-register',
    text: register,
    values: [...rangeOf(piece), at],
  })
  return rows.map(({ person }) => person)
}

/**
 * Everything that a person holds is changed under the lock of the person, as the registers' own use cases do. Whom this
 * transaction registered nobody else can see yet.
 */
export async function lockPeople(client: pg.ClientBase, piece: Piece, besides: readonly string[]): Promise<void> {
  await client.query({
    name: 'roster-lock',
    text: `SELECT FROM beneficiaries b WHERE b.person_no IN (
        SELECT r.person_no FROM roster_rows r WHERE ${inPiece('r')} AND NOT r.new_person
          AND (r.action IN ('open', 'end') OR ${ofTheDead('r')})
        UNION SELECT unnest($4::text[]))
      ORDER BY b.person_no FOR NO KEY UPDATE`,
    values: [...rangeOf(piece), besides],
  })
}

/**
 * A county's department certifies for its county, a city's for the county where each is insured (000000/G19).
 *
 * Opened, unless the register came to hold something of the category on one of the days; the very same is as good as opened.
 * One audit line says of a new person both that they were registered and what they hold: a first list has a million.
 */
const open = `WITH wanted AS (
    SELECT r.*, coalesce(r.certificate_no, $6) AS certificate, r.new_person AND r.person_no <> ALL ($9::text[]) AS registers,
      row_number() OVER (ORDER BY r.person_no, r.category) AS place
    FROM roster_rows r WHERE ${inPiece('r')} AND r.action = 'open'
      AND NOT EXISTS (SELECT FROM roster_faults f WHERE f.roster_id = r.roster_id AND f.line_no = r.line_no)),
  met AS (
    SELECT w.line_no, bool_or(i.valid_from = w.valid_from AND i.valid_to IS NOT DISTINCT FROM w.valid_to) AS same
    FROM wanted w JOIN valid_identities i ON i.person_no = w.person_no AND i.category = w.category
      AND i.valid_from <= coalesce(w.valid_to, 'infinity') AND coalesce(i.valid_to, 'infinity') >= w.valid_from
    WHERE NOT w.registers GROUP BY w.line_no),
  opened AS (
    INSERT INTO identities (person_no, id, category, valid_from, valid_to, certified_by, certificate_no, recorded_at, recorded_by,
      listed_as, unable_to_work, certified_region)
    SELECT w.person_no, ($7::uuid[])[w.place], w.category, w.valid_from, w.valid_to, $8, w.certificate, $4, $5, w.listed_as, w.unable_to_work,
      CASE WHEN ro.region LIKE '%00' THEN b.insured_region ELSE ro.region END
    FROM wanted w JOIN beneficiaries b ON b.person_no = w.person_no CROSS JOIN (SELECT region FROM rosters WHERE id = $1) ro
    WHERE w.line_no NOT IN (SELECT line_no FROM met) ORDER BY w.place
    RETURNING 1),
  noted AS (
    INSERT INTO register_changes (at, caller_id, person_no, action, detail)
    SELECT $4, $5, w.person_no, 'identity-recorded', json_build_object('id', ($7::uuid[])[w.place], 'category', w.category,
      'from', w.valid_from, 'to', w.valid_to, 'certifiedBy', $8::text, 'rosterId', $1::uuid, 'registered', w.registers,
      'listedAs', w.listed_as)
    FROM wanted w WHERE w.line_no NOT IN (SELECT line_no FROM met) ORDER BY w.place),
  blocked AS (
    INSERT INTO roster_faults (roster_id, line_no, column_name, reason, found_at)
    SELECT $1, line_no, 'from', 'changed-since', 'apply' FROM met WHERE NOT same)
  SELECT (SELECT count(*)::int FROM opened) + (SELECT count(*)::int FROM met WHERE same) AS done`

export async function openIdentities(
  client: pg.ClientBase,
  piece: Piece,
  stamp: Stamp,
  registeredSince: readonly string[],
): Promise<number> {
  const { rows } = await client.query<{ done: number }>({
    name: 'roster-open',
    text: open,
    values: [
      ...rangeOf(piece),
      ...[stamp.at, stamp.callerId, stamp.certificateNo, uuidArray(stamp.ids), stamp.department, registeredSince],
    ],
  })
  return rows[0]?.done ?? 0
}

/**
 * Whom a department takes off because of a death has died by the register too, whether the identity ends by it or had ended: on the last
 * day that the list names, or by the day on which it is applied where that lies ahead, unless a death is on record (000000/G24).
 *
 * A removal shortens and never prolongs; a new last day of whoever stands must leave the person's other periods alone.
 */
const end = `WITH wanted AS (
    SELECT r.line_no, r.person_no, r.identity_id, r.valid_to, i.valid_to AS before, r.change, r.end_reason
    FROM roster_rows r JOIN identities i ON i.person_no = r.person_no AND i.id = r.identity_id
    WHERE ${inPiece('r')} AND r.action = 'end'),
  allowed AS (
    SELECT w.* FROM wanted w JOIN valid_identities i ON i.person_no = w.person_no AND i.id = w.identity_id
    WHERE i.valid_from <= w.valid_to AND CASE w.change
      WHEN 'removed' THEN coalesce(i.valid_to, 'infinity') >= w.valid_to
      ELSE NOT EXISTS (SELECT FROM valid_identities o WHERE o.person_no = i.person_no AND o.category = i.category AND o.id <> i.id
        AND o.valid_from <= w.valid_to AND coalesce(o.valid_to, 'infinity') >= i.valid_from) END),
  ended AS (
    UPDATE identities i SET valid_to = a.valid_to, ended_at = $4, end_reason = a.end_reason
    FROM allowed a WHERE i.person_no = a.person_no AND i.id = a.identity_id AND i.valid_to IS DISTINCT FROM a.valid_to
    RETURNING i.person_no, i.id, i.category, i.valid_from, i.valid_to, a.before, i.end_reason),
  noted AS (
    INSERT INTO register_changes (at, caller_id, person_no, action, detail)
    SELECT $4, $5, person_no, 'identity-ended', json_build_object('id', id, 'category', category, 'from', valid_from,
      'to', valid_to, 'before', before, 'rosterId', $1::uuid, 'reason', end_reason)
    FROM ended ORDER BY person_no, id),
  died AS (
    INSERT INTO person_facts (person_no, id, kind, valid_from, source, standing, recorded_at, recorded_by)
    SELECT DISTINCT ON (r.person_no) r.person_no, gen_random_uuid(), 'death', d.died_on, '部门名单 ' || $1, true, $4, $5
    FROM roster_rows r JOIN beneficiaries b USING (person_no)
    CROSS JOIN LATERAL (SELECT least(r.valid_to, ($4::timestamptz AT TIME ZONE INTERVAL '8 hours')::date) AS died_on) d
    WHERE ${inPiece('r')} AND ${ofTheDead('r')} AND d.died_on >= b.birth_date
      AND (r.action = 'keep' OR r.line_no IN (SELECT line_no FROM allowed))
      AND NOT EXISTS (SELECT FROM person_facts f WHERE f.person_no = r.person_no AND f.kind = 'death' AND f.standing AND NOT f.withdrawn)
    ORDER BY r.person_no, d.died_on RETURNING person_no, id, valid_from),
  noted_deaths AS (
    INSERT INTO register_changes (at, caller_id, person_no, action, detail)
    SELECT $4, $5, person_no, 'death-recorded', json_build_object('id', id, 'from', valid_from, 'rosterId', $1::uuid)
    FROM died ORDER BY person_no),
  blocked AS (
    INSERT INTO roster_faults (roster_id, line_no, column_name, reason, found_at)
    SELECT $1, line_no, 'to', 'changed-since', 'apply' FROM wanted WHERE line_no NOT IN (SELECT line_no FROM allowed))
  SELECT count(*)::int AS done FROM allowed`

export async function endIdentities(client: pg.ClientBase, piece: Piece, { at, callerId }: Stamp): Promise<number> {
  const { rows } = await client.query<{ done: number }>({
    name: 'roster-end',
    text: end,
    values: [...rangeOf(piece), at, callerId],
  })
  return rows[0]?.done ?? 0
}

/** How many changes the piece has, made or not. */
export async function countChanges(client: pg.ClientBase, piece: Piece): Promise<number> {
  const { rows } = await client.query<{ lines: number }>(
    `SELECT count(*)::int AS lines FROM roster_rows r WHERE ${inPiece('r')} AND r.action IN ('open', 'end')`,
    rangeOf(piece),
  )
  return rows[0]?.lines ?? 0
}

export interface RosterProgress {
  readonly through: string
  /** Whether that was the last piece. */
  readonly last: boolean
  readonly applied: number
  readonly conflicts: number
  readonly at: string
}

export async function advanceRoster(
  client: pg.ClientBase,
  id: string,
  { through, last, applied, conflicts, at }: RosterProgress,
): Promise<void> {
  await client.query(
    `UPDATE rosters SET applied_through = $2, applied = $3, conflicts = $4,
       status = CASE WHEN $5 THEN 'applied' ELSE status END, applied_at = CASE WHEN $5 THEN $6::timestamptz END
     WHERE id = $1`,
    [id, through, applied, conflicts, last, at],
  )
}
