/*
 * The codes that answers carry and the ledger keeps. A code is never taken out or given another meaning: settlements of
 * years ago hold it. Its words are in src/application/explain.
 */

/** Why something was not paid. */
export const reasonCodes = [
  'no-identity',
  'certified-elsewhere',
  'not-insured',
  'on-application',
  'referral-missing',
  'category-not-aided',
  'left-open',
  'by-hand',
  'identity-by-hand',
  'registration-missing',
  'hospital-not-designated-for-disease',
  'package-for-residents',
  'package-leaves-more',
  'stay-leaves-no-less',
  'aided-at-year-end',
  'aided-with-the-year',
  'hospital-level-too-low',
  'in-scope-not-above',
  'in-scope-above',
  'place-not-named',
  'hospital-level-not-named',
  'hospital-grade-not-named',
  'referral-not-named',
  'disease-not-listed',
  'insurance-not-named',
  'age-not-named',
  'aided-less',
  'visit-cap-reached',
  'below-least',
  'identity-of-admission',
  'deductible-taken',
  'limit-reached',
  'floor-met',
  'tilt-below-threshold',
  'tilt-outside',
  'tilt-referral-missing',
  'tilt-without-limit',
  'tilt-limit-not-used-up',
  'tilt-not-named',
  'tilt-held-back',
  'tilt-owed-for-earlier',
  're-aid-below-threshold',
  're-aid-outside',
  're-aid-referral-missing',
  're-aid-without-limit',
  're-aid-limit-not-used-up',
  're-aid-not-named',
  're-aid-held-back',
  're-aid-owed-for-earlier',
  'identity-not-counted',
  'given-leaves-less',
  'basic-cap-reached',
  'critical-illness-below-deductible',
  'critical-illness-cap-reached',
  'premium-no-identity',
  'premium-not-subsidised',
  'premium-for-residents',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** Which step of the calculation a line is. */
export const stepCodes = [
  'hospital-share',
  'basic-given',
  'basic',
  'critical-illness-given',
  'critical-illness',
  'supplementary-given',
  'commercial-given',
  'socialAid-given',
  'assistance',
  'assistance-by-hand',
  're-aid-by-hand',
  'tilt-by-hand',
  'assistance-floor',
  'assistance-off-catalogue',
  're-aid',
  'tilt',
  're-aid-for-earlier',
  'tilt-for-earlier',
  'person',
  'package-hospital',
  'package-basic',
  'package-assistance',
] as const
export type StepCode = (typeof stepCodes)[number]

/** What was used that is unconfirmed, provisional or unusual. */
export const warningCodes = [
  'unconfirmed-value',
  'unconfirmed-figure',
  'doubtful-figure',
  'provisional-figure',
  'unusual-amount',
  'unusual-stay',
  'unusual-receipt',
  'enrolment-differs',
  'stay-overlaps',
  'referral-not-filed',
  'document-old',
  'insurance-given-as-nil',
] as const
export type WarningCode = (typeof warningCodes)[number]

/** What the bureau should look at in a department's list, or about its arrival; it stops nothing. */
export const rosterWarningCodes = [
  'late',
  'not-received',
  'shrunk',
  'missing-people',
  'holiday-table-missing',
  'changed-since',
] as const
export type RosterWarningCode = (typeof rosterWarningCodes)[number]
