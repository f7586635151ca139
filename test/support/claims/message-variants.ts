/** Spellings of one value as programs write it, with what is meant decided here and not by the service. */
export interface Variants<Value> {
  /** Each a way to write the value; what is meant by all of them is the value. */
  readonly spell: readonly ((value: Value) => unknown)[]
}

type Random = () => number

/** The same numbers for the same seed. Source: Mulberry32, of the public domain. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const wide = (text: string) => text.replaceAll(/[0-9.]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?=\.))/g, ',')
const exponent = (text: string) => `${text.replace('.', '')}E-2`

/** Yuan with two decimals. */
export const amounts: Variants<string> = {
  spell: [
    (text) => text,
    (text) => Number(text),
    (text) => text.replace(/\.?0+$/, '') || '0',
    (text) => `${text}00`,
    (text) => ` ${text} `,
    (text) => `\u200b${text}\ufeff`,
    wide,
    grouped,
    exponent,
    (text) => `+${text}`,
  ],
}

const two = (text: string) => String(Number(text))

/** `2024-03-01 00:00:00`, always of midnight. */
export const midnights: Variants<string> = {
  spell: [
    (time) => time,
    (time) => time.slice(0, 10),
    (time) => time.slice(0, 10).replaceAll('-', ''),
    (time) => time.replaceAll(/[^0-9]/g, ''),
    (time) => `${time.replaceAll(/[^0-9]/g, '')}000`,
    (time) => time.replace(' ', 'T'),
    (time) => `${time}.000`,
    (time) => `${time.replace(' ', 'T')}+08:00`,
    (time) => `${new Date(`${time.replace(' ', 'T')}+08:00`).toISOString()}`,
    (time) => time.slice(0, 10).replaceAll('-', '/'),
    (time) => `${time.slice(0, 4)}.${two(time.slice(5, 7))}.${two(time.slice(8, 10))}`,
    (time) => `${time.slice(0, 4)}年${two(time.slice(5, 7))}月${two(time.slice(8, 10))}日`,
    (time) => `${time.slice(0, 4)}/${two(time.slice(5, 7))}/${two(time.slice(8, 10))} 0:00`,
    (time) => wide(time.slice(0, 10)),
  ],
}

/** No end: what departments and hospitals write for it. */
export const noEnds: readonly unknown[] = [
  ...['', 'null', null, '长期', '永久', '无', '9999-12-31', '99991231', '2099-12-31', '2999-12-31 23:59:59', '至今'],
]

const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Names of fields and nodes. */
export const fieldNames: Variants<string> = {
  spell: [
    (name) => name,
    camel,
    (name) => name.toUpperCase(),
    (name) => name.replaceAll('_', ''),
    (name) => name.replaceAll('_', '-'),
  ],
}

/** Numbers of people and cards. */
export const numbers: Variants<string> = {
  spell: [
    (text) => text,
    wide,
    (text) => ` ${text}\u00a0`,
    (text) => `\u202d${text}\u202c`,
    (text) => text.toLowerCase(),
    (text) => `${text.slice(0, 6)}\u200b${text.slice(6)}`,
  ],
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item
}

export const spelledBy = <Value>(random: Random, { spell }: Variants<Value>, value: Value): unknown =>
  pick(random, spell)(value)

/** A node with each of its fields under a spelling of its name, and some that mean nothing beside them. */
export function nodeBy(random: Random, node: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(node).map(
    ([name, value]) => [String(spelledBy(random, fieldNames, name)), value] as const,
  )
  const noise = random() < 0.3 ? [['remark_of_ours', 'x'] as const] : []
  return Object.fromEntries([...fields, ...noise])
}

/** A node as programs wrap it: an object, a list of one, or its JSON text. */
export function wrappedBy(random: Random, node: Record<string, unknown>): unknown {
  return pick(random, [node, [node], JSON.stringify(node)])
}
