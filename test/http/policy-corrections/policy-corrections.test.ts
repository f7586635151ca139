import { beforeAll, describe, expect, test } from 'vitest'
import { settle } from '../../../src/application/settlement/settle.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { beforeMending, mistakenHash } from '../../support/claims/policy-corrections.ts'
import { bureau } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { type Signed, signedIn } from '../../support/people/operators.ts'

const it = testApp()
let clerk: Signed
let reviewer: Signed
beforeAll(async () => {
  clerk = await signedIn(it, { posts: ['clerk'] })
  reviewer = await signedIn(it, { posts: ['reviewer'] })
  await settle(await beforeMending(it.service), bureau, stay as never, 'en')
})

const asked = { region: '140500', policyHash: mistakenHash, reason: '低保住院救助比例录入为 60%' }
const get = (url: string, key = it.keys.bureau) => send(it, 'GET', url, undefined, { key })

describe('a correction over HTTP', () => {
  test('is listed by an operator, posted after a second person approved, and read in every form', async () => {
    const started = await clerk.send('POST', '/v1/policy-corrections', asked)
    expect(started).toMatchObject({ status: 202, body: { policyHash: mistakenHash, posting: null } })
    const at = `/v1/policy-corrections/${started.body.id}`
    expect(started.headers['location']).toBe(at)
    await runJob(it.service, started.body.listing.jobId)
    // 50000.00 in scope, less 34790.00 of the basic insurance: 15210.00 at 60%, 9126.00, is 10647.00 at 70%.
    expect((await get(at)).body.listing).toMatchObject({
      people: 1,
      settlements: 1,
      hospitals: 1,
      personGetsBack: '1521.00',
    })
    const { items, nextCursor } = (await get(`${at}/settlements`)).body
    expect(items).toMatchObject([
      {
        ...{ personNo: stay.personNo, settlementNo: stay.settlementNo, before: { assistance: '9126.00' } },
        ...{ after: { assistance: '10647.00' }, personGetsBack: '1521.00', fundsPay: '1521.00', problem: null },
      },
    ])
    expect(nextCursor).toBe(null)

    const held = await clerk.send('POST', `${at}/post`)
    expect(held).toMatchObject({ status: 202, body: { state: 'waiting', operation: 'postPolicyCorrection' } })
    expect((await get(at)).body.posting).toBe(null)
    expectProblem(await clerk.send('POST', `/v1/tasks/${held.body.id}/approve`), 403, 'post-missing')
    const approved = await reviewer.send('POST', `/v1/tasks/${held.body.id}/approve`)
    expect(approved.body).toMatchObject({ state: 'done', status: 202, answer: { id: started.body.id } })
    const { posting } = (await get(at)).body
    expect(posting).toMatchObject({ askedBy: clerk.id, approvedBy: reviewer.id })
    await runJob(it.service, posting.jobId)
    expect((await get(at)).body.posting).toMatchObject({ status: 'succeeded', people: 1, personGetsBack: '1521.00' })
    expect((await get(`${at}/people?stage=posting`, it.keys.auditor)).body.items).toMatchObject([
      { personNo: stay.personNo, settlements: 1, personGetsBack: '1521.00' },
    ])
    expect((await get(`${at}/hospitals?stage=posting`)).body.items).toMatchObject([
      { hospitalCode: stay.hospitalCode, people: 1, fundsPay: '1521.00' },
    ])
    const csv = (await get(`${at}/settlements.csv?stage=posting`)).body as string
    expect(csv.split('\r\n')[1]).toContain(',9126.00,10647.00,8084.00,6563.00,1521.00,1521.00,0.00,0.00,')
    const sheet = await get(`${at}/settlements.xlsx?stage=posting`)
    expect([sheet.status, sheet.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')])
  })

  test('is refused with what to send', async () => {
    const key = it.keys.bureau
    const wrong = await send(it, 'POST', '/v1/policy-corrections', { ...asked, policyHash: 'abc' }, { key })
    expectProblem(wrong, 400, 'invalid-request')
    expect(JSON.stringify(wrong.body.errors)).toContain('policyHash')
    const unknown = { ...asked, policyHash: `sha256:${'0'.repeat(64)}` }
    const answer = await send(it, 'POST', '/v1/policy-corrections', unknown, { key })
    expectProblem(answer, 422, 'policy-hash-unknown')
    // The advice names the hash that was meant, and sending it works.
    expect(answer.body.detail).toContain(mistakenHash)
  })
})
