import { beforeAll, describe, expect, test } from 'vitest'
import { settle } from '../../../src/application/settlement/settle.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { bureau } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { type Signed, signedIn } from '../../support/people/operators.ts'

const it = testApp()
let clerk: Signed
beforeAll(async () => {
  clerk = await signedIn(it, { posts: ['clerk'] })
  await settle(it.service, bureau, stay as never, 'en')
})

const rate = { clause: '140500/J4', path: '/aid/1/rate', value: '0.60' }
const asked = {
  region: '140500',
  year: Number(stay.dischargedOn.slice(0, 4)),
  title: '低保六成',
  draft: { edits: [rate] },
}
const get = (url: string, key = it.keys.bureau, language = 'en') => send(it, 'GET', url, undefined, { key, language })

describe('a run over HTTP', () => {
  test('is asked by a clerk, reckoned by a job, and read in every form', async () => {
    const started = await clerk.send('POST', '/v1/what-if-runs', asked)
    expect(started).toMatchObject({ status: 202, body: { status: 'queued', result: null } })
    const at = `/v1/what-if-runs/${started.body.id}`
    expect(started.headers['location']).toBe(at)
    expectProblem(await get(`${at}/table`), 409, 'what-if-not-ready')
    await runJob(it.service, started.body.jobId)
    // Insurance leaves 15210.00 of the stay: 10647.00 at 70%, 9126.00 at 60%.
    expect((await get(at, it.keys.auditor)).body).toMatchObject({
      status: 'succeeded',
      changed: ['140500/J4'],
      result: { aid: { before: '10647.00', after: '9126.00', difference: '-1521.00', percent: '-14.29' } },
    })
    const { body: table } = await get(`${at}/table?table=payers`)
    expect(table.rows).toContainEqual(['Medical assistance', '10647.00', '9126.00', '-1521.00', '-14.29'])
    expect(table.notes[0]).toContain('Behaviour is not modelled')
    const csv = (await get(`${at}/table.csv?table=law`, it.keys.bureau, 'zh')).body as string
    expect(csv).toContain('140500/J4')
    expect(csv).toContain('未模拟行为变化')
    const people = (await get(`${at}/people?direction=lose`)).body.items
    expect(people).toMatchObject([{ personNo: stay.personNo, aidAfter: '9126.00', burdenAfter: '8084.00' }])
    expect(people[0].name).toMatch(/^.\*+$/)
    expect((await get(`${at}/people.csv`)).body).toContain('9126.00')
    const sheet = await get(`${at}/tables.xlsx`)
    expect([sheet.status, sheet.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')])
    for (const language of ['zh', 'en']) {
      const page = await get(`${at}/page`, it.keys.bureau, language)
      expect(page.headers['content-type']).toContain('text/html')
      expect(page.body).toContain('<svg')
      expect(page.body).toContain(language === 'zh' ? '未模拟行为变化' : 'Behaviour is not modelled')
      expect(page.body).not.toContain('undefined')
    }
    expect((await get('/v1/what-if-runs?region=140500')).body.items).toMatchObject([{ id: started.body.id }])
    // A run that has ended is answered as it is.
    expect((await clerk.send('POST', `${at}/resume`)).body).toMatchObject({ status: 'succeeded' })
  })

  test('that was stopped goes on from where it was', async () => {
    const { body } = await clerk.send('POST', '/v1/what-if-runs', asked)
    // By whoever may start one: a job as such is stopped by an admin.
    const stop = () => clerk.send('POST', `/v1/what-if-runs/${body.id}/stop`)
    expect(await stop()).toMatchObject({ status: 200, body: { id: body.id, status: 'cancelled', result: null } })
    expect((await stop()).body.status).toBe('cancelled')
    const again = await clerk.send('POST', `/v1/what-if-runs/${body.id}/resume`)
    expect(again.body.jobId).not.toBe(body.jobId)
    expect((await runJob(it.service, again.body.jobId)).status).toBe('succeeded')
    expect((await get(`/v1/what-if-runs/${body.id}`)).body.result.aid.after).toBe('9126.00')
    expectProblem(await stop(), 409, 'job-finished')
  })

  test('is refused with what the check of packs says', async () => {
    const key = it.keys.bureau
    const wrong = { ...asked, draft: { edits: [{ ...rate, value: '6' }] } }
    for (const language of ['zh', 'en']) {
      const answer = await send(it, 'POST', '/v1/what-if-runs', wrong, { key, language })
      expectProblem(answer, 422, 'draft-unsound')
      expect(answer.body.errors[0]).toMatchObject({ pointer: '/draft/edits/0', detail: expect.stringContaining('6') })
    }
    const months = { ...asked, from: '2019-01' }
    expectProblem(await send(it, 'POST', '/v1/what-if-runs', months, { key }), 400, 'invalid-request')
    const nowhere = { ...asked, draft: { edits: [{ ...rate, path: 'aid' }] } }
    expectProblem(await send(it, 'POST', '/v1/what-if-runs', nowhere, { key }), 400, 'invalid-request')
  })
})
