import { expect, test } from 'vitest'
import { repeatedName } from '../../../src/domain/shared/repeated-name.ts'

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"b":"0.00","b":"1.00"}}', 'b'],
  ['[{"a":1},{"b":1,"c":2,"b":3}]', 'b'],
  ['{"settlementNo":"1","settlement\\u004eo":"2"}', 'settlementNo'],
  ['{"a" : 1 , "a"\n: 2}', 'a'],
  ['{"quoted \\" name":1,"quoted \\" name":2}', 'quoted " name'],
  ['{"ends with \\\\":1,"b":2,"ends with \\\\":3}', 'ends with \\'],
])('%s says something twice', (text, name) => {
  expect(JSON.parse(text)).toBeDefined()
  expect(repeatedName(text)).toBe(name)
})

test.each([
  '{"a":"a","b":"a"}',
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":2}]',
  '{"a":["a","a"],"b":"a\\":"}',
  '{"a":"{\\"b\\":1,\\"b\\":2}"}',
  '"a"',
  '[]',
  'null',
])('%s does not', (text) => {
  expect(JSON.parse(text)).toBeDefined()
  expect(repeatedName(text)).toBe(null)
})
