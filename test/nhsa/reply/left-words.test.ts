import { expect, test } from 'vitest'
import { leftWords } from '../../../src/nhsa/reply/setldetail.ts'

test('a limit is named in words, and one without an amount is said to be none', () => {
  expect(leftWords('basic-cap', '140500', '剩余', '35350.00')).toBe('基本医保年度封顶线剩余 35350.00 元')
  expect(leftWords('annual', '500243', '现余', null)).toBe('年度救助限额：不设限')
})
