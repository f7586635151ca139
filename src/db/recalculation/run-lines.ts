import type pg from 'pg'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type Care, cares } from '../../domain/names/care.ts'
import type { RunStage } from '../../domain/names/run-stages.ts'
import { among, maybe, shaped } from '../shared/shape.ts'
import type { Queryable } from '../sql.ts'

/** What recalculations come to: the same of a settlement, of a person, of a hospital and of a run. */
export interface RecalculatedSums {
  readonly personGetsBack: string
  readonly fundsPay: string
  readonly hospitalBears: string
  readonly owedToPerson: string
}

/** A settlement that comes out differently; or with a problem, a person who could not be recalculated, and what to do. */
export interface RunLine extends RecalculatedSums {
  readonly personNo: string
  readonly seq: number
  readonly year: number
  readonly settlementId: string | null
  readonly settlementNo: string | null
  readonly hospitalCode: string | null
  /** Where the person was insured then: whose funds pay. */
  readonly insuredRegion: string | null
  readonly care: Care | null
  readonly eventOn: string | null
  readonly before: PayerAmounts | null
  readonly after: PayerAmounts | null
  readonly problem: string | null
  readonly detail: Bilingual | null
}

export interface RunPerson extends RecalculatedSums {
  readonly personNo: string
  readonly settlements: number
  readonly hospitals: number
  readonly problem: string | null
}

export interface RunHospital extends RecalculatedSums {
  readonly hospitalCode: string
  readonly people: number
  readonly settlements: number
}

/** What the funds of an insured region pay more, fund by fund. */
export interface RunFunds {
  readonly region: string
  readonly settlements: number
  readonly basic: string
  readonly criticalIllness: string
  readonly assistance: string
}

/** Whom it gives more, whom less, and how much: by what all lines of a person come to. */
export interface RunTotals extends RecalculatedSums {
  readonly people: number
  readonly hospitals: number
  readonly settlements: number
  readonly failures: number
  readonly gaining: number
  readonly gains: string
  readonly losing: number
  readonly losses: string
}

/** The lines of a stage of a run, and the table in which runs of its kind have theirs. */
export interface LinesOf {
  readonly table: 'policy_correction_lines' | 'recalculation_run_lines'
  readonly runId: string
  readonly stage: RunStage
}

interface Part<Key> {
  readonly after: Key | null
  readonly take: number
}

const sums = (['person_gets_back', 'funds_pay', 'hospital_bears', 'owed_to_person'] as const)
  .map((column) => `coalesce(sum(${column}), 0)::numeric(20, 2)::text AS "${camel(column)}"`)
  .join(', ')

