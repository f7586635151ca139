import type pg from 'pg'
import type { YearEndKind } from '../../domain/names/year-end-kinds.ts'
import type { Queryable } from '../sql.ts'

export interface YearEndRunRow {
  readonly id: string
  readonly region: string
  readonly year: number
  readonly kind: YearEndKind
  readonly dryRun: boolean
  /** What the fund has left for the second aid, yuan; null for the other kinds. */
  readonly available: string | null
  readonly startedAt: string
  readonly callerId: string
}

/** What the lines of a run come to. */
export interface RunSums {
  readonly people: number
  readonly visits: number
  readonly base: string
  readonly due: string
  readonly assistance: string
  readonly reAid: string
  readonly tilt: string
  readonly problems: number
}

export interface YearEndLineRow {
  readonly personNo: string
  /** Of the aid to a household; null else. */
  readonly householdNo: string | null
  readonly visits: number
  readonly base: string
  readonly due: string
  readonly assistance: string
  readonly reAid: string
  readonly tilt: string
  readonly remaining: string | null
  readonly problem: string | null
}

const fields = `id, region, year, kind, available::text AS available, dry_run AS "dryRun", caller_id AS "callerId",
  to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt"`

export async function insertYearEndRun(client: pg.ClientBase, run: YearEndRunRow): Promise<void> {
  await client.query(
    `INSERT INTO year_end_runs (id, region, year, dry_run, started_at, caller_id, kind, available)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [run.id, run.region, run.year, run.dryRun, run.startedAt, run.callerId, run.kind, run.available],
  )
}

export async function findYearEndRun(client: Queryable, id: string): Promise<YearEndRunRow | null> {
  const { rows } = await client.query<YearEndRunRow>(`SELECT ${fields} FROM year_end_runs WHERE id = $1`, [id])
  return rows[0] ?? null
}

/** Newest first. */
export async function listYearEndRunRows(
  client: Queryable,
  { regionPrefix, year }: { regionPrefix: string; year: number | null },
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<YearEndRunRow[]> {
  const { rows } = await client.query<YearEndRunRow>(
    `SELECT ${fields} FROM year_end_runs
     WHERE starts_with(region, $1) AND ($2::int IS NULL OR year = $2)
       AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [regionPrefix, year, after, take],
  )
  return rows
}

export async function sumsOf(client: Queryable, runId: string): Promise<RunSums> {
  const { rows } = await client.query<RunSums>(
    `SELECT count(*) FILTER (WHERE problem IS NULL) AS people, count(problem) AS problems, coalesce(sum(visits), 0) AS visits,
       coalesce(sum(base), 0)::numeric(20, 2)::text AS base, coalesce(sum(due), 0)::numeric(20, 2)::text AS due,
       coalesce(sum(assistance), 0)::numeric(20, 2)::text AS assistance,
       coalesce(sum(re_aid), 0)::numeric(20, 2)::text AS "reAid", coalesce(sum(tilt), 0)::numeric(20, 2)::text AS tilt
     FROM year_end_lines WHERE run_id = $1`,
    [runId],
  )
  return rows[0] as RunSums
}

/** In the transaction that posts what they say. */
export async function insertYearEndLines(
  client: pg.ClientBase,
  runId: string,
  lines: readonly YearEndLineRow[],
): Promise<void> {
  if (lines.length === 0) return
  const of = <K extends keyof YearEndLineRow>(name: K) => lines.map((line) => line[name])
  await client.query(
    `INSERT INTO year_end_lines (run_id, person_no, visits, base, due, assistance, re_aid, tilt, remaining, problem, household_no)
     SELECT $1::uuid, l.* FROM unnest($2::text[], $3::int[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[],
       $8::numeric[], $9::numeric[], $10::text[], $11::text[]) AS l`,
    [
      ...[runId, of('personNo'), of('visits'), of('base'), of('due'), of('assistance'), of('reAid'), of('tilt')],
      ...[of('remaining'), of('problem'), of('householdNo')],
    ],
  )
}

/** By the number of the person. */
export async function listYearEndLines(
  client: Queryable,
  runId: string,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<YearEndLineRow[]> {
  const { rows } = await client.query<YearEndLineRow>(
    `SELECT person_no AS "personNo", household_no AS "householdNo", visits, base::text, due::text, assistance::text, re_aid::text AS "reAid", tilt::text,
       remaining::text, problem
     FROM year_end_lines WHERE run_id = $1 AND ($2::text IS NULL OR person_no > $2) ORDER BY person_no LIMIT $3`,
    [runId, after, take],
  )
  return rows
}
