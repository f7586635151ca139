import { demoPeople } from '../../../src/application/demo/demo-people.ts'
import { withTransaction } from '../../../src/db/transaction.ts'
import { relayEvents } from '../../../src/db/webhooks/outbox.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { done, hospitalCode, inJincheng, newMsgid } from '../claims/messages.ts'
import { send } from '../database/test-app.ts'
import { claimOf, uploaded } from '../edges/world.ts'
import { csvOf, newcomer } from '../files/rosters.ts'
import { correctionAskings } from './correction-askings.ts'
import { type Ask, type Asking, applicant, type Ground, made, next, nextCount } from './ground.ts'
import { openingAskings } from './opening-askings.ts'
import { operatorAskings } from './operator-askings.ts'
import { payoutAskings } from './payout-askings.ts'
import { reimbursementAskings } from './reimbursement-askings.ts'
import { otherCosts, settlementAskings } from './settlement-askings.ts'

export type { Asking }

/** Who died before the last of the bills came in. */
export const dead = inJincheng('youfu')
const application = async (ground: Ground): Promise<string> => {
  const applied = {
    applicationNo: next(),
    personNo: await applicant(ground),
    category: 'dibao-marginal',
    receivedOn: '2023-05-04',
  }
  return (await made(ground, '/v1/applications', { ...applied, requestedFrom: '2023-01-01', documents: ['x'] })).id
}

async function checked(ground: Ground): Promise<string> {
  const id = await application(ground)
  await made(ground, `/v1/applications/${id}/check`, { on: '2023-05-10', findings: 'x' })
  return id
}

async function publicised(ground: Ground): Promise<string> {
  const id = await checked(ground)
  await made(ground, `/v1/applications/${id}/publicise`, { on: '2023-05-11', place: 'x' })
  return id
}

let days = 0
/** A day of its own, so that no identity meets another. */
const approval = () => {
  const day = new Date(Date.UTC(2022, 0, 1 + ++days)).toISOString().slice(0, 10)
  return { on: '2023-06-18', from: day, to: day, certifiedBy: 'civil-affairs' }
}

async function approved(ground: Ground): Promise<string> {
  const id = await publicised(ground)
  await made(ground, `/v1/applications/${id}/approve`, approval())
  return id
}

const message = () => ({
  ...{ infno: '5301', msgid: newMsgid(), fixmedins_code: hospitalCode, mdtrtarea_admvs: '140502' },
  ...{ insuplc_admdvs: '140502', input: { data: { psn_no: stay.personNo } } },
})

async function requested({ it }: Ground): Promise<string> {
  const disease = { opsp_dise_code: next(), opsp_dise_name: 'x', begndate: '2023-01-01', enddate: '' }
  const psn_no = inJincheng('tekun')
  await done(it, '2503', { data: { psn_no, insutype: '390', ...disease } })
  const { body } = await send(it, 'GET', '/v1/registration-requests?limit=500', undefined, { key: it.keys.bureau })
  return body.items.at(-1).id
}

/** Late: it begins years before it is sent, and so it waits for the bureau. */
async function referred({ it }: Ground): Promise<string> {
  const personNo = inJincheng('tekun')
  const transfer = {
    psn_no: personNo,
    reflin_medins_no: 'H14010000001',
    refl_date: `2023-0${(referrals++ % 9) + 1}-01`,
  }
  await done(it, '2501', { refmedin: { ...transfer, memo: next() } })
  const { body } = await send(it, 'GET', '/v1/referral-requests?limit=500', undefined, { key: it.keys.bureau })
  return body.items.at(-1).id
}
let referrals = 0

/** What the lists and payments need besides: a request for a registration, money in the fund, and a clearing that is paid. */
export async function prepareGround(ground: Ground): Promise<void> {
  await requested(ground)
  await referred(ground)
  const days = { admittedOn: '2023-08-01', dischargedOn: '2023-08-02' }
  // Twice, because stays that overlap have a list of their own.
  for (const settlementNo of [next(), next()])
    await made(ground, '/v1/settlements', { ...stay, settlementNo, personNo: dead, ...days, costs: otherCosts() })
  await made(ground, '/v1/settlements', referredElsewhere)
  const { it } = ground
  await send(it, 'PUT', `/v1/beneficiaries/${dead}/death`, died, { key: it.keys.bureau })
  await made(ground, '/v1/funds/140500/receipts', { ...receipt(), amount: '10000000.00' })
  for (const decision of ['approve', 'pay'])
    await made(ground, `/v1/clearings/${ground.world['clearings']}/decisions`, { decision })
}

