import type { Queryable } from '../../db/sql.ts'
import { nextYears, type ReplayedEntry, readYears, type YearsSpan } from '../../db/what-if/settled-years.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import { add, type Decimal, decimal, zero } from '../../domain/money.ts'
import { type Payer, payers } from '../../domain/names/payers.ts'
import { present } from '../../domain/shared/present.ts'
import type { SettledYear, UsedLimit, YearVisit } from '../../domain/what-if/settled-year.ts'
import { claimOf } from '../claim/claim-input.ts'

/** So many people are read at once: a walk over a city holds no more of its ledger than twice this, which a thread soon forgets. */
const peopleAtOnce = 100

interface Read {
  readonly entries: readonly ReplayedEntry[]
  /** The last of the people; null where no more follow. */
  readonly through: string | null
}

/**
 * The years of a span, some people at a time, each a statement of its own: the walk holds no transaction open. The next are read
 * while those before are reckoned.
 */
export async function* settledYearsOf(client: Queryable, span: YearsSpan): AsyncGenerator<readonly SettledYear[]> {
  let next: Promise<Read> | null = readNext(client, span)
  while (next !== null) {
    const { entries, through }: Read = await next
    next = through === null ? null : readNext(client, { ...span, after: through })
    // It may fail before it is waited for, and is told of where it is.
    next?.catch(() => {})
    yield yearsOf(span.region, entries)
  }
}

async function readNext(client: Queryable, span: YearsSpan): Promise<Read> {
  const people = await nextYears(client, span, peopleAtOnce)
  const through = people.at(-1)
  if (through === undefined) return { entries: [], through: null }
  const entries = await readYears(client, { ...span, through })
  return { entries, through: people.length < peopleAtOnce ? null : through }
}

function yearsOf(region: string, entries: readonly ReplayedEntry[]): SettledYear[] {
  const years: SettledYear[] = []
  for (let from = 0; from < entries.length; ) {
    const { personNo } = entries[from] as ReplayedEntry
    let to = from
    while (entries[to]?.personNo === personNo) to += 1
    years.push(yearOf(region, entries.slice(from, to)))
    from = to
  }
  return years
}

function yearOf(region: string, entries: readonly ReplayedEntry[]): SettledYear {
  const { personNo } = entries[0] as ReplayedEntry
  const state = entries.at(-1)?.state
  return {
    personNo,
    region,
    visits: visitsOf(entries),
    beginning: beginningOf(entries),
    personBurden: decimal(state?.personBurden ?? '0.00'),
    limits: limitsOf(entries),
  }
}

/** The settlements that stand, each with what its corrections have made of it. */
function visitsOf(entries: readonly ReplayedEntry[]): YearVisit[] {
  const reversed = new Set(entries.filter(({ kind }) => kind === 'reversal').map(({ settlementId }) => settlementId))
  return entries.flatMap((entry): YearVisit[] => {
    const { settlementId, seq, kind, input } = entry
    if (kind !== 'settlement' || input === null || reversed.has(settlementId)) return []
    const own = entries.length === 1 ? entries : entries.filter((one) => one.settlementId === settlementId)
    const facts = own.findLast((one) => one.facts !== null)?.facts
    const last = own.at(-1) as ReplayedEntry
    return [
      {
        settlementId,
        seq,
        closedAt: own.find(({ cause }) => cause === 'year-end')?.seq ?? null,
        hospitalCode: entry.hospitalCode ?? '',
        county: entry.insuredRegion ?? '',
        category: last.category,
        paid: paidOf(own),
        claim: claimOf(input),
        facts: present(facts ?? null, `the facts of settlement ${settlementId}`),
      },
    ]
  })
}

function paidOf(entries: readonly ReplayedEntry[]): YearVisit['paid'] {
  const paid = {} as Record<Payer, Decimal>
  for (const payer of payers) {
    let borne = zero
    for (const entry of entries) borne = add(borne, decimal(entry.paid[payer]))
    paid[payer] = borne
  }
  return paid
}

/** Where each limit's account stands by the last entry that moved it. */
function limitsOf(entries: readonly ReplayedEntry[]): UsedLimit[] {
  const last = new Map<string, UsedLimit>()
  for (const { limitNames, limitBefore, limitAmounts, limitCaps } of entries)
    for (const [at, account] of limitNames.entries()) {
      const used = decimal(limitBefore[at] ?? '0.00').plus(decimal(limitAmounts[at] ?? '0.00'))
      const cap = limitCaps[at] ?? null
      last.set(account, { account, used, limit: cap === null ? null : decimal(cap) })
    }
  return [...last.values()].filter(({ used }) => used.gt(zero))
}
