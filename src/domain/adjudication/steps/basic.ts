import { type Decimal, less, min, toFen, yuan, zero } from '../../money.ts'
import { careNames } from '../../names/care.ts'
import type { BasicRow } from '../../policies/law.ts'
import { refuse } from '../../refusals/refusal.ts'
import { scheduleGap } from '../gaps.ts'
import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, hasSchedule } from '../visit.ts'
import { unmet } from './conditions.ts'
import { openBesideGiven } from './given.ts'

export interface BasicShare {
  readonly amount: Decimal
  /** In-scope cost that entered the schedule, for schedules that take in a limited sum a year. */
  readonly entered: Decimal
}

/**
 * What basic insurance pays: given by the caller, or by the pack's schedule; nothing for who is not enrolled (000000/G21).
 *
 * The deductible is per visit, and may be less from the second stay of the year on; the cap and what may enter are the
 * year's.
 *
 * Units:  yuan, rounded to the fen as 000000/G2 reads it.
 * Errors: `schedule-missing` where the pack has none for this care, `tier-missing` where it goes by a
 *         tier the person has not.
 * Source: the pack's `basic` rows, for Shanxi 140000/J16, for Pengshui 500243/P12; both unconfirmed.
 */
export function basicShare(visit: AdjudicatedVisit, trace: Trace): BasicShare {
  const { paid, costs } = visit.claim
  if (paid.basic !== null) {
    trace.line({
      step: 'basic-given',
      payer: 'basic',
      base: costs.inScope,
      amount: paid.basic,
      clause: visit.law.clause('G1'),
    })
    return { amount: paid.basic, entered: costs.inScope }
  }
  if (visit.uninsured) return { amount: zero, entered: zero }
  const row = scheduleOf(visit)
  const terms = termsOf(row, visit)
  const entered =
    row.entersUpTo === null ? costs.inScope : min(costs.inScope, less(row.entersUpTo, visit.state.basicEntered))
  const base = less(entered, terms.deductible)
  const due = toFen(base.times(terms.rate), visit.law.choices.rounding.value)
  const capped = row.cap === null ? due : min(due, less(row.cap, visit.state.basicPaid))
  const amount = min(capped, openBesideGiven(visit, visit.claim.paid.criticalIllness ?? zero))
  trace.used(row.clause, 'basic')
  trace.line({
    step: 'basic',
    payer: 'basic',
    base,
    rate: terms.rate,
    amount,
    limit: row.cap === null ? null : capUse(row.cap, visit.state.basicPaid, amount),
    clause: row.clause,
    params: {
      deductible: yuan(terms.deductible),
      inScope: yuan(costs.inScope),
      ...(amount.lt(due) ? { due: yuan(due) } : {}),
    },
  })
  if (capped.lt(due)) trace.reason('basic-cap-reached', row.clause, { due: yuan(due), amount: yuan(capped) })
  if (amount.lt(capped)) trace.reason('given-leaves-less', row.clause, { due: yuan(capped), amount: yuan(amount) })
  return { amount, entered }
}

function capUse(cap: Decimal, before: Decimal, amount: Decimal) {
  return { name: 'basic-cap', before: yuan(less(cap, before)), after: yuan(less(cap, before.plus(amount))) }
}

function scheduleOf(visit: AdjudicatedVisit): BasicRow {
  const rows = hasSchedule(visit) ? visit.law.tables.basic : []
  const fitting = rows.filter((row) => row.care.includes(visit.care) && isFor(row, visit) && isMet(row, visit))
  const tier = visit.facts.person.enrolledTier
  const row = fitting.find((one) => one.tier === null || one.tier === tier)
  if (row) return row
  if (fitting.length > 0) return refuse('tier-missing', { region: visit.law.region, personNo: '' })
  return refuse('schedule-missing', {
    region: visit.law.region,
    care: careNames[visit.care],
    schedule: { zh: '基本医保', en: 'basic insurance' },
    field: 'basic',
    why: scheduleGap(visit, 'basic'),
  })
}

function isMet({ conditions }: BasicRow, visit: AdjudicatedVisit): boolean {
  return conditions === null || unmet({ inScopeAbove: null, conditions }, visit) === null
}

function isFor({ where }: BasicRow, { inProvince }: AdjudicatedVisit): boolean {
  return where === 'anywhere' || (where === 'in-province') === inProvince
}

function termsOf(row: BasicRow, visit: AdjudicatedVisit): { deductible: Decimal; rate: Decimal } {
  const { level, feeClass } = visit.facts.hospital
  if (row.by === 'feeClass' && feeClass === null) refuse('hospital-grade-missing', { clause: row.clause.id })
  const terms = row.terms[row.by === 'any' ? 'any' : row.by === 'level' ? level : (feeClass ?? '')]
  if (!terms) return { deductible: zero, rate: zero }
  if (visit.care !== 'inpatient' || visit.state.stays < row.repeatFrom - 1) return terms
  return { ...terms, deductible: toFen(terms.deductible.times(row.repeatDeductible)) }
}
