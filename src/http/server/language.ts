import type { Language } from '../../domain/language.ts'

/**
 * The language of an answer, from `Accept-Language`. Only Chinese and English are spoken; the one with
 * the higher weight wins, the first of equals, and English where neither is named.
 */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'en'
  let best: { language: Language; weight: number } | undefined
  for (const range of header.split(',')) {
    const spoken = parseRange(range)
    if (spoken && spoken.weight > (best?.weight ?? 0)) best = spoken
  }
  return best?.language ?? 'en'
}

function parseRange(range: string): { language: Language; weight: number } | undefined {
  const parts = /^\s*(zh|en)(?:-[\w-]+)?\s*(?:;\s*q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?))?\s*$/i.exec(range)
  if (!parts) return undefined
  return { language: parts[1]?.toLowerCase() as Language, weight: Number(parts[2] ?? '1') }
}
