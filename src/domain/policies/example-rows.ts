import { z } from 'zod'
import { cares } from '../names/care.ts'
import { hospitalLevels } from '../names/hospitals.ts'
import { insurances } from '../names/insurances.ts'
import { payers } from '../names/payers.ts'
import { registrationKinds } from '../names/registrations.ts'
import { gradeCode } from './condition-rows.ts'
import { bilingual, categoriesOf, dayValue, flag, identityCode, regionCode, yearValue, yuanValue } from './values.ts'

const hospital = z.strictObject({
  region: regionCode.optional(),
  level: z.enum(hospitalLevels).optional(),
  grade: gradeCode.optional(),
  criticalDiseaseDesignated: flag.optional(),
})

/** What a visit of an example cost, and who pays what of it. What is left out of `payers` is not compared. */
const visit = z.strictObject({
  on: dayValue,
  admitted: dayValue.optional(),
  care: z.enum(cares).default('inpatient'),
  hospital: hospital.optional(),
  referral: z.enum(['proper', 'none']).optional(),
  emergency: flag.optional(),
  disease: z.string().min(1).max(20).optional(),
  registered: z.enum(registrationKinds).optional(),
  package: z.string().min(1).optional(),
  inScope: yuanValue,
  offCatalogue: yuanValue.optional(),
  overLimit: yuanValue.optional(),
  preSelfPay: yuanValue.optional(),
  /** Left out, the schedules of the pack say. */
  basic: yuanValue.optional(),
  criticalIllness: yuanValue.optional(),
  supplementary: yuanValue.optional(),
  commercial: yuanValue.optional(),
  payers: z.partialRecord(z.enum(payers), yuanValue).refine((said) => Object.keys(said).length > 0, 'payers'),
})

/** An identity with the days that it is held, where rules look at them. */
const held = z.strictObject({
  identity: identityCode,
  from: dayValue,
  to: dayValue.optional(),
  /** When it was applied for, where rules look back from that day. */
  applied: dayValue.optional(),
})

const person = z.strictObject({
  identities: categoriesOf.optional(),
  held: z.array(held).min(1).optional(),
  insured: regionCode.optional(),
  enrolled: flag.optional(),
  tier: z.enum(['1', '2']).meta({ 'x-yaml': 'number' }).optional(),
  insurance: z.enum(insurances).optional(),
  born: dayValue.optional(),
  /** Of which group the person is enrolled, a name of `names` with of: group. */
  group: identityCode.optional(),
  /** The years of enrolment, where rules count them, and those of them without a claim. */
  enrolledYears: z.array(yearValue).min(1).optional(),
  yearsWithoutClaims: z.array(yearValue).min(1).optional(),
})

/** The year of one person, worked by hand: the check computes it and says what comes out otherwise. */
export const exampleSchema = z.strictObject({
  why: bilingual,
  /** Whether a bureau or a government published the example, and where. */
  published: flag.optional(),
  source: bilingual.optional(),
  person: person.optional(),
  visits: z.array(visit).min(1),
})

export type Example = z.infer<typeof exampleSchema>
export type ExampleVisit = Example['visits'][number]
