import { expect, test } from 'vitest'
import { shownReasons } from '../../../src/application/explain/explain.ts'
import type { SettlementOutcome } from '../../../src/domain/adjudication/types.ts'

const outcome = (person: string, accumulated?: string) =>
  ({
    reasons: [{ code: 'no-identity', clause: null, params: { day: '2023-06-15' } }],
    payers: { person },
    ...(accumulated === undefined ? {} : { accumulated }),
  }) as unknown as SettlementOutcome
const said = (of: SettlementOutcome) => shownReasons(of, 'zh').map(({ text }) => text)

const pays = '2023-06-15 没有有效的救助对象身份，医疗救助不予支付。'

test('a visit without an identity says that it adds nothing to the year (000000/G13)', () => {
  expect(said(outcome('1000.00'))).toEqual([`${pays}此后取得身份的，本次自付不计入年度累计自付。`])
})

test('and does not where a pack lets the whole year count, or nothing is left to the person', () => {
  expect(said(outcome('1000.00', '1000.00'))).toEqual([pays])
  expect(said(outcome('0.00'))).toEqual([pays])
})
