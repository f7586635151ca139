import { stay } from '../../../src/http/openapi/examples.ts'
import { runJob } from '../database/jobs.ts'
import { hospitalCode, send } from '../database/test-app.ts'
import { claimOf } from '../edges/world.ts'
import { type Ask, type Ground, made, next, nextCount } from './ground.ts'
import { otherCosts } from './settlement-askings.ts'

/** Of somebody on dibao, whom no other asking knows, so that there is aid in it; its number names the hospital, as marks do. */
async function settled(ground: Ground) {
  const number = nextCount()
  const personNo = `140500000000${String(96_000_000 + number)}`
  const birthDate = new Date(Date.UTC(1950, 0, number)).toISOString().slice(0, 10)
  // Of a name and a day of birth of its own: it must not be taken for anybody else.
  const card = { name: `示例赵${number}`, idType: '99', idNumber: personNo, birthDate }
  const person = { ...card, insuredRegion: '140502', enrolledTier: 1 }
  await send(ground.it, 'PUT', `/v1/beneficiaries/${personNo}`, person, { key: ground.it.keys.bureau })
  const certified = { certifiedBy: 'civil-affairs', certificateNo: next() }
  const held = { category: 'dibao', from: '2023-01-01', to: null, ...certified }
  await made(ground, `/v1/beneficiaries/${personNo}/identities`, held)
  const claim = { ...stay, personNo, settlementNo: `${hospitalCode}-${next()}`, costs: otherCosts() }
  return made(ground, '/v1/settlements', claim, ground.it.keys.hospital)
}

const aCorrectionOf: Ask = async (ground) => {
  const { hospitalCode: code, settlementNo } = await settled(ground)
  const changes = { takenBack: { amount: '0.01', from: 'person' } }
  return { body: { hospitalCode: code, settlementNo, correctionNo: next(), reason: 'x', changes } }
}

/** A settlement in a clearing of its own, so that something can be taken out of it. */
async function cleared(ground: Ground) {
  const { id: settlementId } = await settled(ground)
  const claim = await claimOf(ground.it, next())
  const { body } = await send(ground.it, 'POST', '/v1/clearings', claim, { key: ground.it.keys.hospital })
  const asked = { disallowanceNo: next(), settlementId, amount: '0.01', reason: 'x', clause: 'x' }
  return { clearingId: body.id as string, asked }
}

const raised = async (ground: Ground): Promise<string> => {
  const { clearingId, asked } = await cleared(ground)
  const key = await ground.it.issue({ kind: 'bureau', name: next(), region: '140500' })
  return (await made(ground, `/v1/clearings/${clearingId}/disallowances`, asked, key)).id
}

const answered: Ask = async (ground) => {
  const id = await raised(ground)
  await made(ground, `/v1/disallowances/${id}/answer`, { agrees: true, words: 'x' }, ground.it.keys.hospital)
  return { inPath: { id }, body: { decision: 'drop', words: 'x' } }
}

const aRaisedOne: Ask = async (ground) => {
  await raised(ground)
  return { inQuery: {} }
}

const aRun = () => ({
  region: '140500',
  runNo: `${hospitalCode}-${next()}`,
  year: 2023,
  reason: 'x',
  personNos: [stay.personNo],
})

/** Listed, and with a key of its own, so that each of the others may approve it. */
const aListedRun: Ask = async (ground) => {
  const key = await ground.it.issue({ kind: 'bureau', name: next(), region: '140500' })
  const { id, listing } = await made(ground, '/v1/recalculation-runs', aRun(), key)
  await runJob(ground.it.service, listing.jobId)
  return { inPath: { id } }
}

const aDebtor: Ask = async (ground) => {
  const { body } = await aCorrectionOf(ground)
  await made(ground, '/v1/corrections', body ?? {})
  return { inQuery: {} }
}

/** What is put right of settlements, and taken out of clearings: each time of a new settlement. */
export const correctionAskings: Readonly<Record<string, Ask>> = {
  'POST /v1/corrections': aCorrectionOf,
  'POST /v1/corrections/preview': aCorrectionOf,
  'GET /v1/corrections': aDebtor,
  'GET /v1/debtors': aDebtor,
  'POST /v1/recalculation-runs': () => ({ body: aRun() }),
  'GET /v1/recalculation-runs': async (ground) => {
    await aListedRun(ground)
    return { inQuery: {} }
  },
  'POST /v1/recalculation-runs/{id}/approve': aListedRun,
  'POST /v1/recalculation-runs/{id}/resume': aListedRun,
  'POST /v1/recalculation-runs/{id}/withdraw': async (ground) => ({
    ...(await aListedRun(ground)),
    body: { reason: 'x' },
  }),
  'GET /v1/debtors.csv': aDebtor,
  'POST /v1/clearings/{id}/disallowances': async (ground) => {
    const { clearingId, asked } = await cleared(ground)
    return { inPath: { id: clearingId }, body: asked }
  },
  'GET /v1/disallowances': aRaisedOne,
  'GET /v1/disallowances.csv': aRaisedOne,
  'GET /v1/disallowances/{id}': async (ground) => ({ inPath: { id: await raised(ground) } }),
  'POST /v1/disallowances/{id}/answer': async (ground) => ({
    inPath: { id: await raised(ground) },
    body: { agrees: true, words: 'x' },
  }),
  'POST /v1/disallowances/{id}/decision': answered,
}
