import {
  findSubsidy,
  insertSubsidy,
  listSubsidyEntries,
  lockSubsidiesOf,
  type SubsidyRow,
} from '../../db/premiums/subsidy-records.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { chinaTime, type Day, type Period, yearOf } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { percent } from '../../domain/money.ts'
import { type Category, categoryName } from '../../domain/names/categories.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import type { Law } from '../../domain/policies/law.ts'
import {
  premiumLaw,
  premiumLawFor,
  premiumSubsidy,
  type Subsidy,
  subsidyOfPerson,
  type Tier,
  tierFor,
  tiersOf,
} from '../../domain/premiums/premium.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { beginsAfterDeath, enrolledTierIn, insuredGroupIn } from '../../domain/registers/dated-facts.ts'
import { look } from '../audit/sight.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { personOn } from '../claim/claim-input.ts'
import { identitiesOnRecord, type PersonRead, readPersonYear } from '../claim/read-person-year.ts'
import { shownReason, shownWarning } from '../explain/explain.ts'
import { requireGroup } from '../registers/enrolments.ts'
import { inRegisterTransaction } from '../registers/register-change.ts'
import type { Service } from '../service.ts'

/** What one category is given in a region and year. Errors: `policy-missing`, `figure-missing`, `group-or-age-missing`, `tier-unknown`. */
export function quotePremium(
  service: Service,
  _caller: Caller,
  asked: {
    region: string
    year: number
    category: Category
    tier?: Tier | undefined
    insurance?: Insurance | undefined
    group?: string | undefined
    age?: number | undefined
  },
  language: Language,
) {
  const law = premiumLaw(service.library, asked.region, asked.year)
  const tier = tierFor(law, asked.tier ?? null)
  const { insurance, group, age } = asked
  requireGroup(group ?? null, '/group')
  const { best } = premiumSubsidy({ law, year: asked.year, tier, held: [asked.category], insurance, group, age })
  return {
    region: law.region,
    year: asked.year,
    ...shown(best, language),
    policy: law.policy,
    policyHash: law.policyHash,
  }
}

/** What a person is given: the identity that gives most, with the others considered. */
export async function readPersonPremium(
  service: Service,
  caller: Caller,
  personNo: string,
  asked: { year: number; tier?: Tier | undefined },
  language: Language,
) {
  await look(service, caller, personNo, 'premium-subsidy')
  const read = await readPersonYear(service, caller, personNo, asked.year)
  const { law, best, others, enrolledTier } = personSubsidy(service, read, asked)
  const entries = await listSubsidyEntries(service.db.prisma, personNo, asked.year)
  return {
    personNo,
    region: law.region,
    year: asked.year,
    enrolled: enrolledTier !== null,
    ...shown(best, language),
    considered: others.map((other) => shown(other, language)),
    recorded: entries.map((entry) => ({ ...entry, recordedAt: chinaTime(entry.recordedAt) })),
    policy: law.policy,
    policyHash: law.policyHash,
  }
}

/** Identities in force on some day of the year count: whoever is certified within it is subsidised for it. */
export function personSubsidy(
  service: Pick<Service, 'library'>,
  read: PersonRead,
  asked: { year: number; tier?: Tier | undefined },
) {
  const inYear = ({ from, to }: Period) => from <= `${asked.year}-12-31` && (to === null || to >= `${asked.year}-01-01`)
  const { insuredRegion, insurance } = personOn(service.library, read, `${asked.year}-12-31`)
  const of = {
    insuredRegion,
    insurance: insurance ?? 'residents',
    held: identitiesOnRecord(read).filter(inYear),
  } as const
  const { law, held } = premiumLawFor(service.library, of, asked.year)
  const enrolledTier = enrolledTierIn({ enrolledTier: read.person.enrolledTier, dated: read.dated }, asked.year)
  const tier = asked.tier ?? tierThatCounts(law, enrolledTier)
  const group = insuredGroupIn(read.dated, asked.year) ?? undefined
  const age = asked.year - yearOf(read.person.birthDate)
  return {
    law,
    enrolledTier,
    ...subsidyUnder(law, { year: asked.year, tier, held, insurance: of.insurance, group, age }),
  }
}

