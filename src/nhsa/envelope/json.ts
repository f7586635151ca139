import { setImmediate } from 'node:timers/promises'
import { refuse } from '../../domain/refusals/refusal.ts'
import { saidTwice } from '../../domain/refusals/said-twice.ts'

/** JSON as hospitals' programs write it. A number is its digits in text, since a float would round long amounts. */
export type ExactJson = string | boolean | null | readonly ExactJson[] | { readonly [name: string]: ExactJson }

/** Each list or object within another is a level; the deepest message of the interface has five. */
const maxDepth = 32
/** Five thousand fee lines of forty fields each. A file is one value, as base64, however long it is. */
const maxValues = 200_000

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

const [quote, backslash, minus, zero, nine] = [0x22, 0x5c, 0x2d, 0x30, 0x39]
const [comma, colon, openList, closeList, openObject, closeObject] = [0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d]

/** Errors: SyntaxError when the text is no JSON; `body-too-complex`, and `malformed-json` for a name twice, before anything is made of it. */
export function readJson(text: string): ExactJson {
  const scan = new Scan(text)
  scan.walk(text.length)
  return JSON.parse(scan.quoted()) as ExactJson
}

/** After so many characters others are let in. */
const charsOfAPiece = 1_000_000

/** The same, for text of megabytes: a piece at a time, and what else came meanwhile goes between two pieces. Errors: as above. */
export async function readLongJson(text: string): Promise<ExactJson> {
  const scan = new Scan(text)
  while (scan.walk(charsOfAPiece)) await setImmediate()
  const quoted = scan.quoted()
  if (text.length > charsOfAPiece) await setImmediate()
  return JSON.parse(quoted) as ExactJson
}

/** One walk over the text, from string to string. It counts what JSON.parse would build, and puts numbers into quotes. */
class Scan {
  readonly #text: string
  readonly #pieces: string[] = []
  /** Up to where the text is in the pieces. */
  #from = 0
  #at = 0
  #values = 1
  /** What is open here, from the outside: an object's names so far, or null of a list. */
  readonly #open: (Set<string> | null)[] = []

  constructor(text: string) {
    this.#text = text.startsWith('\uFEFF') ? text.slice(1) : text
  }

  /** Goes on over so many characters, and to the end of what the last of them is in. Answers whether there are more. */
  walk(chars: number): boolean {
    const end = Math.min(this.#text.length, this.#at + chars)
    while (this.#at < end) this.#at = this.#next(this.#at)
    return this.#at < this.#text.length
  }

  /** What was walked over, its numbers in quotes. */
  quoted(): string {
    return [...this.#pieces, this.#text.slice(this.#from)].join('')
  }

  #next(at: number): number {
    const code = this.#text.charCodeAt(at)
    if (code === quote) return this.#string(at)
    if (code === minus || (code >= zero && code <= nine)) return this.#number(at)
    if (code === comma) this.#count()
    else if (code === openObject) this.#enter(new Set())
    else if (code === openList) this.#enter(null)
    else if (code === closeList || code === closeObject) this.#open.pop()
    return at + 1
  }

  #count(): void {
    this.#values += 1
    if (this.#values > maxValues) tooComplex()
  }

  #enter(names: Set<string> | null): void {
    this.#open.push(names)
    if (this.#open.length > maxDepth) tooComplex()
    this.#count()
  }

  /** Behind it. JSON.parse keeps the last of two members of one name in silence, so a name that comes again is refused. */
  #string(begin: number): number {
    const end = this.#endOfString(begin)
    const names = this.#open.at(-1) ?? null
    if (names === null || this.#text.charCodeAt(this.#behindSpace(end)) !== colon) return end
    const name = nameIn(this.#text.slice(begin, end))
    if (names.has(name)) throw saidTwice(name)
    names.add(name)
    return end
  }

  /** Behind its closing quote: the first that an even number of backslashes stands before. */
  #endOfString(begin: number): number {
    for (let at = begin + 1; ; at++) {
      at = this.#text.indexOf('"', at)
      if (at === -1) return this.#text.length
      let escapes = at
      while (this.#text.charCodeAt(escapes - 1) === backslash) escapes -= 1
      if ((at - escapes) % 2 === 0) return at + 1
    }
  }

  #number(at: number): number {
    number.lastIndex = at
    const digits = number.exec(this.#text)?.[0]
    if (digits === undefined) throw new SyntaxError(`a number that is none at ${at}`)
    const end = at + digits.length
    this.#requireNoName(end)
    this.#pieces.push(this.#text.slice(this.#from, at), '"', digits, '"')
    this.#from = end
    return end
  }

  /** Only strings name the members of an object; in quotes a number would pass for one. */
  #requireNoName(end: number): void {
    const at = this.#behindSpace(end)
    if (this.#text.charCodeAt(at) === colon) throw new SyntaxError(`a number for a name at ${at}`)
  }

  #behindSpace(from: number): number {
    let at = from
    while (isSpace(this.#text.charCodeAt(at))) at += 1
    return at
  }
}

/** A name may be spelt by escapes. */
function nameIn(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function tooComplex(): never {
  refuse('body-too-complex', { depth: String(maxDepth), values: String(maxValues) })
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
export class WrittenJson {
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
  | WrittenJson
  | readonly Out[]
  | { readonly [name: string]: Out | undefined }

export const exact = (digits: string): Exact => new Exact(digits)
export const whole = (count: number): Exact => new Exact(String(count))

export function writeJson(value: Out): string {
  if (value instanceof Exact) return value.digits
  if (value instanceof WrittenJson) return value.text
  if (Array.isArray(value)) return `[${value.map((item: Out) => writeJson(item)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value as { readonly [name: string]: Out | undefined }).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${writeJson(member)}`],
  )
  return `{${members.join(',')}}`
}
