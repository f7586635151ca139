import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { daysBefore } from '../../support/claims/visit.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const taiyuan = 'H14010000001'
const bureau = (method: 'GET' | 'POST', url: string, body?: object) =>
  send(it, method, url, body, { key: it.keys.bureau })
const residence = { kind: 'residence', toRegion: '140100', from: '2023-01-01', source: '异地安置备案表' }
const filingsOf = (personNo: string) => `/v1/beneficiaries/${personNo}/filings`

let stays = 0
/** A stay in Taiyuan of somebody insured in Jincheng, of 10000 in scope that insurance left. */
async function settled(personNo: string, change: object = {}) {
  stays += 1
  const body = {
    ...{ settlementNo: `F${stays}`, personNo, hospitalCode: taiyuan, care: 'inpatient' },
    ...{ admittedOn: daysBefore('2023-06-30', stays), dischargedOn: '2023-06-30' },
    ...{
      costs: { total: '10000.00', inScope: '10000.00' },
      paid: { basic: '0.00', criticalIllness: '0.00' },
      ...change,
    },
  }
  const answer = await bureau('POST', '/v1/settlements', body)
  expect(answer.status).toBe(201)
  return answer.body
}
const codes = ({ warnings }: { warnings: readonly { code: string }[] }) => warnings.map(({ code }) => code)
const unfiled = async () => (await bureau('GET', '/v1/unfiled-referrals?region=140500&limit=500')).body.items

