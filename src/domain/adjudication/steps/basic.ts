import type { Bilingual } from '../../language.ts'
import { type Decimal, less, min, toFen, yuan, zero } from '../../money.ts'
import { careNames } from '../../names/care.ts'
import type { BasicRow } from '../../policies/insurer-tables.ts'
import { refuse } from '../../refusals/refusal.ts'
import { scheduleGap } from '../gaps.ts'
import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, hasSchedule, isOfInsurance } from '../visit.ts'
import { unmet } from './conditions.ts'
import { openBesideGiven } from './given.ts'

export interface BasicShare {
  readonly amount: Decimal
  /** In-scope cost that entered the schedule, for schedules that take in a limited sum a year. */
  readonly entered: Decimal
  /** What it adds to a deductible of the year; left out where each visit takes it. */
  readonly counted?: Readonly<Record<string, Decimal>>
}

/**
 * What basic insurance pays: given by the caller, or by the pack's schedule; nothing for who is not enrolled (000000/G21).
 *
 * The deductible is per visit, and may be less from the second stay of the year on, or once a year over the care of the row;
 * the cap and what may enter are the year's.
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
  const { terms, entered, base, due, capped } = reckoned(row, visit)
  const amount = min(capped, openBesideGiven(visit, visit.claim.paid.criticalIllness ?? zero))
  trace.used(row.clause, 'basic')
  if (trace.isKept)
    trace.line({
      step: 'basic',
      payer: 'basic',
      base,
      rate: terms.rate,
      amount,
      limit: row.cap === null ? null : capUse(row.cap, paidBefore(row, visit), amount),
      clause: row.clause,
      params: {
        deductible: yuan(terms.deductible),
        inScope: yuan(costs.inScope),
        ...(amount.lt(due) ? { due: yuan(due) } : {}),
      },
    })
  if (capped.lt(due)) trace.reason('basic-cap-reached', row.clause, { due: yuan(due), amount: yuan(capped) })
  if (amount.lt(capped)) trace.reason('given-leaves-less', row.clause, { due: yuan(capped), amount: yuan(amount) })
  return row.filled === null ? { amount, entered } : { amount, entered, counted: { [row.filled]: entered } }
}

function capUse(cap: Decimal, before: Decimal, amount: Decimal) {
  return { name: 'basic-cap', before: yuan(less(cap, before)), after: yuan(less(cap, before.plus(amount))) }
}

function scheduleOf(visit: AdjudicatedVisit): BasicRow {
  const rows = hasSchedule(visit) ? visit.law.tables.basic : []
  const all = rows.filter((row) => row.care.includes(visit.care) && isFor(row, visit) && isMet(row, visit))
  const theirs = all.filter((row) => visit.identities.some(({ category }) => row.for?.includes(category)))
  const fitting = theirs.length > 0 ? theirs : all.filter((row) => row.for === null)
  const tier = visit.facts.person.enrolledTier
  const [row, ...others] = fitting.filter((one) => one.tier === null || one.tier === tier)
  if (row) return others.length === 0 ? row : payingMost([row, ...others], visit)
  if (fitting.length > 0) return refuse('tier-missing', { region: visit.law.region, personNo: '' })
  return refuseMissing(visit, scheduleGap(visit, 'basic'))
}

function refuseMissing(visit: AdjudicatedVisit, why: Bilingual): never {
  return refuse('schedule-missing', {
    region: visit.law.region,
    care: careNames[visit.care],
    schedule: { zh: '基本医保', en: 'basic insurance' },
    field: 'basic',
    why,
  })
}

/** A schedule that says nothing of a level or a grade is no schedule of nothing. */
const notOfThisHospital = ({ by, clause }: BasicRow): Bilingual =>
  by === 'level'
    ? {
        zh: `条款 ${clause.id} 没有这一级别医院的标准。`,
        en: `Clause ${clause.id} has no terms for hospitals of this level.`,
      }
    : {
        zh: `条款 ${clause.id} 没有这一收费类别医院的标准。`,
        en: `Clause ${clause.id} has no terms for hospitals of this grade.`,
      }

/** Of the schedules of several identities the one that pays most; ties to the first. */
function payingMost(rows: readonly BasicRow[], visit: AdjudicatedVisit): BasicRow {
  if (rows.every((row) => row.for === null)) return rows[0] as BasicRow
  return rows.reduce((one, other) => (reckoned(other, visit).capped.gt(reckoned(one, visit).capped) ? other : one))
}

/** What a schedule comes to: what enters it, what is above its deductible, and what is due before and within its cap. */
function reckoned(row: BasicRow, visit: AdjudicatedVisit) {
  const { inScope } = visit.claim.costs
  const terms = termsOf(row, visit)
  const entered = row.entersUpTo === null ? inScope : min(inScope, less(row.entersUpTo, visit.state.basicEntered))
  const left =
    row.filled === null ? terms.deductible : less(terms.deductible, visit.state.counted?.[row.filled] ?? zero)
  const base = less(entered, left)
  const due = toFen(base.times(terms.rate), visit.law.choices.rounding.value)
  const capped = row.cap === null ? due : min(due, less(row.cap, paidBefore(row, visit)))
  return { terms: { ...terms, deductible: left }, entered, base, due, capped }
}

/** What has filled the cap in the year so far. */
function paidBefore({ capFilled }: BasicRow, { state }: AdjudicatedVisit): Decimal {
  return capFilled === null ? state.basicPaid : (state.counted?.[capFilled.account] ?? zero)
}

/** What a payment of basic insurance adds to caps that some kinds of care fill; a package is a stay. */
export function capsFilledBy({ law, care }: AdjudicatedVisit, amount: Decimal): Record<string, Decimal> {
  const { filledCaps } = law.tables
  const as = care === 'critical-disease' ? 'inpatient' : care
  const filling = filledCaps.filter(({ counts }) => counts.includes(as))
  return Object.fromEntries(filling.map(({ account }) => [account, amount]))
}

function isMet({ conditions, insurance }: BasicRow, visit: AdjudicatedVisit): boolean {
  if (!isOfInsurance({ insurance }, visit.facts.person)) return false
  return conditions === null || unmet({ inScopeAbove: null, conditions }, visit) === null
}

function isFor({ where }: BasicRow, { inProvince }: AdjudicatedVisit): boolean {
  return where === 'anywhere' || (where === 'in-province') === inProvince
}

function termsOf(row: BasicRow, visit: AdjudicatedVisit): { deductible: Decimal; rate: Decimal } {
  const { level, feeClass } = visit.facts.hospital
  if (row.by === 'feeClass' && feeClass === null) refuse('hospital-grade-missing', { clause: row.clause.id })
  const terms = row.terms[row.by === 'any' ? 'any' : row.by === 'level' ? level : (feeClass ?? '')]
  if (!terms) return refuseMissing(visit, notOfThisHospital(row))
  if (visit.care !== 'inpatient' || visit.state.stays < row.repeatFrom - 1) return terms
  return { ...terms, deductible: toFen(terms.deductible.times(row.repeatDeductible)) }
}
