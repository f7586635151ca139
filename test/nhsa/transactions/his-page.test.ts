import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runPage, withoutIds } from '../../../scripts/his-page.ts'
import { buildApp } from '../../../src/app.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { transactions } from '../../../src/nhsa/transactions/all.ts'
import { ask, atTheDesk, done, inJincheng, newMsgid, settling, stayOf } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
const page = readFileSync(new URL('../../../docs/hospital-interface.md', import.meta.url), 'utf8')
let app: App

beforeAll(async () => {
  app = await buildApp({ service: it.service, losesAnswers: true })
  await app.listen({ port: 0, host: '127.0.0.1' })
})

afterAll(() => app.close())

/** The ninth stumbling block of nhsa.md §4: there was no sandbox to try a message in. */
describe('9. a hospital’s developer tries every transaction with demo people', () => {
  test('each block of docs/hospital-interface.md, pasted into a shell, answers as the page says; `npm run his` writes it', async () => {
    const { port } = app.server.address() as AddressInfo
    const ran = await runPage(page, { port, key: it.keys.hospital })
    expect(withoutIds(ran)).toBe(withoutIds(page))
  })

  test('and every transaction is on the page', () => {
    expect([...transactions.keys()].filter((infno) => !page.includes(`send ${infno} `))).toEqual([])
  })

  test('a page with another answer is seen', () => {
    expect(withoutIds(page.replace('"maf_pay":10647.00', '"maf_pay":10647.01'))).not.toBe(withoutIds(page))
  })
})

describe('an answer that is lost on purpose', () => {
  beforeAll(() => atTheDesk(it))
  const header = { 'x-yizhan-lose-answer': 'after-commit' }

  test('only where the service is told that it may: elsewhere the header means nothing', async () => {
    const stay = await stayOf(it, inJincheng('tekun'))
    const { status, body } = await ask(it, '2304', settling(stay), { headers: header })
    expect([status, body.infcode]).toEqual([200, 0])
  })

  test.each([
    ['after-commit', /^已冲正/],
    ['before-arrival', /^从未收到原报文/],
  ])('%s: the line breaks, and 2601 says what had happened', async (when, words) => {
    const psn_no = inJincheng('dibao-marginal')
    const stay = await stayOf(it, psn_no)
    const msgid = newMsgid()
    const { port } = app.server.address() as AddressInfo
    const send = () =>
      fetch(`http://127.0.0.1:${port}/nhsa/2304`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${it.keys.hospital}`,
          'content-type': 'application/json',
          'x-yizhan-lose-answer': when,
        },
        body: JSON.stringify({
          msgid,
          fixmedins_code: msgid.slice(0, 12),
          mdtrtarea_admvs: '140502',
          insuplc_admdvs: '140502',
          input: settling(stay),
        }),
      })
    await expect(send()).rejects.toThrow('fetch failed')
    expect((await done(it, '2601', { data: { psn_no, omsgid: msgid, oinfno: '2304' } })).warn_msg).toMatch(words)
  })
})