describe('a filing', () => {
  const personNo = demoPerson('140500', 'tekun')

  test('stands behind care elsewhere, whatever the hospital says, and not once it is withdrawn', async () => {
    expect((await settled(personNo)).payers.assistance).toBe('0.00')
    const filed = await bureau('POST', filingsOf(personNo), residence)
    expect(filed).toMatchObject({ status: 201, body: { ...residence, to: null, toHospital: null, standing: true } })
    expect(await bureau('POST', filingsOf(personNo), residence)).toMatchObject({ status: 200, body: filed.body })
    expect((await settled(personNo, { referral: 'none' })).payers.assistance).toBe('10000.00')
    const taken = await bureau('POST', `${filingsOf(personNo)}/${filed.body.id}/withdraw`, { reason: '登记有误' })
    expect(taken).toMatchObject({ status: 201, body: { corrects: filed.body.id, standing: false } })
    const again = await bureau('POST', `${filingsOf(personNo)}/${filed.body.id}/withdraw`, { reason: '登记有误' })
    expect(again).toMatchObject({ status: 200, body: taken.body })
    expect((await settled(personNo)).payers.assistance).toBe('0.00')
    const { items } = (await bureau('GET', filingsOf(personNo))).body
    expect(items.map(({ standing }: { standing: boolean }) => standing)).toEqual([false, false])
  })

  test.each([
    { why: 'the last day before the discharge', from: '2023-01-01', to: '2023-05-01', aided: false },
    { why: 'its last day the day of the admission', from: '2023-01-01', to: '2023-06-10', aided: true },
    { why: 'its first day that of the discharge', from: '2023-06-30', to: null, aided: true },
    { why: 'its first day the day after', from: '2023-07-01', to: null, aided: false },
  ])('$why: aided is $aided', async ({ from, to, aided }) => {
    const dated = { kind: 'referral', toHospital: taiyuan, from, to, source: '转诊单' }
    const { id } = (await bureau('POST', filingsOf(personNo), dated)).body
    const { payers } = await settled(personNo, {
      admittedOn: '2023-06-10',
      costs: { total: `10${stays + 10}.00`, inScope: `10${stays + 10}.00` },
    })
    expect(payers.assistance !== '0.00').toBe(aided)
    await bureau('POST', `${filingsOf(personNo)}/${id}/withdraw`, { reason: 'x' })
  })

  test('to another region or hospital is not for this one', async () => {
    const other = demoPerson('140500', 'dibao')
    await bureau('POST', filingsOf(other), {
      kind: 'referral',
      toHospital: 'H14020000001',
      from: '2023-01-01',
      source: 'x',
    })
    await bureau('POST', filingsOf(other), { ...residence, toRegion: '110000' })
    expect((await settled(other)).payers.assistance).toBe('0.00')
    await bureau('POST', filingsOf(other), { kind: 'temporary', toRegion: '140000', from: '2023-06-01', source: 'x' })
    expect((await settled(other)).payers.assistance).toBe('7000.00')
  })

  test('corrects another, and says why', async () => {
    const other = demoPerson('140500', 'poverty-returned')
    const first = await bureau('POST', filingsOf(other), { ...residence, toRegion: '110000' })
    expectProblem(await bureau('POST', filingsOf(other), residence), 409, 'fact-overlaps')
    const corrected = { ...residence, corrects: first.body.id, reason: '地区填写有误' }
    expect(await bureau('POST', filingsOf(other), corrected)).toMatchObject({ status: 201, body: { standing: true } })
    expect((await settled(other)).payers.assistance).toBe('9000.00')
  })

  test.each([
    { why: 'a residence without its region', body: { ...residence, toRegion: undefined }, says: /`toRegion`/ },
    {
      why: 'a referral to nowhere',
      body: { ...residence, kind: 'referral', toRegion: undefined },
      says: /`toHospital`/,
    },
    { why: 'days the wrong way round', body: { ...residence, to: '2022-12-31' }, says: /before it begins/ },
    {
      why: 'a hospital elsewhere',
      body: { ...residence, toHospital: 'H14020000001' },
      says: /lies in 140213, not in 140100/,
    },
    {
      why: 'a hospital that nobody registered',
      body: { ...residence, kind: 'referral', toRegion: undefined, toHospital: 'H99999999999' },
      says: /No hospital H99999999999 is registered/,
    },
    { why: 'a place at home', body: { ...residence, toRegion: '140525' }, says: /lies in the insured place 140500/ },
    {
      why: 'a hospital at home',
      body: { ...residence, kind: 'referral', toRegion: undefined, toHospital: 'H14050000001' },
      says: /lies in the insured place 140500/,
    },
  ])('$why is refused with what to send', async ({ body, says }) => {
    const answer = await bureau('POST', filingsOf(personNo), body)
    expectProblem(answer, 422, 'fact-period-invalid')
    expect(answer.body.detail).toMatch(says)
  })

  test.each([
    { why: 'a region of no province', body: { ...residence, toRegion: '999999' }, says: /lies in no province/ },
    {
      why: 'a day that nobody means',
      body: { ...residence, from: '2042-01-01' },
      says: /Nothing begins on 2042-01-01/,
    },
  ])('$why is refused by its field', async ({ body, says }) => {
    const answer = await bureau('POST', filingsOf(personNo), body)
    expectProblem(answer, 400, 'invalid-request')
    expect(JSON.stringify(answer.body.errors)).toMatch(says)
  })

  test('is the bureau’s to write, and after the death nobody’s', async () => {
    const other = demoPerson('140500', 'youfu')
    expect((await send(it, 'POST', filingsOf(other), residence, { key: it.keys.hospital })).status).toBe(403)
    const died = { diedOn: '2023-05-01', source: 'x' }
    await send(it, 'PUT', `/v1/beneficiaries/${other}/death`, died, { key: it.keys.bureau })
    expectProblem(await bureau('POST', filingsOf(other), { ...residence, from: '2023-05-02' }), 400, 'invalid-request')
    expect((await bureau('GET', filingsOf(other))).body.items).toEqual([])
    const none = `${filingsOf(other)}/01890000-0000-7000-8000-000000000000/withdraw`
    expectProblem(await bureau('POST', none, { reason: 'x' }), 404, 'not-found')
  })
})

test('a referral on the hospital’s word alone is aided, marked and listed until it is reversed', async () => {
  const personNo = demoPerson('140500', 'monitored-sudden')
  const local = await bureau('POST', '/v1/settlements/quote', {
    ...{
      personNo,
      hospitalCode: 'H14050000001',
      care: 'inpatient',
      admittedOn: '2023-06-01',
      dischargedOn: '2023-06-02',
    },
    ...{
      referral: 'proper',
      costs: { total: '10.00', inScope: '10.00' },
      paid: { basic: '0.00', criticalIllness: '0.00' },
    },
  })
  expect(codes(local.body)).not.toContain('referral-not-filed')
  const { id, settlementNo, payers, ...answer } = await settled(personNo, { referral: 'proper' })
  expect(payers.assistance).toBe('4957.54')
  expect(codes(answer)).toContain('referral-not-filed')
  expect(await unfiled()).toMatchObject([
    { personNo, settlementId: id, settlementNo, hospitalCode: taiyuan, to: '2023-06-30' },
  ])
  const undo = { hospitalCode: taiyuan, settlementNo, reversalNo: 'R-F', reason: 'x', resettleLater: true }
  expect((await bureau('POST', '/v1/reversals', undo)).status).toBe(201)
  expect(await unfiled()).toEqual([])
})
