import { beforeAll, describe, expect, test } from 'vitest'
import {
  approveApplication,
  recalculateApplication,
} from '../../../src/application/aid-applications/approve-application.ts'
import { getApplication, listApplications } from '../../../src/application/aid-applications/read-applications.ts'
import { receiveApplication } from '../../../src/application/aid-applications/receive-application.ts'
import {
  checkApplication,
  publiciseApplication,
  refuseApplication,
  withdrawApplication,
} from '../../../src/application/aid-applications/step-application.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import { listIdentities } from '../../../src/application/registers/identities.ts'
import { applicationsOf, input, refusedWith } from '../../support/claims/aid-applications.ts'
import { amended } from '../../support/claims/packs.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const { receive, check, publicise, approve, publicised } = applicationsOf(() => desk)

describe('the way of an application', () => {
  test('from the receipt to the identity, each step with both its days', async () => {
    const personNo = await desk.person()
    const taken = await receive(personNo)
    expect(taken).toMatchObject({
      ...{ region: '140502', personNo, category: 'dibao-marginal', requestedFrom: '2023-01-01', status: 'received' },
      ...{ documents: ['收入证明'], overdue: false, identityId: null },
      deadline: { step: 'check', dueOn: null, gap: { clause: { id: '000000/application' } } },
      steps: [
        {
          status: 'received',
          happenedOn: '2023-05-04',
          recordedAt: expect.stringMatching(/^2024-05-05T/),
          warnings: [],
        },
      ],
    })
    await check(taken.id)
    const { answer: shown } = await publicise(taken.id)
    expect(shown).toMatchObject({
      status: 'publicised',
      // Seven days from 11 May; ten working days after the 17th end on the 31st.
      deadline: { step: 'decide', dueOn: '2023-05-31', clause: { status: 'unconfirmed' } },
      overdue: true,
      steps: [{}, { said: { findings: '核对一致' } }, { said: { place: '村务公开栏', until: '2023-05-17' } }],
    })
    const { application, created, preview } = await approve(taken.id)
    expect(created).toBe(true)
    expect(application).toMatchObject({ status: 'approved', deadline: null, overdue: false })
    expect(application.steps.at(-1)).toMatchObject({
      said: { from: '2023-01-01', to: null, certificateNo: taken.applicationNo },
      warnings: [],
    })
    expect(preview).toMatchObject({ considered: 0, personGetsBack: '0.00' })
    const { items } = await listIdentities(desk.service, bureau, { personNo })
    expect(items).toMatchObject([
      { id: application.identityId, category: 'dibao-marginal', from: '2023-01-01', to: null },
    ])
    expect(await getApplication(desk.service, shanxiAuditor, { id: taken.id }, 'en')).toEqual(application)
  })

  test('by a department that does not certify the category is not approved, and opens nothing', async () => {
    const personNo = await desk.person()
    const id = await publicised(personNo)
    const said = { id, on: '2023-05-18', certifiedBy: 'veterans' }
    expect(await refusedWith(approveApplication(desk.service, bureau, said, 'en'))).toBe('category-not-certified')
    expect((await listIdentities(desk.service, bureau, { personNo })).items).toEqual([])
    expect((await getApplication(desk.service, bureau, { id }, 'en')).status).toBe('publicised')
  })

  test('each step sent again answers as it stands; said differently it is refused', async () => {
    const { id } = await receive(await desk.person())
    const first = await check(id)
    expect(await check(id)).toEqual({ ...first, created: false })
    expect(await refusedWith(check(id, '2023-05-11'))).toBe('application-status')
    const shown = await publicise(id)
    expect(await publicise(id)).toEqual({ ...shown, created: false })
    const done = await approve(id)
    expect(await approve(id)).toEqual({ ...done, created: false })
    expect(await refusedWith(approve(id, '2023-05-18', { from: '2023-02-01' }))).toBe('application-status')
  })

  test.each([
    ['approved before it was checked', (id: string) => approve(id, '2023-05-10')],
    ['published before it was checked', (id: string) => publicise(id)],
    [
      'withdrawn and then checked',
      async (id: string) =>
        withdrawApplication(desk.service, bureau, { id, on: '2023-05-05' }, 'en').then(() => check(id)),
    ],
    [
      'refused and then withdrawn',
      async (id: string) =>
        refuseApplication(desk.service, bureau, { id, on: '2023-05-05', reason: '不符合' }, 'en').then(() =>
          withdrawApplication(desk.service, bureau, { id, on: '2023-05-05' }, 'en'),
        ),
    ],
  ] as const)('not %s', async (_, steps) => {
    const { id } = await receive(await desk.person())
    expect(await refusedWith(steps(id))).toBe('application-status')
  })

  test('no step before the one before it, and none in the future', async () => {
    const { id } = await receive(await desk.person())
    expect(await refusedWith(check(id, '2023-05-03'))).toBe('application-step-date')
    expect(await refusedWith(check(id, '2024-05-06'))).toBe('date-in-future')
    expect(await refusedWith(receive(await desk.person(), { receivedOn: '2024-05-06' }))).toBe('date-in-future')
  })

  test('two approvals at once open one identity', async () => {
    const personNo = await desk.person()
    const id = await publicised(personNo)
    const both = await Promise.all([approve(id), approve(id)])
    expect(both.map(({ created }) => created).sort()).toEqual([false, true])
    expect((await listIdentities(desk.service, bureau, { personNo })).items).toHaveLength(1)
  })

  test('an identity that overlaps is refused, and the application stays where it was', async () => {
    const personNo = await desk.person({ as: [{ category: 'dibao-marginal', from: '2023-03-01' }] })
    const id = await publicised(personNo)
    expect(await refusedWith(approve(id))).toBe('identity-overlaps')
    expect((await getApplication(desk.service, bureau, { id }, 'en')).status).toBe('publicised')
    const { application } = await approve(id, '2023-05-18', { to: '2023-02-28' })
    expect(application.status).toBe('approved')
  })
})

