import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { demoPeople } from '../../../src/application/demo/demo-people.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { writeReceipt } from '../../../src/application/statement/receipt-number.ts'
import { qrCodeOf } from '../../../src/render/statement/qr-code.ts'
import { bureau } from '../../support/database/desk.ts'
import { send, testApp } from '../../support/database/test-app.ts'
import { readPdf } from '../../support/files/pdf-text.ts'
import { bills, printed, settle, statementOf } from '../../support/files/statement-page.ts'

const publicUrl = 'https://yizhan.example'
const it = testApp({ publicUrl })
const bill = bills['Pengshui, as in the README'] as (typeof bills)[string]

async function receiptNoOf(id: string): Promise<string> {
  const { body } = await statementOf(it, id)
  return />([0-9A-Z]{5}(?:-[0-9A-Z]{5}){6})</.exec(String(body))?.[1] as string
}

const look = (path: string) => send(it, 'GET', path)
const open = (receiptNo: string, name: string, lastDigits: string) =>
  send(it, 'POST', `/verify/${receiptNo}`, String(new URLSearchParams({ name, lastDigits })), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    from: '10.9.8.7',
  })

const personOf = (personNo: string) => {
  const found = demoPeople.find((person) => person.personNo === personNo)
  if (!found) throw new Error(`${personNo} is nobody of the demo`)
  return { name: found.name, last: found.idNumber.slice(-4) }
}

const lines = async (personNo: string, region = '500243') => {
  const key = await it.issue({ kind: 'auditor', name: 't', region })
  const { body } = await send(it, 'GET', `/v1/audit?personNo=${personNo}`, undefined, { key })
  return body.items.map(({ kind, operation, status }: Record<string, unknown>) => [kind, operation, status])
}

describe('the number of a statement, for anybody', () => {
  test('says that it is genuine and stands, without a name, an amount or a place', async () => {
    const { en } = await settle(it, bill)
    const receiptNo = await receiptNoOf(en.id)
    const { status, body, headers } = await look(`/verify/${receiptNo.replaceAll('-', '')}`)
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      ...[200, 'text/html; charset=utf-8', 'no-store'],
    ])
    expect(String(headers['content-security-policy'])).toContain("form-action 'self'")
    expect(body).toContain('真实有效')
    expect(body).toContain(receiptNo)
    const { name } = personOf(bill.personNo)
    for (const secret of [name, bill.personNo, en.id, bill.hospitalCode, '52,000', '52000', '10,647', '10647'])
      expect(body).not.toContain(secret)
    expect((await look(`/verify?receiptNo=${encodeURIComponent(receiptNo.toLowerCase())}`)).body).toContain('真实有效')
  })

  test.each([
    ['one that was mistyped', 'ABCDE-12345', '凭证号有误'],
    [
      'one that nobody gave out',
      writeReceipt({ settlementId: '0190f5fe-7c00-7a00-8000-0000000000ff', proof: 5n }),
      '不是本系统签发',
    ],
    ['markup', '<script>alert(1)</script>', '凭证号有误'],
  ])('%s', async (_, receiptNo, says) => {
    const { status, body } = await look(`/verify/${encodeURIComponent(receiptNo)}`)
    expect(status).toBe(200)
    expect(body).toContain(says)
    expect(body).not.toContain('<script>')
    const asked = await open(encodeURIComponent(receiptNo), '张三', '1234')
    expect(asked.body).toContain(says)
  })

  test('the page on which one is typed', async () => {
    const { status, body } = await look('/verify')
    expect([status, String(body).includes('name="receiptNo"')]).toEqual([200, true])
  })

  test('a reversed settlement is said to be void', async () => {
    const { en } = await settle(it, { ...bill, personNo: '50024300000000000002' })
    const receiptNo = await receiptNoOf(en.id)
    const which = { hospitalCode: bill.hospitalCode, settlementNo: en.settlementNo }
    await reverse(it.service, bureau, { ...which, reversalNo: 'V-1', reason: 'test' })
    expect((await look(`/verify/${receiptNo}`)).body).toContain('已作废')
  })
})