/** On the word of the hospital in Taiyuan alone: no filing stands behind it. */
const referredElsewhere = {
  ...{ settlementNo: 'A-ELSEWHERE', personNo: inJincheng('tekun'), hospitalCode: 'H14010000001', care: 'inpatient' },
  ...{ admittedOn: '2023-06-20', dischargedOn: '2023-06-30', referral: 'proper' },
  ...{ costs: { total: '10000.00', inScope: '10000.00' }, paid: { basic: '0.00', criticalIllness: '0.00' } },
}
const died = { diedOn: '2023-07-01', source: 'x' }

/** As `npm start` registers it, so that nothing of it changes. */
const hospital = {
  ...{ name: '示例晋城区医院', region: '140502', level: 'two', feeClass: 'county-two' },
  ...{ designated: true, criticalDiseaseDesignated: false },
}
const someone = {
  ...{ name: '示例张某', idType: '01', idNumber: '140500196605050007', birthDate: '1966-05-05' },
  ...{ insuredRegion: '140502', enrolledTier: 1 },
}
const cardOf = (category: Category) => {
  const { idNumber = '', name = '' } = demoPeople.find(({ personNo }) => personNo === inJincheng(category)) ?? {}
  return { idType: '01', idNumber, name }
}
const webhook = { url: 'https://receiver.example.org/access', events: ['alert.raised'], region: '140500' }
const receipt = () => ({ receiptNo: next(), source: 'provincial', amount: '1.00', receivedOn: '2023-01-10', note: 'x' })
const period = () => ({ from: '2022-01-01', to: '2022-01-31', certifiedBy: 'veterans', certificateNo: next() })
const disease = () => ({
  kind: 'chronic',
  diseaseCode: next(),
  diseaseName: 'x',
  management: 'visit',
  from: '2023-01-01',
})

async function receiptNoOf({ it, world }: Ground): Promise<string> {
  const statement = `/v1/settlements/${world.settlements}/statement`
  const { body } = await send(it, 'GET', statement, undefined, { key: it.keys.bureau })
  return /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){6}/.exec(body)?.[0] ?? ''
}

const filed = () => ({ kind: 'referral', toRegion: '110000', from: '2023-01-01', source: next() })

async function settledAnew(ground: Ground): Promise<string> {
  const settlementNo = next()
  const on = { admittedOn: '2023-08-01', dischargedOn: '2023-08-02' }
  await made(ground, '/v1/settlements', { ...stay, settlementNo, ...on, costs: otherCosts() })
  return settlementNo
}

const atApplication = (made: (ground: Ground) => Promise<string>, body: object): Ask => {
  return async (ground) => ({ inPath: { id: await made(ground) }, body })
}

const aCaller: Ask = async (ground) => ({
  inPath: { id: (await made(ground, '/v1/callers', { kind: 'auditor', name: 'x', region: '140500' })).id },
})
let webhooks = 0
const aWebhook: Ask = async (ground) => {
  const own = { ...webhook, url: `${webhook.url}/${++webhooks}` }
  return { inPath: { id: (await made(ground, '/v1/webhooks', own)).id } }
}
const aJob: Ask = async (ground) => ({
  inPath: { id: (await made(ground, '/v1/alerts/sweeps', { region: '140500', year: 2023 })).jobId },
})
/** A list that was begun and whose job was cancelled, of a department that sends no other. */
const anInterruptedRoster: Ask = async (ground) => {
  const list = '/v1/rosters?region=140500&month=2024-04&department=rural-revitalization'
  const id = await uploaded(ground.it, list, csvOf([newcomer(960)]))
  const { jobId } = await made(ground, `/v1/rosters/${id}/apply`, {})
  await made(ground, `/v1/jobs/${jobId}/withdraw`, {})
  return { inPath: { id } }
}
const aClearing: Ask = async (ground) => {
  await settledAnew(ground)
  return {
    inPath: { id: (await made(ground, '/v1/clearings', await claimOf(ground.it, next()), ground.it.keys.hospital)).id },
  }
}

