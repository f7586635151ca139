import { beforeAll, describe, expect, test } from 'vitest'
import { chinaDay } from '../../../src/domain/calendar.ts'
import { atTheDesk, done, inJincheng, newMsgid, refused } from '../../support/claims/messages.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const home = 'H14050000001'
const taiyuan = 'H14010000001'
const personNo = inJincheng('dibao')
let keyThere = ''
beforeAll(async () => {
  await atTheDesk(it)
  await atTheDesk(it, taiyuan)
  keyThere = await it.issue({ kind: 'hospital', name: 'test', region: '140106', hospitalCode: taiyuan })
})
const today = () => chinaDay(it.service.clock())
const transfer = (change: object = {}) => ({
  refmedin: { psn_no: personNo, reflin_medins_no: taiyuan, mdtrtarea_admdvs: '140106', refl_date: today(), ...change },
})
const there = () => ({ key: keyThere, msgid: newMsgid(taiyuan) })
const list = async (query = '') =>
  (await send(it, 'GET', `/v1/referral-requests?limit=500${query}`, undefined, { key: it.keys.bureau })).body.items
const decide = (id: string, body: object) =>
  send(it, 'POST', `/v1/beneficiaries/${personNo}/referral-requests/${id}/decision`, body, { key: it.keys.bureau })

describe('a referral of a hospital', () => {
  test('on the day or before it counts at once, and the same again is the same one', async () => {
    const first = await done(it, '2501', transfer())
    expect(first.warn_msg ?? null).toBeNull()
    expect((await done(it, '2501', transfer())).output).toEqual(first.output)
    expect(await list()).toEqual([])
  })

  test.each([
    { why: 'late', sent: () => done(it, '2501', transfer({ refl_date: '2023-08-01' })), says: /在转诊开始之后报送/ },
    { why: 'to-itself', sent: () => done(it, '2501', transfer(), there()), says: /由转入的医疗机构自行报送/ },
    {
      why: 'from-elsewhere',
      sent: () => done(it, '2501', transfer({ reflin_medins_no: home, mdtrtarea_admdvs: '140502' }), there()),
      says: /由参保地以外的医疗机构报送/,
    },
  ])('that is $why waits for the bureau', async ({ why, sent, says }) => {
    const answer = await sent()
    expect(answer.warn_msg).toMatch(says)
    expect((await list('&status=pending')).at(-1)).toMatchObject({ personNo, waitsBecause: why, status: 'pending' })
  })

  test('is decided once, with a reason where it is refused', async () => {
    const [late, own] = await list('&status=pending')
    expectProblem(await decide(late.id, { decision: 'refuse' }), 400, 'invalid-request')
    const refusal = { decision: 'refuse', reason: '无转诊单' }
    const gone = await decide(late.id, refusal)
    expect(gone).toMatchObject({ status: 200, body: { status: 'refused', reason: '无转诊单' } })
    expect((await decide(late.id, refusal)).body).toEqual(gone.body)
    expectProblem(await decide(late.id, { decision: 'confirm' }), 422, 'referral-invalid')
    expect(await decide(own.id, { decision: 'confirm' })).toMatchObject({ status: 200, body: { status: 'confirmed' } })
    expectProblem(await decide('01890000-0000-7000-8000-000000000000', { decision: 'confirm' }), 404, 'not-found')
    // A refused one may be asked for anew; a confirmed one answers as it stands.
    expect((await done(it, '2501', transfer({ refl_date: '2023-08-01' }))).warn_msg).toMatch(/待经办机构确认/)
    expect((await done(it, '2501', transfer(), there())).warn_msg ?? null).toBeNull()
  })

  test('is refused where no hospital or place is meant', async () => {
    await refused(it, '2501', transfer({ reflin_medins_no: 'H99999999999' }), /reflin_medins_no/)
    await refused(it, '2501', transfer({ mdtrtarea_admdvs: '140200' }), /不在 140200/)
    await refused(it, '2501', transfer({ mdtrtarea_admdvs: '999999' }), /不是任何省份/)
    await refused(it, '2501', transfer({ refl_date: '2049-01-01' }), /不可能是开始日期/)
  })

  test('of another region is nobody’s', async () => {
    const key = await it.issue({ kind: 'bureau', name: 'other', region: '370800', hospitalCode: null })
    expect((await send(it, 'GET', '/v1/referral-requests', undefined, { key })).body.items).toEqual([])
  })
})
