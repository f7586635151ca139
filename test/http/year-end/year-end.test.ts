import { beforeAll, describe, expect, test } from 'vitest'
import { demoClerk } from '../../../src/application/demo/load-demo.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { addRegistration } from '../../../src/application/registers/registrations.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { Client } from '../../../src/cli/demo/client.ts'
import { runYearEnd } from '../../../src/cli/year-end/close-year.ts'
import { quotaVisit } from '../../support/claims/year-end.ts'
import { billOf } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const people = ['14050000000000000901', '14050000000000000902', '14050000000000000903'] as const

beforeAll(async () => {
  for (const personNo of people) {
    const person = { personNo, name: '示例', idType: '99', idNumber: personNo, birthDate: '1975-03-12' }
    await putBeneficiary(it.service, demoClerk, { ...person, insuredRegion: '140502', enrolledTier: 1 })
    const held = {
      category: 'dibao',
      from: '2021-01-01',
      to: null,
      certifiedBy: 'civil-affairs',
      certificateNo: 'C',
    } as const
    await addIdentity(it.service, demoClerk, { personNo, ...held })
    const disease = { kind: 'chronic', diseaseCode: 'M00100', diseaseName: '示例病种', management: 'quota' } as const
    await addRegistration(it.service, demoClerk, {
      personNo,
      ...disease,
      packageCode: null,
      from: '2021-01-01',
      to: null,
    })
    await settle(it.service, demoClerk, { ...billOf(personNo, quotaVisit('1000.00')), hospitalCode }, 'en')
  }
})

const post = (body: object | string, key = it.keys.bureau) =>
  send(it, 'POST', '/v1/year-end-runs', body, { key, language: 'en' })
const get = (path: string, key = it.keys.bureau, language = 'en') => send(it, 'GET', path, undefined, { key, language })
const asked = { region: '140500', year: 2023 }

