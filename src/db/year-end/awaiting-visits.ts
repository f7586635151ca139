import type pg from 'pg'
import type { Facts, SettlementOutcome } from '../../domain/adjudication/types.ts'
import type { Input } from '../../domain/claim/input.ts'
import type { StoredYear } from '../../domain/ledger/year-state.ts'
import { type AsRead, storedFacts, storedInput, storedOutcome, storedState } from '../ledger/stored.ts'
import type { Queryable } from '../sql.ts'

/** A person's year with the visits of it that may wait for its end, oldest posting first. */
export interface AwaitingYear {
  readonly personNo: string
  readonly version: number
  /** The hash of the year's last entry. */
  readonly head: string
  readonly state: StoredYear
  readonly visits: readonly AwaitingVisit[]
}

/** `outcome` as it stands now; `facts` those that it was computed from. */
export interface AwaitingVisit {
  readonly seq: number
  readonly settlementId: string
  readonly input: Input
  readonly facts: Facts
  readonly outcome: SettlementOutcome
}

/** A region's year, and the run that asks. */
export interface YearOfRun {
  readonly runId: string
  readonly region: string
  readonly year: number
}

/** As the facts are written. Whether the visit waits is for the engine to say, under the law of its day. */
const underQuota = `s.facts::text LIKE '%"management":"quota"%'`

/**
 * The years of some people, those left out whom this run has a line of: what is settled for them behind the walk waits for
 * the next run. With `lock` the years are locked first, so that the second attempt cannot lose again.
 */
export async function readAwaiting(
  client: pg.ClientBase,
  { runId, region, year }: YearOfRun,
  people: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<AwaitingYear[]> {
  if (lock) await client.query(lockYears, [people, region, year])
  const { rows } = await client.query<Omit<AsRead<AwaitingYear>, 'visits'> & { visits: AsRead<AwaitingVisit>[] }>({
    name: `yizhan-awaiting-${year}`,
    text: awaitingIn(year),
    values: [people, region, runId],
  })
  return rows.map(({ state, visits, ...year }) => ({
    ...year,
    state: storedState(state),
    visits: visits.map(storedVisit),
  }))
}

function storedVisit({ input, facts, outcome, ...visit }: AsRead<AwaitingVisit>): AwaitingVisit {
  return { ...visit, input: storedInput(input), facts: storedFacts(facts), outcome: storedOutcome(outcome) }
}

const lockYears = `SELECT FROM person_years WHERE person_no = ANY ($1) AND region = $2 AND year = $3 ORDER BY person_no FOR UPDATE`

/** With the year in its text the plan has one partition of each table; as a parameter it would have every year's. */
const awaitingIn = (year: number) => `WITH asked AS MATERIALIZED (
  SELECT y.person_no, y.version, y.head, y.state FROM person_years y
  WHERE y.person_no = ANY ($1) AND y.region = $2 AND y.year = ${year}
    AND NOT EXISTS (SELECT FROM year_end_lines l WHERE l.run_id = $3 AND l.person_no = y.person_no)),
posted AS MATERIALIZED (
  SELECT e.person_no, e.settlement_id, max(e.seq) AS latest, max(e.seq) FILTER (WHERE e.facts IS NOT NULL) AS renewed
  FROM asked a JOIN entries e ON e.person_no = a.person_no AND e.region = $2 AND e.year = ${year}
  GROUP BY 1, 2 HAVING NOT bool_or(e.kind = 'reversal') AND bool_or(e.cause = 'year-end') IS NOT TRUE)
SELECT a.person_no AS "personNo", a.version, 'sha256:' || encode(a.head, 'hex') AS head, a.state::text::json AS state,
  json_agg(json_build_object('seq', s.seq, 'settlementId', s.settlement_id, 'input', s.input, 'facts', coalesce(f.facts, s.facts),
    'outcome', o.outcome) ORDER BY s.seq) AS visits
FROM asked a JOIN posted p ON p.person_no = a.person_no
JOIN settlements s ON s.person_no = p.person_no AND s.year = ${year} AND s.settlement_id = p.settlement_id AND s.region = $2
JOIN entries o ON o.person_no = p.person_no AND o.region = $2 AND o.year = ${year} AND o.seq = p.latest
LEFT JOIN entries f ON f.person_no = p.person_no AND f.region = $2 AND f.year = ${year} AND f.seq = p.renewed
WHERE ${underQuota}
GROUP BY a.person_no, a.version, a.head, a.state::text ORDER BY a.person_no`

/** How many people have a year there: from the key's index alone. */
export async function countYears(client: Queryable, { region, year }: YearOfRun): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*) AS count FROM person_years WHERE region = $1 AND year = $2',
    [region, year],
  )
  return rows[0]?.count ?? 0
}

export interface Stretch {
  /** People in it, whether something of theirs waits or not. */
  readonly people: number
  /** The last of them; null when there was nobody left. */
  readonly last: string | null
  /** Those with a visit that may wait. */
  readonly awaiting: readonly string[]
}

/** The next people in the order of their numbers, so many at most, and who of them has something to be closed. */
export async function nextStretch(
  client: Queryable,
  { region, year }: YearOfRun,
  after: string,
  maxPeople: number,
): Promise<Stretch> {
  const { rows: found } = await client.query<{ people: number; last: string | null }>(
    `SELECT count(*) AS people, max(person_no) AS last FROM (
       SELECT person_no FROM person_years WHERE region = $1 AND year = $2 AND person_no > $3 ORDER BY person_no LIMIT $4) w`,
    [region, year, after, maxPeople],
  )
  const { people, last } = found[0] as { people: number; last: string | null }
  if (last === null) return { people, last, awaiting: [] }
  const { rows } = await client.query<{ personNo: string }>(
    `SELECT DISTINCT s.person_no AS "personNo" FROM settlements s
     WHERE s.year = $2 AND s.person_no > $3 AND s.person_no <= $4 AND s.region = $1 AND ${underQuota}
       AND NOT EXISTS (SELECT FROM entries e WHERE ${ofVisit} AND (e.kind = 'reversal' OR e.cause = 'year-end'))
       AND (s.facts::text NOT LIKE '%"identities":[]%' OR EXISTS (SELECT FROM entries e WHERE ${ofVisit} AND e.cause = 'resettle'))
     ORDER BY 1`,
    [region, year, after, last],
  )
  return { people, last, awaiting: rows.map(({ personNo }) => personNo) }
}

const ofVisit = `e.person_no = s.person_no AND e.region = s.region AND e.year = s.year AND e.settlement_id = s.settlement_id`
