import { beforeAll, expect, test } from 'vitest'
import { ask, atTheDesk, newMsgid } from '../../support/claims/messages.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const hospital = 'H99010000001'
const personNo = '99010000000000000001'
const law = cityOf(`    limits: [{ name: annual, for: [dibao], amount: 8000 }]
    aid:
      - { for: [dibao], care: [inpatient], deductible: none, rate: 1, limit: annual }
      - { for: [dibao], care: [outpatient-ordinary], deductible: none, rate: 0.80, limit: annual }`)
const it = testApp({}, law)
let key = ''

beforeAll(async () => {
  const { bureau } = it.keys
  const as = { level: 'two', feeClass: 'county-two', designated: true, criticalDiseaseDesignated: false }
  const person = { name: '甲', insuredRegion: '990100', enrolledTier: 1, idType: '01' }
  const born = { idNumber: '11010119900307001X', birthDate: '1990-03-07' }
  const identity = {
    category: 'dibao',
    from: '2023-01-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: 'C1',
  }
  const steps = [
    ['PUT', `/v1/hospitals/${hospital}`, { name: '甲市医院', region: '990100', ...as }],
    ['PUT', `/v1/beneficiaries/${personNo}`, { ...person, ...born }],
    ['POST', `/v1/beneficiaries/${personNo}/identities`, identity],
  ] as const
  for (const [method, url, body] of steps) {
    const answer = await send(it, method, url, body, { key: bureau })
    expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  }
  key = await it.issue({ kind: 'hospital', name: 'test', region: '990100', hospitalCode: hospital })
  await atTheDesk(it, hospital)
})

const tell = (infno: string, input: Record<string, unknown>) =>
  ask(it, infno, input, {
    key,
    msgid: newMsgid(hospital),
    envelope: { mdtrtarea_admvs: '990100', insuplc_admdvs: '990100' },
  })

async function opened(on: string): Promise<string> {
  const { body } = await tell('2201', { data: { psn_no: personNo, insutype: '390', begntime: on } })
  return body.output.data.mdtrt_id
}

test.each([['11'], ['12'], ['13']])(
  'where the pack aids ordinary outpatient care, med_type %s is settled',
  async (med_type) => {
    const mdtrt_id = await opened(`2023-0${med_type[1]}-01`)
    const visit = { psn_no: personNo, mdtrt_id }
    const told = await tell('2203', { mdtrtinfo: { ...visit, med_type, begntime: `2023-0${med_type[1]}-01` } })
    expect(told.body).toMatchObject({ infcode: 0, err_msg: null })
    const paid = { exp_content: { hifp_pay: 500, hifmi_pay: 0 } }
    const { body } = await tell('2207', {
      data: { ...visit, insutype: '390', med_type, medfee_sumamt: 1000, inscp_scp_amt: 1000, ...paid },
    })
    // 80% of 1000 − 500.
    expect([body.err_msg, body.output?.setlinfo.maf_pay, body.output?.setlinfo.med_type]).toEqual([null, 400, med_type])
  },
)

test('a stay that is called ordinary outpatient care, and the other way round, say what to send', async () => {
  const mdtrtinfo = { psn_no: personNo, insutype: '390', begntime: '2024-01-05', med_type: '11' }
  const { body } = await tell('2401', { mdtrtinfo })
  expect([body.err_code, body.err_msg]).toEqual([
    'care-not-settled',
    expect.stringContaining('住院请填 21 等，门诊请用 2201'),
  ])
  const visit = { psn_no: personNo, mdtrt_id: await opened('2024-01-06') }
  const other = await tell('2203', { mdtrtinfo: { ...visit, med_type: '21', begntime: '2024-01-06' } })
  expect([other.body.err_code, other.body.err_msg]).toEqual([
    'care-not-settled',
    expect.stringContaining('住院请用 2401'),
  ])
})
