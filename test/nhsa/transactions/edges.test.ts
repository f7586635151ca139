import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runPage } from '../../../scripts/his-page.ts'
import { transactions } from '../../../src/nhsa/transactions/all.ts'
import { atTheDesk, newMsgid } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'
import { leafAt, leavesOf, withLeaf } from '../../support/edges/requests.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const page = readFileSync(new URL('../../../docs/hospital-interface.md', import.meta.url), 'utf8')

const times = ['0000-00-00', '0001-01-01 00:00:00', '99991231', '9999-12-31 23:59:59', '275760-09-13']
const amounts = ['99999999999999.99', '-99999999999999.99', '9'.repeat(40), '0', '-0.01']
const others = ['a\u0000b', '\ud800', '张'.repeat(3000), '', 'null', '__proto__', true, null, [], {}, ['\u0000']]
/** What spoils a value that is right otherwise. */
const ends = ['\u0000', '\udc00x']

/** Every message of the page with one field at an edge, before the message itself arrives: then there is something to do. */
let proxy: Server
const tried = new Map<string, number>()
const failed: string[] = []

beforeAll(async () => {
  proxy = createServer((request, response) => {
    void relay(request).then((answer) => response.setHeader('content-type', 'application/json').end(answer))
  })
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready))
})

afterAll(() => {
  proxy.close()
})

async function relay(request: IncomingMessage): Promise<string> {
  const body = await text(request)
  if (request.url?.startsWith('/nhsa')) await tryEdges(JSON.parse(body))
  return (await sent(request.url ?? '', body)).body
}

function sent(url: string, payload: string) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${it.keys.hospital}` }
  return it.app.inject({ method: 'POST', url, payload, headers })
}

async function tryEdges(message: { infno: string; input: object }): Promise<void> {
  const { infno } = message
  if (tried.has(infno)) return
  const variants = leavesOf(message.input).flatMap((at) => {
    const spoilt = ends.map((end) => `${leafAt(message.input, at)}${end}`)
    return [...times, ...amounts, ...others, ...spoilt].map((value) => [at, value] as const)
  })
  tried.set(infno, variants.length)
  const ask = async ([at, value]: (typeof variants)[number]) => {
    const input = withLeaf(message.input, at, value)
    const answer = await sent('/nhsa', JSON.stringify({ ...message, msgid: newMsgid(), input }))
    const said = answer.json()
    const isDecided = answer.statusCode === 200 && (said.infcode === 0 || /[一-龥]/.test(said.err_msg))
    if (!isDecided) failed.push(`${infno} ${at.join('.')}=${JSON.stringify(value).slice(0, 40)}: ${answer.body}`)
  }
  // A caller's uploads are admitted a few at a time.
  if (infno === '9101') for (const variant of variants) await ask(variant)
  else await Promise.all(variants.map(ask))
}

test('no value of a field of a national message leaves the outcome unknown', async () => {
  const { port } = proxy.address() as AddressInfo
  await runPage(page, { port, key: it.keys.hospital })
  expect(failed).toEqual([])
  expect([...transactions.keys()].filter((infno) => !((tried.get(infno) ?? 0) > 0))).toEqual([])
}, 300_000)
