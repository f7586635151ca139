import type pg from 'pg'
import { yearOf } from '../../domain/calendar.ts'
import type { DatedFact } from '../../domain/registers/dated-facts.ts'
import { intArray, textArray } from './binary-arrays.ts'
import { coincidingOf, type YearSpan } from './coinciding.ts'
import { type OthersRead, readOthersOf } from './other-years.ts'
import type { ClaimKey, ClaimRead, ReadYear } from './rows.ts'
import { type AsRead, storedState } from './stored.ts'

/** What is asked, a row a claim. */
const asked = `unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[]) WITH ORDINALITY
    AS t(hospital_code, settlement_no, person_no, year, begins, ends, place)`

/**
 * Takes the person-years in the order in which the write takes them, so that two processes never wait in a circle.
 *
 * A statement of its own, that reads no partitioned table: a row that changed while its lock was waited for is checked
 * again by a second copy of the whole plan (EvalPlanQual), and up to 18.4 PostgreSQL 18 lets that copy overwrite how
 * the first chooses partitions. The server then ends with signal 11, and every connection with it.
 */
const locking = `SELECT FROM (SELECT DISTINCT t.person_no COLLATE "C" AS person_no, t.year FROM ${asked} ORDER BY 1, 2) k
  CROSS JOIN LATERAL (
    SELECT FROM person_years y WHERE y.person_no = k.person_no AND y.year = k.year ORDER BY y.region FOR UPDATE) p`

/**
 * One row a claim, each part an index lookup of its own.
 *
 * Scalar subqueries on purpose: joins would let the planner read whole tables while they are small, and a prepared
 * statement would keep that plan while they grow.
 */
const reading = (
  ofYears: YearSpan | null,
) => `WITH asked AS MATERIALIZED (SELECT t.*, t.begins::date AS begins_on, t.ends::date AS ends_on FROM ${asked})
SELECT
  (SELECT json_build_object('inputHash', 'sha256:' || encode(n.input_hash, 'hex'), 'settlementId', n.settlement_id,
      'personNo', n.person_no, 'year', n.year)
    FROM settlement_numbers n
    WHERE n.hospital_code = a.hospital_code AND n.settlement_no = a.settlement_no) AS number,
  (SELECT json_build_object('personNo', b.person_no, 'insuredRegion', b.insured_region,
      'firstRegion', coalesce(b.first_region, b.insured_region), 'enrolledTier', b.enrolled_tier, 'insurance', b.insurance, 'joinedAs', b.joined_as,
      'birthDate', to_char(b.birth_date, 'YYYY-MM-DD'))
    FROM beneficiaries b WHERE b.person_no = a.person_no) AS person,
  (SELECT json_build_object('hospitalCode', h.hospital_code, 'region', h.region, 'level', coalesce(t.level, h.level),
      'feeClass', coalesce(t.fee_class, h.fee_class), 'designated', coalesce(t.designated, h.designated),
      'criticalDiseaseDesignated', coalesce(t.critical_disease_designated, h.critical_disease_designated))
    FROM hospitals h LEFT JOIN LATERAL (SELECT * FROM hospital_terms t WHERE t.hospital_code = h.hospital_code
      AND t.valid_from <= a.ends_on ORDER BY t.valid_from DESC, t.id DESC LIMIT 1) t ON true
    WHERE h.hospital_code = a.hospital_code) AS hospital,
  (SELECT json_agg(json_build_object('id', i.id, 'category', i.category, 'certifiedRegion', i.certified_region, 'unableToWork', i.unable_to_work,
      'from', to_char(i.valid_from, 'YYYY-MM-DD'), 'to', to_char(i.valid_to, 'YYYY-MM-DD')) ORDER BY i.valid_from, i.id)
    FROM valid_identities i WHERE i.person_no = a.person_no) AS identities,
  (SELECT json_agg(json_build_object('id', r.id, 'kind', r.kind, 'diseaseCode', r.disease_code,
      'management', r.management, 'packageCode', r.package_code,
      'from', to_char(r.valid_from, 'YYYY-MM-DD'), 'to', to_char(r.valid_to, 'YYYY-MM-DD')) ORDER BY r.valid_from, r.id)
    FROM registrations r WHERE r.person_no = a.person_no) AS registrations,
  (SELECT json_agg(json_build_object('kind', f.kind, 'from', to_char(f.valid_from, 'YYYY-MM-DD'),
      'to', to_char(f.valid_to, 'YYYY-MM-DD'), 'year', f.year, 'tier', f.tier, 'region', f.region,
      'insurance', f.insurance, 'insuredGroup', f.insured_group, 'withoutClaims', f.without_claims,
      'category', f.category, 'hospitalCode', f.hospital_code, 'settlementNo', f.settlement_no,
      'filing', f.filing, 'toRegion', f.to_region) ORDER BY f.valid_from, f.id)
    FROM person_facts f WHERE f.person_no = a.person_no AND f.standing AND NOT f.withdrawn) AS dated,
  (SELECT json_agg(json_build_object('kind', 'filing', 'from', to_char(r.valid_from, 'YYYY-MM-DD'),
      'to', to_char(r.valid_to, 'YYYY-MM-DD'), 'year', null, 'tier', null,
      'hospitalCode', r.to_hospital, 'filing', 'referral') ORDER BY r.valid_from, r.id)
    FROM referrals r WHERE r.person_no = a.person_no AND r.cancelled_at IS NULL AND r.status IN ('filed', 'confirmed')) AS referred,
  (${coincidingOf({ personNo: 'a.person_no', year: 'a.year', from: 'a.begins_on', to: 'a.ends_on', hospitalCode: 'a.hospital_code', ofYears })}) AS coinciding,
  (SELECT json_agg(json_build_object('region', y.region, 'version', y.version, 'state', y.state,
      'head', 'sha256:' || encode(y.head, 'hex')) ORDER BY y.region)
    FROM person_years y WHERE y.person_no = a.person_no AND y.year = a.year) AS years
FROM asked a ORDER BY a.place`

