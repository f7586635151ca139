import { type FactsOfPerson, placeOf } from '../../domain/adjudication/types.ts'
import { chinaDay, covers, type Day, yearOf as yearOfDay } from '../../domain/calendar.ts'
import { countingCategory, stayRow } from '../../domain/entitlements/limits-of-category.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { withElsewhere } from '../../domain/ledger/year-state.ts'
import { type Category, categoryName } from '../../domain/names/categories.ts'
import type { Law } from '../../domain/policies/law.ts'
import { detailOf, Refusal } from '../../domain/refusals/refusal.ts'
import { isAidApproved } from '../../domain/registers/dated-facts.ts'
import { look } from '../audit/sight.ts'
import type { Caller } from '../callers/caller.ts'
import { personOn } from '../claim/claim-input.ts'
import { usedInEarlierYears } from '../claim/earlier-years.ts'
import { elsewhereOf } from '../claim/elsewhere.ts'
import { identitiesOnRecord, type PersonRead, readPersonYear } from '../claim/read-person-year.ts'
import { openingOf } from '../opening-balances/opening-of-year.ts'
import { personSubsidy } from '../premiums/quote-premium.ts'
import { entitlesBy } from '../registers/entitles.ts'
import type { Service } from '../service.ts'
import { yearOfClaim } from '../settlement/settle-group.ts'
import { categoriesOn, shownLimits } from './annual-cap.ts'
import { waivedBy } from './deposit-waiver.ts'

/**
 * What a person is entitled to on a day: identities, the one that counts and why, the channel, the
 * waiver of the deposit, registrations, premium subsidy and limits.
 * Errors: those of `look`, `policy-missing`.
 */
export async function readEntitlements(
  service: Service,
  caller: Caller,
  personNo: string,
  asked: Day | undefined,
  language: Language,
) {
  await look(service, caller, personNo, 'entitlements')
  return entitlementsOf(service, caller, personNo, asked, language)
}

/** The same for a message that has looked at the person already. */
export async function entitlementsOf(
  service: Service,
  caller: Caller,
  personNo: string,
  asked: Day | undefined,
  language: Language,
) {
  const on = asked ?? chinaDay(service.clock())
  const read = await readPersonYear(service, caller, personNo, yearOfDay(on))
  const person = personOn(service.library, read, on)
  const law = service.library.law(placeOf(person), on)
  const held = categoriesOn(law, read, { day: on, ...person })
  const { category, clause } = countingCategory(law, held, person)
  const { used } = withElsewhere(yearOfClaim(read.years, law)[1], elsewhereOf(read, law.region))
  const before = await usedInEarlierYears(service.db.pool, law, { personNo, others: read.others, on })
  return {
    personNo,
    region: law.region,
    insuredRegion: person.insuredRegion,
    governedBy: governedBy(law, person),
    on,
    insurance: insuranceOn(law, person, language),
    policy: law.policy,
    policyHash: law.policyHash,
    identities: identitiesOnRecord(read).map((identity) => ({ ...identity, inForce: covers(identity, on) })),
    counting: {
      category,
      name: category && categoryName(category, law.region)[language],
      why: whyCounting(law, { category, held, person }, language),
      clause,
    },
    channel: channelOf(law, read, category, on),
    depositWaiver: depositWaiverOf(law, held, language),
    registrations: read.registrations.map((held) => ({ ...held, inForce: covers(held, on) })),
    premiumSubsidy: subsidyOrWhy(service, read, yearOfDay(on), language),
    limits: category ? shownLimits(law, category, { used, before }, person) : [],
    opening: await openingOf(service, { personNo, lawRegion: law.region, year: yearOfDay(on) }),
  }
}

