import type { Bilingual } from '../language.ts'
import { declaredName } from './declared.ts'
import { type CountedPeriod, isCalendarYear, periodWithDays } from './period-kinds.ts'

const limitNames: Readonly<Record<string, Bilingual>> = {
  annual: { zh: '年度救助限额', en: 'Assistance of the year' },
  'special-disease': { zh: '特殊疾病年度救助限额', en: 'Special diseases, of the year' },
  'other-disease': { zh: '其他疾病年度救助限额', en: 'Other diseases, of the year' },
  tilt: { zh: '倾斜救助年度限额', en: 'Tilted assistance of the year' },
  'basic-cap': { zh: '基本医保年度封顶线', en: 'Cap of basic insurance of the year' },
  're-aid': { zh: '再救助年度限额', en: 'Re-aid of the year' },
}

/** What a limit is called in a region: as its pack names it, else as we do. */
export function limitName(limit: string, region: string | null = null): Bilingual {
  const own = declaredName('limit', limit, region)
  const ours = limitNames[limit]
  return (region === null ? (ours ?? own) : (own ?? ours)) ?? { zh: limit, en: limit }
}

/** The same with the period that it is of, where that is not the calendar year. */
export function limitOfPeriod(limit: string, region: string | null, period: CountedPeriod): Bilingual {
  const name = limitName(limit, region)
  if (isCalendarYear(period)) return name
  const of = periodWithDays(period)
  return { zh: `${name.zh}（${of.zh}）`, en: `${name.en} (${of.en})` }
}

/** Whether a limit has a name without a pack that gives it one. */
export function isNamedLimit(limit: string): boolean {
  return limit in limitNames
}
