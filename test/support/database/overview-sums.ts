import type pg from 'pg'

/**
 * The figures of the overview by another way than the service's: settlement by settlement, each from what it stands at,
 * in SQL that shares nothing with `src/db/overview`.
 */
const own = `e.person_no = s.person_no AND e.region = s.region AND e.year = s.year AND e.settlement_id = s.settlement_id`
const sumOf = (column: string) => `(SELECT sum(e.${column}) FROM entries e WHERE ${own}) AS ${column}`
const active = `SELECT s.settlement_id, s.hospital_code, s.care,
  (SELECT (array_agg(e.outcome::jsonb #>> '{of,2}' ORDER BY e.seq))[count(*)] FROM entries e
    WHERE ${own} AND e.kind IN ('settlement', 'adjustment')) AS category,
  (SELECT count(*) FROM entries e WHERE ${own} AND e.kind = 'reversal') AS undone,
  ${['assistance', 're_aid', 'tilt', 'hospital'].map(sumOf).join(', ')}
FROM settlements s WHERE s.year = $1 AND left(s.insured_region, length($2)) = $2`

export interface IndependentSums {
  readonly settlements: number
  readonly assistance: string
  readonly reAid: string
  readonly tilt: string
  readonly aid: string
  readonly hospital: string
}

const sums = `count(*)::int - sum(undone)::int AS settlements, sum(assistance) AS assistance, sum(re_aid) AS "reAid",
  sum(tilt) AS tilt, sum(assistance + re_aid + tilt) AS aid, sum(hospital) AS hospital`

type By = 'category' | 'care' | 'hospital_code'

/** Keyed by the value of the column; the category of nobody is the empty text. */
export async function sumsBy(client: pg.Pool | pg.ClientBase, by: By, year: number, prefix: string) {
  const { rows } = await client.query<IndependentSums & { key: string }>(
    // Of identities, those under which something stands; of the others, all that settled.
    `SELECT * FROM (SELECT coalesce(${by}, '') AS key, ${sums} FROM (${active}) one GROUP BY 1) by_key
     WHERE '${by}' <> 'category' OR settlements <> 0 OR aid <> 0 OR hospital <> 0 ORDER BY key`,
    [year, prefix],
  )
  return Object.fromEntries(rows.map(({ key, ...one }) => [key, one]))
}

export async function sumsOfAll(client: pg.Pool | pg.ClientBase, year: number, prefix: string) {
  const { rows } = await client.query<IndependentSums>(`SELECT ${sums} FROM (${active}) one`, [year, prefix])
  return rows[0] as IndependentSums
}

/** Aid by the month of posting: a walk over the days of each month in China's time. */
export async function aidByMonth(client: pg.Pool | pg.ClientBase, year: number, prefix: string) {
  const { rows } = await client.query<{ month: string; aid: string }>(
    `SELECT m.month, sum(e.assistance) + sum(e.re_aid) + sum(e.tilt) AS aid
     FROM (SELECT to_char(first, 'YYYY-MM') AS month, first, first + INTERVAL '1 month' AS next
       FROM generate_series(make_timestamp($1, 1, 1, 0, 0, 0), make_timestamp($1 + 1, 12, 1, 0, 0, 0), INTERVAL '1 month') first) m
     JOIN entries e ON e.posted_at >= m.first AT TIME ZONE 'Asia/Shanghai' AND e.posted_at < m.next AT TIME ZONE 'Asia/Shanghai'
     WHERE e.year = $1 AND (SELECT left(s.insured_region, length($2)) FROM settlements s
       WHERE s.settlement_id = e.settlement_id AND s.year = e.year AND s.person_no = e.person_no) = $2
     GROUP BY m.month ORDER BY m.month`,
    [year, prefix],
  )
  return Object.fromEntries(rows.map(({ month, aid }) => [month, aid]))
}

/** People whose account now stands at, or above, the limit of their last movement. */
export async function usedUp(client: pg.Pool | pg.ClientBase, year: number, prefix: string) {
  const { rows } = await client.query<{ name: string; people: number }>(
    `SELECT a.name, count(*)::int AS people FROM (SELECT y.person_no, y.region, y.year, u.key AS name, u.value::numeric AS used FROM person_years y, jsonb_each_text(y.used) u) a
       JOIN beneficiaries b ON b.person_no = a.person_no
     WHERE a.year = $1 AND left(b.insured_region, length($2)) = $2 AND a.used >= (
       SELECT (array_agg(l.limit_amount ORDER BY l.seq DESC))[1] FROM limit_movements l
       WHERE l.person_no = a.person_no AND l.region = a.region AND l.year = a.year AND l.name = a.name)
     GROUP BY a.name ORDER BY a.name`,
    [year, prefix],
  )
  return Object.fromEntries(rows.map(({ name, people }) => [name, people]))
}
