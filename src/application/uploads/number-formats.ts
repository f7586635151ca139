import { otherUnitIn, plainWords } from '../../domain/shared/unit-word.ts'

/** Formats that every spreadsheet has; the upper ones are those of Chinese and Japanese days. Source: ECMA-376, 18.8.30. */
export function isBuiltInDay(id: string): boolean {
  const at = Number(id)
  return (at >= 14 && at <= 22) || (at >= 27 && at <= 36) || (at >= 45 && at <= 47) || (at >= 50 && at <= 58)
}

/** Two that every spreadsheet has show hundredths. */
export const builtInPercents: ReadonlyMap<string, string> = new Map([
  ['9', '0%'],
  ['10', '0.00%'],
])

/** Whether a format has a year, a month or a day outside of what it shows as it stands. */
export function showsDay(format: string): boolean {
  return /[ymd]/i.test(partsOf(format).pattern)
}

/**
 * In what a format shows numbers that are stored otherwise: `0.00"万"` as 万, `0.00,` in thousands, `0!.0000` with a point that
 * is none of the number's, `0%` in hundredths. Null where what is seen is what is stored. Source: ECMA-376, 18.8.31.
 */
export function unitShown(format: string): string | null {
  const { pattern, texts, currency } = partsOf(format)
  const unit = [...texts, currency].map((text) => otherUnitIn(plainWords(text))).find((one) => one !== null)
  if (unit) return unit
  // A comma behind the last digit divides by a thousand; a point that is text parts digits where it likes.
  return /[0#?],+(?![,0#?])/.test(pattern) || /[0#?]§[0#?]/.test(pattern) || pattern.includes('%')
    ? format.slice(0, maxShown)
    : null
}

const maxShown = 40
const maxChars = 255

interface Parts {
  /** Without what is shown as it stands; a point that is text as §. */
  readonly pattern: string
  readonly texts: readonly string[]
  /** The sign of `[$¥-804]`. */
  readonly currency: string
}

/** `"…"`, `\x` and `!x` are shown as they stand, `_x` and `*x` are space, `[…]` is a colour or a place. */
const pieces = /"[^"]*"?|\[[^\]]*\]?|[\\!_*].?|[^"[\\!_*]/gs

function partsOf(format: string): Parts {
  let [pattern, text, currency] = ['', '', '']
  for (const [piece] of format.slice(0, maxChars).matchAll(pieces)) {
    const shown = shownBy(piece)
    text += shown ?? (piece.startsWith('[') ? '' : ' ')
    if (shown === '.') pattern += '§'
    else if (shown === null && !/^[[_*]/.test(piece)) pattern += piece
    else if (piece.startsWith('[$')) currency = piece.slice(2).split(/[\]-]/)[0] ?? ''
  }
  return { pattern, texts: text.split(' '), currency }
}

/** Null for what is not shown as it stands. */
function shownBy(piece: string): string | null {
  if (piece.startsWith('"')) return piece.replaceAll('"', '')
  if (/^[\\!]/.test(piece)) return piece.slice(1)
  return isText(piece) ? piece : null
}

/** Signs and characters of other scripts need no quotes. */
function isText(char: string): boolean {
  return char === '$' || char > '\u007f'
}
