import { beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { createCaller } from '../../../src/application/callers/issue-keys.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { hospitalOf, type LawCase, type LawVisit, lawCases, shownOf, sketchOf } from '../../golden/law-cases.ts'
import { atTheDesk, type Body, done, newMsgid } from '../../support/claims/messages.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { send, type TestApp } from '../../support/database/test-app.ts'
import { plain, statementOf, unpunctuated } from '../../support/files/statement-page.ts'

/** The cases of the law as they reach the service: by /v1, by the national messages, and on the page that the patient gets. */
const { cases } = await lawCases()

let desk: Desk
let it: TestApp
beforeAll(async () => {
  desk = await openDesk()
  // After the last discharge of the cases, which are of years to come for a desk of 2024.
  desk.setDay('2026-11-29')
  const app = await buildApp({ service: desk.service, checkAnswers: true })
  const issue: TestApp['issue'] = async (caller) => (await createCaller(desk.service, bureau, caller)).key
  const keys = { bureau: await issue({ kind: 'bureau', name: 'test', region: '000000' }), auditor: '', hospital: '' }
  it = { app, service: desk.service, keys, logged: () => '', issue }
})

let hospitals = 0

interface Place {
  readonly hospitalCode: string
  readonly region: string
  readonly key: string
}

/** The hospital of one visit, under a code of its own. */
async function placeOf(one: LawCase, visit: LawVisit): Promise<Place> {
  const { region = one.region, level = 'three', feeClass = 'class-one', ...hospital } = hospitalOf(one, visit)
  hospitals += 1
  const hospitalCode = `H9900000${String(hospitals).padStart(4, '0')}`
  const { criticalDiseaseDesignated = true } = hospital
  await desk.hospital({ hospitalCode, region, level, feeClass, designated: true, criticalDiseaseDesignated })
  return { hospitalCode, region, key: await it.issue({ kind: 'hospital', name: 'test', region, hospitalCode }) }
}

async function personOf(one: LawCase): Promise<string> {
  const { region, category, from, enrolled, approved, packageCode } = one
  const held = { category, ...(from ? { from } : {}), ...(approved === 'false' ? { approved: false } : {}) }
  return desk.person({
    insuredRegion: region,
    enrolledTier: enrolled === 'false' ? null : 1,
    as: [held],
    registered: packageCode ? [{ kind: 'critical-disease', packageCode, from: '2021-01-01' }] : [],
  })
}

async function file(personNo: string, { on, filings = [] }: LawVisit, toRegion: string): Promise<void> {
  for (const kind of filings) {
    const body = { kind, toRegion, from: on, to: on, source: '示例' }
    const path = `/v1/beneficiaries/${personNo}/filings`
    expect((await send(it, 'POST', path, body, { key: it.keys.bureau })).status).toBe(201)
  }
}

/** What 2303 says of the same stay before it is settled; a stay alone, because the referral of others is filed by 2501. */
async function quotedByMessage(personNo: string, one: LawCase, visit: LawVisit, place: Place): Promise<Body> {
  const { hospitalCode, region, key } = place
  await atTheDesk(it, hospitalCode)
  const message = () => ({
    ...{ msgid: newMsgid(hospitalCode), key },
    envelope: { mdtrtarea_admvs: region, insuplc_admdvs: one.region },
  })
  const opened = { psn_no: personNo, begntime: `${visit.on} 09:00:00`, med_type: '21' }
  const { mdtrt_id } = (await done(it, '2401', { mdtrtinfo: opened }, message())).output.result
  const stay = { psn_no: personNo, mdtrt_id }
  await done(it, '2402', { dscginfo: { ...stay, endtime: `${visit.on} 17:00:00` } }, message())
  const { basic, criticalIllness } = visit
  const exp_content = {
    ...(basic ? { hifp_pay: basic } : {}),
    ...(criticalIllness ? { hifmi_pay: criticalIllness } : {}),
  }
  const costs = { medfee_sumamt: visit.inScope, inscp_scp_amt: visit.inScope, fulamt_ownpay_amt: 0 }
  const asked = { ...stay, ...costs, overlmt_selfpay: 0, preselfpay_amt: 0, mid_setl_flag: '0', exp_content }
  return (await done(it, '2303', { data: asked }, message())).output
}

/** Payers as the interface has them, in text. */
function payersIn({ setlinfo }: Body) {
  const of = (field: string) => yuan(decimal(String(setlinfo[field])))
  return [of('hifp_pay'), of('hifmi_pay'), of('maf_pay'), of('hosp_part_amt'), of('psn_part_amt')]
}

const sentencesOf = ({ reasons, warnings }: Body): string[] =>
  [...reasons, ...warnings].map(({ text }: { text: string }) => text)

/** The message pays the same, and says why where it does not. */
function expectSameByMessage(national: Body, settled: Body): void {
  const { basic, criticalIllness, assistance, reAid, tilt, hospital, person } = settled.payers
  const aid = yuan(sum([assistance, reAid, tilt].map(decimal)))
  expect(payersIn(national)).toEqual([basic, criticalIllness, aid, hospital, person])
  const told = national.setldetail.map((fund: Body) => fund.setl_proc_info).join('')
  for (const sentence of sentencesOf(settled)) expect(told).toContain(sentence)
}

async function expectOnStatement(settled: Body): Promise<void> {
  const page = unpunctuated(plain((await statementOf(it, settled.id)).body))
  for (const sentence of sentencesOf(settled)) expect(page).toContain(sentence.replace(/\s+/g, ' ').trim())
}

const isPlainStay = ({ care, referral, emergency }: LawVisit) =>
  care === 'inpatient' && referral === undefined && emergency === undefined

describe.each(cases)('$id', (one) => {
  test('in /v1, by 2303, and on the statement', async () => {
    const personNo = await personOf(one)
    for (const [at, visit] of one.visits.entries()) {
      const place = await placeOf(one, visit)
      await file(personNo, visit, place.region)
      const national = isPlainStay(visit) ? await quotedByMessage(personNo, one, visit, place) : null
      const bill = { ...sketchOf(one, visit), hospitalCode: place.hospitalCode, settlementNo: `L-${at}` }
      const asked = { key: place.key, language: 'zh' }
      const { status, body: settled } = await send(it, 'POST', '/v1/settlements', billOf(personNo, bill), asked)
      expect([status, settled]).toEqual([201, expect.anything()])
      expect(shownOf(settled, visit, settled.waitsForApplication?.amount)).toEqual(visit.expect)
      if (national) expectSameByMessage(national, settled)
      await expectOnStatement(settled)
    }
  })
})

test('the ledger agrees with all of them', async () => {
  expect(await desk.differences()).toEqual([])
})
