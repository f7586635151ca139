import { z } from 'zod'
import { enrolmentGroups } from '../names/enrolment-groups.ts'
import { codeTables } from '../names/national-codes.ts'
import { registrationKinds } from '../names/registrations.ts'
import { aid, limitNames, topUpShape, withoutReferral } from './aid-rows.ts'
import { catalogueItem } from './catalogue-rows.ts'
import { gradeCode, insuranceAsked, unableToWork } from './condition-rows.ts'
import { basic, criticalIllness, criticalIllnessTilt } from './insurance-rows.ts'
import { limitPeriod } from './period-rows.ts'
import { plausibleAmount, plausibleFeeDay, plausibleStay } from './plausible-rows.ts'
import { figure, figureFallback, premium } from './premium-rows.ts'
import {
  bilingual,
  caresOf,
  categoriesOf,
  dated,
  dayValue,
  departmentCode,
  flag,
  identityCode,
  numeric,
  shareValue,
  where,
  written,
  yearValue,
  yuanValue,
} from './values.ts'
import { yearAid } from './year-aid-rows.ts'

/**
 * A limit of one or more categories, of the calendar year unless `period` says otherwise. `amount: null` is a limit the text
 * does not state (000000/G11).
 */
const limit = z.strictObject({
  ...dated,
  name: z.string().min(1),
  for: categoriesOf,
  amount: yuanValue.nullable(),
  period: limitPeriod.optional(),
  ...insuranceAsked,
})

/** Aid is raised until all payers together cover `share` of the in-scope cost (140500/J7). */
const floor = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  where,
  share: shareValue,
  limit: limitNames,
  ...insuranceAsked,
})

/** Off-catalogue cost above the share of the total is the hospital's (140500/J13). */
const offCatalogueControl = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  where,
  /** Whether the shares go by the hospital's grade, which is what is meant where nothing is said, by its level, or are one. */
  by: z.enum(['grade', 'level', 'any']).optional(),
  share: z.record(gradeCode, shareValue),
  ...insuranceAsked,
})

/** What aid pays of the off-catalogue cost inside the control (140500/J14). */
const offCatalogueAid = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  where,
  rate: shareValue,
  limit: limitNames,
  ...insuranceAsked,
})

/** Which visits count into the year's self-pay that tilt or re-aid looks at (000000/G13). */
const accumulation = z.strictObject({ ...dated, care: caresOf, where })

/** The split inside a disease's package limit (140500/J11). The limits themselves are the figure `package`. */
const packageSplit = z.strictObject({
  ...dated,
  for: categoriesOf,
  unableToWork,
  basic: shareValue,
  aid: shareValue,
  ...insuranceAsked,
})

const quota = z.strictObject({
  ...dated,
  care: caresOf,
  management: z.literal('quota'),
  aidedAt: z.literal('year-end'),
})

/** `listEntitles`: whether a department's list alone is enough to be aided at the counter; left out, it is (000000/G23). */
const channel = z.strictObject({
  ...dated,
  for: categoriesOf,
  channel: z.enum(['direct', 'on-application']),
  listEntitles: flag.optional(),
})
/**
 * How long a step of an application may take. `within` counts from the step before it, or from the receipt where `since`
 * says so; `lasts` is how long what is published stays up. A step that no row names has no period that we know of.
 */
const applicationPeriod = z.strictObject({
  ...dated,
  /** Left out: whoever applies. */
  for: categoriesOf.optional(),
  step: z.enum(['check', 'publicise', 'decide']),
  within: numeric(/^[1-9]\d{0,2}$/, 'days').optional(),
  since: z.enum(['step-before', 'received']).default('step-before'),
  lasts: numeric(/^[1-9]\d{0,2}$/, 'days').optional(),
  counted: z.enum(['working-days', 'calendar-days']),
})
const depositWaiver = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  where: z.enum(['insured-place']),
  referredFromPrimaryCare: flag,
})
/**
 * A line of early warning. `return`: watched against falling back into poverty; `fall`: against falling into it. Each alert is
 * to be checked by the end of the month after the one it is raised in, or sooner where a row says within how many days.
 */
const earlyWarning = z.strictObject({
  ...dated,
  alarm: z.enum(['return', 'fall']),
  for: z.union([categoriesOf, z.literal('everyone-else')]),
  above: yuanValue,
  pushedTo: z.array(departmentCode),
  every: z.literal('month'),
  checkedWithinDays: numeric(/^[1-9]\d{0,2}$/, 'days').optional(),
})
/** Of whom at least which share is to be enrolled: of each group by itself. */
const enrolment = z.strictObject({
  ...dated,
  group: z.enum(enrolmentGroups).optional(),
  for: categoriesOf,
  rateAtLeast: shareValue,
})
const roster = z.strictObject({
  ...dated,
  department: departmentCode,
  certifies: categoriesOf,
  dueDay: numeric(/^([1-9]|[12]\d|3[01])$/, 'day-of-month').optional(),
  onHoliday: z.literal('next-working-day').optional(),
  mergedWithinWorkingDays: numeric(/^\d{1,2}$/, 'days').optional(),
})
/** When a department's list is pointed at: it lost a larger share of its people than this since the last one. */
const rosterWatch = z.strictObject({ ...dated, shrinkAbove: shareValue })
/** How long looks at people and what was done are kept at least, never less than six months. */
const auditKept = z.strictObject({ ...dated, months: numeric(/^([6-9]|[1-9]\d{1,2})$/, 'months') })
const daySpan = z.strictObject({ from: dayValue, to: dayValue, name: z.string().min(1) })
/** The public holidays of a year: days on which offices are closed, and weekend days on which they work instead. */
const holidays = z.strictObject({ year: yearValue, closed: z.array(daySpan), working: z.array(dayValue) })
/** What a province asks of its cities at least (370000/N6). */
const floorOfProvince = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  rateAtLeast: shareValue,
  limitAtLeast: yuanValue,
})
const fund = z.strictObject({
  ...dated,
  account: z.literal('separate'),
  sources: z.array(z.string()),
  reconciledEvery: z.literal('quarter'),
  wronglyPaid: z.literal('recovered'),
})
const registration = z.strictObject({
  ...dated,
  kind: z.enum(registrationKinds),
  decides: z.enum(['registration', 'list']),
  /** What a hospital's own registration (2503) is: a request that the bureau confirms, unless the region says it counts at once. */
  byHospital: z.enum(['request', 'counts']).optional(),
})