describe('how long it is public', () => {
  test('an unconfirmed length is pointed at and stops nothing', async () => {
    const id = await publicised(await desk.person())
    const { application } = await approve(id, '2023-05-17')
    expect(application.steps.at(-1)?.warnings).toMatchObject([
      { code: 'publicity-short', clause: { status: 'unconfirmed' } },
    ])
  })

  test('a day that the bureau itself put up is kept, whoever confirmed the length', async () => {
    const { id } = await receive(await desk.person())
    await check(id)
    const until = '2023-05-31'
    await publiciseApplication(desk.service, bureau, { id, on: '2023-05-11', place: '公开栏', until }, 'zh')
    const refusal = await refusalOf(approve(id, until))
    expect([refusal.code, refusal.params]).toEqual([
      'application-publicity-open',
      { until, on: until, clause: { zh: '公示时所填', en: 'as it was put up' } },
    ])
    expect((await approve(id, '2023-06-01')).application.status).toBe('approved')
  })

  test('one that the documents name is kept', async () => {
    const law = amended((clause) =>
      clause.clause === 'application-publicity' ? { ...clause, status: 'text' as const } : clause,
    )
    const service = await desk.under(law)
    const id = await publicised(await desk.person())
    const at = (on: string) => approveApplication(service, bureau, { id, on, certifiedBy: 'civil-affairs' }, 'en')
    const refusal = await refusalOf(at('2023-05-17'))
    expect([refusal.code, refusal.params.until]).toEqual(['application-publicity-open', '2023-05-17'])
    expect((await at('2023-05-18')).application.status).toBe('approved')
    const other = await receive(await desk.person())
    await check(other.id)
    const short = { id: other.id, on: '2023-05-11', place: '公开栏', until: '2023-05-16' }
    expect(await refusedWith(publiciseApplication(service, bureau, short, 'en'))).toBe('application-invalid')
  })
})

