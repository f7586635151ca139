import { beforeAll, expect, test } from 'vitest'
import { settle } from '../../../src/application/settlement/settle.ts'
import { practicePerson, stay } from '../../../src/http/openapi/examples.ts'
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
  await settle(it.service, bureau, { ...stay, personNo: practicePerson } as never, 'en')
  const certified = { certifiedBy: 'civil-affairs', certificateNo: 'C-1' }
  const held = { category: 'dibao', from: '2023-01-01', to: null, ...certified }
  await send(it, 'POST', `/v1/beneficiaries/${practicePerson}/identities`, held, { key: it.keys.bureau })
})

const run = (runNo: string) => ({ region: '140500', runNo, year: 2023, reason: '名单追溯认定' })
const get = (url: string, key = it.keys.bureau) => send(it, 'GET', url, undefined, { key })

test('a run is started by a clerk, approved by a reviewer, and read in every form', async () => {
  const asked = { ...run('CS-1'), recordedFrom: '2024-05-01', recordedTo: '2024-05-31' }
  const started = await clerk.send('POST', '/v1/recalculation-runs', asked)
  expect(started).toMatchObject({ status: 202, body: { status: 'listing', posting: null } })
  const at = `/v1/recalculation-runs/${started.body.id}`
  expect(started.headers['location']).toBe(at)
  const again = await clerk.send('POST', '/v1/recalculation-runs', asked)
  expect([again.status, again.body.id, again.headers['idempotent-replayed']]).toEqual([200, started.body.id, 'true'])
  expectProblem(await reviewer.send('POST', `${at}/approve`), 409, 'recalculation-run-status')
  await runJob(it.service, started.body.listing.jobId)
  const { listing } = (await get(at, it.keys.auditor)).body
  expect(listing).toMatchObject({ people: 1, settlements: 1, gaining: 1, losing: 0 })
  expect(listing.funds).toMatchObject([{ assistance: listing.personGetsBack, fundsPay: listing.fundsPay }])
  expectProblem(await clerk.send('POST', `${at}/approve`), 403, 'post-missing')
  expect((await reviewer.send('POST', `${at}/approve`)).status).toBe(202)
  const { posting } = (await get(at)).body
  expect(posting).toMatchObject({ askedBy: clerk.id, approvedBy: reviewer.id })
  await runJob(it.service, posting.jobId)
  expect((await get(at)).body).toMatchObject({
    status: 'posted',
    posting: { people: 1, personGetsBack: listing.personGetsBack, failures: 0 },
  })
  const { items } = (await get(`${at}/lines?stage=posting`)).body
  expect(items).toMatchObject([
    { personNo: practicePerson, settlementNo: stay.settlementNo, problem: null, detail: null },
  ])
  expect((await get(`${at}/people?stage=posting`)).body.items).toMatchObject([{ personNo: practicePerson }])
  expect((await get(`${at}/hospitals?stage=posting`)).body.items).toMatchObject([{ hospitalCode: stay.hospitalCode }])
  const csv = (await get(`${at}/lines.csv?stage=posting`)).body as string
  expect(csv.split('\r\n')[1]).toContain(`,${listing.personGetsBack},`)
  const sheet = await get(`${at}/lines.xlsx?stage=posting`)
  expect([sheet.status, sheet.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')])
  const { body } = await get('/v1/recalculation-runs?region=140500&year=2023&runNo=CS-1')
  expect(body.items).toMatchObject([{ id: started.body.id, status: 'posted' }])
})

test('what is asked wrongly is refused with what to send', async () => {
  const key = it.keys.bureau
  const both = { ...run('CS-2'), personNos: [practicePerson], recordedFrom: '2024-05-01', recordedTo: '2024-05-02' }
  const answer = await send(it, 'POST', '/v1/recalculation-runs', both, { key })
  expectProblem(answer, 400, 'invalid-request')
  expect(JSON.stringify(answer.body.errors)).toContain('none of them means everybody')
  const none = await send(it, 'POST', '/v1/recalculation-runs', { ...run('CS-2'), personNos: [] }, { key })
  expectProblem(none, 400, 'invalid-request')
  // Said again as it is advised, it is taken.
  const { recordedFrom: _, recordedTo: __, ...one } = both
  expect((await send(it, 'POST', '/v1/recalculation-runs', one, { key })).status).toBe(202)
})
