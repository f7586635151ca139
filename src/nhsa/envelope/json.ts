/** JSON as hospitals' programs write it. A number is its digits in text, since a float would round long amounts. */
export type Json = string | boolean | null | readonly Json[] | { readonly [name: string]: Json }

const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Errors: SyntaxError when the text is no JSON. */
export function readJson(text: string): Json {
  const bare = text.replace(/^\uFEFF/, '')
  JSON.parse(bare)
  // Sound JSON holds digits in strings and in numbers only, so what is left between the strings are numbers.
  return JSON.parse(bare.replace(stringOrNumber, (token) => (token.startsWith('"') ? token : `"${token}"`))) as Json
}

/** A number that is written digit by digit, such as yuan with its two decimals. */
export class Exact {
  readonly digits: string

  constructor(digits: string) {
    if (!/^-?\d+(\.\d+)?$/.test(digits)) throw new Error('a number of an answer is none')
    this.digits = digits
  }
}

/** JSON text that was written before. */
export class Written {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Out =
  | string
  | boolean
  | null
  | Exact
  | Written
  | readonly Out[]
  | { readonly [name: string]: Out | undefined }

export const exact = (digits: string): Exact => new Exact(digits)
export const whole = (count: number): Exact => new Exact(String(count))

export function writeJson(value: Out): string {
  if (value instanceof Exact) return value.digits
  if (value instanceof Written) return value.text
  if (Array.isArray(value)) return `[${value.map((item: Out) => writeJson(item)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value as { readonly [name: string]: Out | undefined }).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${writeJson(member)}`],
  )
  return `{${members.join(',')}}`
}
