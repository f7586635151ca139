import { readTotals } from '../../db/reconciliation/ledger-lines.ts'
import type { Day } from '../../domain/calendar.ts'
import { caresOfClearing } from '../../domain/clearing/clearing.ts'
import type { ClearingType } from '../../domain/fund/fund-names.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import { minus } from '../../domain/reconciliation/figures.ts'
import { type Claimed, type LedgerTotals, type Result, resultOf } from '../../domain/reconciliation/totals.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { hospitalInScope, requirePeriod } from './reconciliation-scope.ts'

export interface TotalsAsked {
  readonly hospitalCode: string
  /** Days of posting in China, both included. */
  readonly from: Day
  readonly to: Day
  readonly claimed: Claimed
  /** Only settlements (false) or only reversals (true), as `refd_setl_flag` of 3201 asks; null or left out is both. */
  readonly refunded?: boolean | null | undefined
  /** Only stays or only outpatient care, as `clr_type` asks; left out, everything. */
  readonly clearingType?: ClearingType | undefined
  /** Only one insurance's, as `insutype` asks; left out, both. */
  readonly insurance?: Insurance | null | undefined
}

export interface ComparedTotals {
  readonly hospitalCode: string
  readonly from: Day
  readonly to: Day
  readonly clearingType: ClearingType
  readonly result: Result
  /** `count` is the rows: settlements + reversals. */
  readonly here: LedgerTotals & { readonly count: number }
  readonly claimed: Claimed
  /** Here less claimed. */
  readonly difference: {
    readonly count: number
    readonly total: string
    readonly fundPaid: string
    readonly personPaid: string | null
  }
}

/** 3201: a hospital's sums of a period against the ledger. Writes nothing. Errors: `forbidden`, `hospital-not-registered`, `period-reversed`. */
export async function compareTotals(service: Service, caller: Caller, asked: TotalsAsked): Promise<ComparedTotals> {
  const { hospitalCode, from, to, claimed, clearingType = 'all' } = asked
  await hospitalInScope(service, caller, hospitalCode)
  requirePeriod(from, to)
  const here = await readTotals(
    service.db.pool,
    { hospitalCode, from, to, cares: caresOfClearing[clearingType] },
    { refunded: asked.refunded ?? null, insurance: asked.insurance ?? null },
  )
  const count = here.settlements + here.reversals
  return {
    hospitalCode,
    from,
    to,
    clearingType,
    result: resultOf(here, claimed),
    here: { ...here, count },
    claimed,
    difference: {
      count: count - claimed.count,
      total: minus(here.total, claimed.total),
      fundPaid: minus(here.fundPaid, claimed.fundPaid),
      personPaid: claimed.personPaid === null ? null : minus(here.personPaid, claimed.personPaid),
    },
  }
}
