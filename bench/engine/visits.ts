import type { ClaimBody } from '../../src/application/claim/claim-input.ts'
import { emptyYear, type StoredYear, storedYear } from '../../src/domain/ledger/year-state.ts'
import { decimal } from '../../src/domain/money.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import type { FeeClass } from '../../src/domain/names/hospitals.ts'

/** One stay in Jincheng: everything that any of the engines needs, and nothing that only one of them reads. */
export interface Sample {
  readonly category: Category
  readonly feeClass: FeeClass
  readonly inScope: string
  readonly offCatalogue: string
  /** What the year already holds. */
  readonly usedAnnual: string
  readonly selfPay: string
  readonly accumulated: string
}

const stay = (
  category: Category,
  feeClass: FeeClass,
  inScope: string,
  offCatalogue: string,
  year: Partial<Sample> = {},
) => {
  const empty = { usedAnnual: '0.00', selfPay: '0.00', accumulated: '0.00' }
  return { category, feeClass, inScope, offCatalogue, ...empty, ...year }
}

/** Every category of the city's rules on stays, below and above deductibles, a used-up limit, a floor, a control ratio. */
export const samples: readonly Sample[] = [
  stay('dibao', 'city-two', '50000.00', '2000.00'),
  stay('tekun', 'county-two', '3180.25', '0.00'),
  stay('poverty-returned', 'city-two', '12000.00', '8000.00', { accumulated: '9000.00' }),
  stay('monitored-unstable', 'class-one', '30000.00', '500.00', { selfPay: '1500.00', accumulated: '1500.00' }),
  stay('dibao-marginal', 'county-two', '180000.00', '12000.00'),
  stay('illness-impoverished', 'city-two', '26000.00', '0.00', { accumulated: '4000.00' }),
  stay('dibao', 'class-one', '90000.00', '60000.00', {
    usedAnnual: '59000.00',
    selfPay: '9500.00',
    accumulated: '30000.00',
  }),
  stay('monitored-marginal', 'class-three', '900.00', '100.00'),
]

export function totalOf({ inScope, offCatalogue }: Sample): string {
  return decimal(inScope).plus(offCatalogue).toFixed(2)
}

export function bodyOf(sample: Sample): ClaimBody {
  const { inScope, offCatalogue } = sample
  return {
    settlementNo: 'H14050000001-bench',
    personNo: '14050000000010000001',
    hospitalCode: 'H14050000001',
    care: 'inpatient',
    admittedOn: '2023-03-01',
    dischargedOn: '2023-03-15',
    referral: 'proper',
    costs: { total: totalOf(sample), offCatalogue, overLimit: '0.00', preSelfPay: '0.00', inScope },
  }
}

/** As it comes from the database. */
export function yearOf({ usedAnnual, selfPay, accumulated }: Sample): StoredYear {
  return {
    ...storedYear(emptyYear),
    used: { annual: usedAnnual },
    selfPay,
    aidDeductibleBase: accumulated,
    criticalIllnessBase: accumulated,
  }
}

/** Whole fen, which the other engines count in: the form in which they are fastest. */
export interface InFen {
  readonly category: string
  readonly feeClass: string
  readonly care: 'inpatient'
  readonly inProvince: true
  readonly inScope: number
  readonly offCatalogue: number
  readonly usedAnnual: number
  readonly selfPay: number
  readonly accumulated: number
}

export function inFen(sample: Sample): InFen {
  const fen = (amount: string) => decimal(amount).times(100).toNumber()
  return {
    category: sample.category,
    feeClass: sample.feeClass,
    care: 'inpatient',
    inProvince: true,
    inScope: fen(sample.inScope),
    offCatalogue: fen(sample.offCatalogue),
    usedAnnual: fen(sample.usedAnnual),
    selfPay: fen(sample.selfPay),
    accumulated: fen(sample.accumulated),
  }
}

/** What all three must agree on, in fen. */
export interface Paid {
  readonly basic: number
  readonly criticalIllness: number
  readonly assistance: number
  readonly tilt: number
  readonly hospital: number
  readonly person: number
}
