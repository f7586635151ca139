import type { StoredYear, YearState } from '../adjudication/types.ts'
import { combined, emptyYear, yearState } from './year-state.ts'

/** What a person had used and borne in a year before the ledger began, where that is known from, and as of which day. */
export interface OpenedYear {
  readonly openingNo: string
  readonly asOf: string
  readonly source: string
  readonly year: StoredYear
}

interface OpeningEntry {
  readonly kind: string
  readonly settlementId: string
  readonly reversalNo: string | null
  readonly opening: OpenedYear | null
}

/** The openings of a year that stand: one that was taken back no longer does. */
export function openingsInForce(entries: readonly OpeningEntry[]): OpenedYear[] {
  const own = entries.filter(({ kind }) => kind === 'opening')
  const gone = new Set(own.filter(({ reversalNo }) => reversalNo !== null).map(({ settlementId }) => settlementId))
  return own.flatMap(({ opening, settlementId }) => (opening && !gone.has(settlementId) ? [opening] : []))
}

/** Where a person's year begins: what was used elsewhere counts before everything that was settled here, whenever it was entered. */
export function beginningOf(entries: readonly OpeningEntry[]): YearState {
  return openingsInForce(entries).reduce((sum, { year }) => combined(sum, yearState(year)), emptyYear)
}