/** Of the world's webhook, an event that could not be delivered. */
const aDeadLetter: Ask = async ({ it, world }) => {
  const { pool } = it.service.db
  await withTransaction(pool, (client) => relayEvents(client, it.service.clock(), 1000))
  const { rows } = await pool.query<{ event_id: string }>(
    `UPDATE webhook_deliveries SET status = 'dead' WHERE webhook_id = $1 RETURNING event_id`,
    [world['webhooks']],
  )
  return { inPath: { eventId: rows[0]?.event_id ?? '' } }
}

/** What the example of an operation does not say, or what has to be new each time because an answer takes it away. */
export const askings: Readonly<Record<string, Ask>> = {
  ...settlementAskings,
  'POST /v1/reversals': async (ground) => {
    const settlementNo = await settledAnew(ground)
    return { body: { hospitalCode, settlementNo, reversalNo: next(), reason: 'x', resettleLater: true } }
  },
  'GET /v1/receipts/{receiptNo}': async (ground) => ({ inPath: { receiptNo: await receiptNoOf(ground) } }),
  'PUT /v1/demo/clock': () => ({ body: { now: null } }),
  'POST /v1/certificate-reads': () => ({ body: cardOf('severely-disabled') }),
  'POST /v1/beneficiaries/search': () => ({ body: { idType: '01', idNumber: cardOf('dibao').idNumber } }),
  'PUT /v1/hospitals/{hospitalCode}': () => ({ inPath: { hospitalCode: 'H14050099999' }, body: hospital }),
  'PUT /v1/beneficiaries/{personNo}': () => ({ inPath: { personNo: '14050000000000009997' }, body: someone }),
  'POST /v1/beneficiaries/{personNo}/identities': () => ({ body: { category: 'youfu', ...period() } }),
  'PATCH /v1/beneficiaries/{personNo}/identities/{id}': () => ({ body: { to: '2023-12-31' } }),
  'POST /v1/beneficiaries/{personNo}/registrations': () => ({ body: disease() }),
  'POST /v1/beneficiaries/{personNo}/registration-requests/{id}/decision': async (ground) => ({
    inPath: { personNo: inJincheng('tekun'), id: await requested(ground) },
  }),
  'POST /v1/beneficiaries/{personNo}/referral-requests/{id}/decision': async (ground) => ({
    inPath: { personNo: inJincheng('tekun'), id: await referred(ground) },
    body: { decision: 'confirm', reason: null },
  }),
  'POST /v1/beneficiaries/{personNo}/resettle': () => ({ body: { year: 2023, reason: 'x', resettleNo: next() } }),
  'PUT /v1/beneficiaries/{personNo}/death': () => ({ inPath: { personNo: dead }, body: died }),
  'POST /v1/beneficiaries/{personNo}/enrolments': () => ({ inPath: { personNo: dead } }),
  'POST /v1/beneficiaries/{personNo}/filings': () => ({ body: filed() }),
  'POST /v1/beneficiaries/{personNo}/filings/{id}/withdraw': async (ground) => {
    const { id } = await made(ground, `/v1/beneficiaries/${stay.personNo}/filings`, filed())
    return { inPath: { personNo: stay.personNo, id }, body: { reason: 'x' } }
  },
  'POST /v1/beneficiaries/{personNo}/insured-regions': () => ({ inPath: { personNo: dead } }),
  'POST /v1/beneficiaries/{personNo}/joins': () => ({
    inPath: { personNo: inJincheng('monitored-sudden') },
    body: { otherNo: inJincheng('monitored-unstable'), source: 'x', reason: 'x' },
  }),
  'POST /v1/applications': async (ground) => ({
    body: {
      ...{ applicationNo: next(), personNo: await applicant(ground), category: 'dibao-marginal' },
      ...{ requestedFrom: '2023-01-01', documents: ['x'] },
    },
  }),
  'POST /v1/applications/{id}/check': atApplication(application, { on: '2023-05-10', findings: 'x' }),
  'POST /v1/applications/{id}/publicise': atApplication(checked, { on: '2023-05-11', place: 'x' }),
  'POST /v1/applications/{id}/refuse': atApplication(checked, { on: '2023-05-11', reason: 'x' }),
  'POST /v1/applications/{id}/withdraw': atApplication(application, { on: '2023-05-11', reason: 'x' }),
  'POST /v1/applications/{id}/approve': atApplication(publicised, approval()),
  'POST /v1/applications/{id}/tell': atApplication(approved, { on: '2023-06-19', how: 'x' }),
  'POST /v1/applications/{id}/resettle-preview': async (ground) => ({ inPath: { id: await approved(ground) } }),
  'POST /v1/applications/{id}/resettle': async (ground) => ({ inPath: { id: await approved(ground) } }),
  'POST /v1/callers': () => ({ body: { kind: 'auditor', name: 'access', region: '140500' } }),
  'DELETE /v1/callers/{id}': aCaller,
  'POST /v1/callers/{id}/withdraw': aCaller,
  'DELETE /v1/webhooks/{id}': aWebhook,
  'POST /v1/webhooks/{id}/withdraw': aWebhook,
  'POST /v1/webhooks/{id}/deliveries/{eventId}/resend': aDeadLetter,
  'POST /v1/jobs/{id}/cancel': aJob,
  'POST /v1/jobs/{id}/withdraw': aJob,
  'DELETE /v1/clearings/{id}': aClearing,
  'POST /v1/clearings/{id}/withdraw': aClearing,
  'POST /v1/clearings/{id}/decisions': aClearing,
  'POST /v1/reconciliations': ({ world }) => ({
    body: { hospitalCode, fileNo: world['files'], from: '2024-05-05', to: '2024-05-05' },
  }),
  'POST /v1/reconciliations/files': () => ({
    inQuery: { hospitalCode, fileName: 'x.csv' },
    text: `setl_id,mdtrt_id,psn_no,medfee_sumamt,fund_pay_sumamt,acct_pay,refd_setl_flag\n${next()},x,x,1.00,0.00,0.00,0\n`,
  }),
  'POST /v1/clearings': async (ground) => {
    await settledAnew(ground)
    return { body: await claimOf(ground.it, next()) }
  },
  'POST /v1/funds/{region}/recoveries': ({ world }) => ({
    body: {
      ...{ recoveryNo: next(), of: { clearingId: world['clearings'] } },
      ...{ amount: '0.01', recoveredOn: '2024-05-05', reason: 'x' },
    },
  }),
  'POST /v1/funds/{region}/receipts': () => ({ body: receipt() }),
  'POST /v1/funds/{region}/receipts/{receiptNo}/withdraw': async (ground) => {
    const body = receipt()
    await made(ground, '/v1/funds/140500/receipts', body)
    return { inPath: { receiptNo: body.receiptNo } }
  },
  ...{ ...payoutAskings, ...reimbursementAskings, ...openingAskings, ...correctionAskings },
  ...operatorAskings,
  'POST /v1/rosters': () => ({
    inQuery: { region: '140500', month: '2024-04', department: 'civil-affairs' },
    text: csvOf([newcomer(950 + nextCount())]),
  }),
  'POST /v1/rosters/{id}/withdraw': anInterruptedRoster,
  'POST /nhsa': () => ({ body: message() }),
  'POST /nhsa/{infno}': () => ({ body: message() }),
}

/** What nobody has, in the place of each thing. */
const nobodys: Readonly<Record<string, string>> = {
  id: '0190f5fe-7c00-7a00-8000-000000000009',
  personNo: '14050000000000009990',
  hospitalCode: 'H14059999999',
}
const fixed = new Set(['region', 'code', 'infno'])

/** The same request for things that nobody has. Only what is asked for by its number changes. */
export function ofNobody({ inPath, body, ...rest }: Asking & { readonly inPath: Readonly<Record<string, string>> }) {
  const change = (of: object) =>
    Object.fromEntries(
      Object.entries(of).map(([name, value]) => [name, fixed.has(name) ? value : (nobodys[name] ?? value)]),
    )
  return { ...rest, inPath: change(inPath), ...(body === undefined ? {} : { body: change(body) }) }
}
