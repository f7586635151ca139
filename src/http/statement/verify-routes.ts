import { z } from 'zod'
import { checkForAnybody, openForPatient } from '../../application/statement/patient.ts'
import { openedPage, publicPage, publicPolicy } from '../../render/statement/public-page.ts'
import type { App, Parts } from '../server/wire.ts'
import { sendPage } from '../shared/pages.ts'

const form = 'application/x-www-form-urlencoded'

const statuses = { open: 200, checked: 200, unreadable: 400, refused: 403, 'too-many': 429 } as const

const params = z.object({ receiptNo: z.string().max(128) })
const query = z.object({ receiptNo: z.string().max(128).optional() })

/**
 * Pages for whoever holds a printed statement, at the address that its code leads to. They need no key and no script; requests
 * are counted by address like all of strangers. They are pages for people, so they are not in the contract.
 */
export async function verifyRoutes(app: App, { service }: Pick<Parts, 'service'>): Promise<void> {
  const pagesOf = (pages: App, _options: unknown, done: () => void) => {
    pages.addContentTypeParser(form, { parseAs: 'string' }, (_, body, done) => done(null, body))
    pages.addHook('onSend', (_request, reply, _payload, done) => {
      reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      done()
    })
    pages.get('/verify', { schema: { hide: true, querystring: query } }, async (request, reply) => {
      const { receiptNo } = request.query
      const check = receiptNo === undefined ? null : await checkForAnybody(service, receiptNo)
      return sendPage(reply, publicPage(check), publicPolicy)
    })
    pages.get('/verify/:receiptNo', { schema: { hide: true, params } }, async (request, reply) =>
      sendPage(reply, publicPage(await checkForAnybody(service, request.params.receiptNo)), publicPolicy),
    )
    pages.post('/verify/:receiptNo', { schema: { hide: true, params } }, async (request, reply) => {
      const sent = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
      const given = { name: sent.get('name') ?? '', lastDigits: sent.get('lastDigits') ?? '' }
      const from = { address: request.ip, requestId: request.id }
      const opened = await openForPatient(service, { ...given, receiptNo: request.params.receiptNo }, from)
      return sendPage(reply.code(statuses[opened.kind]), openedPage(opened), publicPolicy)
    })
    done()
  }
  await app.register(pagesOf)
}
