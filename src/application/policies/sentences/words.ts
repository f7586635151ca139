import type { Bilingual } from '../../../domain/language.ts'
import { decimal, grouped, percent, yuan } from '../../../domain/money.ts'
import { type Care, careNames } from '../../../domain/names/care.ts'
import { categoryName } from '../../../domain/names/categories.ts'
import { declaredName } from '../../../domain/names/declared.ts'
import { type HospitalLevel, hospitalLevelNames } from '../../../domain/names/hospitals.ts'
import { limitName } from '../../../domain/names/limits.ts'

/** Parts of sentences about rows, each in both languages. */
export const say = (zh: string, en: string): Bilingual => ({ zh, en })

/** The parts that are there, one after another. */
export function joinSaid(parts: readonly (Bilingual | null)[], between: Bilingual = say('，', ', ')): Bilingual {
  const said = parts.filter((part) => part !== null)
  return say(said.map(({ zh }) => zh).join(between.zh), said.map(({ en }) => en).join(between.en))
}

const listed = say('、', ', ')

export function peopleSaid(codes: readonly string[]): Bilingual {
  return joinSaid(
    codes.map((code) => categoryName(code)),
    listed,
  )
}

export function caresSaid(codes: readonly Care[]): Bilingual {
  return joinSaid(
    codes.map((care) => careNames[care]),
    listed,
  )
}

export function levelsSaid(codes: readonly string[]): Bilingual {
  return joinSaid(
    codes.map((level) => hospitalLevelNames[level as HospitalLevel] ?? gradeSaid(level)),
    listed,
  )
}

const ownGrades: Readonly<Record<string, Bilingual>> = {
  'class-one': say('一类', 'class one'),
  'city-two': say('省市级二类', 'provincial and city class two'),
  'county-two': say('县级二类', 'county class two'),
  'class-three': say('三类', 'class three'),
  any: say('各级医院', 'any hospital'),
}

export function gradeSaid(code: string): Bilingual {
  return ownGrades[code] ?? declaredName('grade', code) ?? say(code, code)
}

export function limitsSaid(names: string | readonly string[]): Bilingual {
  return joinSaid(
    [names].flat().map((name) => limitName(name)),
    listed,
  )
}

export function moneySaid(amount: string): Bilingual {
  const text = grouped(yuan(decimal(amount))).replace(/\.00$/, '')
  return say(`${text}元`, `${text} yuan`)
}

/** Percentage points: 0.05 is 5. */
export function pointsSaid(rate: string): Bilingual {
  const text = percent(rate).replace('%', '')
  return say(text, text)
}

export function shareSaid(rate: string): Bilingual {
  const text = percent(rate)
  return say(text, text)
}

const figureNames: Readonly<Record<string, Bilingual>> = {
  income: say('居民人均可支配收入', 'disposable income per person'),
  contribution: say('居民医保个人缴费标准', 'contribution to residents’ insurance'),
  package: say('单病种限额', 'package of a listed disease'),
  'critical-illness-deductible': say('大病保险起付线', 'deductible of critical-illness insurance'),
}

export function figureSaid(name: string): Bilingual {
  return figureNames[name] ?? declaredName('figure', name) ?? say(name, name)
}

export const placesSaid: Readonly<Record<string, Bilingual>> = {
  anywhere: say('任何地方', 'anywhere'),
  'in-province': say('省内', 'within the province'),
  'in-municipality': say('直辖市内', 'within the municipality'),
  'insured-place': say('参保地', 'in the insured place'),
  'outside-insured-place': say('参保地以外', 'outside the insured place'),
  'outside-province': say('省外', 'outside the province'),
}

/** `{ zh: '对特困…', en: 'for tekun…' }` of a template whose places are filled in both languages. */
export function filled(zh: string, en: string, parts: Readonly<Record<string, Bilingual>>): Bilingual {
  const put = (text: string, language: keyof Bilingual) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name]?.[language] ?? '')
  return say(put(zh, 'zh'), put(en, 'en'))
}
