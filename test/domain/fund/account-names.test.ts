import { expect, test } from 'vitest'
import { accountName, accounts } from '../../../src/domain/fund/fund-names.ts'

test.each([
  [accounts.fund('140500'), '基金：140500', 'fund 140500'],
  [accounts.source('lottery'), '资金来源：彩票公益金', 'source public lottery'],
  [accounts.purpose('aid'), '医疗救助支出', 'medical assistance'],
  [accounts.payable('H14050000001'), '应付医疗机构：H14050000001', 'owed to hospital H14050000001'],
  [accounts.transit('140500'), '银行在途：140500', 'with the bank of 140500'],
])('%s is %s', (account, zh, en) => {
  expect(accountName(account)).toEqual({ zh, en })
})
