/** PostgreSQL has no character zero, a line of a file has one line, and UTF-8 has no half of a surrogate pair. */
const control = /[\p{Cc}\p{Cs}]/u

/**
 * What a reader does not see: it turns the direction of what stands beside it, joins or parts it, or has no width. Two names
 * that look alike would be two people. The vowel separator of Mongolian is of these by its class, and seen.
 * Source: Unicode 15, General_Category Cf, Zl and Zp; the fillers are letters by their class.
 */
const hidden = /(?!\u180e)[\p{Cf}\p{Zl}\p{Zp}]|[\u115f\u1160\u3164\uffa0]|\u034f/u
const allHidden = /(?!\u180e)[\p{Cf}\p{Zl}\p{Zp}]|[\u115f\u1160\u3164\uffa0]|\u034f/gu

/** What a program writes where it could not read a character. Kept, it would be a name that nobody has. */
export const lostCharacter = '\uFFFD'

/** Whether all that a text holds is seen, and can be stored. */
export function isPlainText(text: string): boolean {
  return !control.test(text) && !hidden.test(text)
}

/** For what is read liberally, such as a department's list: what nobody sees was not meant. */
export function withoutHidden(text: string): string {
  return hidden.test(text) ? text.replace(allHidden, '') : text
}

/** Letters that are no X and look like one: of the Cyrillic and the Greek alphabet, and the sign of multiplication. */
const likeX = /[\u0425\u0445\u03a7\u03c7\u00d7]/

export function looksLikeX(text: string): boolean {
  return likeX.test(text)
}

/**
 * A number or a word as it was meant: characters of full width and compatible ones as plain ones (`１` as `1`, `Ⅹ` as `X`),
 * without what nobody sees and without spaces.
 */
export function folded(text: string): string {
  // Nearly every cell is plain already, and a list has millions.
  if (/^[\x21-\x7e]*$/.test(text)) return text
  return withoutHidden(text.normalize('NFKC')).replace(/\s/g, '')
}

/** A cell as it was meant: without invisible characters, and without quotes or the `="…"` that keeps a spreadsheet from rounding it. */
export function plainCell(cell: string): string {
  const trimmed = withoutHidden(cell).trim()
  const quoted = /^=?"(.*)"$/.exec(trimmed)?.[1]
  return (quoted ?? trimmed.replace(/^['‘’`]/, '')).trim()
}
