import type { Random } from '../../faults/random.ts'
import type { Json, JsonObject } from '../document.ts'
import { edgeNumber, edgeText, hugeText, otherType } from './edges.ts'

export interface Broken<T> {
  readonly value: T
  /** What was done, such as `costs.total: "1e3"`. */
  readonly says: string
}

type Place = readonly (string | number)[]

/** One field of a sound body made unsound, or only unusual. */
export function breakOne(random: Random, body: Json): Broken<Json> {
  const place = random.pick(placesOf(body))
  const now = at(body, place) ?? null
  const name = place.join('.') || 'the body'
  if (place.length > 0 && random.chance(0.12)) return { value: without(body, place), says: `${name} left out` }
  if (isObject(now) && random.chance(0.5)) {
    const extra = random.pick(['x', '__proto__', 'constructor', 'id', 'total ', '', '一'])
    return { value: put(body, place, { ...now, [extra]: otherType(random) }), says: `${name} with ${extra || "''"}` }
  }
  const value = place.at(-1) === 'url' ? random.pick(addresses) : another(random, now)
  return { value: put(body, place, value), says: `${name}: ${shown(value)}` }
}

/** The service pushes to what is registered, so nothing that is tried leads off this machine. */
const addresses = [
  'http://127.0.0.1:1/\u0000',
  'http://127.0.0.1:99999/',
  'http://[::1]:1/',
  'http://[::ffff:127.0.0.1]:1/',
  'http://0x7f000001:1/',
  'http://2130706433:1/',
  'http://user:word@127.0.0.1:1/',
  'https://127.0.0.1:1/',
  'https://localhost:1/\r\nx: 1',
  `http://127.0.0.1:1/${'a'.repeat(2_100)}`,
  'http://',
  'http:// ',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '//127.0.0.1',
  '',
] as const

function another(random: Random, now: Json): Json {
  if (random.chance(0.2)) return otherType(random)
  if (typeof now === 'string') return random.chance(0.9) ? edgeText(random, now) : asNumber(now)
  if (typeof now === 'number') return random.chance(0.7) ? edgeNumber(random) : String(now)
  if (Array.isArray(now)) return longList(random, now as readonly Json[])
  return otherType(random)
}

/** The digits as a JSON number, which money must not be. */
function asNumber(text: string): Json {
  const number = Number(text)
  return text.trim() === '' || !Number.isFinite(number) ? text.length : number
}

function longList(random: Random, list: readonly Json[]): Json {
  const item = list[0] ?? otherType(random)
  return Array.from({ length: random.pick([0, 1, 2, 33, 1_001, 20_000]) }, () => item)
}

function shown(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length} characters)` : text
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every place within, that of the whole included; a list is entered at its first item. */
export function placesOf(value: Json, place: Place = []): Place[] {
  if (Array.isArray(value)) return [place, ...(value.length > 0 ? placesOf(value[0] as Json, [...place, 0]) : [])]
  if (!isObject(value)) return [place]
  return [place, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...place, name]))]
}

export function at(value: Json, place: Place): Json | undefined {
  return place.reduce<Json | undefined>((inner, step) => (inner as Record<string | number, Json>)?.[step], value)
}

export function put(value: Json, place: Place, what: Json): Json {
  const [step, ...rest] = place
  if (step === undefined) return what
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? put(item, rest, what) : item))
  const object = value as JsonObject
  // Spread would set a prototype where a member is called so; entries keep it a member.
  return Object.fromEntries(
    Object.entries(object).map(([name, inner]) => [name, name === step ? put(inner, rest, what) : inner]),
  )
}

export function without(value: Json, place: Place): Json {
  const [step, ...rest] = place
  if (Array.isArray(value)) {
    const list = value as readonly Json[]
    if (rest.length === 0) return list.filter((_, index) => index !== step)
    return list.map((item, index) => (index === step ? without(item, rest) : item))
  }
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .filter(([name]) => rest.length > 0 || name !== step)
      .map(([name, inner]) => [name, name === step ? without(inner, rest) : inner]),
  )
}

/** A body that is no JSON any more, or JSON in a way that no program of ours writes. */
export function breakText(random: Random, text: string): Broken<string | Buffer> {
  const [says, make] = random.pick(ways)
  return { value: make(text, random), says: `body ${says}` }
}

const ways: readonly (readonly [says: string, make: (text: string, random: Random) => string | Buffer])[] = [
  ['cut', (text, random) => text.slice(0, random.int(0, text.length))],
  ['empty', () => ''],
  ['with a BOM', (text) => `\ufeff${text}`],
  ['with a trailing comma', (text) => text.replace(/\}$/, ',}')],
  ['twice', (text) => text + text],
  ['with every member twice', (text) => text.replace(/^\{(.*)\}$/s, '{$1,$1}')],
  ['with NaN', (text) => text.replace(/"\d+\.\d+"/, 'NaN')],
  ['in single quotes', (text) => text.replaceAll('"', "'")],
  ['of broken UTF-8', (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xc3, 0x28, 0xff, 0x7d])])],
  ['in UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['in a list', (text) => `[${text}]`],
  ['as a string', (text) => JSON.stringify(text)],
  ['deeply nested', (_, random) => nested(random.pick([100, 5_000, 40_000]), random.pick(['[', '{"a":']))],
  ['of numbers', (_, random) => `[${'1,'.repeat(random.pick([1_000, 50_000]))}1]`],
  ['of one long string', (_, random) => JSON.stringify(hugeText(random))],
  ['of unknown members', (_, random) => unknownMembers(random.pick([50, 3_000]))],
  ['above a megabyte', () => `{"settlementNo":"${'9'.repeat(1_000_001)}"}`],
]

function nested(depth: number, open: string): string {
  return open.repeat(depth) + (open === '[' ? ']' : '1}').repeat(depth)
}

function unknownMembers(count: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, index])))
}
