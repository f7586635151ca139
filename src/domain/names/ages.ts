import type { Bilingual } from '../language.ts'

/** What a row's ages are called: `60岁及以上`, `aged 60 or more`. */
export function agesName({
  from,
  to,
}: {
  readonly from?: string | undefined
  readonly to?: string | undefined
}): Bilingual {
  if (to === undefined) return { zh: `${from}岁及以上`, en: `aged ${from} or more` }
  if (from === undefined) return { zh: `${to}岁及以下`, en: `aged ${to} or less` }
  return from === to ? { zh: `${from}岁`, en: `aged ${from}` } : { zh: `${from}至${to}岁`, en: `aged ${from} to ${to}` }
}
