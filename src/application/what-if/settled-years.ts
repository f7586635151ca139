import type { Queryable } from '../../db/sql.ts'
import { nextYears, type ReplayedEntry, readYears, type YearsSpan } from '../../db/what-if/settled-years.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import { decimal, sum, zero } from '../../domain/money.ts'
import { payers } from '../../domain/names/payers.ts'
import { present } from '../../domain/shared/present.ts'
import type { SettledYear, UsedLimit, YearVisit } from '../../domain/what-if/settled-year.ts'
import { claimOf } from '../claim/claim-input.ts'

/** So many people are read at once: a walk over a city holds no more of its ledger than this. */
const peopleAtOnce = 400

/** The years of a span, some people at a time, each a statement of its own: the walk holds no transaction open. */
export async function* settledYearsOf(client: Queryable, span: YearsSpan): AsyncGenerator<readonly SettledYear[]> {
  for (let { after } = span; ; ) {
    const people = await nextYears(client, { ...span, after }, peopleAtOnce)
    const through = people.at(-1)
    if (through === undefined) return
    yield yearsOf(span.region, await readYears(client, { ...span, after, through }))
    if (people.length < peopleAtOnce) return
    after = through
  }
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
    ...{ personNo, region, visits: visitsOf(entries), beginning: beginningOf(entries) },
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
        ...{ settlementId, seq, closedAt: own.find(({ cause }) => cause === 'year-end')?.seq ?? null },
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
  const [only] = entries
  const of = (payer: (typeof payers)[number]) =>
    entries.length === 1 && only ? decimal(only.paid[payer]) : sum(entries.map(({ paid }) => decimal(paid[payer])))
  return Object.fromEntries(payers.map((payer) => [payer, of(payer)])) as YearVisit['paid']
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
