import { readHistory } from '../../db/ledger/history.ts'
import type { EntryRow, LimitEntryRow, PersonYearHistory, StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import { outcomeOf } from '../../db/ledger/stored.ts'
import { findRecalculation, type RecalculationRow, yearsOfPerson } from '../../db/recalculation/recalculations.ts'
import type { Queryable } from '../../db/sql.ts'
import { accountParts } from '../../domain/adjudication/account-parts.ts'
import type { PayerAmounts, SettlementOutcome } from '../../domain/adjudication/types.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { decimal, sum, yuan, zero } from '../../domain/money.ts'
import { type Payer, payers } from '../../domain/names/payers.ts'
import { minus } from '../../domain/reconciliation/figures.ts'
import { present } from '../../domain/shared/present.ts'
import type { PlannedYear, Span } from './plan-recalculation.ts'

export type ChangedSettlement = ReturnType<typeof shown>
export type RecalculationResult = ReturnType<typeof resultOf>

/** One settlement that comes out differently, and the entry that says so: the same before it is posted and after. */
function shown(
  settlement: StoredSettlement,
  entry: Pick<EntryRow, 'seq' | 'payers' | 'toPerson'>,
  limits: readonly LimitEntryRow[],
  { was, after }: { readonly was: string | null; readonly after: SettlementOutcome },
) {
  const { settlementId, settlementNo, hospitalCode, care, eventOn, region, year, insuredRegion } = settlement
  return {
    ...{ id: settlementId, settlementNo, hospitalCode, care, eventOn, region, year, insuredRegion, seq: entry.seq },
    category: { before: was, after: after.category },
    before: less(after.payers, entry.payers),
    after: after.payers,
    difference: entry.payers,
    limits: limits.map(({ name, ...moved }) => ({ ...accountParts(name, year), ...movement(moved) })),
    personGetsBack: negated(entry.payers.person),
    owedToPerson: entry.toPerson ?? '0.00',
  }
}

const movement = ({ amount, usedBefore, usedAfter }: Omit<LimitEntryRow, 'name'>) => ({ amount, usedBefore, usedAfter })

function less(after: PayerAmounts, difference: EntryRow['payers']): PayerAmounts {
  const before = (payer: Payer) => yuan(decimal(after[payer]).minus(difference[payer]))
  return Object.fromEntries(payers.map((payer) => [payer, before(payer)])) as PayerAmounts
}

function negated(amount: string): string {
  return yuan(zero.minus(decimal(amount)))
}

/** What would be posted. Nothing of it is written. */
export function previewed(
  span: Span,
  years: readonly PlannedYear[],
  head: { resettleNo: string | null; reason: string | null },
) {
  const settlements = years.flatMap(({ work, plan, settlements: active }) => {
    const { entries, limitEntries } = work.write()
    return plan.changed.map(({ settlementId, before, after }, at) => {
      const entry = present(entries[at], `the adjustment of ${settlementId}`)
      const settlement = settlementOf(active, settlementId)
      const moved = limitEntries.filter(({ seq }) => seq === entry.seq)
      return shown(settlement, entry, byName(moved), { was: before.category, after })
    })
  })
  const considered = years.reduce((count, year) => count + year.settlements.length, 0)
  return resultOf({ ...span, ...head, considered, resettledAt: null }, settlements)
}

/** What was posted under a number, read from the ledger both the first time and every time after. */
export async function posted(
  client: Queryable,
  of: Pick<RecalculationRow, 'personNo' | 'resettleNo'>,
): Promise<RecalculationResult> {
  const row = await findRecalculation(client, of)
  if (!row) throw new Error(`resettlement ${of.resettleNo} is not in the ledger`)
  const settlements: ChangedSettlement[] = []
  for (const key of await yearsOfPerson(client, row))
    settlements.push(...postedIn(await readHistory(client, { ...key, lock: false }), row.resettleNo))
  return resultOf({ ...row, resettledAt: chinaTime(new Date(row.resettledAt)) }, settlements)
}

function postedIn(history: PersonYearHistory, resettleNo: string): ChangedSettlement[] {
  const own = history.entries.filter(({ cause, causeNo }) => cause === 'resettle' && causeNo === resettleNo)
  return own.map((entry) => {
    const settlement = settlementOf(history.settlements, entry.settlementId)
    const moved = history.limitEntries.filter(({ seq }) => seq === entry.seq)
    const was = outcomeOf(before(history.entries, entry)).category
    return shown(settlement, entry, byName(moved), { was, after: outcomeOf(entry) })
  })
}

function settlementOf(settlements: readonly StoredSettlement[], settlementId: string): StoredSettlement {
  return present(
    settlements.find((one) => one.settlementId === settlementId),
    `settlement ${settlementId} of the year`,
  )
}

/** The entry that said how the settlement came out until this one. */
function before(entries: readonly StoredEntry[], { seq, settlementId }: StoredEntry): StoredEntry {
  const earlier = entries.filter((one) => one.settlementId === settlementId && one.seq < seq)
  return present(earlier.at(-1), `the entry of ${settlementId} before ${seq}`)
}

function byName(moved: readonly LimitEntryRow[]): LimitEntryRow[] {
  return [...moved].sort((a, b) => (a.name < b.name ? -1 : 1))
}

type Head = Span &
  Pick<RecalculationRow, 'considered'> & {
    readonly resettleNo: string | null
    readonly reason: string | null
    readonly resettledAt: string | null
  }

function resultOf(head: Head, settlements: readonly ChangedSettlement[]) {
  const { personNo, resettleNo, reason, firstYear, lastYear, considered, resettledAt } = head
  return {
    ...{ personNo, resettleNo, reason, firstYear, lastYear, resettledAt, considered, settlements },
    hospitals: hospitalsOf(settlements),
    ...sumsOf(settlements),
  }
}

/**
 * A hospital that has not claimed a settlement yet pays its patient back: from what the funds then owe it, and what falls to
 * itself. What it has claimed is paid to the person by the fund.
 */
function hospitalsOf(settlements: readonly ChangedSettlement[]) {
  const codes = [...new Set(settlements.map(({ hospitalCode }) => hospitalCode))].sort()
  return codes.map((hospitalCode) => {
    const own = settlements.filter((one) => one.hospitalCode === hospitalCode)
    const { hospitalBears, owedToPerson } = sumsOf(own)
    const moved = sumsOf(own.filter((one) => !isToPersonAlone(one)))
    const byHospital = {
      personGetsBack: minus(moved.personGetsBack, moved.owedToPerson),
      fundsPay: minus(moved.fundsPay, moved.owedToPerson),
    }
    return { hospitalCode, settlements: own.length, ...byHospital, hospitalBears, owedToPerson }
  })
}

/** Others have paid the person in hand, or all of it is aid that the fund and the person square: none of it passes the hospital. */
function isToPersonAlone({ difference, owedToPerson }: ChangedSettlement): boolean {
  const aid = sum((['assistance', 'reAid', 'tilt'] as const).map((payer) => decimal(difference[payer])))
  const isMoved = [difference.basic, difference.hospital].some((amount) => !decimal(amount).isZero())
  return !decimal(owedToPerson).isZero() && aid.eq(decimal(owedToPerson)) && !isMoved
}

function sumsOf(settlements: readonly ChangedSettlement[]) {
  const of = (payer: Payer) => sum(settlements.map(({ difference }) => decimal(difference[payer])))
  const personGetsBack = zero.minus(of('person'))
  const hospitalBears = of('hospital')
  return {
    personGetsBack: yuan(personGetsBack),
    fundsPay: yuan(personGetsBack.minus(hospitalBears)),
    hospitalBears: yuan(hospitalBears),
    owedToPerson: yuan(sum(settlements.map((one) => decimal(one.owedToPerson)))),
  }
}
