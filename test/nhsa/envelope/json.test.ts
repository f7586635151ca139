import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exact, readJson, writeJson } from '../../../src/nhsa/envelope/json.ts'

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

test.each(['{"a":01}', '{"a":1', '', 'null x', '{a:1}'])('what is no JSON is refused: %s', (text) => {
  expect(() => readJson(text)).toThrow(SyntaxError)
})

test('a file of some megabytes in one string is read', () => {
  const content = 'QUJD'.repeat(1_500_000)
  expect(readJson(`{"in":"${content}","n":1}`)).toEqual({ in: content, n: '1' })
})

test('amounts are written as numbers with the digits they have', () => {
  expect(writeJson({ a: exact('99999999999999.99'), b: exact('-0.10'), c: undefined, d: [null, 'x"y'] })).toBe(
    '{"a":99999999999999.99,"b":-0.10,"d":[null,"x\\"y"]}',
  )
  expect(() => exact('1e3')).toThrow('none')
})
