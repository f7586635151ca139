import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saidTwice } from '../../../src/domain/refusals/said-twice.ts'
import { exact, readJson, readLongJson, writeJson } from '../../../src/nhsa/envelope/json.ts'
import { processorTime } from '../../support/processes/processor-time.ts'

test('numbers are read as their digits, strings as they are', () => {
  const text = '{"a":52000.10,"b":-1,"c":"1.50","d":"say \\"2\\" and 3\\\\","e":[0.0,1e3,true,null],"f 4":{"5":6}}'
  expect(readJson(text)).toEqual({
    a: '52000.10',
    b: '-1',
    c: '1.50',
    d: 'say "2" and 3\\',
    e: ['0.0', '1e3', true, null],
    'f 4': { '5': '6' },
  })
})

test('any JSON is read as JSON.parse reads it, numbers aside', () => {
  const asText = (value: unknown): unknown => {
    if (typeof value === 'number') return JSON.stringify(value)
    if (Array.isArray(value)) return value.map(asText)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]))
  }
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readJson(text)).toEqual(asText(JSON.parse(text)))
    }),
    { numRuns: 500 },
  )
})

test.each([
  ...['{"a":01}', '{"a":1', '', 'null x', '{a:1}', '{1:2}', '{"a":1 2}', '{"a":-}', '{"a":1.}', '{"a":.5}', '{"a":1e}'],
  ...['"a', '"a\\"', '{"a":1"b"}', '1"', '{-1 :2}', '{"a":+1}', '{"a":0x1}'],
])('what is no JSON is refused: %s', (text) => {
  expect(() => readJson(text)).toThrow(SyntaxError)
})

test.each([
  ['{"cnt":1,"cnt":2}', 'cnt'],
  ['{"a":[{"psn_no":"1","b":{"psn_no":"2"},"psn_no":"1"}]}', 'psn_no'],
  ['{"pric" : 1, "\\u0070ric" :2}', 'pric'],
])('a name that stands twice in one object is refused: %s', (text, name) => {
  const refused = expect.objectContaining({ code: 'malformed-json' })
  expect(() => readJson(text)).toThrow(refused)
  expect(() => readJson(text)).toThrow(
    expect.objectContaining({ params: JSON.parse(JSON.stringify(saidTwice(name).params)) }),
  )
})

test('one name in several objects, or as a value, is no name twice', () => {
  const text = '{"a":{"a":"a"},"b":["a","a",{"a":1},{"a":2}]}'
  expect(readJson(text)).toEqual({ a: { a: 'a' }, b: ['a', 'a', { a: '1' }, { a: '2' }] })
})

test('a file of some megabytes in one string is read', () => {
  const content = 'QUJD'.repeat(1_500_000)
  expect(readJson(`{"in":"${content}","n":1}`)).toEqual({ in: content, n: '1' })
})

describe('what would cost more to read than any message is refused before it is read', () => {
  test.each([
    ['a list of bytes', `{"in":[${'1,'.repeat(4_000_000)}1]}`],
    ['lists within lists', '['.repeat(8_000_000)],
    ['objects within objects', '{"a":'.repeat(1_000_000)],
    ['objects without anything', `[${'{},'.repeat(300_000)}{}]`],
    ['names', `{${Array.from({ length: 300_000 }, (_, at) => `"a${at}":1`).join(',')}}`],
  ])('%s', (_, text) => {
    const spentMs = processorTime()
    expect(() => readJson(text)).toThrow('body-too-complex')
    expect(spentMs()).toBeLessThan(1000)
  })

  test('a message of 32 levels and 200,000 values is read', () => {
    expect(readJson(`${'['.repeat(32)}${']'.repeat(32)}`)).toHaveLength(1)
    expect(readJson(`[${'1,'.repeat(199_997)}1]`)).toHaveLength(199_998)
  })
})

test('text of megabytes is read in pieces as it is at once, wherever a piece ends', async () => {
  for (const [at, filler] of ['1'.repeat(40), '\\"'.repeat(20), ' '.repeat(40)].entries()) {
    const part = `{"a${at}":[1,-2.50,"${at === 2 ? '' : filler}"${at === 2 ? filler : ''}]},`
    const text = `[${part.repeat(30_000 / (at + 1))}0]`.replace(/^\[/, `[${' '.repeat(at * 7)}`)
    expect(await readLongJson(text)).toEqual(readJson(text))
  }
  await expect(readLongJson(`["${'x'.repeat(2_000_000)}", 01]`)).rejects.toThrow(SyntaxError)
  await expect(readLongJson('[1,'.repeat(1_000_000))).rejects.toThrow('body-too-complex')
})

test.each([
  ['backslashes', `"${'\\\\'.repeat(2_000_000)}"`],
  ['quotes', `"${'\\"'.repeat(2_000_000)}"`],
  ['digits', '1'.repeat(4_000_000)],
  ['spaces behind a number', `[1${' '.repeat(4_000_000)}]`],
])('four megabytes of %s are read as fast as others', (_, text) => {
  const spentMs = processorTime()
  readJson(text)
  expect(spentMs()).toBeLessThan(1000)
})

test('amounts are written as numbers with the digits they have', () => {
  expect(writeJson({ a: exact('99999999999999.99'), b: exact('-0.10'), c: undefined, d: [null, 'x"y'] })).toBe(
    '{"a":99999999999999.99,"b":-0.10,"d":[null,"x\\"y"]}',
  )
  expect(() => exact('1e3')).toThrow('none')
})
