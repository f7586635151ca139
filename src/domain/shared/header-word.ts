import { folded } from './plain-text.ts'

/** Longer is no header. */
const maxChars = 60

/** What whoever draws up a form puts beside the name of a column: the star of what has to be filled in, and the like. */
const marks = /[*★☆※#:]/g
const brackets = /[([{【〔［「]/
const within = /^[([{【〔［「](.*)[)\]}】〕］」]$/

/**
 * The name of a column without what a form decorates it with, in small letters: `*账号（必填）`, `【账 号】`, `账号：` and
 * `账号(19位)` are 账号. Empty for what is too long to be a header.
 */
export function headerWord(cell: string): string {
  if (cell.length > maxChars) return ''
  return undecorated(folded(cell).toLowerCase())
}

/** The same of a word that is folded and in small letters already. */
export function undecorated(header: string): string {
  const starless = header.replace(marks, '')
  const inner = within.exec(starless)?.[1] ?? starless
  const bracket = inner.search(brackets)
  return bracket > 0 ? inner.slice(0, bracket) : inner
}