/**
 * What a code of the national messages stands for in a region: `means` is our word for it, `name` its own. The national
 * interface leaves these codes to the regions, and they change, so they are data with days and not an enum.
 */
const code = z.strictObject({
  ...dated,
  table: z.enum(codeTables),
  code: z.string().min(1).max(6),
  means: z.string().min(1),
  name: z.string().min(1),
  /** Kinds of visit only: one that is an emergency. */
  emergency: flag.optional(),
})

/** Something the documents leave to someone else, named so that the service can answer with it. */
const gap = z.strictObject({
  topic: z.enum(['premium', 'aid', 'tilt', 'reAid', 'basic', 'criticalIllness', 'early-warning', 'application']),
  for: categoriesOf.optional(),
  care: caresOf.optional(),
  /** Premium subsidies only: what one tier leaves open and the other lays down. */
  tier: z.enum(['1', '2']).meta({ 'x-yaml': 'number' }).optional(),
  ...insuranceAsked,
  decides: bilingual,
})

/**
 * A rule that the document has and this program cannot compute: it is settled by hand. Answers name the clause, and the
 * bureau then gives the amount with its grounds; with `limit` that amount is drawn on the limit.
 */
const manual = z.strictObject({
  ...dated,
  topic: z.enum(['aid', 'reAid', 'tilt', 'premium', 'basic', 'criticalIllness']),
  for: categoriesOf.optional(),
  care: caresOf.optional(),
  limit: z.string().min(1).optional(),
  ...insuranceAsked,
  /** Who settles it. */
  decides: bilingual,
})

/** What a pack may give a name. */
export const namedThings = ['identity', 'grade', 'group', 'limit', 'figure', 'department', 'disease'] as const

/**
 * A word that a pack brings along, with its names in both languages. An identity may say before which other it stands where
 * two give the same (000000/G4), and by which other words lists call it; its national codes are rows of `codes`.
 */
const nameRow = z.strictObject({
  ...dated,
  of: z.enum(namedThings),
  code: written(/^[\w.-]{1,40}$/, 'name-code'),
  name: bilingual,
  before: identityCode.optional(),
  alsoCalled: z.array(z.string().min(1).max(40)).min(1).optional(),
})

/** What a clause may lay down, each kind a list of rows. */
export const rowLists = {
  limits: z.array(limit).optional(),
  aid: z.array(aid).optional(),
  withoutReferral: z.array(withoutReferral).optional(),
  floor: z.array(floor).optional(),
  offCatalogueControl: z.array(offCatalogueControl).optional(),
  offCatalogueAid: z.array(offCatalogueAid).optional(),
  topUp: z.array(topUpShape).optional(),
  householdAid: z.array(yearAid).optional(),
  secondAid: z.array(yearAid).optional(),
  accumulation: z.array(accumulation).optional(),
  package: z.array(packageSplit).optional(),
  quota: z.array(quota).optional(),
  basic: z.array(basic).optional(),
  criticalIllness: z.array(criticalIllness).optional(),
  criticalIllnessTilt: z.array(criticalIllnessTilt).optional(),
  premium: z.array(premium).optional(),
  figures: z.array(figure).optional(),
  figureFallback: z.array(figureFallback).optional(),
  channel: z.array(channel).optional(),
  applicationPeriod: z.array(applicationPeriod).optional(),
  depositWaiver: z.array(depositWaiver).optional(),
  earlyWarning: z.array(earlyWarning).optional(),
  enrolment: z.array(enrolment).optional(),
  roster: z.array(roster).optional(),
  rosterWatch: z.array(rosterWatch).optional(),
  auditKept: z.array(auditKept).optional(),
  holidays: z.array(holidays).optional(),
  floorOfProvince: z.array(floorOfProvince).optional(),
  fund: z.array(fund).optional(),
  registration: z.array(registration).optional(),
  codes: z.array(code).optional(),
  plausibleAmount: z.array(plausibleAmount).optional(),
  plausibleStay: z.array(plausibleStay).optional(),
  plausibleFeeDay: z.array(plausibleFeeDay).optional(),
  catalogue: z.array(catalogueItem).optional(),
  gap: z.array(gap).optional(),
  manual: z.array(manual).optional(),
  names: z.array(nameRow).optional(),
}
