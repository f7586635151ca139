/** Full-width signs that an input method leaves where YAML wants plain ones. */
const plainOf: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '、': ',',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '－': '-',
  '—': '-',
  '．': '.',
  '。': '.',
  '％': '%',
  '＃': '#',
  '\u3000': ' ',
  '\u00a0': ' ',
}

export interface FullWidth {
  /** From zero. */
  readonly line: number
  readonly found: string
  readonly write: string
}

/** Signs that build the file: after a key, around a list, between its items, before a value, in the indentation. In sentences they are at home. */
const places: readonly RegExp[] = [
  /^ *(?:- +)?[A-Za-z]\w* ?(：)/,
  /[{[,] *[A-Za-z]\w* ?(：)/,
  /[：:] ?([［｛【])/,
  /[a-z\d-](，|、) ?[a-z\d-]/,
  /[a-z\d] ?(，|、) ?[A-Za-z]\w* ?[:：]/,
  /(?:: |：)([“‘])/,
  /^ *([\u3000\u00a0－—])/,
  /[：:] ?[\d.,]{0,15}([０-９．％])/,
]

/** The first sign of the text that should be a plain one. */
export function fullWidthIn(text: string): FullWidth | null {
  for (const [line, whole] of text.split('\n').entries()) {
    const said = whole.slice(0, 2000)
    if (/^ *#/.test(said)) continue
    for (const place of places) {
      const found = place.exec(said)?.[1]
      if (found)
        return { line, found: found === '\u3000' || found === '\u00a0' ? '全角空格' : found, write: halfWidth(found) }
    }
  }
  return null
}

export function isFullWidth(text: string): boolean {
  return [...text].some((sign) => sign in plainOf || /[０-９]/.test(sign))
}

/** The text with plain signs and digits in place of full-width ones. */
export function halfWidth(text: string): string {
  return [...text]
    .map((sign) => plainOf[sign] ?? (/[０-９]/.test(sign) ? String(sign.charCodeAt(0) - 0xff10) : sign))
    .join('')
}
