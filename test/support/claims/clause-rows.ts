import { expect } from 'vitest'
import type { Settled, SettlementOutcome, TraceRemark } from '../../../src/domain/adjudication/types.ts'
import { type StoredYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, sum } from '../../../src/domain/money.ts'
import { reasonCodes, warningCodes } from '../../../src/domain/names/codes.ts'
import { type Payer, payers } from '../../../src/domain/names/payers.ts'
import type { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { Refusal, type RefusalParams } from '../../../src/domain/refusals/refusal.ts'
import { shipped } from './packs.ts'
import { type Sketch, settleYear } from './visit.ts'

/** What a visit should come out as; what a row does not name it does not look at. */
export interface Expected extends Partial<Record<Payer, string>> {
  readonly category?: string | null
  readonly region?: string
  readonly year?: number
  readonly main?: string
  readonly floor?: string
  readonly offCatalogueAid?: string
  /** By the name of the limit. */
  readonly used?: Readonly<Record<string, string>>
  readonly remaining?: Readonly<Record<string, string | null>>
  readonly reasons?: readonly string[]
  readonly without?: readonly string[]
  readonly warnings?: readonly string[]
  /** What it brings for the year's earlier visits. */
  readonly owed?: string
  /** The clause of the first line of a payer that pays. */
  readonly by?: Partial<Record<Payer, string>>
  /** The clause that gives a reason or a warning. */
  readonly because?: Readonly<Record<string, string>>
  readonly after?: Partial<StoredYear>
}

/** One sentence worked by hand from a clause. `at` says on which side of which edge of the clause it stands. */
export interface Row {
  readonly why: string
  readonly at?: `${'below' | 'above'} ${string}`
  readonly before?: readonly Sketch[]
  readonly visit?: Sketch
  readonly gives?: Expected
  readonly refused?: { readonly code: string; readonly params?: RefusalParams }
  readonly library?: PolicyLibrary
  /** For clauses that no settlement uses: looks at the values themselves. */
  readonly check?: () => void
}

export interface ClauseTable {
  readonly clause: string
  readonly rows: readonly Row[]
}

/** A person of the clause's own region; a province speaks through a city without a pack of its own. */
const insuredUnder: Readonly<Record<string, string>> = { '000000': '140500', '140000': '140100', '370000': '370100' }

/** Rows for one clause, or for the same words said by two documents. */
export function clauses(ids: string | readonly string[], rows: readonly Row[]): ClauseTable[] {
  return [ids].flat().map((clause) => ({ clause, rows }))
}

export function runRow(clause: string, row: Row): void {
  row.check?.()
  if (!row.visit) return
  const region = clause.slice(0, 6)
  const sketches = [...(row.before ?? []), row.visit].map((sketch) => ({
    insured: insuredUnder[region] ?? region,
    ...sketch,
  }))
  const settled = () => settleYear(sketches, row.library ?? shipped)
  if (row.refused) expectRefused(settled, row.refused)
  else expectGives(settled(), row.gives ?? {})
}

function expectGives(settled: Settled, wanted: Expected): void {
  expectSums(settled.outcome)
  expect(shownAs(settled, wanted)).toEqual(wanted)
}

export function expectRefused(action: () => unknown, wanted: NonNullable<Row['refused']>): void {
  const refusal = refusalIn(action)
  expect({ code: refusal.code, params: wanted.params ? refusal.params : undefined }).toMatchObject({
    code: wanted.code,
    params: wanted.params,
  })
}

function refusalIn(action: () => unknown): Refusal {
  try {
    action()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('expected a refusal, and it was settled')
}

/** Every settlement, whatever a row looks at: the payers sum to the total and none is negative. */
export function expectSums(outcome: SettlementOutcome): void {
  const amounts = payers.map((payer) => decimal(outcome.payers[payer]))
  const person = outcome.lines.find((line) => line.step === 'person')
  expect(sum(amounts).toFixed(2)).toBe(person?.base)
  expect(amounts.filter((amount) => amount.isNegative())).toEqual([])
}

function shownAs({ outcome, next }: Settled, wanted: Expected): Expected {
  const all = { ...outcome.payers, ...partsOf(outcome), ...headOf(outcome) }
  const told = { ...limitsOf(outcome, wanted), ...remarksOf(outcome, wanted), after: yearOf(storedYear(next), wanted) }
  const keys = Object.keys(wanted) as (keyof Expected)[]
  return Object.fromEntries(keys.map((key) => [key, { ...all, ...told }[key as keyof typeof all]]))
}

const headOf = ({ category, region, year, owedToPerson }: SettlementOutcome) => ({
  ...{ category, region, year },
  owed: owedToPerson?.amount ?? '0.00',
})

function partsOf({ assistanceParts: { main, floor, offCatalogue } }: SettlementOutcome) {
  return { main, floor, offCatalogueAid: offCatalogue }
}

function limitsOf({ limits }: SettlementOutcome, wanted: Expected) {
  const of = (names: object | undefined, field: 'usedAfter' | 'remaining') =>
    Object.fromEntries(Object.keys(names ?? {}).map((name) => [name, limits.find((use) => use.name === name)?.[field]]))
  return { used: of(wanted.used, 'usedAfter'), remaining: of(wanted.remaining, 'remaining') }
}

function remarksOf({ reasons, warnings, lines }: SettlementOutcome, wanted: Expected) {
  const said = [...reasons, ...warnings]
  const codes: string[] = said.map(({ code }) => code)
  // A row that names a code which nobody says would hold whatever the engine does.
  const known: readonly string[] = [...reasonCodes, ...warningCodes]
  const asked = [...(wanted.reasons ?? []), ...(wanted.without ?? []), ...(wanted.warnings ?? [])]
  expect(asked.filter((code) => !known.includes(code))).toEqual([])
  const paying = (payer: string) => lines.find((line) => line.payer === payer && !decimal(line.amount).isZero())
  return {
    reasons: wanted.reasons?.filter((code) => codes.includes(code)),
    without: wanted.without?.filter((code) => !codes.includes(code)),
    warnings: wanted.warnings?.filter((code) => warnings.some((one) => one.code === code)),
    by: Object.fromEntries(Object.keys(wanted.by ?? {}).map((payer) => [payer, paying(payer)?.clause?.id])),
    because: Object.fromEntries(
      Object.entries(wanted.because ?? {}).map(([code, id]) => [code, clauseOf(said, code, id)]),
    ),
  }
}

/** A code may be said by several clauses; the wanted one is shown if it is among them. */
function clauseOf(said: readonly TraceRemark[], code: string, wanted: string): string | undefined {
  const ids = said.filter((one) => one.code === code).map(({ clause }) => clause?.id)
  return ids.find((id) => id === wanted) ?? ids[0]
}

function yearOf(stored: StoredYear, { after }: Expected): Partial<StoredYear> {
  const keys = Object.keys(after ?? {}) as (keyof StoredYear)[]
  return Object.fromEntries(keys.map((key) => [key, stored[key]]))
}
