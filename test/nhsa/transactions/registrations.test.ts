import { beforeAll, describe, expect, test } from 'vitest'
import { requestRegistration } from '../../../src/application/registers/registration-requests.ts'
import { uuidOf } from '../../../src/application/shared/short-id.ts'
import {
  atTheDesk,
  type Body,
  done,
  hospitalCode,
  inJincheng,
  newMsgid,
  refused,
} from '../../support/claims/messages.ts'
import { amended } from '../../support/claims/packs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { ofHospital } from '../../support/people/registers.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('tekun')

let diseases = 0
/** A disease of its own for each test, so that none meets another's. */
const disease = () => {
  diseases += 1
  return { opsp_dise_code: `I1${diseases}.x00`, opsp_dise_name: '高血压', begndate: '2023-01-01', enddate: '' }
}

async function asked(data: object, msgid = newMsgid()): Promise<string> {
  const added = await done(it, '2503', { data: { psn_no, insutype: '390', ...data } }, { msgid })
  expect(added.warn_msg).toMatch(/待经办机构确认后生效/)
  return added.output.result.trt_dcla_detl_sn
}

const registered = async (): Promise<Body[]> => (await done(it, '5301', { data: { psn_no } })).output.feedetail
const told = async (): Promise<string> => (await done(it, '5301', { data: { psn_no } })).warn_msg

const decide = (serial: string, body: object, key = it.keys.bureau) =>
  send(it, 'POST', `/v1/beneficiaries/${psn_no}/registration-requests/${uuidOf(serial)}/decision`, body, { key })

/** What a visit of that disease is aided with: 60% of 600.00 for tekun (140500/J8), or nothing. */
async function aidOf(dise_codg: string): Promise<number> {
  const { mdtrt_id } = (await done(it, '2201', { data: { psn_no, begntime: '2023-04-01' } })).output.data
  const care = { psn_no, mdtrt_id, med_type: '14', dise_codg, medfee_sumamt: 1200, inscp_scp_amt: 1200 }
  const quoted = await done(it, '2206', { data: { ...care, exp_content: { hifp_pay: 600, hifmi_pay: 0 } } })
  return quoted.output.setlinfo.maf_pay
}