describe('POST /v1/year-end-runs', () => {
  test('starts a run; its sums, its lines and its job are read by their addresses', async () => {
    const started = await post(asked)
    expect(started.status).toBe(202)
    const { id, jobId, job } = started.body
    expect(started.headers.location).toBe(`/v1/year-end-runs/${id}`)
    expect(started.body).toMatchObject({ ...asked, dryRun: false, status: 'queued', people: 0, assistance: '0.00' })
    await runJob(it.service, jobId)
    expect((await get(`/v1/year-end-runs/${id}`)).body).toMatchObject({
      status: 'succeeded',
      progress: { done: 3, total: 3 },
      people: 3,
      visits: 3,
      base: '3000.00',
      due: '900.00',
      assistance: '900.00',
      tilt: '0.00',
      failures: 0,
    })
    expect((await get(job)).body).toMatchObject({ kind: 'year-end', status: 'succeeded', result: { people: 3 } })
    const first = await get(`/v1/year-end-runs/${id}/lines?limit=2`)
    const rest = await get(`/v1/year-end-runs/${id}/lines?limit=2&cursor=${first.body.nextCursor}`)
    expect([...first.body.items, ...rest.body.items].map(({ personNo }) => personNo)).toEqual(people)
    expect(first.body.items[0]).toEqual({
      personNo: people[0],
      visits: 1,
      base: '1000.00',
      due: '300.00',
      assistance: '300.00',
      reAid: '0.00',
      tilt: '0.00',
      remaining: '59700.00',
      householdNo: null,
      problem: null,
    })
    const csv = await get(`/v1/year-end-runs/${id}/lines.csv`, it.keys.auditor, 'zh')
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(String(csv.body).split('\r\n').slice(0, 2)).toEqual([
      '\uFEFF人员编号,姓名,证件类型,证件号码,就诊次数,救助基数,应救助,医疗救助,再救助,倾斜救助,年度限额剩余,未救助原因,家庭编号',
      expect.stringMatching(`^${people[0]},[^*,]*\\*+,,,1,1000.00,300.00,300.00,0.00,0.00,59700.00,,$`),
    ])
    expect(
      (await get('/v1/year-end-runs?region=140500&year=2023')).body.items.map((run: { id: string }) => run.id),
    ).toEqual([id])
    expect((await get('/v1/year-end-runs?year=2022')).body.items).toEqual([])
  })

  test.each([
    ['a region that is none', { ...asked, region: '1405' }, 400, 'invalid-request', '/region'],
    ['the county of a city', { ...asked, region: '140502' }, 400, 'invalid-request', '/region'],
    ['a year as text', { ...asked, year: '2023' }, 400, 'invalid-request', '/year'],
    ['no year', { region: '140500' }, 400, 'invalid-request', '/year'],
    ['a field that is not known', { ...asked, force: true }, 400, 'invalid-request', '/force'],
    ['dryRun as a word', { ...asked, dryRun: 'yes' }, 400, 'invalid-request', '/dryRun'],
    ['no object', '[]', 400, 'invalid-request', ''],
    ['no JSON', '{', 400, 'malformed-json', null],
    ['a year that is not over', { ...asked, year: 2024 }, 409, 'year-not-over', null],
    ['a year without a policy', { ...asked, year: 2019 }, 422, 'policy-missing', null],
    ['a region whose policy has no year-end aid', { ...asked, region: '500243' }, 422, 'year-end-not-in-policy', null],
  ])('refuses %s and starts nothing', async (_, body, status, code, pointer) => {
    const before = (await get('/v1/year-end-runs')).body.items.length
    const refused = await post(body)
    expectProblem(refused, status, code)
    if (pointer !== null) expect(refused.body.errors[0].pointer).toBe(pointer)
    expect((await get('/v1/year-end-runs')).body.items).toHaveLength(before)
  })

  test('is the bureau’s to start, and an auditor’s to read', async () => {
    expectProblem(await post(asked, it.keys.auditor), 403, 'forbidden')
    expectProblem(await post(asked, it.keys.hospital), 403, 'forbidden')
    expect((await get('/v1/year-end-runs', it.keys.auditor)).status).toBe(200)
    expectProblem(await get('/v1/year-end-runs', it.keys.hospital), 403, 'forbidden')
    expectProblem(await get('/v1/year-end-runs/0190f5fe-7c00-7a00-8000-000000000001'), 404, 'not-found')
  })
})

describe('npm run year-end', () => {
  test('starts a run, shows how far it is, and says what it came to; asked again meanwhile it follows the same', async () => {
    const client = new Client(await it.app.listen({ port: 0, host: '127.0.0.1' }), it.keys.bureau)
    const said: string[] = []
    const terminal = {
      say: (text: string) => said.push(text),
      progress: (text: string) => said.push(text),
      everyMs: 20,
    }
    const dry = { ...asked, dryRun: true }
    const first = runYearEnd(client, dry, terminal)
    while (!said.some((text) => text.includes('has begun'))) await new Promise((wake) => setTimeout(wake, 10))
    const second = runYearEnd(client, dry, terminal)
    while (!said.some((text) => text.includes('under way'))) await new Promise((wake) => setTimeout(wake, 10))
    const id = /Run (\S+) has begun/.exec(said.join('\n'))?.[1] ?? ''
    expect(said.join('\n')).toContain(`Following run ${id}`)
    await runJob(it.service, id)
    expect(await Promise.all([first, second])).toEqual(['succeeded', 'succeeded'])
    expect(said.join('\n')).toMatch(/succeeded {2}people passed 已处理 3 \/ 3 {2}closed 涉及 0/)
    expect(said.at(-1)).toContain('dry run, nothing posted')
  })

  test('says what the service refuses', async () => {
    const client = new Client(
      await it.app.listen({ port: 0, host: '127.0.0.1' }).catch(() => address()),
      it.keys.bureau,
    )
    const terminal = { say: () => {}, progress: () => {} }
    await expect(runYearEnd(client, { ...asked, year: 2024, dryRun: false }, terminal)).rejects.toThrow(/year-not-over/)
  })
})

function address(): string {
  const { port } = it.app.server.address() as { port: number }
  return `http://127.0.0.1:${port}`
}
