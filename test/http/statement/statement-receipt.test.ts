import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSecrets } from '../../../src/application/shared/secrets.ts'
import { receiptOf } from '../../../src/application/statement/receipt.ts'
import { readReceipt, writeReceipt } from '../../../src/application/statement/receipt-number.ts'
import { sharesOf } from '../../../src/application/statement/shares.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { bills, settle, statementOf } from '../../support/files/statement-page.ts'

const it = testApp()
const bill = bills['Pengshui, as in the README'] as (typeof bills)[string]
const check = (receiptNo: string, key = it.keys.bureau, language = 'en') =>
  send(it, 'GET', `/v1/receipts/${encodeURIComponent(receiptNo)}`, undefined, { key, language })
const hospitalKey = (hospitalCode: string) =>
  it.issue({ kind: 'hospital', name: 't', region: hospitalCode.slice(1, 7), hospitalCode })

async function receiptNoOf(id: string): Promise<string> {
  const { body } = await statementOf(it, id)
  return />([0-9A-Z]{5}(?:-[0-9A-Z]{5}){6})</.exec(String(body))?.[1] as string
}

describe('a receipt number from a statement', () => {
  test('is genuine, and leads to the settlement with the amounts that stand', async () => {
    const { en } = await settle(it, bill)
    const receiptNo = await receiptNoOf(en.id)
    const { status, body } = await check(receiptNo)
    expect(status).toBe(200)
    expect(body).toMatchObject({ receiptNo, genuine: true, verdict: 'genuine', currentReceiptNo: receiptNo })
    expect(body.settlement).toMatchObject({ id: en.id, status: 'settled', total: '52000.00', payers: en.payers })
    const typed = await check(receiptNo.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o'))
    expect(typed.body).toEqual(body)
    expect((await check(receiptNo, it.keys.bureau, 'zh')).body.text).toMatch(/^凭证号真实/)
    expect((await send(it, 'GET', body.settlement.statement, undefined, { key: it.keys.bureau })).status).toBe(200)
  })

  test('that was mistyped is refused, and one that was made up is not genuine', async () => {
    const { en } = await settle(it, { ...bill, personNo: '50024300000000000002' })
    const receiptNo = await receiptNoOf(en.id)
    const swapped = receiptNo.replace(/(.)$/, (last) => (last === '7' ? '8' : '7'))
    expectProblem(await check(swapped), 400, 'invalid-request')
    expectProblem(await check(receiptNo.slice(0, -2)), 400, 'invalid-request')
    expectProblem(await check('凭证'), 400, 'invalid-request')
    const { settlementId, proof } = readReceipt(receiptNo) as NonNullable<ReturnType<typeof readReceipt>>
    const unknown = { genuine: false, verdict: 'not-genuine', currentReceiptNo: null, settlement: null }
    expect((await check(writeReceipt({ settlementId, proof: proof ^ 1n }))).body).toMatchObject(unknown)
    const nowhere = writeReceipt({ settlementId: '0190f5fe-7c00-7a00-8000-0000000000ff', proof })
    expect((await check(nowhere)).body).toMatchObject(unknown)
  })

  test('cannot be made without the service’s key, nor kept for other amounts', async () => {
    const { en } = await settle(it, { ...bill, personNo: '50024300000000000003' })
    const settledAt = '2023-03-16T04:00:00Z'
    const stored = { settlementId: en.id, inputHash: 'sha256:a', traceHash: 'sha256:b', settledAt }
    const strangers = { ...it.service, secrets: createSecrets(Buffer.alloc(32, 9)) }
    expect(receiptOf(strangers, stored)).not.toBe(receiptOf(it.service, stored))
    expect(receiptOf(it.service, { ...stored, traceHash: 'sha256:c' })).not.toBe(receiptOf(it.service, stored))
  })

  test('says that the settlement was reversed, and which later one was recalculated', async () => {
    const personNo = '50024300000000000004'
    const first = await settle(it, { ...bill, personNo })
    const costs = { ...bill.costs, total: '302000.00', inScope: '300000.00' }
    const later = await settle(it, { ...bill, personNo, costs, dischargedOn: '2023-08-01' })
    const paper = await receiptNoOf(later.en.id)
    const undo = {
      hospitalCode: bill.hospitalCode,
      settlementNo: first.en.settlementNo,
      reversalNo: 'R-9',
      reason: 'x',
    }
    const key = await hospitalKey(bill.hospitalCode)
    expect((await send(it, 'POST', '/v1/reversals', { ...undo, resettleLater: true }, { key })).status).toBe(201)
    const reversed = await check(await receiptNoOf(first.en.id))
    expect(reversed.body).toMatchObject({ genuine: true, verdict: 'void', settlement: { status: 'reversed' } })
    expect(reversed.body.text).toContain('reversed')
    const current = await receiptNoOf(later.en.id)
    expect(current).not.toBe(paper)
    const superseded = await check(paper)
    expect(superseded.body).toMatchObject({ genuine: true, verdict: 'superseded', currentReceiptNo: current })
    expect((await check(current)).body).toMatchObject({ verdict: 'genuine' })
    expect((await statementOf(it, later.en.id)).body).toContain('（R-9）')
  })

  test('is checked by the bureau and auditor of the region and by the hospital itself', async () => {
    const { en } = await settle(it, { ...bill, personNo: '50024300000000000005' })
    const receiptNo = await receiptNoOf(en.id)
    const auditor = await it.issue({ kind: 'auditor', name: 't', region: '500000' })
    expect((await check(receiptNo, auditor)).body.genuine).toBe(true)
    expect((await check(receiptNo, await hospitalKey(bill.hospitalCode))).body.genuine).toBe(true)
    expectProblem(await check(receiptNo, await hospitalKey('H14050000001')), 404, 'not-found')
    expectProblem(await check(receiptNo, it.keys.auditor), 404, 'not-found')
    expectProblem(await send(it, 'GET', `/v1/receipts/${receiptNo}`), 401, 'unauthenticated')
  })
})

const receipts = fc.record({ settlementId: fc.uuid(), proof: fc.bigInt({ min: 0n, max: (1n << 42n) - 1n }) })

describe('receipt numbers', () => {
  test('hold what they were made of', () => {
    fc.assert(
      fc.property(receipts, (one) => {
        expect(readReceipt(writeReceipt(one))).toEqual(one)
      }),
    )
  })

  test('never survive one wrong character, nor two neighbours in the wrong order', () => {
    const place = fc.integer({ min: 0, max: 34 })
    const other = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ')
    fc.assert(
      fc.property(receipts, place, other, (one, at, wrong) => {
        const right = [...writeReceipt(one).replaceAll('-', '')]
        const slipped = right.with(at, wrong)
        const crossed = at < 34 ? right.with(at, right[at + 1] as string).with(at + 1, right[at] as string) : right
        for (const typed of [slipped, crossed].map((characters) => characters.join('')))
          if (typed !== right.join('')) expect(readReceipt(typed)).toBeNull()
      }),
    )
  })
})

describe('shares', () => {
  const yuan = fc.integer({ min: 0, max: 2_000_000_000 }).map((fen) => {
    const digits = String(fen).padStart(3, '0')
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`
  })

  test('sum to 100.0%, each less than a tenth from the exact one', () => {
    fc.assert(
      fc.property(fc.array(yuan, { minLength: 1, maxLength: 10 }), (amounts) => {
        const shares = sharesOf(amounts)
        const fen = amounts.map((amount) => BigInt(amount.replace('.', '')))
        const total = fen.reduce((sum, one) => sum + one, 0n)
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(total === 0n ? 0 : 1000)
        for (const [at, share] of shares.entries()) {
          const off = BigInt(share) * total - (fen[at] as bigint) * 1000n
          expect(off < total && -off < total).toBe(total > 0n)
        }
      }),
    )
  })

  test.each([
    [
      ['1.00', '1.00', '1.00'],
      [334, 333, 333],
    ],
    [
      ['0.02', '0.01'],
      [667, 333],
    ],
    [
      ['99999999999999.99', '0.01'],
      [1000, 0],
    ],
    [
      ['0.00', '0.00'],
      [0, 0],
    ],
  ])('%j are %j', (amounts, shares) => {
    expect(sharesOf(amounts)).toEqual(shares)
  })
})
