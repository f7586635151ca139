import { beforeAll, describe, expect, test } from 'vitest'
import { demoHospitals, demoPeople } from '../../../src/application/demo/demo-people.ts'
import { demoClerk } from '../../../src/application/demo/load-demo.ts'
import { putHospital } from '../../../src/application/registers/hospitals.ts'
import { decimal, percent, sum } from '../../../src/domain/money.ts'
import { prefersPdf } from '../../../src/http/shared/prefers-pdf.ts'
import { type Answer, expectProblem, send, testApp } from '../../support/database/test-app.ts'
import {
  bills,
  plain,
  printed,
  rowsOf,
  type Settled,
  settle,
  statementOf,
  unpunctuated,
} from '../../support/files/statement-page.ts'

const it = testApp()

describe.each(Object.entries(bills))('%s', (_, bill) => {
  let zh: Settled
  let en: Settled
  let page: Answer
  let text: string
  beforeAll(async () => {
    const settled = await settle(it, bill)
    zh = settled.zh
    en = settled.en
    page = await statementOf(it, zh.id)
    text = plain(page.body)
  })

  test('the table is the settlement’s lines to the fen, and sums to the total', () => {
    const rows = rowsOf(page, 'payments')
    const numbers = rows.slice(0, -1).map((row) => row.slice(1, 4))
    expect(numbers).toEqual(
      zh.lines.map(({ base, rate, amount }) => [printed(base), rate === null ? '' : percent(rate), printed(amount)]),
    )
    expect(rows.at(-1)?.[3]).toBe(printed(zh.costs.total as string))
    const amounts = rows.slice(0, -1).map((row) => decimal((row[3] as string).replaceAll(',', '')))
    expect(sum(amounts).toFixed(2)).toBe(zh.costs.total)
  })

  test('costs and limits are the settlement’s', () => {
    for (const cost of Object.values(zh.costs)) expect(text).toContain(printed(cost))
    const shown = zh.limits.map(({ limit, usedBefore, usedAfter, remaining }) => [
      limit ? printed(limit) : '不设限额 none stated',
      printed(usedBefore as string),
      printed(
        decimal(usedAfter as string)
          .minus(decimal(usedBefore as string))
          .toFixed(2),
      ),
      remaining ? printed(remaining) : '不设限额 none stated',
    ])
    expect(rowsOf(page, 'limits').map((row) => row.slice(1))).toEqual(shown)
  })

  test('every sentence stands there in Chinese and English, and every clause with its citation', () => {
    const whole = unpunctuated(text)
    const said = (one: Settled) => [...one.lines, ...one.reasons, ...one.warnings]
    for (const { text: sentence } of [...said(zh), ...said(en)])
      expect(whole).toContain(sentence.replace(/\s+/g, ' ').trim())
    const listed = rowsOf(page, 'said clauses').map(([left = '']) => left)
    for (const { clause } of said(zh)) {
      if (!clause) continue
      expect(whole).toContain(`[${clause.id}]`)
      expect(listed.filter((row) => row.startsWith(`[${clause.id}] `))).toHaveLength(1)
    }
    for (const { clause } of zh.lines)
      if (clause && !clause.id.startsWith('000000/')) expect(text).toContain(clause.cite)
    expect(listed.every((row) => /：.*[一-龥]/.test(row))).toBe(true)
  })

  test('the bar’s widths are the payers’ shares, and sum to 100.0%', () => {
    const drawn = [...String(page.body).matchAll(/<rect data-payer="(\w+)" x="(\d+)" y="0" width="(\d+)"/g)]
    let x = 0
    for (const [, payer = '', at, width = ''] of drawn) {
      expect(at).toBe(String(x))
      x += Number.parseInt(width, 10)
      const exact = decimal(zh.payers[payer] as string)
        .times(1000)
        .div(decimal(zh.costs.total as string))
      expect(exact.minus(Number.parseInt(width, 10)).abs().lt(1)).toBe(true)
    }
    expect(x).toBe(1000)
    const paying = Object.entries(zh.payers).filter(([, amount]) => amount !== '0.00')
    expect(drawn.map(([, payer]) => payer)).toEqual(paying.map(([payer]) => payer))
    for (const [, amount] of paying) expect(text).toContain(printed(amount))
  })

  test('whoever signs is named in full, the certificate is masked, and the hospital named', () => {
    const who = demoPeople.find(({ personNo }) => personNo === bill.personNo)
    const where = demoHospitals.find(({ hospitalCode }) => hospitalCode === bill.hospitalCode)
    expect(page.body).not.toContain(who?.idNumber)
    expect(text).toContain(`${who?.idNumber.slice(0, 4)}**************`)
    expect(text).toContain(`姓名 Name ${who?.name} `)
    expect(text).toContain(where?.name)
  })
})

