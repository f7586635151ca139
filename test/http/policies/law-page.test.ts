import { expect, test } from 'vitest'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const read = (path: string, headers: Record<string, string> = {}) =>
  send(it, 'GET', `/v1/policies/${path}`, undefined, { key: it.keys.auditor, headers })

test('the law of a day is a page in the reader’s language, with its articles and no script', async () => {
  const zh = await read('140500/page?on=2023-06-30', { 'accept-language': 'zh' })
  expect(zh.status).toBe(200)
  expect(zh.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(zh.headers['content-security-policy']).toMatch(/default-src 'none'/)
  // 140500/J4, inpatient aid of 晋市政办〔2022〕40号: dibao 70%, of the year's limit of 60000.
  expect(zh.body).toContain('140500/J4')
  expect(zh.body).toContain('晋市政办〔2022〕40号')
  expect(zh.body).toMatch(/70\s?%/)
  expect(zh.body).not.toContain('<script')
  const en = await read('140500/page?on=2023-06-30&language=en', { 'accept-language': 'zh' })
  expect([en.headers['content-language'], zh.headers['content-language']]).toEqual(['en', 'zh'])
  expect(en.body).toMatch(/<html[^>]* lang="en"/)
})

test('a county under the city’s law reads the city’s, and a place without law is told so', async () => {
  expect((await read('140502/page?on=2023-06-30')).body).toContain('140500/J4')
  expectProblem(await read('110000/page?on=2023-06-30'), 422, 'policy-missing')
})

test.each([
  ['by the query', '140500/page?on=2023-06-30&format=pdf', {}],
  ['by Accept', '140500/page?on=2023-06-30', { accept: 'application/pdf' }],
] as const)('and a PDF %s', async (_, path, headers) => {
  const answer = await read(path, headers)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(String(answer.body).slice(0, 5)).toBe('%PDF-')
})

test('two days stand beside each other, and what came between is marked', async () => {
  const marks = ({ body }: { body: string }) => body.match(/class="mark (changed|new|gone)"/g)?.length ?? 0
  // Two alarms of a person's burden are law in Jincheng from 2023-05-12 on.
  const both = await read('140500/compare?from=2023-05-11&to=2023-05-12&language=en')
  expect(both.status).toBe(200)
  expect(both.body).toContain('2023-05-11')
  expect(both.body).toContain('2023-05-12')
  expect(marks(both)).toBeGreaterThan(0)
  // Article by article: what is the same once, what differs in a row of two, and in it the values that the other day has not.
  expect(both.body.match(/class="id">140500\/J4</g)).toHaveLength(1)
  expect(both.body).toMatch(/<div class="columns"><div><article[\s\S]*?140500\/J17[\s\S]*?<li class="only">/)
  expect(both.body).toContain('<p class="none">No such clause on this day</p>')
  const pdf = await read('140500/compare?from=2023-05-11&to=2023-05-12&format=pdf')
  expect(String(pdf.body).slice(0, 5)).toBe('%PDF-')
  expect(marks(await read('140500/compare?from=2023-05-12&to=2023-05-13&language=en'))).toBe(0)
  expectProblem(await read('140500/compare?to=2023-05-30'), 400, 'invalid-request')
  // Without law on one of the days there is nothing to compare.
  expectProblem(await read('500243/compare?from=2020-01-01&to=2023-06-01'), 422, 'policy-missing')
})

test('a rule that has ended by the day is shown as ended, and before as in force', async () => {
  const page = async (on: string, language: string) =>
    (await send(it, 'GET', `/v1/policies/140500/page?on=${on}`, undefined, { key: it.keys.bureau, language })).body
  // 140500/J14 aids off-catalogue cost until 2025-12-31.
  for (const [on, ended] of [
    ['2025-12-31', false],
    ['2026-01-01', true],
  ] as const) {
    expect((await page(on, 'zh')).includes('已于 2025-12-31 停止，当日不适用：')).toBe(ended)
    expect((await page(on, 'en')).includes('Not on this day (ended on 2025-12-31): ')).toBe(ended)
  }
})