/**
 * What a person of these identities is given in a year: one person and a whole roster are asked about by this alone.
 * Errors: `figure-missing`, `group-or-age-missing` where it goes by a group that is not recorded.
 */
export function subsidyUnder(
  law: Law,
  {
    held,
    tier,
    ...of
  }: {
    year: number
    tier: Tier | null
    held: readonly HeldSpan[]
    insurance?: Insurance | undefined
    group?: string | undefined
    age?: number | undefined
  },
) {
  const categories = [...new Set(held.map(([category]) => category))]
  const asked = { law, ...of, tier: tierFor(law, tier), held: categories, until: lastDays(held) }
  return subsidyOfPerson(asked)
}

/** A category with its last day; null where it has none yet. */
export type HeldSpan = readonly [category: Category, to: Day | null]

/** The last day of each category of which no identity is still open. */
function lastDays(held: readonly HeldSpan[]): Map<Category, Day> {
  const last = new Map<Category, Day>()
  for (const [category, to] of held) {
    const known = last.get(category) ?? ''
    if (to !== null && to > known) last.set(category, to)
  }
  for (const [category, to] of held) if (to === null) last.delete(category)
  return last
}

/** The tier of enrolment matters only where contributions go by it. */
export function tierThatCounts(law: Law, enrolledTier: Tier | null): Tier | null {
  return tiersOf(law).length > 0 ? enrolledTier : null
}

function shown(subsidy: Subsidy, language: Language) {
  return {
    category: subsidy.category,
    tier: subsidy.tier,
    contribution: subsidy.contribution,
    subsidy: subsidy.subsidy,
    personPays: subsidy.personPays,
    rule: ruleText(subsidy, language),
    clause: subsidy.clause,
    reasons: subsidy.reasons.map((reason) => shownReason(reason, language)),
    warnings: subsidy.warnings.map((warning) => shownWarning(warning, language)),
  }
}

/** The rule as a sentence; the amounts beside it are what it came to. */
function ruleText(subsidy: Subsidy, language: Language): string {
  const who = subsidy.category ? categoryName(subsidy.category)[language] : ''
  return (language === 'zh' ? ruleInChinese : ruleInEnglish)(subsidy, who)
}

function ruleInChinese({ rule, share, ofTier, atLeast, subsidy, contribution }: Subsidy, who: string): string {
  const rules: Record<Subsidy['rule'], string> = {
    share: `${who}：按${ofTier === null ? '' : ofTier === 1 ? '一档' : '二档'}个人缴费标准的 ${percent(share ?? '')} 资助${atLeast === null ? '' : `，不低于 ${atLeast} 元`}`,
    amount: `${who}：定额资助 ${subsidy} 元`,
    'left-open': `${who}：文件未规定，由他方确定`,
    'by-hand': `${who}：由经办机构人工核定`,
    'by-group-or-age': `${who}：按参保人群或年龄规定，未指明`,
    'no-identity': '没有救助对象身份',
    'category-not-aided': `${who}：不在资助范围，个人缴纳 ${contribution} 元`,
  }
  return rules[rule]
}

function ruleInEnglish({ rule, share, ofTier, atLeast, subsidy, contribution }: Subsidy, who: string): string {
  const rules: Record<Subsidy['rule'], string> = {
    share: `${who}: ${percent(share ?? '')} of the personal contribution${ofTier === null ? '' : ` of tier ${ofTier}`}${atLeast === null ? '' : `, at least ${atLeast}`}`,
    amount: `${who}: a fixed amount of ${subsidy}`,
    'left-open': `${who}: left open by the documents`,
    'by-hand': `${who}: settled by hand by the bureau`,
    'by-group-or-age': `${who}: by the group or the age, which nobody told`,
    'no-identity': 'no identity in force',
    'category-not-aided': `${who}: not named, the person pays ${contribution}`,
  }
  return rules[rule]
}

/**
 * Records the subsidy of a person and year, once. The same call again answers the first record, also after a run has
 * corrected what stands.
 * Errors: `not-found`, `forbidden`, `died`, `not-enrolled`, `tier-unknown`, `subsidy-conflict` when it is recorded with another tier,
 * `subsidy-under-other-number`.
 */