describe('a hospital gains by a registration, so the bureau’s word counts (500243/P11)', () => {
  test('2503 waits: it is not in force, gives no aid, and says so; confirmed it does', async () => {
    const one = disease()
    const serial = await asked(one)
    expect(serial).toHaveLength(25)
    expect((await registered()).map((held) => held.trt_dcla_detl_sn)).not.toContain(serial)
    expect(await told()).toContain(`高血压（${serial}）待经办机构确认`)
    expect(await aidOf(one.opsp_dise_code)).toBe(0)

    const { body: waiting } = await send(it, 'GET', '/v1/registration-requests?status=pending', undefined, {
      key: it.keys.auditor,
    })
    expect(waiting.items).toContainEqual(
      expect.objectContaining({
        id: uuidOf(serial),
        hospitalCode,
        kind: 'chronic',
        status: 'pending',
        decidedAt: null,
      }),
    )
    expect(await decide(serial, { decision: 'confirm' })).toMatchObject({ status: 200, body: { status: 'confirmed' } })
    expect(await registered()).toContainEqual({
      trt_dcla_detl_sn: serial,
      opsp_dise_code: one.opsp_dise_code,
      opsp_dise_name: '高血压',
      begndate: '2023-01-01',
      enddate: null,
      memo: 'chronic',
    })
    expect(await aidOf(one.opsp_dise_code)).toBe(360)
    // The same decision again is the first one; another one is refused.
    expect(await decide(serial, { decision: 'confirm' })).toMatchObject({ status: 200, body: { status: 'confirmed' } })
    expectProblem(await decide(serial, { decision: 'refuse', reason: 'x' }), 422, 'registration-invalid')
  })

  test('the bureau says under which management a chronic disease of a 2503 counts, once', async () => {
    const serial = await asked(disease())
    const quota = { decision: 'confirm', management: 'quota' }
    for (const _ of [1, 2])
      expect(await decide(serial, quota)).toMatchObject({
        ...{ status: 200, body: { status: 'confirmed', management: 'quota' } },
      })
    expectProblem(await decide(serial, { decision: 'confirm', management: 'visit' }), 422, 'registration-invalid')
    const { body } = await send(it, 'GET', `/v1/beneficiaries/${psn_no}/registrations?limit=100`, undefined, {
      key: it.keys.bureau,
    })
    expect(body.items).toContainEqual(expect.objectContaining({ id: uuidOf(serial), management: 'quota' }))
  })

  test('2503 is the same answer for the same message, and for the same content under another number', async () => {
    const one = disease()
    const msgid = newMsgid()
    const serial = await asked(one, msgid)
    expect(await asked(one, msgid)).toBe(serial)
    expect(await asked(one)).toBe(serial)
    const changed = { data: { psn_no, ...one, begndate: '2023-02-01' } }
    await refused(it, '2503', changed, /仍待经办机构确认；如需更正，请先 2504 撤销/)
  })

  test('refused with a reason, it is told by 5301 and may be asked for again', async () => {
    const one = disease()
    const serial = await asked(one)
    expectProblem(await decide(serial, { decision: 'refuse' }), 400, 'invalid-request')
    expect(await decide(serial, { decision: 'refuse', reason: '材料不全' })).toMatchObject({
      status: 200,
      body: { status: 'refused', reason: '材料不全' },
    })
    expect(await told()).toContain(`高血压（${serial}）已退回（材料不全）`)
    await refused(
      it,
      '2504',
      { data: { psn_no, trt_dcla_detl_sn: serial } },
      /已退回（材料不全）；如仍需备案，请重新提交/,
    )
    expect(await asked(one)).not.toBe(serial)
  })

  test('2504 withdraws what waits, and ends what was confirmed, but nothing of the bureau’s own', async () => {
    const [waits, holds] = [disease(), disease()]
    const serial = await asked(waits)
    const msgid = newMsgid()
    await done(it, '2504', { data: { psn_no, trt_dcla_detl_sn: serial } }, { msgid })
    await done(it, '2504', { data: { psn_no, trt_dcla_detl_sn: serial } }, { msgid })
    expect(await told()).not.toContain(serial)
    expectProblem(await decide(serial, { decision: 'confirm' }), 422, 'registration-invalid')

    const confirmed = await asked(holds)
    await decide(confirmed, { decision: 'confirm' })
    await done(it, '2504', { data: { psn_no, trt_dcla_detl_sn: confirmed } })
    const of = async (wanted: string) => (await registered()).find((one) => one.trt_dcla_detl_sn === wanted)
    expect((await of(confirmed)).enddate).toBe('2024-05-05')

    const bureaus = (await registered()).find((one) => one.opsp_dise_code === 'E11.900').trt_dcla_detl_sn
    await refused(it, '2504', { data: { psn_no, trt_dcla_detl_sn: bureaus } }, /没有备案申请/)
  })

  test('what the bureau ended before is not made longer by a 2504', async () => {
    const serial = await asked(disease())
    await decide(serial, { decision: 'confirm' })
    const path = `/v1/beneficiaries/${psn_no}/registrations/${uuidOf(serial)}`
    expect((await send(it, 'PATCH', path, { to: '2023-06-30' }, { key: it.keys.bureau })).status).toBe(200)
    await done(it, '2504', { data: { psn_no, trt_dcla_detl_sn: serial } })
    expect((await registered()).find((one) => one.trt_dcla_detl_sn === serial)).toMatchObject({ enddate: '2023-06-30' })
  })

  test('what is registered already is not asked for twice', async () => {
    const held = { opsp_dise_code: 'E11.900', opsp_dise_name: '2型糖尿病', begndate: '2023-01-01' }
    await refused(it, '2503', { data: { psn_no, ...held } }, /与备案 .*重叠/)
  })

  test('another hospital neither sees nor withdraws it; a bureau of another region does not decide it', async () => {
    const serial = await asked(disease())
    const key = await it.issue({ kind: 'hospital', name: 'other', region: '500243', hospitalCode: 'H50024300001' })
    await atTheDesk(it, 'H50024300001')
    const there = () => ({ key, msgid: newMsgid('H50024300001') })
    expect((await done(it, '5301', { data: { psn_no } }, there())).warn_msg).toBeNull()
    await refused(it, '2504', { data: { psn_no, trt_dcla_detl_sn: serial } }, /没有备案申请/, there())
    const elsewhere = await it.issue({ kind: 'bureau', name: 'other', region: '500243' })
    expectProblem(await decide(serial, { decision: 'confirm' }, elsewhere), 404, 'not-found')
    expectProblem(await decide(serial, { decision: 'confirm' }, it.keys.hospital), 403, 'forbidden')
    const list = await send(it, 'GET', '/v1/registration-requests', undefined, { key: elsewhere })
    expect(list.body.items).toEqual([])
    expectProblem(
      await send(it, 'GET', '/v1/registration-requests', undefined, { key: it.keys.hospital }),
      403,
      'forbidden',
    )
  })

  test('every step is in the audit trail, without a name', async () => {
    const { rows } = await it.service.db.pool.query<{ action: string; row: string }>(
      `SELECT action, c::text AS row FROM register_changes c WHERE action LIKE 'registration%' AND person_no = $1`,
      [psn_no],
    )
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set([
        'registration-recorded',
        'registration-requested',
        'registration-request-confirmed',
        'registration-request-refused',
        'registration-request-withdrawn',
        'registration-ended',
      ]),
    )
    for (const { row } of rows) expect(row).not.toContain('示例')
  })
})

test('a region may let the hospital’s own registration count at once: a row of its pack, no build', async () => {
  const person = '50024300000000000001'
  const input = {
    personNo: person,
    insuredRegion: '500243',
    kind: 'special-disease',
    diseaseCode: 'Z99.200',
    diseaseName: '透析',
    management: null,
    packageCode: null,
    from: '2023-06-01',
    to: null,
  } as const
  const own = ofHospital('H50024300001')
  const library = amended((clause) =>
    clause.clause === 'P11'
      ? { ...clause, registration: [{ kind: 'special-disease', decides: 'registration', byHospital: 'counts' }] }
      : clause,
  )
  const counted = await requestRegistration({ ...it.service, library }, own, input)
  expect(counted.answer).toMatchObject({ status: 'confirmed', decidedBy: own.id })
  const waiting = await requestRegistration(it.service, own, { ...input, diseaseCode: 'C50.900' })
  expect(waiting.answer.status).toBe('pending')
})

test('the database lets a request be decided once, change in nothing else, and never be removed', async () => {
  const serial = await asked(disease())
  const id = uuidOf(serial)
  const { pool } = it.service.db
  await decide(serial, { decision: 'refuse', reason: 'x' })
  await expect(pool.query(`UPDATE registration_requests SET status = 'confirmed' WHERE id = $1`, [id])).rejects.toThrow(
    /decided once/,
  )
  await expect(pool.query(`UPDATE registration_requests SET kind = 'chronic' WHERE id = $1`, [id])).rejects.toThrow(
    /permission denied/,
  )
  await expect(pool.query('DELETE FROM registration_requests WHERE id = $1', [id])).rejects.toThrow(/permission denied/)
})
