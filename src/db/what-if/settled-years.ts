import type { Facts } from '../../domain/adjudication/types.ts'
import { type Payer, payers } from '../../domain/names/payers.ts'
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
  /** What each payer bears, in their order, with commas between. */
  readonly paid: string
  readonly input: unknown
  /** As it is stored. */
  readonly facts: string | null
  readonly limitNames: readonly string[]
  /** Arrays as PostgreSQL writes them: amounts hold no comma, and a list of none is the commonest. */
  readonly limitBefore: string
  readonly limitAmounts: string
  readonly limitCaps: string
  /** Of the last entry alone. */
  readonly state: unknown
}

/** An entry with what a replay asks of it: not what was said of it then, which is the most of what is stored. */
export type ReplayedEntry = ReturnType<typeof shown>

const paid = payerColumns.map(({ name }) => `e.${name}`).join(', ')

/** The years of some people, by their numbers and in the order of the entries. */
export async function readYears(client: Queryable, span: YearsSpan): Promise<ReplayedEntry[]> {
  const { rows } = await client.query<EntryAsRead>({
    name: 'what-if-years',
    text: `SELECT e.person_no AS "personNo", e.seq, e.settlement_id::text AS "settlementId", e.kind, e.reversal_no AS "reversalNo",
       e.cause, e.category, e.insured_region AS "insuredRegion", e.hospital_code AS "hospitalCode", concat_ws(',', ${paid}) AS paid, e.input, e.facts::text AS facts,
       e.limit_names AS "limitNames", e.limit_before::text AS "limitBefore", e.limit_amounts::text AS "limitAmounts",
       e.limit_caps::text AS "limitCaps", CASE WHEN e.seq = y.version THEN y.state END AS state
     FROM person_years y JOIN entries e ON e.person_no = y.person_no AND e.region = y.region AND e.year = y.year
     WHERE ${ofYear} AND y.person_no > $3 AND y.person_no <= $4 ORDER BY e.person_no, e.seq`,
    values: [span.region, span.year, span.after, span.through],
  })
  const factsIn = keptFacts()
  return rows.map((row) => shown(row, factsIn))
}

function shown(row: EntryAsRead, factsIn: (text: string) => Facts) {
  const { kind, input, facts, state } = row
  return {
    personNo: row.personNo,
    seq: row.seq,
    settlementId: row.settlementId,
    kind,
    reversalNo: row.reversalNo,
    cause: row.cause,
    category: row.category,
    insuredRegion: row.insuredRegion,
    hospitalCode: row.hospitalCode,
    paid: paidByPayer(row.paid),
    limitNames: row.limitNames,
    limitBefore: amountsIn(row.limitBefore),
    limitAmounts: amountsIn(row.limitAmounts),
    limitCaps: amountsIn(row.limitCaps),
    input: kind === 'settlement' ? storedInput(input) : null,
    facts: facts === null ? null : factsIn(facts),
    opening: kind === 'opening' && input !== null ? storedOpening(input) : null,
    state: state === null ? null : storedState(state),
  }
}

/** What the registers said is mostly the same of a person's visits one after another, and is then read once. */
function keptFacts(): (text: string) => Facts {
  let [last, facts]: [string, Facts | null] = ['', null]
  return (text) => {
    if (facts === null || text !== last) [last, facts] = [text, storedFacts(JSON.parse(text))]
    return facts
  }
}

/** An array of amounts as PostgreSQL writes it: `{1000.00,NULL}`. */
function amountsIn(array: string): (string | null)[] {
  if (array === '{}') return none
  return array
    .slice(1, -1)
    .split(',')
    .map((amount) => (amount === 'NULL' ? null : amount))
}

const none: (string | null)[] = []

function paidByPayer(text: string): Record<Payer, string> {
  const amounts = text.split(',')
  const byPayer: Partial<Record<Payer, string>> = {}
  for (let at = 0; at < payers.length; at += 1) byPayer[payers[at] as Payer] = amounts[at] as string
  return byPayer as Record<Payer, string>
}
