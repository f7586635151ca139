import { randomOf } from '../data/claims.ts'
import { type Hospital, personNo } from '../data/registers.ts'

/** A visit as a hospital sends it, and its number; the hospital's key is not in it, since each service has keys of its own. */
export interface Visit {
  readonly hospital: number
  readonly settlementNo: string
  readonly body: Readonly<Record<string, unknown>>
  /** Undone after it was settled. */
  readonly isReversed: boolean
}

/** So many visits a person, one after another in the year, so that each meets what the ones before it used up. */
export const visitsEach = 10
const daysApart = 33

type Draw = (sides: number) => number

/**
 * A person's year by its index and the run's seed: the same visits in the same order wherever they are sent. Stays and chronic
 * outpatient care, with and without the insurers' shares, proper and missing referrals, emergencies, costs from nothing to
 * far above every limit, and one in twenty undone again. Amounts in yuan.
 */
export function yearOf(index: number, hospitals: readonly Hospital[], seed: number): Visit[] {
  const draw = randomOf(seed * 1_000_003 + index)
  return Array.from({ length: visitsEach }, (_, at) => {
    const hospital = draw(hospitals.length)
    const hospitalCode = hospitals[hospital]?.hospitalCode
    const settlementNo = `A${seed}-${index}-${at}`
    const day = new Date(Date.UTC(2023, 0, 5 + daysApart * at + draw(20)))
    const body = { settlementNo, personNo: personNo(index), hospitalCode, ...visit(day, draw) }
    return { hospital, settlementNo, body, isReversed: draw(20) === 0 }
  })
}

const dayText = (day: Date) => day.toISOString().slice(0, 10)
/** Fen as yuan. */
const yuanOf = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
/** Small, middle, large, and far above what any limit leaves. */
const sizes = [50_000, 400_000, 3_000_000, 40_000_000]

function visit(to: Date, draw: Draw): Record<string, unknown> {
  const size = sizes[draw(sizes.length)] as number
  const inScope = draw(size)
  const insured = draw(3)
  if (draw(4) === 0) {
    const paid = { basic: yuanOf(Math.floor((inScope * draw(80)) / 100)) }
    const costs = { total: yuanOf(inScope), inScope: yuanOf(inScope) }
    return { care: 'outpatient-chronic', servedOn: dayText(to), diseaseCode: 'E11.900', costs, paid }
  }
  const [offCatalogue, overLimit, preSelfPay] = [draw(size / 4), draw(2) * draw(size / 20), draw(2) * draw(size / 10)]
  const total = inScope + offCatalogue + overLimit + preSelfPay
  const basic = Math.floor((inScope * (40 + draw(45))) / 100)
  const critical = draw(2) * Math.floor(((inScope - basic) * draw(60)) / 100)
  const given = { basic: yuanOf(basic), criticalIllness: yuanOf(critical) }
  return {
    care: 'inpatient',
    admittedOn: dayText(new Date(to.getTime() - draw(12) * 86_400_000)),
    dischargedOn: dayText(to),
    referral: draw(3) === 0 ? 'none' : 'proper',
    ...(draw(15) === 0 ? { emergency: true } : {}),
    costs: {
      total: yuanOf(total),
      offCatalogue: yuanOf(offCatalogue),
      overLimit: yuanOf(overLimit),
      preSelfPay: yuanOf(preSelfPay),
      inScope: yuanOf(inScope),
    },
    ...(insured > 0 ? { paid: given } : {}),
  }
}