export async function recordPremium(
  service: Service,
  caller: Caller,
  body: { personNo: string; year: number; tier?: Tier | null | undefined },
): Promise<{ subsidy: ReturnType<typeof recorded>; replayed: boolean }> {
  requireKind(caller, 'bureau')
  const read = await readPersonYear(service, caller, body.personNo, body.year)
  requireTier(service, read, body)
  const first = await findSubsidy(service.db.prisma, body.personNo, body.year)
  if (first) return replayOf(service, first, body.tier ?? null)
  await refuseSecondNumber(service.db.prisma, read, body.year)
  const { law, best, enrolledTier } = personSubsidy(service, read, { year: body.year, tier: body.tier ?? undefined })
  const died = beginsAfterDeath(read.dated, `${body.year}-01-01`)
  if (died !== null) refuseTheDead(body, died)
  // As in bulk: there is no contribution to pay for who is not enrolled.
  if (enrolledTier === null) refuse('not-enrolled', { personNo: body.personNo, year: String(body.year) })
  const row: SubsidyRow = {
    personNo: body.personNo,
    year: body.year,
    ...recordable(law, best),
    recordedAt: service.clock(),
    recordedBy: caller.id,
  }
  if (await insertOnce(service, read, row)) return { subsidy: recorded(row), replayed: false }
  const other = await findSubsidy(service.db.prisma, body.personNo, body.year)
  return other ? replayOf(service, other, body.tier ?? null) : refuse('internal')
}

/** Two numbers of one human at once are one after the other. False when the number's own year is recorded already. */
async function insertOnce(service: Service, read: PersonRead, row: SubsidyRow): Promise<boolean> {
  const { joinedAs } = read.person
  if (joinedAs === null) return insertSubsidy(service.db.prisma, row)
  return inRegisterTransaction(service, async (registers) => {
    await lockSubsidiesOf(registers, joinedAs, row.year)
    await refuseSecondNumber(registers, read, row.year)
    return insertSubsidy(registers, row)
  })
}

/** One human is subsidised once a year, under whichever number (000000/G26). Errors: `subsidy-under-other-number`. */
async function refuseSecondNumber(registers: Registers, { person, others }: PersonRead, year: number): Promise<void> {
  for (const otherNo of new Set(others.map((one) => one.personNo)))
    if (await findSubsidy(registers, otherNo, year))
      refuse('subsidy-under-other-number', { personNo: person.personNo, otherNo, year: String(year) })
}

function refuseTheDead({ personNo, year }: { personNo: string; year: number }, diedOn: Day): never {
  const what = { zh: `不能资助 ${year} 年参保`, en: `so that there is no premium of ${year} to subsidise` }
  return refuse('died', { personNo, diedOn, what })
}

/** A tier that the region has not is no replay of a subsidy without one. */
function requireTier(
  service: Service,
  read: PersonRead,
  { year, tier = null }: { year: number; tier?: Tier | null | undefined },
) {
  if (tier !== null) tierFor(personSubsidy(service, read, { year }).law, tier)
}

/** What is recorded of a subsidy, by one call or in bulk. */
export function recordable(law: Law, best: Subsidy) {
  return {
    tier: best.tier,
    region: law.region,
    category: best.category,
    contribution: best.contribution,
    subsidy: best.subsidy,
    personPays: best.personPays,
    clauseId: best.clause?.id ?? null,
    policy: law.policy,
    policyHash: law.policyHash,
  }
}

/** The tier of the first record, or the one that a correction came to: both are what this call once was, or would now be. */
async function replayOf(service: Service, row: SubsidyRow, tier: Tier | null) {
  if (tier !== null && row.tier !== null && tier !== row.tier) {
    const entries = await listSubsidyEntries(service.db.prisma, row.personNo, row.year)
    const stands = entries.at(-1)?.tier ?? row.tier
    if (tier !== stands)
      return refuse('subsidy-conflict', { personNo: row.personNo, year: String(row.year), tier: String(stands) })
  }
  return { subsidy: recorded(row), replayed: true }
}

function recorded(row: SubsidyRow) {
  return { ...row, recordedAt: chinaTime(row.recordedAt) }
}
