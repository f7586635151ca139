import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { makePayouts } from '../../../src/application/payouts/payouts-file.ts'
import { readBankAnswer } from '../../../src/application/payouts/read-bank-answer.ts'
import { listLinesOfBatch } from '../../../src/application/payouts/read-batches.ts'
import { getPayout } from '../../../src/application/payouts/read-payouts.ts'
import { give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { card, otherCard, payoutDesk } from '../../support/database/payout-desk.ts'
import { Choice } from '../../support/files/list-variants.ts'
import { type MeantLine, type TableColumns, tableVariant } from '../../support/files/table-variants.ts'
import { refusalOf } from '../../support/people/registers.ts'

/** Of each variant the generator knows what is right; `TABLE_SEED` tries others. */
const firstSeed = Number(process.env['TABLE_SEED'] ?? 1)
const variants = 30
const linesOfVariant = 2
const seeds = Array.from({ length: variants }, (_, at) => firstSeed + at)

const columns = {
  payoutNo: { heads: ['支付编号', 'payoutNo'], holds: 'number' },
  personNo: { heads: ['人员编号', 'psn_no', 'personNo'], holds: 'number' },
  personName: { heads: ['姓名', '人员姓名', 'psn_name'], holds: 'name', optional: true },
  payee: { heads: ['收款人类别', 'payee'], holds: 'word', optional: true },
  name: { heads: ['收款人姓名', '户名', 'payeeName'], holds: 'name', optional: true },
  grounds: { heads: ['代领依据', '依据'], holds: 'word', optional: true },
  account: { heads: ['账号', '银行账号', '银行卡号', 'account'], holds: 'number' },
  bankName: { heads: ['开户行', '开户银行', 'bankName'], holds: 'word' },
  bankNo: { heads: ['联行号', 'bankNo'], holds: 'number', optional: true },
  amount: { heads: ['金额', 'amount'], holds: 'amount', optional: true },
  receivedOn: { heads: ['受理日期', 'receivedOn'], holds: 'day', optional: true },
} as const satisfies TableColumns<string>
type Column = keyof typeof columns

const answerColumns = {
  reference: { heads: ['业务编号', 'reference'], holds: 'number' },
  amount: { heads: ['金额', '实付金额', '交易金额'], holds: 'amount', optional: true },
  result: { heads: ['处理结果', '交易状态', '状态'], holds: 'word' },
  reason: { heads: ['失败原因', '退回原因', '附言'], holds: 'word', optional: true },
  day: { heads: ['交易日期', '入账日期'], holds: 'day', optional: true },
  bankNo: { heads: ['银行流水号', '流水号'], holds: 'number', optional: true },
} as const satisfies TableColumns<string>
type AnswerColumn = keyof typeof answerColumns

let desk: Desk
const owed: string[] = []
/** Each is owed 17,000: worked by hand in `owed-for-earlier.test.ts`. */
beforeAll(async () => {
  desk = await openDesk()
  await give(desk, '2000000.00')
  const { owed: somebody } = payoutDesk(desk)
  for (let at = 0; at < variants * linesOfVariant; at++) owed.push((await somebody()).personNo)
}, 300_000)

const made: string[] = []

function meantPayout(choice: Choice, seed: number, at: number) {
  const personNo = owed[((seed - firstSeed) * linesOfVariant + at) % owed.length] ?? ''
  const isGuardian = choice.often(30)
  const account = choice.of([card, otherCard])
  const payoutNo = `PV${seed}-${at}`
  const [hasName, hasAmount, hasDay, hasBankNo] = [50, 50, 50, 40].map((percent) => choice.often(percent))
  const line: MeantLine<Column> = {
    ...{ payoutNo, personNo, bankName: '晋城农村商业银行' },
    ...(hasName ? { personName: '示例' } : {}),
    ...(isGuardian
      ? { payee: ['监护人', 'guardian'], name: '示例·某', grounds: '之母，户口簿' }
      : choice.often(50)
        ? { payee: ['本人', 'person'], name: '示例' }
        : {}),
    account: [account, account.replace(/(\d{4})(?=\d)/g, '$1 '), account.replace(/(\d{4})(?=\d)/g, '$1-')],
    ...(hasBankNo ? { bankNo: '402168000018' } : {}),
    ...(hasAmount ? { amount: '17000.00' } : {}),
    ...(hasDay ? { receivedOn: '2024-04-30' } : {}),
  }
  const payout = {
    ...{ payoutNo, personNo, amount: '17000.00', receivedOn: hasDay ? '2024-04-30' : '2024-05-05' },
    payee: isGuardian
      ? { kind: 'guardian', name: expect.stringMatching(/示\s*例/), grounds: '之母，户口簿' }
      : { kind: 'person', name: '示例', grounds: null },
    account: expect.objectContaining({ masked: `**** ${account.slice(-4)}` }),
  }
  return { line, payout }
}

describe('payouts in lists, and what the bank says of them, as they are written', () => {
  test.each(seeds)('variant %i means what it says', async (seed) => {
    const choice = new Choice(seed * 7919)
    const meant = Array.from({ length: linesOfVariant }, (_, at) => meantPayout(choice, seed, at))
    const { content, chosen } = tableVariant<Column>(
      seed,
      columns,
      meant.map(({ line }) => line),
    )
    const sent = { region: '140500', content: Readable.from([content]) }
    const answer = await makePayouts(desk.service, bureau, sent, 'zh')
    const told = answer.lines.map(({ outcome, detail }) => ({ outcome, detail }))
    expect({ chosen, told }).toEqual({ chosen, told: meant.map(() => ({ outcome: 'made', detail: null })) })
    for (const [at, { payout }] of meant.entries()) {
      const id = answer.lines[at]?.payoutId ?? ''
      made.push(id)
      expect({ chosen, ...(await getPayout(desk.service, bureau, id)) }).toMatchObject({ chosen, ...payout })
    }
  })

  test('the answers of a bank to the batch of all of them', async () => {
    const { sent } = payoutDesk(desk)
    const { id, batchNo } = await sent(made)
    for (const seed of seeds) {
      const choice = new Choice(seed * 104_729)
      const first = (seed - firstSeed) * linesOfVariant
      const meant = Array.from({ length: linesOfVariant }, (_, at) => meantAnswer(choice, batchNo, first + at + 1))
      const { content, chosen } = tableVariant<AnswerColumn>(
        seed,
        answerColumns,
        meant.map(({ line }) => line),
      )
      const { faults } = await readBankAnswer(desk.service, bureau, { id, content: Readable.from([content]) })
      expect({ chosen, faults }).toEqual({ chosen, faults: [] })
      const { items } = await listLinesOfBatch(desk.service, bureau, id, { limit: 500 })
      for (const { lineNo, state } of meant)
        expect({ chosen, ...items.find((line) => line.lineNo === lineNo) }).toMatchObject({ chosen, ...state })
    }
  }, 120_000)
})

test('a list whose amounts stand under a name that is not known pays nobody anything else', async () => {
  const { owed: somebody } = payoutDesk(desk)
  const { personNo } = await somebody()
  const list = (header: string) =>
    `支付编号,人员编号,账号,开户行,${header}\nPU-${header.length},${personNo},${card},晋城农村商业银行,120.00\n`
  const send = (header: string) =>
    makePayouts(desk.service, bureau, { region: '140500', content: Readable.from([Buffer.from(list(header))]) }, 'zh')
  for (const header of ['本次打款', '补助金额', '金额（万元）'])
    expect([header, (await refusalOf(send(header))).code]).toEqual([header, 'file-unreadable'])
  // Owed are 17,000: an amount that is read differs, and the line says so.
  expect((await send('支付金额')).lines).toMatchObject([
    { outcome: 'refused', detail: expect.stringContaining('17000.00') },
  ])
})

function meantAnswer(choice: Choice, batchNo: string, lineNo: number) {
  const isPaid = choice.often(70)
  const [hasAmount, hasDay, hasBankNo] = [60, 60, 50].map((percent) => choice.often(percent))
  const on = hasDay ? '2024-05-05' : null
  const line: MeantLine<AnswerColumn> = {
    reference: `${batchNo}-${lineNo}`,
    ...(hasAmount ? { amount: '17000.00' } : {}),
    ...(isPaid
      ? { result: ['成功', '交易成功', 'S', '00', 'paid'] }
      : { result: ['失败', '退汇', 'F', 'returned'], reason: '账号不存在' }),
    ...(on ? { day: on } : {}),
    ...(hasBankNo ? { bankNo: `LS${lineNo}` } : {}),
  }
  const state = isPaid
    ? { state: 'paid', paidOn: '2024-05-05', ...(hasBankNo ? { bankNo: `LS${lineNo}` } : {}) }
    : { state: 'returned', returnedOn: '2024-05-05', reason: '账号不存在' }
  return { lineNo, line, state }
}
