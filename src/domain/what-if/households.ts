import type { Claim, Facts, HeldRegistration } from '../adjudication/types.ts'
import type { Bilingual } from '../language.ts'
import { emptyYear } from '../ledger/year-state.ts'
import { type Decimal, decimal, sum, toFen, zero } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { FeeClass, HospitalLevel } from '../names/hospitals.ts'
import type { Payer } from '../names/payers.ts'
import { payers } from '../names/payers.ts'
import type { RegistrationKind } from '../names/registrations.ts'
import type { Law } from '../policies/law.ts'
import { type LawFinder, replayUnder, type YearVisit } from './settled-year.ts'

/** A visit of an example: its costs in yuan, all of it in scope but what lies outside the catalogue. */
interface ExampleBill {
  readonly month: number
  readonly care: Care
  readonly inScope: string
  readonly outside?: string
  readonly level: HospitalLevel
  readonly feeClass: FeeClass
  /** Outside the province, with or without a referral. */
  readonly elsewhere?: 'proper' | 'none'
}

interface Member {
  readonly as: readonly Category[]
  readonly bills: readonly ExampleBill[]
}

export interface ExampleHousehold {
  readonly id: string
  readonly says: Bilingual
  readonly members: readonly Member[]
}

const county = { level: 'two', feeClass: 'county-two' } as const
const city = { level: 'three', feeClass: 'city-two' } as const
const township = { level: 'one', feeClass: 'class-three' } as const
const province = { level: 'three', feeClass: 'class-one' } as const

const stay = (month: number, inScope: string, of: typeof county | typeof city | typeof township | typeof province) => ({
  ...{ month, care: 'inpatient' as const, inScope },
  ...of,
})
const clinic = (care: Care, inScope: string, months: readonly number[]) =>
  months.map((month) => ({ month, care, inScope, ...county }))

/** Twelve households whose year is the same in every run, so that two drafts can be told apart at a glance. */
export const exampleHouseholds: readonly ExampleHousehold[] = [
  household(
    'tekun-stay',
    '特困老人，乡镇卫生院住院一次，政策范围内8000元',
    'an old person on tekun, one stay in a township of 8000 in scope',
    [{ as: ['tekun'], bills: [stay(3, '8000.00', township)] }],
  ),
  household(
    'tekun-severe',
    '特困人员，市级医院住院两次，共150000元，目录外各3000元',
    'a person on tekun, two stays in the city, 150000 in scope, 3000 each off the catalogue',
    [
      {
        as: ['tekun'],
        bills: [stay(2, '90000.00', city), stay(8, '60000.00', city)].map((bill) => ({ ...bill, outside: '3000.00' })),
      },
    ],
  ),
  household('dibao-stay', '低保对象，县医院住院一次，30000元', 'a person on dibao, one stay in the county, 30000', [
    { as: ['dibao'], bills: [stay(5, '30000.00', county)] },
  ]),
  household(
    'dibao-limit',
    '低保对象，市级医院住院三次，共300000元，达到年度限额',
    'a person on dibao, three stays in the city, 300000, up to the annual limit',
    [{ as: ['dibao'], bills: [stay(1, '120000.00', city), stay(5, '100000.00', city), stay(10, '80000.00', city)] }],
  ),
  household('dibao-chronic', '低保对象，门诊慢性病每月600元', 'a person on dibao with a chronic disease, 600 a month', [
    { as: ['dibao'], bills: clinic('outpatient-chronic', '600.00', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) },
  ]),
  household('dibao-family', '低保家庭两人住院，18000元和9000元', 'a family on dibao, two in hospital, 18000 and 9000', [
    { as: ['dibao'], bills: [stay(4, '18000.00', county)] },
    { as: ['dibao'], bills: [stay(7, '9000.00', township)] },
  ]),
  household(
    'returned',
    '返贫致贫人口，市级医院住院一次，60000元',
    'a person returned to poverty, one stay in the city, 60000',
    [{ as: ['poverty-returned'], bills: [stay(6, '60000.00', city)] }],
  ),
  household(
    'monitored-referred',
    '突发严重困难人口，经转诊在省外住院，120000元',
    'a person in sudden hardship, referred outside the province, 120000',
    [{ as: ['monitored-sudden'], bills: [{ ...stay(9, '120000.00', province), elsewhere: 'proper' }] }],
  ),
  household(
    'monitored-unreferred',
    '边缘易致贫人口，未经转诊在省外住院，25000元',
    'a person on the margin of poverty, outside the province without a referral, 25000',
    [{ as: ['monitored-marginal'], bills: [{ ...stay(9, '25000.00', province), elsewhere: 'none' }] }],
  ),
  household(
    'marginal',
    '低保边缘家庭成员，县医院住院一次，50000元，目录外2000元',
    'a family on the margin of dibao, one stay in the county, 50000, 2000 off the catalogue',
    [{ as: ['dibao-marginal'], bills: [{ ...stay(7, '50000.00', county), outside: '2000.00' }] }],
  ),
  household(
    'impoverished',
    '因病致贫患者，门诊特殊疾病40000元，住院180000元',
    'a patient impoverished by illness, 40000 of special-disease care and a stay of 180000',
    [
      {
        as: ['illness-impoverished'],
        bills: [...clinic('outpatient-special-disease', '10000.00', [1, 2, 3, 4]), stay(6, '180000.00', city)],
      },
    ],
  ),
  household(
    'resident',
    '没有救助身份的居民，市级医院住院一次，40000元',
    'a resident without an identity, one stay in the city, 40000',
    [{ as: [], bills: [stay(6, '40000.00', city)] }],
  ),
]

