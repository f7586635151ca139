import type { RowKind, RowOf } from '../../domain/policies/pack.ts'
import type { RowAt } from './world.ts'

type KeysOf = { readonly [K in RowKind]: (row: RowOf<K>) => string[] }

/**
 * What each row governs, as names. Two rows in force on one day with one name in common lay down the
 * same thing twice. Figures and premium subsidies go by the year instead and are compared there; a gap
 * and a province's floor govern nothing themselves.
 */
const keysOf: KeysOf = {
  limits: (row) => each(row.for, (who) => `${row.name} ${who}`),
  aid: (row) => each(diseasesOf(row), (disease) => whoAndCare(row, ` ${disease}`)),
  withoutReferral: (row) => whoAndCare(row),
  floor: (row) => whoAndCare(row),
  offCatalogueControl: (row) => whoAndCare(row),
  offCatalogueAid: (row) => whoAndCare(row),
  topUp: (row) => whoAndCare(row, ` ${row.payer}`),
  // One row a year: what is borne of all its care is reckoned together.
  householdAid: (row) => [...row.for],
  secondAid: (row) => [...row.for],
  accumulation: (row) => [...row.care],
  package: (row) => [...row.for],
  quota: (row) => [...row.care],
  basic: (row) =>
    each(tiersOf(row), (tier) =>
      each(placesOf(row), (place) =>
        each(whose(row), (who) => row.care.map((care) => `${care} ${tier}${place}${who}`)),
      ),
    ),
  criticalIllness: (row) => (row.for === undefined ? ['schedule'] : row.for.map((who) => `schedule ${who}`)),
  criticalIllnessTilt: (row) => [...row.for],
  premium: () => [],
  figures: () => [],
  figureFallback: (row) => [row.figure],
  channel: (row) => [...row.for],
  applicationPeriod: (row) => (row.for ?? ['everyone']).map((who) => `${who} ${row.step}`),
  depositWaiver: (row) => whoAndCare(row),
  earlyWarning: (row) => (row.for === 'everyone-else' ? ['everyone-else'] : [...row.for]),
  enrolment: (row) => [...row.for],
  roster: (row) => row.certifies.map((who) => `${row.department} ${who}`),
  rosterWatch: () => ['shrink'],
  auditKept: () => ['kept'],
  holidays: (row) => [row.year],
  floorOfProvince: () => [],
  fund: () => ['account'],
  registration: (row) => [row.kind],
  codes: codeKeys,
  plausibleAmount: (row) => [row.of],
  plausibleStay: () => ['stay'],
  plausibleFeeDay: () => ['fee-day'],
  catalogue: (row) => [row.item],
  gap: () => [],
  manual: (row) => topicsByHand(row),
  names: (row) => [`${row.of} ${row.code}`],
}

/** What the row governs, each with its kind: `aid dibao inpatient special`. */
export function keysOfRow(at: RowAt): string[] {
  const keys = keysOf[at.kind] as (row: unknown) => string[]
  return keys(at.row).map((key) => `${at.kind} ${key}`)
}

/** What a row lays down in the words of a gap: `aid dibao inpatient`. */
export function topicsOfRow(at: RowAt): string[] {
  switch (at.kind) {
    case 'aid':
      return whoAndCare(at.row).map((key) => `aid ${key}`)
    case 'householdAid':
      return whoAndCare(at.row).map((key) => `aid ${key}`)
    case 'topUp':
      return whoAndCare(at.row).map((key) => `${at.row.payer} ${key}`)
    case 'premium':
      return at.row.for.map((who) => ['premium', who, ...(at.row.tier ? [at.row.tier] : [])].join(' '))
    case 'basic':
      return at.row.care.map((care) => `basic * ${care}`)
    case 'criticalIllness':
      return ['criticalIllness *']
    case 'earlyWarning':
      return ['early-warning *']
    default:
      return []
  }
}

/** The same of what is settled by hand; without people or care named, it is for all of them. */
export function topicsByHand({ topic, for: who, care }: RowOf<'manual'>): string[] {
  return (who ?? ['*']).flatMap((one) =>
    (care ?? [undefined]).map((kind) => [topic, one, kind].filter(Boolean).join(' ')),
  )
}

/** Whether a gap leaves open what a row lays down; a gap that names nobody or no care leaves all of it open. */
export function leavesOpen(gap: RowOf<'gap'> | RowOf<'manual'>, topic: string): boolean {
  const [what, who, care] = topic.split(' ')
  if (gap.topic !== what) return false
  const forThem = gap.for === undefined || who === '*' || gap.for.some((category) => category === who)
  if (gap.topic === 'premium')
    return forThem && (tierOf(gap) === undefined || care === undefined || tierOf(gap) === care)
  return forThem && (gap.care === undefined || care === undefined || gap.care.some((name) => name === care))
}

function tierOf(gap: RowOf<'gap'> | RowOf<'manual'>): string | undefined {
  return 'tier' in gap ? gap.tier : undefined
}

function whoAndCare(row: { for: readonly string[]; care: readonly string[] }, also = ''): string[] {
  return row.for.flatMap((who) => row.care.map((care) => `${who} ${care}${also}`))
}

function each<T>(items: readonly T[], make: (item: T) => string | string[]): string[] {
  return items.flatMap(make)
}

function diseasesOf(row: RowOf<'aid'>): string[] {
  return row.disease === 'any' ? ['special', 'other'] : [row.disease]
}

/** A code stands for one thing; what is written as well as read also has one code. */
function codeKeys(row: RowOf<'codes'>): string[] {
  const read = `${row.table} ${row.code}`
  // Several codes may stand for one identity; what is written is the first of them.
  const written = row.table === 'med_type' || row.table === 'psn_idet_type' ? [] : [`${row.table} for ${row.means}`]
  // Two payers may stand under one fund's code, so a fund is named by what it means only.
  return row.table === 'fund_pay_type' ? written : [read, ...written]
}

/** A schedule for one side of the border is no second one for the other. */
function placesOf({ where }: RowOf<'basic'>): string[] {
  const [inside, outside] = ['', ' outside-province']
  return where === 'anywhere' ? [inside, outside] : [where === 'in-province' ? inside : outside]
}

/** A schedule of some identities stands beside that of everyone. */
function whose(row: RowOf<'basic'>): string[] {
  return row.for === undefined ? [''] : row.for.map((who) => ` ${who}`)
}

function tiersOf(row: RowOf<'basic'>): string[] {
  return row.tier === undefined ? ['1', '2'] : [row.tier]
}
