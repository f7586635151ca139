import type { Bilingual } from '../language.ts'
import { declaredName } from './declared.ts'

const limitNames: Readonly<Record<string, Bilingual>> = {
  annual: { zh: '年度救助限额', en: 'Assistance of the year' },
  'special-disease': { zh: '特殊疾病年度救助限额', en: 'Special diseases, of the year' },
  'other-disease': { zh: '其他疾病年度救助限额', en: 'Other diseases, of the year' },
  tilt: { zh: '倾斜救助年度限额', en: 'Tilted assistance of the year' },
  're-aid': { zh: '再救助年度限额', en: 'Re-aid of the year' },
}

/** What a limit is called; one of a bureau's own pack by the name it has there. */
export function limitName(limit: string): Bilingual {
  return limitNames[limit] ?? declaredName('limit', limit) ?? { zh: limit, en: limit }
}
