import { payers } from '../../domain/names/payers.ts'
import { payerColumns } from '../ledger/columns.ts'
import type { EntryKind } from '../ledger/rows.ts'
import { storedFacts, storedInput, storedOpening, storedState } from '../ledger/stored.ts'
import type { Queryable } from '../sql.ts'

/** Whose years of a region's law are read: after one number, up to another. */
export interface YearsSpan {
  readonly region: string
  readonly year: number
  readonly after: string
  readonly through: string
}

const ofYear = 'y.region = $1 AND y.year = $2'

export async function countSettledYears(
  client: Queryable,
  { region, year }: Pick<YearsSpan, 'region' | 'year'>,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*) AS count FROM person_years y WHERE ${ofYear}`,
    [region, year],
  )
  return rows[0]?.count ?? 0
}

/** The numbers of the next people, in their order: where pieces and threads begin and end. */
export async function nextYears(
  client: Queryable,
  { region, year, after, through }: Omit<YearsSpan, 'through'> & { readonly through?: string },
  take: number,
): Promise<string[]> {
  const { rows } = await client.query<{ personNo: string }>(
    `SELECT y.person_no AS "personNo" FROM person_years y
     WHERE ${ofYear} AND y.person_no > $3 AND ($4::text IS NULL OR y.person_no <= $4) ORDER BY y.person_no LIMIT $5`,
    [region, year, after, through ?? null, take],
  )
  return rows.map(({ personNo }) => personNo)
}

interface EntryAsRead {
  readonly personNo: string
  readonly seq: number
  readonly settlementId: string
  readonly kind: EntryKind
  readonly reversalNo: string | null
  readonly cause: string | null
  readonly category: string | null
  readonly insuredRegion: string | null
  readonly hospitalCode: string | null
  readonly paid: readonly string[]
  readonly input: unknown
  readonly facts: unknown
  readonly limitNames: readonly string[]
  readonly limitBefore: readonly string[]
  readonly limitAmounts: readonly string[]
  readonly limitCaps: readonly (string | null)[]
  /** Of the last entry alone. */
  readonly state: unknown
}

/** An entry with what a replay asks of it: not what was said of it then, which is the most of what is stored. */
export type ReplayedEntry = ReturnType<typeof shown>

const paid = payerColumns.map(({ name }) => `e.${name}::text`).join(', ')

/** The years of some people, by their numbers and in the order of the entries. */
export async function readYears(client: Queryable, span: YearsSpan): Promise<ReplayedEntry[]> {
  const { rows } = await client.query<EntryAsRead>({
    name: 'what-if-years',
    text: `SELECT e.person_no AS "personNo", e.seq, e.settlement_id::text AS "settlementId", e.kind, e.reversal_no AS "reversalNo",
       e.cause, e.category, e.insured_region AS "insuredRegion", e.hospital_code AS "hospitalCode", ARRAY[${paid}] AS paid, e.input, e.facts,
       e.limit_names AS "limitNames", e.limit_before::text[] AS "limitBefore", e.limit_amounts::text[] AS "limitAmounts",
       e.limit_caps::text[] AS "limitCaps", CASE WHEN e.seq = y.version THEN y.state END AS state
     FROM person_years y JOIN entries e ON e.person_no = y.person_no AND e.region = y.region AND e.year = y.year
     WHERE ${ofYear} AND y.person_no > $3 AND y.person_no <= $4 ORDER BY e.person_no, e.seq`,
    values: [span.region, span.year, span.after, span.through],
  })
  return rows.map(shown)
}

function shown({ kind, input, facts, state, paid: amounts, ...row }: EntryAsRead) {
  return {
    ...row,
    kind,
    paid: Object.fromEntries(payers.map((payer, at) => [payer, amounts[at] as string])) as Record<
      (typeof payers)[number],
      string
    >,
    input: kind === 'settlement' ? storedInput(input) : null,
    facts: facts === null ? null : storedFacts(facts),
    opening: kind === 'opening' && input !== null ? storedOpening(input) : null,
    state: state === null ? null : storedState(state),
  }
}