describe('the page', () => {
  const bill = bills['Pengshui, as in the README'] as (typeof bills)[string]
  const settled = () => settle(it, { ...bill, personNo: '50024300000000000002' })

  test('is HTML of its own: nothing is loaded, and the policy names its one style', async () => {
    const page = await statementOf(it, (await settled()).zh.id)
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-language': 'zh, en',
      vary: 'accept',
    })
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}';/)
    expect(String(page.body)).toMatch(/^<!doctype html>\n<html lang="zh-CN">/)
    expect(String(page.body).replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|<script|<link|<img|@import|url\(|\bstyle="|\bon\w+="/,
    )
    expect(page.body).toContain('@page{size:A4')
  })

  test('words of other people are text there, whatever they look like', async () => {
    const { zh } = await settled()
    const hospital = demoHospitals.find(({ hospitalCode }) => hospitalCode === bill.hospitalCode)
    await putHospital(it.service, demoClerk, {
      ...(hospital as NonNullable<typeof hospital>),
      name: '<b onload=x>"&院',
      reason: 'x',
    })
    const page = await statementOf(it, zh.id)
    expect(page.body).toContain('&lt;b onload=x&gt;&quot;&amp;院')
    expect(page.body).not.toContain('<b onload')
  })

  test('shows a reversed settlement as void, with when and by which number', async () => {
    const { zh } = await settled()
    expect((await statementOf(it, zh.id)).body).not.toContain('已冲正')
    const key = await it.issue({ kind: 'hospital', name: 't', region: '500243', hospitalCode: bill.hospitalCode })
    const undo = { hospitalCode: bill.hospitalCode, settlementNo: zh.settlementNo, reversalNo: 'R-7', reason: 'x' }
    const undone = await send(it, 'POST', '/v1/reversals', { ...undo, resettleLater: true }, { key })
    expect(undone.status).toBe(201)
    const page = await statementOf(it, zh.id)
    expect(page.body).toContain('<div class="stamp" aria-hidden="true">已冲正')
    expect(plain(page.body)).toContain('已冲正 本单作废。冲正时间 2024-05-05 12:00，冲正编号 R-7')
    expect(plain(page.body)).toContain('REVERSED: this statement is void.')
  })

  test('is for those who may read the settlement', async () => {
    const { zh } = await settled()
    const path = `/v1/settlements/${zh.id}/statement`
    const other = await it.issue({ kind: 'hospital', name: 't', region: '140502', hospitalCode: 'H14050000001' })
    const county = await it.issue({ kind: 'bureau', name: 't', region: '500243' })
    expectProblem(await send(it, 'GET', path, undefined, { key: other }), 404, 'not-found')
    expectProblem(await send(it, 'GET', path, undefined, { key: it.keys.auditor }), 404, 'not-found')
    expectProblem(await send(it, 'GET', path), 401, 'unauthenticated')
    expect((await send(it, 'GET', path, undefined, { key: county })).status).toBe(200)
    expectProblem(await statementOf(it, '0190f5fe-7c00-7a00-8000-0000000000ff'), 404, 'not-found')
    expectProblem(await statementOf(it, 'x'), 400, 'invalid-request')
    expectProblem(await statementOf(it, zh.id, '?format=docx'), 400, 'invalid-request')
  })

  test.each([
    [undefined, false],
    ['*/*', false],
    ['text/html,application/xhtml+xml,*/*;q=0.8', false],
    ['application/pdf', true],
    ['application/pdf;q=0.5, text/html', false],
    ['text/html;q=0.5, APPLICATION/PDF', true],
    ['text/html, application/pdf', false],
    ['application/pdf;q=0', false],
  ])('Accept %s: PDF %s', (accept, pdf) => {
    expect(prefersPdf(accept)).toBe(pdf)
  })
})