function household(id: string, zh: string, en: string, members: readonly Member[]): ExampleHousehold {
  return { id, says: { zh, en }, members }
}

/** What a household's year comes to. Yuan. */
export interface HouseholdOutcome {
  readonly total: Decimal
  readonly insured: Decimal
  readonly aid: Decimal
  readonly person: Decimal
}

/**
 * A household's year under a law. Where the packs have no schedule of basic insurance it is taken to pay 60% of the in-scope cost, and
 * critical-illness insurance nothing where none has one. Errors: those of the engine, such as `figure-missing`.
 */
export function householdUnder(
  lawOn: LawFinder,
  region: string,
  year: number,
  { members }: ExampleHousehold,
): HouseholdOutcome {
  const law = lawOn(region, `${year}-12-31`)
  const paid = members.flatMap((member, at) => {
    const visits = member.bills.map((bill, seq) =>
      visitOf(law, { region, year, member, bill, name: `${at}-${seq}`, seq }),
    )
    return replayUnder(lawOn, { region, beginning: emptyYear }, visits).active.map(({ outcome }) => outcome.payers)
  })
  const of = (...names: readonly Payer[]) => sum(paid.flatMap((one) => names.map((name) => decimal(one[name]))))
  return {
    total: of(...payers),
    insured: of('basic', 'criticalIllness'),
    aid: of('assistance', 'reAid', 'tilt'),
    person: of('person'),
  }
}

interface Placed {
  readonly region: string
  readonly year: number
  readonly member: Member
  readonly bill: ExampleBill
  readonly name: string
  readonly seq: number
}

function visitOf(law: Law, { region, year, member, bill, name, seq }: Placed): YearVisit {
  const on = `${year}-${String(bill.month).padStart(2, '0')}-15`
  return {
    ...{ settlementId: name, seq, closedAt: null, hospitalCode: '', county: region, category: member.as[0] ?? null },
    paid: Object.fromEntries(payers.map((payer) => [payer, zero])) as YearVisit['paid'],
    claim: claimOfBill(law, bill, on),
    facts: factsOfBill(region, member, bill),
  }
}

function claimOfBill(
  { tables }: Law,
  { care, inScope: text, outside = '0.00', elsewhere }: ExampleBill,
  on: string,
): Claim {
  const inScope = decimal(text)
  const offCatalogue = decimal(outside)
  const isStay = care === 'inpatient'
  const hasSchedule = tables.basic.some((row) => row.care.includes(care) && row.insurance.includes('residents'))
  const hasCritical = tables.criticalIllness.length > 0
  return {
    ...{ care, referral: elsewhere ?? null, emergency: false },
    ...(isStay
      ? { admittedOn: on, dischargedOn: on, servedOn: null }
      : { admittedOn: null, dischargedOn: null, servedOn: on }),
    diseaseCode: isStay ? null : exampleDisease,
    costs: { total: inScope.plus(offCatalogue), offCatalogue, overLimit: zero, preSelfPay: zero, inScope },
    paid: {
      basic: hasSchedule ? null : toFen(inScope.times(defaultShare)),
      criticalIllness: hasCritical ? null : zero,
      ...{ supplementary: zero, commercial: zero, socialAid: zero },
    },
  }
}

const defaultShare = decimal('0.60')
const exampleDisease = 'E11.900'

const kinds: Readonly<Partial<Record<Care, RegistrationKind>>> = {
  'outpatient-chronic': 'chronic',
  'outpatient-special-disease': 'special-disease',
}

/** As registers show somebody with whom everything is in order. */
function factsOfBill(region: string, { as }: Member, { care, level, feeClass, elsewhere }: ExampleBill): Facts {
  const lasting = { from: '1900-01-01', to: null }
  const kind = kinds[care]
  const held = as.map((category) => ({ category, ...lasting }))
  const registrations: HeldRegistration[] =
    kind === undefined
      ? []
      : [{ id: 'example', kind, diseaseCode: exampleDisease, management: 'visit', packageCode: null, ...lasting }]
  return {
    person: { insuredRegion: region, enrolledTier: 1 },
    hospital: { region: elsewhere ? farAway(region) : region, level, feeClass, criticalDiseaseDesignated: true },
    identities: held.map((one, at) => ({ id: `example-${at}`, ...one })),
    registrations,
    approvals: held,
  }
}

/** A place in another province. */
function farAway(region: string): string {
  return region.startsWith('31') ? '110000' : '310000'
}
