import { z } from 'zod'
import { exampleSchema } from './example-rows.ts'
import { rowLists } from './rows.ts'
import { bilingual, clauseId, dated, dayValue, flag, regionCode } from './values.ts'

/**
 * A policy document as data: clauses in the document's order, each with its citation, our own words
 * for what it says, a status, and typed values.
 *
 * Numbers are text here. The YAML reader hands over the digits as they stand in the file, because a
 * rate that has been a float once cannot be trusted to be exact afterwards.
 */

export const statuses = ['text', 'reading', 'unconfirmed', 'gap', 'manual'] as const
/**
 * text: the document says so. reading: our reading of an open text. unconfirmed: from another public source. gap: left to
 * someone else. manual: the document says so, and it is settled by hand.
 */
export type Status = (typeof statuses)[number]

/** Readings that apply to a whole pack. Each is a choice that the engine implements; none is a constant in code. */
export const switches = z.strictObject({
  /** 000000/G2 */ rounding: z.enum(['half-up', 'half-even', 'down']).optional(),
  /** 000000/G4 */ ties: z.enum(['pack-order', 'held-longest']).optional(),
  /** 000000/G5 */ lawOn: z.enum(['discharge', 'admission']).optional(),
  /** 000000/G5 */ identityOn: z.enum(['discharge', 'admission', 'better']).optional(),
  /** 000000/G7 */ categoryChange: z.enum(['used-stays-used', 'starts-anew']).optional(),
  /** 000000/G8.2 */ emergencyWithoutReferral: z.enum(['not-exempt', 'exempt']).optional(),
  /** 000000/G28 */ openDocument: z.enum(['in-force', 'old-after-five-years']).optional(),
  /** 000000/G8 */ referralUnfiled: z.enum(['marked', 'refused']).optional(),
  /** 000000/G15 */ aidWithoutLimit: z.enum(['recorded', 'not-recorded']).optional(),
  /** 370000/N7 */ fundLevel: z.enum(['region', 'county']).optional(),
  /** 000000/G16 */ localCareDigits: z.enum(['2', '4', '6']).meta({ 'x-yaml': 'number' }).optional(),
  /** 000000/G17 */ criticalIllnessOver: z.enum(['year', 'stay']).optional(),
  /** 000000/G19 */ governedBy: z.enum(['insurance', 'certification']).optional(),
  /** 000000/G21 */ aidWithoutInsurance: z.enum(['none', 'rest']).optional(),
  /** 000000/G25 */ overlappingStays: z.enum(['warned', 'refused']).optional(),
  /** 000000/G1 */ thirdPartyInjury: z.enum(['warned', 'refused']).optional(),
  /** words */ catalogueMeans: z.enum(['in-scope', 'within-catalogue']).optional(),
  /** words */ outsideCatalogueMeans: z.enum(['off-catalogue', 'all-not-in-scope']).optional(),
  /** 000000/G13 */ accumulates: z.enum(['since-identity', 'whole-year']).optional(),
  /** 140500/J5 */ aidDeductibleOver: z.enum(['year', 'stay']).optional(),
  /** 140500/J11 */ packageOrStay: z.enum(['least-left', 'package-only']).optional(),
  /** 140500/J17 */ personBurden: z.enum(['all-paid', 'in-scope']).optional(),
  /** 140500/J18 */ dibaoMarginalDirect: flag.optional(),
  /** 500243/P5 */ limitsAre: z.enum(['separate', 'shared']).optional(),
})

export const clauseSchema = z.strictObject({
  clause: clauseId,
  cite: z.string().min(1),
  says: bilingual,
  status: z.enum(statuses),
  /** One sentence why the open text is read so. */
  reading: bilingual.optional(),
  /** Where an unconfirmed value comes from. */
  source: bilingual.optional(),
  /** Clauses of the packs this one inherits that it takes the place of, such as 140000/J4. */
  replaces: z.array(z.string()).optional(),
  ...dated,
  switches: switches.optional(),
  ...rowLists,
})

export const packFileSchema = z.strictObject({
  region: regionCode,
  name: bilingual,
  /** policy: gives law, and its days are the pack's days. supplement: schedules, figures, rules that add to it. */
  role: z.enum(['policy', 'supplement']),
  document: z.strictObject({
    number: z.string().min(1),
    title: bilingual,
    issuer: bilingual,
    issued: dayValue.nullable(),
  }),
  inForce: z.strictObject({ from: dayValue, to: dayValue.nullable(), reading: bilingual.optional() }),
  /** The region whose clauses hold here too, unless a clause says it replaces them. */
  inherits: regionCode.optional(),
  clauses: z.array(clauseSchema).min(1),
  /** Worked by hand; they change no amount, so they are not in the hash of a pack. */
  examples: z.array(exampleSchema).optional(),
})

export type PackFile = z.infer<typeof packFileSchema>
export type Clause = z.infer<typeof clauseSchema>
export type Switches = z.infer<typeof switches>
export type RowKind = keyof typeof rowLists
export type RowOf<K extends RowKind> = NonNullable<Clause[K]>[number]
export const rowKinds = Object.keys(rowLists) as RowKind[]
