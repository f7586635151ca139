import type { Language } from '../../domain/language.ts'
import { negotiator } from './negotiation.ts'

/**
 * The language of an answer, from `Accept-Language`. Only Chinese and English are spoken; the one with
 * the higher weight wins, the first of equals, and English where neither is named.
 */
export function languageOf(header: string | undefined): Language {
  for (const range of negotiator('accept-language', header).languages()) {
    const language = range.split('-', 1)[0]?.toLowerCase()
    if (language === 'zh' || language === 'en') return language
  }
  return 'en'
}
