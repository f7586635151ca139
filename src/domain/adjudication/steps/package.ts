import { checkPaid } from '../../claim/check-claim.ts'
import { type Decimal, less, min, sum, toFen, yuan, zero } from '../../money.ts'
import type { PackageRow } from '../../policies/law.ts'
import { type Draft, withPerson } from '../draft.ts'
import { amountOf } from '../figure.ts'
import { type Trace, traceOf } from '../trace.ts'
import type { HeldIdentity } from '../types.ts'
import { type AdjudicatedVisit, isOfInsurance } from '../visit.ts'
import { givenLines } from './given.ts'

/**
 * A listed critical disease inside its package limit: basic insurance and assistance each pay their
 * share of the smaller of total and limit, outside the annual limit; above it the hospital bears all.
 *
 * Returns null where the package regime does not apply, with the reason in the trace: then the
 * visit is settled as a plain stay (140500/J11).
 *
 * Units:  yuan, each share rounded to the fen.
 * Errors: `figure-missing` when no pack holds the package's limit.
 * Source: the pack's `package` rows and the figure `package`; 晋市政办〔2022〕40号 art. 13.
 */
export function packageDraft(visit: AdjudicatedVisit, identity: HeldIdentity, reasons: Trace): Draft | null {
  const row = packageRow(visit, identity, reasons)
  if (!row) return null
  const trace = traceOf(visit)
  const code = visit.registration?.packageCode ?? ''
  const limit = amountOf(visit.law.figure('package', { code }), visit.law, trace)
  const { claim } = visit
  const base = min(claim.costs.total, limit)
  const hospital = claim.costs.total.minus(base)
  const rounded = (amount: Decimal) => toFen(amount, visit.law.choices.rounding.value)
  const basic = claim.paid.basic ?? rounded(base.times(row.basic))
  const criticalIllness = claim.paid.criticalIllness ?? zero
  checkPaid(claim, basic.plus(hospital), criticalIllness)
  const { supplementary, commercial, socialAid } = claim.paid
  const open = less(base, sum([basic, criticalIllness, supplementary, commercial, socialAid]))
  const assistance = visit.shutOut ? zero : min(rounded(base.times(row.aid)), open)

  const params = { package: code, limit: yuan(limit), total: yuan(claim.costs.total) }
  const say = (
    step: `package-${'hospital' | 'basic' | 'assistance'}`,
    payer: 'hospital' | 'basic' | 'assistance',
    on: Decimal,
    rate: Decimal | null,
    amount: Decimal,
  ) => trace.line({ step, payer, base: on, rate, amount, clause: row.clause, params })
  if (hospital.gt(zero)) say('package-hospital', 'hospital', claim.costs.total, null, hospital)
  say('package-basic', 'basic', base, claim.paid.basic === null ? row.basic : null, basic)
  if (criticalIllness.gt(zero)) {
    trace.line({
      step: 'critical-illness-given',
      payer: 'criticalIllness',
      base,
      amount: criticalIllness,
      clause: visit.law.clause('G1'),
    })
  }
  givenLines(visit, trace)
  if (visit.shutOut) trace.reason('referral-missing', visit.shutOut)
  else say('package-assistance', 'assistance', base, row.aid, assistance)

  const others = {
    basic,
    criticalIllness,
    supplementary,
    commercial,
    socialAid,
    assistance,
    reAid: zero,
    tilt: zero,
    hospital,
  }
  const amounts = withPerson(claim.costs.total, others)
  return {
    identity,
    amounts,
    parts: { main: assistance, floor: zero, offCatalogue: zero },
    limits: null,
    added: {
      aidDeductibleBase: zero,
      selfPay: zero,
      criticalIllnessBase: zero,
      basicEntered: zero,
      paidOn: {},
      inScopeBurden: amounts.person,
    },
    owed: [],
    trace,
  }
}

function packageRow(visit: AdjudicatedVisit, identity: HeldIdentity, reasons: Trace): PackageRow | null {
  const rows = visit.law.tables.packages
  const row = rows.find((one) => one.for.includes(identity.category) && isOfInsurance(one, visit.facts.person))
  const params = { disease: visit.claim.diseaseCode ?? '', care: visit.care, category: identity.category }
  const { person } = visit.facts
  if (person.insurance === 'employees' && !rows.some((one) => isOfInsurance(one, person)))
    reasons.reason('package-for-residents', rows[0]?.clause ?? visit.law.clause('G20'), params)
  else if (!row) reasons.reason('category-not-aided', rows[0]?.clause ?? visit.law.clause('G20'), params)
  else if (row.unableToWork && identity.unableToWork === false) reasons.reason('able-to-work', row.clause, params)
  else if (!visit.registration) reasons.reason('registration-missing', row.clause, params)
  else if (!visit.facts.hospital.criticalDiseaseDesignated)
    reasons.reason('hospital-not-designated-for-disease', row.clause, params)
  else return row
  return null
}
