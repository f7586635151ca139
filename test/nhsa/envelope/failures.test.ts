import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { createLog } from '../../../src/log.ts'
import { ask, atTheDesk, inJincheng, newMsgid } from '../../support/claims/messages.ts'
import { type TestApp, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const lines: string[] = []
let app: App
/** The same service with a fault of ours in it: nothing of the law can be read. */
const broken: TestApp = {
  get app() {
    return app
  },
  get service() {
    return it.service
  },
  get keys() {
    return it.keys
  },
  logged: () => lines.join(''),
  issue: (caller) => it.issue(caller),
}

beforeAll(async () => {
  await atTheDesk(it)
  const library = new Proxy(it.service.library, {
    get: () => () => {
      throw new TypeError('a fault of ours')
    },
  })
  const log = createLog('info', { write: (line) => lines.push(line) })
  app = await buildApp({ service: { ...it.service, library }, log })
})
afterAll(() => app.close())

test('a fault of ours is answered with 500, a number to ask by, and a log line that has the number of the message', async () => {
  const msgid = newMsgid()
  const mdtrtinfo = { psn_no: inJincheng('dibao'), insutype: '390', begntime: '2024-03-01', med_type: '21' }
  const { status, body } = await ask(broken, '2401', { mdtrtinfo }, { msgid })
  expect([status, body.infcode, body.output]).toEqual([500, -1, null])
  expect(body.inf_refmsgid).toMatch(/^\d{30}$/)
  expect(body.err_msg).toMatch(/[一-龥]/)
  expect(JSON.stringify(body)).not.toContain('a fault of ours')
  const logged = lines.map((line) => JSON.parse(line)).find(({ event }) => event === 'request.failed')
  expect(logged).toMatchObject({ infno: '2401', msgid, code: 'internal' })
})
