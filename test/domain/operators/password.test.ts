import { expect, test } from 'vitest'
import { passwordFault } from '../../../src/domain/operators/password.ts'

test.each([
  ['eleven characters', 'abcdefg-4x1', false],
  ['twelve', 'abxdefg-4x12', true],
  ['128', `${'kow-'.repeat(31)}7Q8!`, true],
  ['129', `${'kow-'.repeat(32)}!`, false],
  ['five kinds of characters', 'ababcabdabeab', false],
  ['a row of digits', '123456789012', false],
  ['a row of letters', 'abcdefghijklm', false],
  ['the user name in it', 'Zhang.San-2026!', false],
  ['Chinese, each character one', '今天天气很好我们去散步吧', true],
])('%s', (_, password, isGood) => {
  expect(passwordFault(password, 'zhang.san') === null).toBe(isGood)
})