describe('with the name and the end of the card’s number', () => {
  test('what was paid and why, once; what does not fit is refused, and each attempt is in the audit of the region', async () => {
    const personNo = '50024300000000000003'
    const { en, zh } = await settle(it, { ...bill, personNo })
    const receiptNo = await receiptNoOf(en.id)
    const { name, last } = personOf(personNo)
    const other = last === '0000' ? '0001' : '0000'
    const wrong: readonly (readonly [string, string])[] = [
      ['王五', last],
      [name, other],
    ]
    for (const [given, digits] of wrong) {
      const refused = await open(receiptNo, given, digits)
      expect([refused.status, String(refused.body).includes('姓名或证件号码后四位与结算单不符')]).toEqual([403, true])
      expect(refused.body).not.toContain(printed(zh.costs.total ?? ''))
    }
    expect((await open(receiptNo, name, '12')).status).toBe(400)
    expect((await open(receiptNo, '', last)).status).toBe(400)
    const opened = await open(receiptNo, ` ${name} `, last.toLowerCase())
    expect(opened.status).toBe(200)
    for (const { amount, text } of zh.lines) {
      expect(opened.body).toContain(printed(amount))
      expect(String(opened.body).replaceAll(',', '')).toContain(text.replaceAll(',', ''))
    }
    expect(await lines(personNo)).toEqual([
      ['opened', 'openStatement', 200],
      ['refused', 'openStatement', 403],
      ['refused', 'openStatement', 403],
    ])
    expect(await lines(personNo, '140500')).toEqual([])
    expect(it.logged()).not.toContain(name)
  })

  test('guessing is ended: five wrong ones close it, for the right one too, also where they come at once', async () => {
    const personNo = '50024300000000000004'
    const { en } = await settle(it, { ...bill, personNo })
    const receiptNo = await receiptNoOf(en.id)
    const { name, last } = personOf(personNo)
    const wrong = Array.from({ length: 12 }, (_, at) => `A${String(at).padStart(3, '0')}`)
    const answers = await Promise.all(wrong.map((digits) => open(receiptNo, name, digits)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(403), ...Array(7).fill(429)])
    expect((await open(receiptNo, name, last)).status).toBe(429)
  })
})

describe('the code on the statement', () => {
  test('is on the page and leads to it', async () => {
    const { en } = await settle(it, { ...bill, personNo: '50024300000000000005' })
    const receiptNo = await receiptNoOf(en.id)
    const { body } = await statementOf(it, en.id)
    const [, address = ''] = /<a class="code" href="([^"]+)">/.exec(String(body)) ?? []
    expect(address).toBe(`${publicUrl}/verify/${receiptNo.replaceAll('-', '')}`)
    expect(body).toContain('扫码可核验本单真伪')
    expect((await look(new URL(address).pathname)).body).toContain('真实有效')
  })

  test('is on the PDF, which stays one page, and may be pressed there', async () => {
    const { en } = await settle(it, { ...bill, personNo: '50024300000000000006' })
    const receiptNo = await receiptNoOf(en.id)
    const url = `/v1/settlements/${en.id}/statement?format=pdf`
    const reply = await it.app.inject({ url, headers: { authorization: `Bearer ${it.keys.bureau}` } })
    const { pages, text } = readPdf(reply.rawPayload)
    expect(pages).toBe(1)
    expect(text.replace(/\s/g, '')).toContain('扫码可核验本单真伪')
    const address = `${publicUrl}/verify/${receiptNo.replaceAll('-', '')}`
    expect(reply.rawPayload.toString('latin1')).toContain(`/URI (${address})`)
  })

  test('is what another encoder makes of the text, with the mask of either', () => {
    const require = createRequire(import.meta.url)
    const { QrCode, Ecc, QrSegment } = require('@rc-component/qrcode/lib/libs/qrcodegen.js')
    // One of each version, 1 to 10, and both ends of some.
    for (const length of [1, 14, 15, 26, 27, 42, 60, 62, 63, 84, 106, 122, 123, 152, 180, 181, 213]) {
      const text = `${publicUrl}/verify/`.repeat(9).slice(0, length)
      const segments = [QrSegment.makeBytes([...Buffer.from(text)])]
      const made = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => {
        const code = QrCode.encodeSegments(segments, Ecc.MEDIUM, 1, 10, mask, false)
        const side = Array.from({ length: code.size }, (_, at) => at)
        return side.map((y) => side.map((x) => code.getModule(x, y)))
      })
      expect(made).toContainEqual(qrCodeOf(text))
    }
    expect(() => qrCodeOf('x'.repeat(214))).toThrow('do not fit')
  })
})
