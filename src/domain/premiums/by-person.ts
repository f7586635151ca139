import type { Bilingual } from '../language.ts'
import { decimal, percent, yuan } from '../money.ts'
import { agesName } from '../names/ages.ts'
import { declaredName } from '../names/declared.ts'
import { agesOf } from '../policies/compile-aid.ts'
import type { Law, Ruled } from '../policies/law.ts'
import type { PackFile } from '../policies/pack.ts'
import { refuse } from '../refusals/refusal.ts'

/** What is known of whom the premium is asked for: the group of the year's enrolment, and the age reached in it. */
export interface KnownOfPerson {
  readonly group?: string | undefined
  readonly age?: number | undefined
}

interface OfSome {
  readonly groups?: readonly string[] | undefined
  readonly ages?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined
}

/** Whether a row is for some groups or ages of which nobody said whether they are meant. */
export function dependsOnPerson({ groups, ages }: OfSome, { group, age }: KnownOfPerson): boolean {
  const [noGroup, noAge] = [groups !== undefined && group === undefined, ages !== undefined && age === undefined]
  if (!noGroup && !noAge) return false
  if (groups !== undefined && group !== undefined && !groups.includes(group)) return false
  if (ages === undefined || age === undefined) return true
  const { from, to } = agesOf(ages)
  return from <= age && age <= to
}

/** Whether anywhere what is given towards the premium, or the contribution, goes by the group or the age of the person. */
export function premiumGoesBy(files: readonly PackFile[]): { readonly group: boolean; readonly age: boolean } {
  const clauses = files.flatMap((file) => file.clauses)
  const figures = clauses.flatMap((clause) => clause.figures ?? []).filter(({ name }) => name === 'contribution')
  const rows = [...clauses.flatMap((clause) => clause.premium ?? []), ...figures]
  return { group: rows.some(({ groups }) => groups !== undefined), age: rows.some(({ ages }) => ages !== undefined) }
}

interface ContributionAsked extends KnownOfPerson {
  readonly year: number
  readonly tier: 1 | 2 | null
}

/** The contributions of a year that go by the group or the age, where that is what is not known. */
export function contributionsByPerson(law: Law, { year, tier, ...known }: ContributionAsked): Ruled<'figures'>[] {
  const years = law.rows('figureFallback').some(({ figure }) => figure === 'contribution') ? [year, year - 1] : [year]
  return law
    .rows('figures')
    .filter((row) => row.name === 'contribution' && (row.tier === undefined ? null : Number(row.tier)) === tier)
    .filter((row) => years.some((one) => row.values?.[String(one)] !== undefined) && dependsOnPerson(row, known))
}

/**
 * Refuses for a contribution that is there and only goes by what is not known of the person.
 * Errors: `group-or-age-missing`.
 */
export function refuseContributionByPerson(
  law: Law,
  asked: ContributionAsked,
  rows: readonly Ruled<'figures'>[],
): never {
  const said = rows.map((row) => {
    const amount = yuan(decimal(row.values?.[String(asked.year)] ?? row.values?.[String(asked.year - 1)] ?? '0'))
    return { who: ofWhom(row, law.region), what: { zh: `${amount} 元`, en: amount } }
  })
  return refuseByPerson(law, asked, { what: contribution, rows, said: listed(said) })
}

/** Refuses for a person, of whom the group is to be recorded. Errors: `group-or-age-missing`. */
export function refuseSubsidyByPerson(
  law: Law,
  asked: KnownOfPerson & { readonly year: number },
  rows: readonly Ruled<'premium'>[],
): never {
  return refuseByPerson(law, asked, { what: subsidy, rows, said: subsidiesSaid(rows, law.region) })
}

/** The rows of the premium, each with whom it is for and what it gives. */
export function subsidiesSaid(rows: readonly Ruled<'premium'>[], region: string): Bilingual {
  return listed(rows.map((row) => ({ who: ofWhom(row, region), what: givenBy(row) })))
}

function givenBy({ share, amount }: Ruled<'premium'>): Bilingual {
  if (amount === undefined) return { zh: percent(share ?? '0'), en: percent(share ?? '0') }
  return { zh: `${yuan(decimal(amount))} 元`, en: yuan(decimal(amount)) }
}

function refuseByPerson(
  law: Law,
  { year, ...known }: KnownOfPerson & { readonly year: number },
  { what, rows, said }: { readonly what: Bilingual; readonly rows: readonly OfSome[]; readonly said: Bilingual },
): never {
  const noGroup = known.group === undefined && rows.some(({ groups }) => groups !== undefined)
  const noAge = known.age === undefined && rows.some(({ ages }) => ages !== undefined)
  const by = noGroup && noAge ? groupOrAge : noGroup ? theGroup : theAge
  const todo = [...(noGroup ? [recordGroup] : []), ...(noAge ? [sendAge] : [])]
  return refuse('group-or-age-missing', {
    ...{ region: law.region, year: String(year), what, by, rows: said },
    todo: { zh: todo.map(({ zh }) => zh).join('；'), en: todo.map(({ en }) => en).join('; ') },
  })
}

const contribution = { zh: '个人缴费标准', en: 'contribution' }
const subsidy = { zh: '参保资助', en: 'premium subsidy' }
const theGroup = { zh: '参保人群', en: 'the group of the enrolment' }
const theAge = { zh: '年龄', en: 'the age' }
const groupOrAge = { zh: '参保人群或年龄', en: 'the group of the enrolment or the age' }
const recordGroup = {
  zh: '请登记此人当年的参保人群（POST /v1/beneficiaries/…/enrolments 的 insuredGroup），不指明人员的试算请填写 group',
  en: 'record the group of the person’s enrolment of the year (`insuredGroup` of POST /v1/beneficiaries/…/enrolments); a quote without a person names it in `group`',
}
const sendAge = { zh: '不指明人员的试算请填写 age', en: 'a quote without a person names the age in `age`' }

function listed(rows: readonly { readonly who: Bilingual; readonly what: Bilingual }[]): Bilingual {
  return {
    zh: rows.map(({ who, what }) => `${who.zh} ${what.zh}`).join('、'),
    en: rows.map(({ who, what }) => `${who.en} ${what.en}`).join(', '),
  }
}

/** `在校学生 (students)`; a row for everybody is the others’. */
function ofWhom({ groups, ages }: OfSome, region: string): Bilingual {
  const named = (groups ?? []).map((code) => ({ code, name: declaredName('group', code, region) }))
  const zh = [...named.map(({ code, name }) => (name ? `${name.zh} (${code})` : code))]
  const en = [...named.map(({ code, name }) => (name ? `${name.en} (${code})` : code))]
  const aged = ages && agesName(ages)
  return {
    zh: [zh.join('、'), ...(aged ? [aged.zh] : [])].filter((one) => one !== '').join(' '),
    en: [en.join(', '), ...(aged ? [aged.en] : [])].filter((one) => one !== '').join(' '),
  }
}
