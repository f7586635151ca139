import type pg from 'pg'
import { type Direction, directions } from '../../domain/what-if/bands.ts'
import type { Queryable } from '../sql.ts'

/** Whom the draft gives what. Yuan in text. */
export interface WhatIfPersonRow {
  readonly personNo: string
  readonly county: string
  readonly category: string | null
  readonly visits: number
  readonly aidBefore: string
  readonly aidAfter: string
  readonly burdenBefore: string
  readonly burdenAfter: string
  readonly problem: string | null
}

/** In the transaction of the piece of the job that reckoned them. */
export async function insertWhatIfPeople(
  client: pg.ClientBase,
  runId: string,
  people: readonly WhatIfPersonRow[],
): Promise<void> {
  if (people.length === 0) return
  const of = <K extends keyof WhatIfPersonRow>(name: K) => people.map((one) => one[name])
  await client.query(
    `INSERT INTO what_if_people (run_id, person_no, county, category, visits, aid_before, aid_after, burden_before, burden_after, problem)
     SELECT $1::uuid, p.* FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::numeric[], $7::numeric[], $8::numeric[],
       $9::numeric[], $10::text[]) AS p`,
    [
      ...[runId, of('personNo'), of('county'), of('category'), of('visits'), of('aidBefore'), of('aidAfter')],
      ...[of('burdenBefore'), of('burdenAfter'), of('problem')],
    ],
  )
}

const isOf: Readonly<Record<Direction, string>> = {
  gain: 'p.problem IS NULL AND p.aid_after > p.aid_before',
  lose: 'p.problem IS NULL AND p.aid_after < p.aid_before',
  stay: 'p.problem IS NULL AND p.aid_after = p.aid_before',
}

/** By the number of the person. */
export async function listWhatIfPeople(
  client: Queryable,
  { runId, direction }: { readonly runId: string; readonly direction: Direction | null },
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<WhatIfPersonRow[]> {
  const { rows } = await client.query<WhatIfPersonRow>(
    `SELECT p.person_no AS "personNo", p.county, p.category, p.visits, p.aid_before::text AS "aidBefore",
       p.aid_after::text AS "aidAfter", p.burden_before::text AS "burdenBefore", p.burden_after::text AS "burdenAfter", p.problem
     FROM what_if_people p WHERE p.run_id = $1 AND p.person_no > $2 AND ($3::text IS NULL OR CASE $3
       ${directions.map((one) => `WHEN '${one}' THEN ${isOf[one]}`).join(' ')} END)
     ORDER BY p.person_no LIMIT $4`,
    [runId, after ?? '', direction, take],
  )
  return rows
}

/** A tenth of the people, those who bear least first. Yuan in text. */
export interface BurdenDecile {
  readonly decile: number
  readonly people: number
  readonly upTo: string
  readonly before: string
  readonly after: string
}

export async function burdenDeciles(client: Queryable, runId: string): Promise<BurdenDecile[]> {
  const { rows } = await client.query<BurdenDecile>(
    `SELECT t.decile, count(*)::int AS people, max(t.burden_before)::text AS "upTo", sum(t.burden_before)::text AS before,
       sum(t.burden_after)::text AS after
     FROM (SELECT p.burden_before, p.burden_after, ntile(10) OVER (ORDER BY p.burden_before, p.person_no) AS decile
       FROM what_if_people p WHERE p.run_id = $1 AND p.problem IS NULL) t
     GROUP BY t.decile ORDER BY t.decile`,
    [runId],
  )
  return rows
}
