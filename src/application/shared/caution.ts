/** What may be cautioned of in a record of the registers. */
export const cautionCodes = [
  'id-number-check-digit',
  'birth-date-differs',
  'id-number-elsewhere',
  'same-name-and-birth',
  'insured-region-dated',
  'person-replaced',
  'fields-reset',
  'enrolment-ends',
] as const
export type RegisterCautionCode = (typeof cautionCodes)[number]

/** Something that was taken as sent but should be looked at. */
export interface Caution {
  readonly code: RegisterCautionCode
  readonly text: string
}
