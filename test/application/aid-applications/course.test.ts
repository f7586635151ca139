import { beforeAll, describe, expect, test } from 'vitest'
import {
  addDocuments,
  forwardApplication,
  tellOutcome,
} from '../../../src/application/aid-applications/accompany-application.ts'
import { approveApplication } from '../../../src/application/aid-applications/approve-application.ts'
import { refuseApplication, withdrawApplication } from '../../../src/application/aid-applications/step-application.ts'
import { applicationsOf, refusedWith } from '../../support/claims/aid-applications.ts'
import { amended } from '../../support/claims/packs.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const { receive, check, publicise, approve } = applicationsOf(() => desk)
const documents = (id: string, names: readonly string[], on = '2023-05-08') =>
  addDocuments(desk.service, bureau, { id, on, documents: names }, 'en')
const forward = (id: string, on = '2023-05-09') =>
  forwardApplication(desk.service, bureau, { id, on, department: '民政部门', asked: '请认定' }, 'en')
const tell = (id: string, on = '2023-05-20') => tellOutcome(desk.service, bureau, { id, on, how: '电话告知' }, 'en')
const refuseIt = (id: string) =>
  refuseApplication(desk.service, bureau, { id, on: '2023-05-12', reason: '收入超过标准' }, 'en')

describe('papers that follow', () => {
  test('are named when it is taken, hold up the approval alone, and are recorded as they come', async () => {
    const { id, ...taken } = await receive(await desk.person(), {
      missing: ['诊断证明', '授权书'],
      missingBy: '2023-05-31',
    })
    expect(taken).toMatchObject({ missing: ['诊断证明', '授权书'], missingBy: '2023-05-31', documents: ['收入证明'] })
    const { answer } = await documents(id, ['诊断证明', '户口簿'])
    expect(answer).toMatchObject({
      ...{ status: 'received', missing: ['授权书'], documents: ['收入证明', '诊断证明', '户口簿'] },
      deadline: taken.deadline,
    })
    expect(answer.steps.at(-1)).toMatchObject({ kind: 'documents', status: 'received', happenedOn: '2023-05-08' })
    expect((await documents(id, ['诊断证明', '户口簿'])).created).toBe(false)
    await check(id)
    const refusal = await refusalOf(approve(id))
    expect([refusal.code, refusal.params['missing']]).toEqual([
      'application-papers-missing',
      { zh: '授权书', en: '授权书' },
    ])
    await documents(id, ['授权书'], '2023-05-12')
    const { application } = await approve(id)
    expect(application).toMatchObject({
      status: 'approved',
      missing: [],
      missingBy: null,
      identityId: expect.any(String),
    })
  })

  test('do not keep it from being refused', async () => {
    const { id } = await receive(await desk.person(), { missing: ['授权书'] })
    expect((await refuseIt(id)).answer.status).toBe('refused')
    expect(await refusedWith(documents(id, ['授权书'], '2023-05-12'))).toBe('application-status')
  })

  test.each([
    ['stands in both lists', { documents: ['收入证明'], missing: ['收入证明'] }],
    ['has a day and no paper', { missingBy: '2023-05-31' }],
    ['is due before the receipt', { missing: ['授权书'], missingBy: '2023-05-03' }],
  ])('one that %s is refused', async (_, change) => {
    expect(await refusedWith(receive(await desk.person(), change))).toBe('application-invalid')
  })
})

describe('forwarding and telling', () => {
  test('leave it where it stands, and the answer names both', async () => {
    const { id } = await receive(await desk.person())
    const forwarded = await forward(id)
    expect(forwarded.answer).toMatchObject({ status: 'received', forwardedTo: '民政部门', toldOn: null })
    expect(forwarded.answer.steps.at(-1)).toMatchObject({ kind: 'forwarded', said: { asked: '请认定' } })
    expect(await refusedWith(tell(id))).toBe('application-status')
    await check(id)
    await forward(id, '2023-05-11')
    const { application } = await approve(id, '2023-05-12')
    expect(await tell(id)).toMatchObject({
      created: true,
      answer: { status: 'approved', identityId: application.identityId, forwardedTo: '民政部门', toldOn: '2023-05-20' },
    })
    expect((await tell(id)).created).toBe(false)
    expect(await refusedWith(forward(id, '2023-05-21'))).toBe('application-status')
  })

  test('a refusal at any step is told back, a withdrawal is not', async () => {
    const refused = await receive(await desk.person())
    await refuseIt(refused.id)
    expect((await tell(refused.id)).answer).toMatchObject({ status: 'refused', toldOn: '2023-05-20' })
    const withdrawn = await receive(await desk.person())
    await withdrawApplication(desk.service, bureau, { id: withdrawn.id, on: '2023-05-05' }, 'en')
    expect(await refusedWith(tell(withdrawn.id))).toBe('application-status')
  })

  test('nothing is done before what was done before it, nor in the future', async () => {
    const { id } = await receive(await desk.person())
    await forward(id)
    expect(await refusedWith(documents(id, ['户口簿'], '2023-05-08'))).toBe('application-step-date')
    expect(await refusedWith(documents(id, ['户口簿'], '2024-05-06'))).toBe('date-in-future')
  })
})

describe('publication', () => {
  const asking = () =>
    desk.under(
      amended((clause) =>
        clause.clause === 'application-publicity' ? { ...clause, status: 'text' as const } : clause,
      ),
    )

  test('is no step where the region’s data does not ask for it', async () => {
    const { id } = await receive(await desk.person())
    const { answer } = await check(id)
    expect(answer.deadline).toMatchObject({ step: 'decide', dueOn: null })
    expect((await approve(id, '2023-05-10')).application.status).toBe('approved')
  })

  test('is one where it does, and what comes between keeps its length', async () => {
    const service = await asking()
    const { id } = await receive(await desk.person())
    await check(id)
    const at = (on: string) => approveApplication(service, bureau, { id, on, certifiedBy: 'civil-affairs' }, 'en')
    const early = await refusalOf(at('2023-05-18'))
    expect([early.code, early.params['next']]).toMatchObject(['application-status', { zh: /公示/ }])
    await publicise(id)
    await forward(id, '2023-05-12')
    expect(await refusedWith(at('2023-05-17'))).toBe('application-publicity-open')
    expect((await at('2023-05-18')).application.status).toBe('approved')
  })
})