describe('taking an application', () => {
  test('the same number answers the first time again, with anything else it is refused', async () => {
    const personNo = await desk.person()
    const sent = input(personNo, { contact: { name: '王小明', phone: '13812345678' } })
    const take = (change: Parameters<typeof input>[1] = {}) =>
      receiveApplication(desk.service, bureau, { ...sent, ...change }, 'en')
    const [one, two] = await Promise.all([take(), take()])
    expect([one.created, two.created].sort()).toEqual([false, true])
    expect(one.answer).toEqual(two.answer)
    expect(await refusedWith(take({ requestedFrom: '2023-02-01' }))).toBe('number-reused')
    expect(await refusedWith(take({ contact: { name: '王小明', phone: '13812345679' } }))).toBe('number-reused')
  })

  test('whom to call is kept sealed and shown masked; asking for it leaves a line', async () => {
    const { id, contact } = await receive(await desk.person(), { contact: { name: '王小明', phone: '13812345678' } })
    expect(contact).toEqual({ name: '王**', phone: '138****5678' })
    const { rows } = await desk.service.db.pool.query('SELECT a::text AS row FROM applications a WHERE id = $1', [id])
    expect(rows[0].row).not.toMatch(/13812345678|王小明/)
    const whole = await getApplication(desk.service, bureau, { id, showContact: true }, 'en')
    expect(whole.contact).toEqual({ name: '王小明', phone: '13812345678' })
    expect(await refusedWith(getApplication(desk.service, shanxiAuditor, { id, showContact: true }, 'en'))).toBe(
      'forbidden',
    )
    const trail = await desk.service.db.pool.query(
      `SELECT action, detail::text FROM register_changes WHERE detail->>'applicationId' = $1 ORDER BY id`,
      [id],
    )
    expect(trail.rows.map(({ action }) => action)).toEqual(['application-received', 'application-contact-shown'])
    expect(JSON.stringify(trail.rows)).not.toMatch(/1381234|王/)
  })

  test('the channel is said: direct settlement needs none, and Pengshui’s documents say nothing', async () => {
    const tekun = await receive(await desk.person(), { category: 'tekun' })
    expect(tekun.steps[0]?.warnings).toMatchObject([{ code: 'channel-direct', clause: { id: '140500/J18' } }])
    const pengshui = await desk.person({ insuredRegion: '500243' })
    const there = await receive(pengshui, { receivedOn: '2023-06-01' })
    expect(there.steps[0]?.warnings).toMatchObject([{ code: 'channel-unknown', clause: null }])
  })

  test('not twice at a time for one identity; another one, and again once it is decided', async () => {
    const personNo = await desk.person()
    const first = await receive(personNo)
    const second = { applicationNo: `${first.applicationNo}-2` }
    const refusal = await refusalOf(receive(personNo, second))
    expect(refusal).toMatchObject({ code: 'application-invalid' })
    expect(JSON.stringify(refusal.params)).toContain(first.applicationNo)
    expect((await receive(personNo, { category: 'illness-impoverished', applicationNo: 'OTHER' })).status).toBe(
      'received',
    )
    await withdrawApplication(desk.service, bureau, { id: first.id, on: '2023-05-05' }, 'en')
    const both = await Promise.allSettled([receive(personNo, second), receive(personNo, { applicationNo: 'THIRD' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('not elsewhere than in the insured place, and not for nobody', async () => {
    const personNo = await desk.person()
    expect(await refusedWith(receive(personNo, { region: '140600' }))).toBe('application-invalid')
    expect((await receive(personNo, { region: '140500' })).region).toBe('140502')
    expect(await refusedWith(receive('NOBODY'))).toBe('not-found')
    expect(await refusedWith(receive(personNo, { receivedOn: '2010-01-01' }))).toBe('policy-missing')
  })
})

test('who may', async () => {
  const personNo = await desk.person()
  const { id } = await receive(personNo)
  for (const caller of [ofHospital(cityHospital), jining, shanxiAuditor]) {
    // What is another region's is not there.
    const code = caller === jining ? 'not-found' : 'forbidden'
    expect(await refusedWith(receiveApplication(desk.service, caller, input(personNo), 'en'))).toBe(code)
    const asked = { id, on: '2023-05-10', findings: 'x' }
    expect(await refusedWith(checkApplication(desk.service, caller, asked, 'en'))).toBe(code)
    expect(await refusedWith(recalculateApplication(desk.service, caller, id))).not.toBe('internal')
  }
  expect(await refusedWith(getApplication(desk.service, jining, { id }, 'en'))).toBe('not-found')
  expect(await refusedWith(listApplications(desk.service, jincheng, { region: '370800' }, 'en'))).toBe('forbidden')
  expect(await refusedWith(listApplications(desk.service, ofHospital(cityHospital), {}, 'en'))).toBe('forbidden')
  expect(await refusedWith(check('0190f5fe-7c00-7a00-8000-000000000001'))).toBe('not-found')
})

test('the list tells those that are late', async () => {
  const personNo = await desk.person()
  const late = await publicised(personNo)
  const { id: open } = await receive(personNo, { category: 'illness-impoverished' })
  const list = async (asked: Parameters<typeof listApplications>[2]) =>
    (await listApplications(desk.service, jincheng, { personNo, ...asked }, 'en')).items.map(({ id }) => id)
  expect(await list({})).toEqual([open, late])
  expect(await list({ overdue: true })).toEqual([late])
  expect(await list({ overdue: false })).toEqual([open])
  expect(await list({ status: 'received' })).toEqual([open])
  const first = await listApplications(desk.service, jincheng, { personNo, limit: 1 }, 'en')
  const rest = await listApplications(
    desk.service,
    jincheng,
    { personNo, limit: 1, cursor: first.nextCursor as string },
    'en',
  )
  expect([first.items[0]?.id, rest.items[0]?.id, rest.nextCursor]).toEqual([open, late, null])
  await approve(late, '2023-06-30')
  expect(await list({ overdue: true })).toEqual([])
})

test('of a day after the death is refused by the day, and of the day itself taken', async () => {
  const personNo = await desk.person()
  await putDeath(desk.service, bureau, { personNo, diedOn: '2023-03-10', source: '公安注销' })
  const asked = receiveApplication(desk.service, bureau, input(personNo, { requestedFrom: '2023-03-11' }), 'en')
  expect(await refusalOf(asked)).toMatchObject({
    code: 'invalid-request',
    faults: [{ pointer: '/requestedFrom', detail: { en: expect.stringMatching(/died on 2023-03-10/) } }],
  })
  expect(await receive(personNo, { requestedFrom: '2023-03-10' })).toMatchObject({ status: 'received' })
})
