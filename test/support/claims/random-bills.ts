import fc from 'fast-check'
import { type Decimal, decimal, toFen, yuan } from '../../../src/domain/money.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import { type Bill, cityHospital, type Desk } from '../database/desk.ts'

/** A hospital of the province outside Jincheng, and one outside the province. */
export const elsewhere = 'H14010000001'
export const abroad = 'H41010000001'

/** The hospitals that random bills come from, and nobody else. */
export async function openHospitals(desk: Desk): Promise<void> {
  await desk.hospital({ hospitalCode: elsewhere, region: '140106', feeClass: 'class-one' })
  await desk.hospital({ hospitalCode: abroad, region: '410102', feeClass: 'class-one' })
}

/** Everyone's diseases: registered for both kinds of outpatient care. */
export const registered = [
  { kind: 'chronic', diseaseCode: 'M00100', management: 'visit' },
  { kind: 'special-drug', diseaseCode: 'M00100' },
] as const

/** Whoever has several identities, or changes from one to another in the middle of the year. */
export const holdings: readonly (readonly (Category | { category: Category; from?: string; to?: string | null })[])[] =
  [
    ['dibao'],
    ['tekun'],
    ['monitored-marginal', 'dibao-marginal'],
    [
      { category: 'dibao-marginal', from: '2022-01-01', to: '2023-06-30' },
      { category: 'dibao', from: '2023-07-01' },
    ],
    [
      { category: 'tekun', from: '2022-01-01', to: '2023-06-30' },
      { category: 'dibao-marginal', from: '2023-07-01' },
    ],
    ['poverty-returned'],
    [],
  ]

const fen = (max: number) => fc.integer({ min: 0, max: max }).map((amount) => decimal(String(amount)).div(100))
const share = (whole: Decimal, percent: number) => toFen(whole.times(percent).div(100))
const percent = fc.integer({ min: 0, max: 60 })
/** Null asks the schedule. */
const insurerShare = fc.option(percent, { freq: 3 })
const day = fc
  .integer({ min: 0, max: 363 })
  .map((days) => new Date(Date.UTC(2023, 0, 2 + days)).toISOString().slice(0, 10))

interface Drawn {
  readonly care: 'inpatient' | 'outpatient-chronic' | 'outpatient-special-drug'
  readonly on: string
  readonly hospitalCode: string
  readonly proper: boolean
  readonly inScope: Decimal
  readonly offCatalogue: Decimal
  readonly basic: number | null
  readonly criticalIllness: number | null
  readonly commercial: number
}

/** Any visit of 2023 of a person of Jincheng, each amount to the fen. Some are refused, because too much was paid. */
export const anyBill: fc.Arbitrary<Bill> = fc
  .record<Drawn>({
    care: fc.constantFrom('inpatient', 'inpatient', 'inpatient', 'outpatient-chronic', 'outpatient-special-drug'),
    on: day,
    hospitalCode: fc.constantFrom(cityHospital, cityHospital, elsewhere, abroad),
    proper: fc.boolean(),
    inScope: fen(12_000_000),
    offCatalogue: fen(2_000_000),
    basic: insurerShare,
    criticalIllness: insurerShare,
    commercial: fc.constantFrom(0, 0, 20),
  })
  .map(billOf)

function billOf({ care, on, hospitalCode, proper, inScope, offCatalogue, ...paid }: Drawn): Bill {
  // No pack holds a schedule of basic insurance for outpatient care.
  const basic = paid.basic === null && care !== 'inpatient' ? 50 : paid.basic
  const left = inScope.minus(basic === null ? 0 : share(inScope, basic))
  return {
    care,
    on,
    hospitalCode,
    ...(proper ? { referral: 'proper' } : {}),
    inScope: yuan(inScope),
    offCatalogue: yuan(offCatalogue),
    basic: basic === null ? null : yuan(share(inScope, basic)),
    criticalIllness: paid.criticalIllness === null ? null : yuan(share(left, paid.criticalIllness)),
    commercial: yuan(share(left, paid.commercial)),
  }
}