function camel(column: string): string {
  const [first = '', ...rest] = column.split('_')
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

const maybeCare = maybe(among(cares))

const ofStage = 'l.run_id = $1 AND l.stage = $2'

/** In the transaction of the piece of the job that found them. */
export async function insertRunLines(
  client: pg.ClientBase,
  { table, runId, stage }: LinesOf,
  lines: readonly RunLine[],
): Promise<void> {
  if (lines.length === 0) return
  const of = <K extends keyof RunLine>(name: K) => lines.map((line) => line[name])
  const texts = (name: 'before' | 'after' | 'detail') => lines.map((line) => line[name] && JSON.stringify(line[name]))
  await client.query(
    `INSERT INTO ${table} (run_id, stage, person_no, seq, year, settlement_id, settlement_no, hospital_code, insured_region, care,
       event_on, before, after, person_gets_back, funds_pay, hospital_bears, owed_to_person, problem, detail)
     SELECT $1::uuid, $2, l.* FROM unnest($3::text[], $4::int[], $5::int[], $6::uuid[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::date[], $12::json[], $13::json[], $14::numeric[], $15::numeric[], $16::numeric[], $17::numeric[],
       $18::text[], $19::json[]) AS l`,
    [
      ...[runId, stage, of('personNo'), of('seq'), of('year'), of('settlementId'), of('settlementNo')],
      ...[of('hospitalCode'), of('insuredRegion'), of('care'), of('eventOn'), texts('before'), texts('after')],
      ...[
        of('personGetsBack'),
        of('fundsPay'),
        of('hospitalBears'),
        of('owedToPerson'),
        of('problem'),
        texts('detail'),
      ],
    ],
  )
}

/** By the number of the person, and in the order of the year. */
export async function listRunLines(
  client: Queryable,
  { table, runId, stage }: LinesOf,
  { after, take }: Part<readonly [string, number]>,
): Promise<RunLine[]> {
  const { rows } = await client.query<RunLine>(
    `SELECT l.person_no AS "personNo", l.seq, l.year, l.settlement_id AS "settlementId", l.settlement_no AS "settlementNo",
       l.hospital_code AS "hospitalCode", l.insured_region AS "insuredRegion", l.care,
       to_char(l.event_on, 'YYYY-MM-DD') AS "eventOn", l.before, l.after,
       l.person_gets_back::text AS "personGetsBack", l.funds_pay::text AS "fundsPay",
       l.hospital_bears::text AS "hospitalBears", l.owed_to_person::text AS "owedToPerson", l.problem, l.detail
     FROM ${table} l
     WHERE ${ofStage} AND (l.person_no, l.seq) > ($3, $4) ORDER BY l.person_no, l.seq LIMIT $5`,
    [runId, stage, after?.[0] ?? '', after?.[1] ?? -1, take],
  )
  return rows.map((row) => ({ ...row, care: shaped(`${table}.care`, maybeCare, row.care) }))
}

export async function listRunPeople(
  client: Queryable,
  { table, runId, stage }: LinesOf,
  { after, take }: Part<string>,
): Promise<RunPerson[]> {
  const { rows } = await client.query<RunPerson>(
    `SELECT l.person_no AS "personNo", count(l.settlement_id) AS settlements, count(DISTINCT l.hospital_code) AS hospitals, ${sums},
       max(l.problem) AS problem
     FROM ${table} l WHERE ${ofStage} AND l.person_no > $3 GROUP BY l.person_no ORDER BY l.person_no LIMIT $4`,
    [runId, stage, after ?? '', take],
  )
  return rows
}

export async function listRunHospitals(
  client: Queryable,
  { table, runId, stage }: LinesOf,
  { after, take }: Part<string>,
): Promise<RunHospital[]> {
  const { rows } = await client.query<RunHospital>(
    `SELECT l.hospital_code AS "hospitalCode", count(DISTINCT l.person_no) AS people, count(*) AS settlements, ${sums}
     FROM ${table} l WHERE ${ofStage} AND l.problem IS NULL AND l.hospital_code > $3
     GROUP BY l.hospital_code ORDER BY l.hospital_code LIMIT $4`,
    [runId, stage, after ?? '', take],
  )
  return rows
}

export async function runTotals(client: Queryable, { table, runId, stage }: LinesOf): Promise<RunTotals> {
  const { rows } = await client.query<RunTotals>(
    `WITH person AS (
       SELECT sum(l.person_gets_back) AS back FROM ${table} l WHERE ${ofStage} AND l.problem IS NULL GROUP BY l.person_no)
     SELECT count(DISTINCT l.person_no) FILTER (WHERE l.problem IS NULL) AS people, count(DISTINCT l.hospital_code) AS hospitals,
       count(l.settlement_id) AS settlements, count(l.problem) AS failures, ${sums}, g.*
     FROM (SELECT count(*) FILTER (WHERE back > 0) AS gaining,
         coalesce(sum(back) FILTER (WHERE back > 0), 0)::numeric(20, 2)::text AS gains,
         count(*) FILTER (WHERE back < 0) AS losing,
         coalesce(-sum(back) FILTER (WHERE back < 0), 0)::numeric(20, 2)::text AS losses FROM person) g
       LEFT JOIN ${table} l ON ${ofStage} GROUP BY g.gaining, g.gains, g.losing, g.losses`,
    [runId, stage],
  )
  return rows[0] as RunTotals
}

/** A payer's share after, less the one before. */
const more = (...payers: readonly string[]) =>
  payers.map((payer) => `(l.after->>'${payer}')::numeric - (l.before->>'${payer}')::numeric`).join(' + ')

const moreOf = (name: string, ...payers: readonly string[]) =>
  `sum(${more(...payers)})::numeric(20, 2)::text AS "${name}"`

/** By insured region: a county's funds are its own. Re-aid and tilted assistance are the assistance fund's. */
export async function runFunds(client: Queryable, { table, runId, stage }: LinesOf): Promise<RunFunds[]> {
  const { rows } = await client.query<RunFunds>(
    `SELECT l.insured_region AS region, count(*) AS settlements, ${moreOf('basic', 'basic')},
       ${moreOf('criticalIllness', 'criticalIllness')}, ${moreOf('assistance', 'assistance', 'reAid', 'tilt')}
     FROM ${table} l WHERE ${ofStage} AND l.problem IS NULL GROUP BY l.insured_region ORDER BY l.insured_region`,
    [runId, stage],
  )
  return rows
}

/** Whom the list names, with the years of it: who is to be posted. */
export async function nextListedPeople(
  client: Queryable,
  { table, runId }: Pick<LinesOf, 'table' | 'runId'>,
  after: string,
  take: number,
): Promise<{ readonly personNo: string; readonly firstYear: number; readonly lastYear: number }[]> {
  const { rows } = await client.query<{ personNo: string; firstYear: number; lastYear: number }>(
    `SELECT l.person_no AS "personNo", min(l.year) AS "firstYear", max(l.year) AS "lastYear"
     FROM ${table} l WHERE l.run_id = $1 AND l.stage = 'listing' AND l.person_no > $2
     GROUP BY l.person_no ORDER BY l.person_no LIMIT $3`,
    [runId, after, take],
  )
  return rows
}

export async function countListedPeople(
  client: Queryable,
  { table, runId }: Pick<LinesOf, 'table' | 'runId'>,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(DISTINCT person_no) AS count FROM ${table} WHERE run_id = $1 AND stage = 'listing'`,
    [runId],
  )
  return rows[0]?.count ?? 0
}
