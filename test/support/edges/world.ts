import { Readable } from 'node:stream'
import { stay } from '../../../src/http/openapi/examples.ts'
import { beforeMending, mistakenHash } from '../claims/policy-corrections.ts'
import { runJob } from '../database/jobs.ts'
import { send, type TestApp } from '../database/test-app.ts'
import { csvOf, newcomer } from '../files/rosters.ts'
import { owedPerson } from '../people/owed.ts'
import { staffed } from '../people/staffed.ts'

/** Ids of things that exist, by what stands before them in an address. */
export type World = Readonly<Record<string, string>>

/**
 * One of everything that has an id, so that a value at its edge reaches the code behind an address and does not end
 * where the id is looked up.
 */
export async function makeWorld(it: TestApp): Promise<World> {
  const made = async (method: 'POST' | 'PUT', url: string, body?: object) => {
    const answer = await send(it, method, url, body, { key: it.keys.bureau })
    if (answer.status >= 300) throw new Error(`${url}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const person = `/v1/beneficiaries/${stay.personNo}`
  const settlement = await made('POST', '/v1/settlements', stay)
  await made('POST', '/v1/settlements', burdened)
  const sweep = await made('POST', '/v1/alerts/sweeps', { region: '140500', year: 2023 })
  await runJob(it.service, sweep.jobId)
  const alerts = await send(it, 'GET', '/v1/alerts?region=140500', undefined, { key: it.keys.bureau })
  const application = await made('POST', '/v1/applications', {
    ...{ applicationNo: 'EDGE-1', personNo: stay.personNo, region: '140500', category: 'dibao-marginal' },
    ...{ requestedFrom: '2023-01-01', documents: ['x'], contact: { name: 'x', phone: '13800000000' } },
  })
  return {
    settlements: settlement.id,
    alerts: alerts.body.items[0].id,
    clearings: await cleared(it),
    applications: application.id,
    identities: (await made('POST', `${person}/identities`, identity)).id,
    registrations: (await made('POST', `${person}/registrations`, registration)).id,
    callers: (await made('POST', '/v1/callers', { kind: 'auditor', name: 'edge', region: '140500' })).id,
    webhooks: (await made('POST', '/v1/webhooks', webhook)).id,
    'premium-subsidy-runs': (
      await made('POST', '/v1/premium-subsidy-runs', { region: '140500', year: 2024, dryRun: true })
    ).runId,
    'year-end-runs': (await made('POST', '/v1/year-end-runs', { region: '140500', year: 2023, dryRun: true })).id,
    'recalculation-runs': (await made('POST', '/v1/recalculation-runs', run)).id,
    'policy-corrections': (await made('POST', '/v1/policy-corrections', await correction(it))).id,
    'what-if-runs': await reckoned(it, await made('POST', '/v1/what-if-runs', whatIf)),
    jobs: sweep.jobId,
    rosters: await uploaded(it, '/v1/rosters?region=140500&month=2024-05&department=civil-affairs', roster),
    ...(await paidOut(it, made)),
    ...(await reconciled(it)),
    ...(await staffed(it)),
  }
}

/** A payout in a batch. */
async function paidOut(it: TestApp, made: (method: 'POST', url: string, body: object) => Promise<{ id: string }>) {
  const personNo = await owedPerson(it.service, 'EDGE-OWED', stay.hospitalCode)
  const account = { number: '6230580000000000005', bankName: 'x' }
  const asked = { payoutNo: 'EDGE-1', region: '140500', personNo, payee: { kind: 'person' }, account }
  const { id } = await made('POST', '/v1/payouts', asked)
  const batch = await made('POST', '/v1/payout-batches', { batchNo: 'EDGE-1', region: '140500', payouts: [id] })
  return { payouts: id, 'payout-batches': batch.id }
}

/** Of a pack that was mended before anything was settled by it. */
export async function correction({ service }: TestApp) {
  await beforeMending(service)
  return { region: '140500', policyHash: mistakenHash, reason: 'x' }
}

const run = { region: '140500', runNo: 'EDGE-1', year: 2023, reason: 'x', personNos: [stay.personNo] }
/** The pack in force, as a draft of itself. */
export const whatIf = { region: '140500', year: 2023, title: 'x', draft: {} }

/** A run that has ended, so that its tables can be read. */
async function reckoned(
  { service }: TestApp,
  { id, jobId }: { readonly id: string; readonly jobId: string },
): Promise<string> {
  await runJob(service, jobId)
  return id
}

const burdened = {
  ...{ settlementNo: 'EDGE-B', personNo: stay.personNo, hospitalCode: stay.hospitalCode, care: 'inpatient' },
  ...{
    admittedOn: '2023-05-01',
    dischargedOn: '2023-05-02',
    costs: { total: '90000.00', offCatalogue: '90000.00', inScope: '0.00' },
  },
  paid: { basic: '0.00', criticalIllness: '0.00' },
}
const identity = { category: 'youfu', from: '2023-01-01', to: null, certifiedBy: 'veterans', certificateNo: 'E-1' }
const registration = { kind: 'chronic', diseaseCode: 'E1', diseaseName: 'x', management: 'visit', from: '2023-01-01' }
const webhook = { url: 'https://receiver.example.org/edge', events: ['alert.raised'], region: '140500' }
const roster = csvOf([newcomer(901)])

const month = { hospitalCode: stay.hospitalCode, month: '2024-05', clearingType: 'all' }

/** Claims what the refusal of a claim of nothing says. */
export async function claimOf(it: TestApp, applicationNo: string) {
  const apply = (claimed: object) =>
    send(it, 'POST', '/v1/clearings', { ...month, applicationNo, claimed }, { key: it.keys.hospital })
  const { here } = (await apply({ count: 0, total: '0.00', fundPaid: '0.00', personPaid: '0.00' })).body
  const { total, fundPaid, personPaid } = here
  return { ...month, applicationNo, claimed: { count: here.settlements + here.reversals, total, fundPaid, personPaid } }
}

async function cleared(it: TestApp): Promise<string> {
  const claim = await claimOf(it, 'EDGE-1')
  return (await send(it, 'POST', '/v1/clearings', claim, { key: it.keys.hospital })).body.id
}

export async function uploaded(it: TestApp, url: string, content: string): Promise<string> {
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${it.keys.bureau}` }
  const reply = await it.app.inject({ method: 'POST', url, headers, payload: Readable.from([Buffer.from(content)]) })
  if (reply.statusCode >= 300) throw new Error(reply.body)
  return reply.json().id ?? reply.json().fileNo
}

async function reconciled(it: TestApp) {
  const head = 'setl_id,mdtrt_id,psn_no,medfee_sumamt,fund_pay_sumamt,acct_pay,refd_setl_flag\n'
  const line = `x,x,${stay.personNo},1.00,0.00,0.00,0\n`
  const url = `/v1/reconciliations/files?hospitalCode=${stay.hospitalCode}&fileName=e.csv`
  const file = await uploaded(it, url, head + line)
  const asked = { hospitalCode: stay.hospitalCode, fileNo: file, from: '2024-05-05', to: '2024-05-05' }
  const { body } = await send(it, 'POST', '/v1/reconciliations', asked, { key: it.keys.bureau })
  return { reconciliations: body.id as string, files: file }
}
