import { describe, expect, test } from 'vitest'
import { demoPeople } from '../../../src/application/demo/demo-people.ts'
import { readStatement } from '../../../src/application/statement/statement.ts'
import { densities, fitted } from '../../../src/render/statement/density.ts'
import { statementHtml } from '../../../src/render/statement/html.ts'
import { type Payment, type StatementPage, statementPageOf } from '../../../src/render/statement/page.ts'
import { faceFor } from '../../../src/render/statement/pdf/fonts.ts'
import { textLinesOf } from '../../../src/render/statement/pdf/lines.ts'
import { statementPdf } from '../../../src/render/statement/pdf.ts'
import { bureau } from '../../support/database/desk.ts'
import { send, testApp } from '../../support/database/test-app.ts'
import { readPdf } from '../../support/files/pdf-text.ts'
import { bills, printed, settle } from '../../support/files/statement-page.ts'

const it = testApp()
const told = (text: string) => text.replace(/\s/g, '')

async function pdfOf(id: string, query = '?format=pdf', headers: Record<string, string> = {}) {
  const url = `/v1/settlements/${id}/statement${query}`
  const reply = await it.app.inject({ url, headers: { authorization: `Bearer ${it.keys.bureau}`, ...headers } })
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
  return { ...readPdf(reply.rawPayload), bytes: reply.rawPayload, headers: reply.headers }
}

describe('as PDF', () => {
  test.each(Object.entries(bills))('%s: one page, with every amount, sentence and clause in it', async (_, bill) => {
    const { zh, en } = await settle(it, bill)
    const { pages, text, embedded, bytes } = await pdfOf(zh.id)
    expect(pages).toBe(1)
    expect(bytes.length).toBeLessThan(150_000)
    expect(embedded).toHaveLength(2)
    const all = told(text)
    for (const amount of [...Object.values(zh.costs), ...zh.lines.flatMap(({ base, amount }) => [base, amount])])
      expect(text).toContain(printed(amount))
    for (const one of [zh, en])
      for (const { text: sentence } of [...one.lines, ...one.reasons, ...one.warnings])
        expect(all.replaceAll(',', '')).toContain(
          told(sentence).replaceAll(',', '').replace(/[‘’]/g, "'").replace(/[“”]/g, '"'),
        )
    for (const { clause } of zh.lines) if (clause) expect(all).toContain(`[${clause.id}]`)
    expect(all).toContain('第1页，共1页')
    // The person signs it.
    expect(all).toContain(demoPeople.find(({ personNo }) => personNo === bill.personNo)?.name)
  })

  test('a program that accepts PDF gets it, named by the receipt and not by the person', async () => {
    const { zh } = await settle(it, { ...(bills['Jincheng, three fen'] as (typeof bills)[string]) })
    const { headers, text } = await pdfOf(zh.id, '', { accept: 'application/pdf' })
    expect(headers['content-disposition']).toMatch(/^inline; filename="[0-9A-Z-]{41}\.pdf"$/)
    expect(text).toContain(/"([0-9A-Z-]{41})/.exec(String(headers['content-disposition']))?.[1])
    const html = await send(it, 'GET', `/v1/settlements/${zh.id}/statement?format=html`, undefined, {
      key: it.keys.bureau,
      headers: { accept: 'application/pdf' },
    })
    expect(html.headers['content-type']).toMatch(/^text\/html/)
  })

  test.each([1, 14])('%i payers fit one page, with the names of the clauses at the least', async (count) => {
    const { zh } = await settle(it, {
      ...(bills['Jincheng, the hospital’s share and three parts of aid'] as (typeof bills)[string]),
    })
    const page = statementPageOf(await readStatement(it.service, bureau, zh.id), null)
    const payments = Array.from({ length: count }, (_, at) => page.payments[at % page.payments.length] as Payment)
    const shown: StatementPage = { ...page, payments }
    const { pages, text } = readPdf(await statementPdf(shown))
    expect(pages).toBe(1)
    const html = statementHtml(shown)
    for (const { cite } of page.clauses) for (const form of [told(text), told(html)]) expect(form).toContain(told(cite))
    // By counting lines it fits; that it does was looked at in a browser.
    expect(fitted(shown).density).toBeLessThan(densities.length)
    expect(html.includes('class="cites"')).toBe(fitted(shown).page.citesOnly)
    expect(html.match(/<td class="payer">/g)).toHaveLength(count)
  })

  test('more than a page holds goes on to the next, and nothing is cut', async () => {
    const { zh } = await settle(it, { ...(bills['Jincheng, nobody who is aided'] as (typeof bills)[string]) })
    const page = statementPageOf(await readStatement(it.service, bureau, zh.id), null)
    const reason = (number: number) => ({
      clause: '140500/J4',
      text: { zh: `第${number}条原因`, en: `reason ${number} of many` },
    })
    const reasons = Array.from({ length: 90 }, (_, at) => reason(at + 1))
    const long: StatementPage = { ...page, reasons, reversed: { zh: '已冲正　本单作废。', en: 'REVERSED.' } }
    const { pages, text } = readPdf(await statementPdf(long))
    expect(pages).toBe(3)
    for (const said of reasons.flatMap(({ text: { zh, en } }) => [zh, en])) expect(text).toContain(said)
    expect(text.match(/^已冲正$/gm)).toHaveLength(3)
    expect(told(text)).toContain('第3页，共3页')
  })
})

describe('lines', () => {
  const shown = (text: string, width: number) =>
    textLinesOf(text, '400', width).map(({ runs }) => runs.map((run) => run.text).join(''))

  test('break between Chinese characters, never before a closing mark or after an opening one', () => {
    expect(shown('基本医保，大病保险', 4)).toEqual(['基本医', '保，大病', '保险'])
    expect(shown('救助（医疗）', 3)).toEqual(['救助', '（医', '疗）'])
  })

  test('break English at spaces, and a code only where it alone is too long', () => {
    expect(shown('pays 10647.00 of it', 5)).toEqual(['pays', '10647.00', 'of it'])
    expect(shown('H140500000012023031512000001', 6).join('')).toBe('H140500000012023031512000001')
    for (const line of textLinesOf('H140500000012023031512000001', '400', 6)) expect(line.width).toBeLessThanOrEqual(6)
  })

  test('take a rarer character from its own file, and keep the place of one that no file has', () => {
    const [line] = textLinesOf('禤佴医院', '400', 20)
    expect(line?.runs.map(({ text }) => text)).toEqual(['禤', '佴', '医院'])
    expect(faceFor(0x20, '700')?.name).toBe('chinese-simplified-700')
    expect(shown('👍院', 9)).toEqual(['〓院'])
  })
})