export const readStatements = {
  locking: { name: 'yizhan-lock', text: locking },
  reading: { name: 'yizhan-read', text: reading(null) },
} as const

/** Claims of more years than these are rare: a batch, or somebody who lay in hospital over the turn of years. */
const maxYearsNamed = 3
/** Each connection keeps a plan of each: whoever sends claims of all years there are gets the one of all years. */
const maxReadings = 24
const readingsOfYears = new Map<string, { readonly name: string; readonly text: string }>()

/**
 * The statement that names the years of which it may find visits: else PostgreSQL opens each year’s partition whenever it runs, a third of
 * the time that it takes. Kept, so that each is prepared once a connection.
 */
export function readingOf(keys: readonly ClaimKey[]): { readonly name: string; readonly text: string } {
  const from = Math.min(...keys.map(({ days, year }) => (days ? yearOf(days.from) : year)))
  const to = Math.max(...keys.map(({ year }) => year)) + 1
  if (to - from >= maxYearsNamed) return readStatements.reading
  const name = `yizhan-read-${from}-${to}`
  const known = readingsOfYears.get(name)
  if (known) return known
  if (readingsOfYears.size >= maxReadings) return readStatements.reading
  const made = { name, text: reading({ from, to }) }
  readingsOfYears.set(name, made)
  return made
}

type Row = {
  [Part in keyof ClaimRead]: (Part extends 'years' ? readonly AsRead<ReadYear>[] : ClaimRead[Part]) | null
} & {
  /** Referrals that hospitals sent (2501) and that wait for nobody. */
  readonly referred: readonly DatedFact[] | null
}

/**
 * Reads what is known of each claim, in one statement for the whole group, in the order asked.
 *
 * With `lock`, inside a transaction, the person-years are held until it ends and stand as last committed.
 */
export async function readClaims(
  client: pg.ClientBase,
  keys: readonly ClaimKey[],
  options: { readonly lock: boolean },
): Promise<ClaimRead[]> {
  if (keys.length === 0) return []
  const values = parameters(keys)
  // What is committed while the locks are waited for is in the view of the statement that follows.
  if (options.lock) await client.query({ ...readStatements.locking, values })
  const { rows } = await client.query<Row>({ ...readingOf(keys), values })
  const others = await readOthers(client, keys, rows)
  return rows.map((row, at) => {
    const read = claimRead(row)
    const other = others.get(at)
    return other ? withOthers(read, other) : read
  })
}

/** One human holds what is held under any of the numbers (000000/G26). */
function withOthers(read: ClaimRead, { years, enrolments, ...other }: OthersRead): ClaimRead {
  return {
    ...read,
    others: years,
    otherEnrolments: enrolments,
    coinciding: [...read.coinciding, ...other.coinciding],
    identities: [...read.identities, ...other.identities],
    registrations: [...read.registrations, ...other.registrations],
    dated: [...read.dated, ...other.dated],
  }
}

function parameters(keys: readonly ClaimKey[]): Buffer[] {
  return [
    textArray(keys.map((key) => key.hospitalCode)),
    textArray(keys.map((key) => key.settlementNo)),
    textArray(keys.map((key) => key.personNo)),
    intArray(keys.map((key) => key.year)),
    textArray(keys.map((key) => key.days?.from ?? null)),
    textArray(keys.map((key) => key.days?.to ?? null)),
  ]
}

function claimRead(row: Row): ClaimRead {
  const { number, person, hospital, identities, registrations, dated, referred, coinciding, years } = row
  return {
    number,
    person,
    hospital,
    identities: identities ?? [],
    registrations: registrations ?? [],
    dated: referred ? [...(dated ?? []), ...referred] : (dated ?? []),
    coinciding: coinciding ?? [],
    others: [],
    otherEnrolments: [],
    years: (years ?? []).map((year) => ({ ...year, state: storedState(year.state) })),
  }
}

/** Asked for the few who have several numbers alone: nobody else pays for it. */
async function readOthers(
  client: pg.ClientBase,
  keys: readonly ClaimKey[],
  rows: readonly Row[],
): Promise<Map<number, OthersRead>> {
  const others = new Map<number, OthersRead>()
  for (const [at, { person }] of rows.entries()) {
    if (person?.joinedAs) others.set(at, await readOthersOf(client, person.joinedAs, keys[at] as ClaimKey))
  }
  return others
}