/** Insurance comes first (000000/G21): who is not enrolled on the day is told so before anything else. */
function insuranceOn(law: Law, { enrolledTier: tier, insurance }: FactsOfPerson, language: Language) {
  const told = tier === null ? notEnrolled : enrolled
  const aidWithout = law.choices.aidWithoutInsurance.value === 'rest' ? ('rest' as const) : ('none' as const)
  return { enrolled: tier !== null, tier, kind: insurance ?? ('residents' as const), aidWithout, text: told[language] }
}

/** Which of the person's places governs, and by which clause (000000/G19). */
function governedBy(law: Law, { insuredRegion, certifiedRegion }: FactsOfPerson) {
  const by = certifiedRegion === undefined ? ('insurance' as const) : ('certification' as const)
  return { by, place: certifiedRegion ?? insuredRegion, clause: law.choices.governedBy.clause }
}

const enrolled: Bilingual = { zh: '已参加基本医疗保险。', en: 'Enrolled in basic insurance.' }
const notEnrolled: Bilingual = {
  zh: '当日未参保：不计算基本医保和大病保险。',
  en: 'Not enrolled on the day: no basic and no critical-illness insurance is computed.',
}

interface Counting {
  readonly category: Category | null
  readonly held: readonly Category[]
  readonly person: FactsOfPerson
}

function whyCounting(law: Law, { category, held, person }: Counting, language: Language): string {
  if (category === null) return language === 'zh' ? '当日没有有效身份。' : 'No identity is in force on the day.'
  const rate = stayRow(law, category, person)?.rate.toFixed(2)
  const name = categoryName(category, law.region)[language]
  if (held.length === 1)
    return language === 'zh' ? `仅有一个有效身份：${name}。` : `The only identity in force: ${name}.`
  if (language === 'zh')
    return `就高不重复：住院待遇最高的身份是${name}${rate ? `（比例 ${rate}）` : ''}；结算时按实际救助金额再比较。`
  return `The highest counts once: ${name} has the best terms for a stay${rate ? ` (rate ${rate})` : ''}; on a bill the amounts are compared.`
}

/** Direct one-stop settlement, or on application (140500/J18), and whether that is approved for the day (000000/G23). A city may let those flagged in the system go direct. */
function channelOf(law: Law, { dated }: Pick<PersonRead, 'dated'>, category: Category | null, on: Day) {
  if (category === null) return null
  const row = law.rows('channel').find((one) => one.for.includes(category))
  if (!row) return null
  const direct = category === 'dibao-marginal' && law.choices.dibaoMarginalDirect.value === 'true'
  const covered = isAidApproved(dated, category, on)
  const entitles = covered ? ('now' as const) : entitlesBy(law, category)
  return { channel: direct ? ('direct' as const) : row.channel, entitles, clause: row.clause }
}

function depositWaiverOf(law: Law, held: readonly Category[], language: Language) {
  const { row } = waivedBy(law, held)
  if (!row) return { waived: false, condition: null, clause: null }
  const words = row.referredFromPrimaryCare === 'true' ? referredStay : designatedStay
  return { waived: true, condition: words[language], clause: row.clause }
}

const referredStay: Bilingual = {
  zh: '经基层首诊转诊，在参保地定点医疗机构住院。',
  en: 'For a stay in a designated hospital of the insured place, referred from primary care.',
}
const designatedStay: Bilingual = {
  zh: '在参保地定点医疗机构住院。',
  en: 'For a stay in a designated hospital of the insured place.',
}

/** A missing figure is named in its place; it must not hide everything else a person is entitled to. */
function subsidyOrWhy(service: Service, read: PersonRead, year: number, language: Language) {
  try {
    const { best } = personSubsidy(service, read, { year })
    const { category, tier, contribution, subsidy, personPays, rule, clause } = best
    return { year, category, tier, contribution, subsidy, personPays, rule, clause, missing: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const missing = { code: error.code, detail: detailOf(error, language) }
    return {
      year,
      category: null,
      tier: null,
      contribution: null,
      subsidy: null,
      personPays: null,
      rule: null,
      clause: null,
      missing,
    }
  }
}
