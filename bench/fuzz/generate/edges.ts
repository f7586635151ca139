import type { Random } from '../../faults/random.ts'
import type { Json } from '../document.ts'

/**
 * Values that have broken programs before, by what stands where they go. Each list holds lawful edges beside unlawful
 * ones: whether one is refused is the service's to say, and an error of its own is never an answer.
 */
const days = [
  '0000-00-00',
  '0000-12-31',
  '0001-01-01',
  '1582-10-10',
  '1899-12-31',
  '1900-01-01',
  '1900-02-29',
  '1970-01-01',
  '1999-12-31',
  '2000-02-29',
  '2023-02-29',
  '2023-02-30',
  '2023-04-31',
  '2023-12-31',
  '2024-02-29',
  '2038-01-19',
  '2099-12-31',
  '2262-04-12',
  '9998-12-31',
  '9999-12-31',
  '2023-00-10',
  '2023-13-01',
  '2023-1-1',
  '20230315',
  '2023/03/15',
  '2023-03-15T00:00:00Z',
  '2023-03-15 ',
  '-2023-03-15',
  '+12023-03-15',
  '２０２３-03-15',
] as const

const months = [
  '1900-01',
  '2099-12',
  '0000-01',
  '9999-12',
  '2023-00',
  '2023-13',
  '2023-1',
  '202303',
  '1899-12',
] as const

const amounts = [
  '0.00',
  '-0.00',
  '0.01',
  '-0.01',
  '0.009',
  '1',
  '1.5',
  '1.555',
  '.50',
  '+1.00',
  '1e3',
  '1E+2',
  '1,000.00',
  ' 1.00',
  '01.00',
  'NaN',
  'Infinity',
  '９９.00',
  '9999999999999.99',
  '99999999999999.98',
  '99999999999999.99',
  '-99999999999999.99',
  '999999999999999.99',
  '0'.repeat(300),
] as const

/** What neither a name nor a number expects; NUL and lone surrogates are what PostgreSQL does not take. */
const texts = [
  '',
  ' ',
  '\u3000',
  'null',
  'undefined',
  '\u0000',
  'a\u0000b',
  '\u0001\u001f',
  '\ud800',
  'a\udfffb',
  '\ufeff',
  '\u202e\u2066mirrored',
  'a\u200bb',
  'é',
  'é',
  '𠮷野家',
  '👩‍👩‍👧‍👦',
  'ﷺ',
  '%',
  '%00',
  '%ff',
  '_',
  '\\',
  "'; DROP TABLE entries; --",
  '" OR ""="',
  '<script>alert(1)</script>',
  '=1+1',
  '＝1+1',
  '..\\..\\x',
  '.%2e/.%2e/x',
  '..',
  '.',
  'C:\\con',
  '${jndi:ldap://localhost}',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '1\r\nx-injected: 1',
  '\n',
  '\t',
  '-1',
  '0',
  'true',
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-7000-8000-00000000000g',
] as const

const numbers = [
  0,
  -1,
  1,
  -0,
  0.1,
  0.5,
  1e-7,
  2023.5,
  1899,
  1900,
  2023,
  2024,
  2099,
  2100,
  9999,
  10000,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 63,
  1e21,
  1e308,
  -1e308,
] as const

const otherTypes: readonly Json[] = [null, true, false, 0, 1.5, '', 'x', [], [null], {}, { a: 1 }, [[]]]

const looksLike = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  amount: /^-?\d{1,16}\.\d{2}$/,
  integer: /^\d{1,6}$/,
} as const

/** Another text in the place of one; mostly of its own kind. */
export function edgeText(random: Random, now: string): string {
  if (random.chance(0.04)) return hugeText(random)
  if (random.chance(0.25)) return random.pick(texts)
  if (looksLike.day.test(now)) return random.pick(days)
  if (looksLike.month.test(now)) return random.pick(months)
  if (looksLike.amount.test(now)) return random.pick(amounts)
  if (looksLike.integer.test(now)) return String(random.pick(numbers))
  return changed(random, now)
}

export function edgeNumber(random: Random): number {
  return random.pick(numbers)
}

export function edgeDay(random: Random): string {
  return random.pick(days)
}

export function edgeAmount(random: Random): string {
  return random.pick(amounts)
}

/** Something else altogether in the place of a value. */
export function otherType(random: Random): Json {
  return random.pick(otherTypes)
}

/** Long in the ways that patterns and parsers stumble over: one character that almost matches, and then one that does not. */
export function hugeText(random: Random): string {
  const unit = random.pick(['0', 'A', ' ', '9', 'zh;', '一', '"', '\\', '-', '1.', '%25', '{"a":', '𠮷'])
  const characters = random.pick([31, 65, 201, 513, 2_000, 20_000, 70_000])
  return unit.repeat(Math.ceil(characters / unit.length)) + random.pick(['', 'x', '!', ' '])
}

/** The text as it was but for one place. */
function changed(random: Random, text: string): string {
  const at = random.int(0, Math.max(0, text.length - 1))
  const put = random.pick(['', ' ', '\u0000', '/', '%', "'", '一', '１', '.', '-', 'Z', text[at] ?? ''])
  const twice = random.chance(0.2)
  return twice ? text + text : text.slice(0, at) + put + text.slice(at + 1)
}
