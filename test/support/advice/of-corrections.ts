import { stay } from '../../../src/http/openapi/examples.ts'
import { claimOf } from '../edges/world.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

// Numbers of its own: those of the desk are days as well, and there are so many.
let count = 0
const next = (prefix: string) => `${prefix}-OC-${++count}`

/** A stay of somebody on dibao, whom no other row knows, so that there is aid in it. */
async function aided(desk: AdviceDesk) {
  const personNo = await desk.person()
  const certified = { certifiedBy: 'civil-affairs', certificateNo: next('C') }
  await desk.bureau('POST', `/v1/beneficiaries/${personNo}/identities`, {
    ...{ category: 'dibao', from: '2023-01-01', to: null, ...certified },
  })
  const offCatalogue = `${1000 + count}.00`
  const costs = { ...stay.costs, offCatalogue, total: `${51_000 + count}.00` }
  const claim = { ...stay, personNo, settlementNo: next('SC'), costs }
  const { body } = await desk.settle(claim)
  const { hospitalCode, settlementNo } = claim
  const correct = (changes: object, correctionNo = next('GZ')) =>
    desk.bureau('POST', '/v1/corrections', { hospitalCode, settlementNo, correctionNo, reason: 'x', changes })
  const takeBack = (amount: string) => correct({ takenBack: { amount, from: 'hospital' } })
  return { personNo, settlementId: body.id as string, hospitalCode, settlementNo, correct, takeBack }
}

/** The same in a clearing of its hospital, out of which something is to be taken. */
async function disallowed(desk: AdviceDesk) {
  const { settlementId } = await aided(desk)
  const { body: clearing } = await desk.hospital('POST', '/v1/clearings', await claimOf(desk.it, next('AC')))
  const raise = (change: object = {}) =>
    desk.bureau('POST', `/v1/clearings/${clearing.id}/disallowances`, {
      ...{ disallowanceNo: next('JH'), settlementId, amount: '10.00', reason: 'x', clause: 'x', ...change },
    })
  const answer = (id: string, words: string) =>
    desk.hospital('POST', `/v1/disallowances/${id}/answer`, { agrees: false, words })
  const other = await desk.it.issue({ kind: 'bureau', name: next('K'), region: '140500' })
  const decide = (id: string, decision: string) =>
    desk.as(other, 'POST', `/v1/disallowances/${id}/decision`, { decision, words: 'x' })
  return { raise, answer, decide }
}

const startRun = (desk: AdviceDesk) =>
  desk.bureau('POST', '/v1/recalculation-runs', {
    ...{ region: '140500', runNo: next('CS'), year: 2023, reason: 'x', personNos: [stay.personNo] },
  })

/** What is put right of settlements, and taken out of clearings. */
export const adviceOfCorrections: AdviceRows = {
  'recalculation-run-status': async (desk) => {
    const { id } = (await startRun(desk)).body
    await desk.bureau('POST', `/v1/recalculation-runs/${id}/withdraw`, { reason: 'x' })
    return { refused: await desk.bureau('POST', `/v1/recalculation-runs/${id}/resume`), follow: () => startRun(desk) }
  },
  'correction-of-reversed': async (desk) => {
    const { hospitalCode, settlementNo, takeBack } = await aided(desk)
    await desk.bureau('POST', '/v1/reversals', { hospitalCode, settlementNo, reversalNo: next('R'), reason: 'x' })
    const follow = async () => (await aided(desk)).takeBack('1.00')
    return { refused: await takeBack('1.00'), follow }
  },
  'correction-number-reused': async (desk) => {
    const { correct } = await aided(desk)
    const same = next('SAME')
    await correct({ thirdParty: '10.00', paidTo: 'person' }, same)
    const other = { thirdParty: '20.00', paidTo: 'person' }
    return { refused: await correct(other, same), follow: () => correct(other) }
  },
  'correction-not-possible': async (desk) => {
    const { hospitalCode, settlementNo, correct, takeBack } = await aided(desk)
    await correct({ thirdParty: '10.00', paidTo: 'person' })
    const reversal = { hospitalCode, settlementNo, reversalNo: next('R'), reason: 'x' }
    return { refused: await desk.bureau('POST', '/v1/reversals', reversal), follow: () => takeBack('1.00') }
  },
  'correction-exceeds-aid': async (desk) => {
    const { takeBack } = await aided(desk)
    const refused = await takeBack('51000.00')
    return { refused, follow: () => takeBack(refused.body.left) }
  },
  'correction-same-person': async (desk) => {
    const { personNo, correct } = await aided(desk)
    const other = await desk.person()
    return { refused: await correct({ personNo }), follow: () => correct({ personNo: other }) }
  },
  'disallowance-exceeds-aid': async (desk) => {
    const { raise } = await disallowed(desk)
    const refused = await raise({ amount: '51000.00' })
    return { refused, follow: () => raise({ amount: refused.body.left }) }
  },
  'disallowance-nothing-left': async (desk) => {
    const { raise, answer, decide } = await disallowed(desk)
    const { id } = (await raise({ amount: null })).body
    const refused = await raise({ amount: '1.00' })
    const follow = async () => {
      await answer(id, 'x')
      await decide(id, 'drop')
      return raise({ amount: '1.00' })
    }
    return { refused, follow }
  },
  'disallowance-waits': async (desk) => {
    const { raise, answer, decide } = await disallowed(desk)
    const { id } = (await raise()).body
    const refused = await decide(id, 'uphold')
    const follow = async () => {
      await answer(id, 'x')
      return decide(id, 'uphold')
    }
    return { refused, follow }
  },
  'disallowance-decided': async (desk) => {
    const { raise, answer } = await disallowed(desk)
    const { id } = (await raise()).body
    await answer(id, 'x')
    const refused = await answer(id, 'y')
    const read = /\(GET (\S+)\)/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => desk.hospital('GET', read) }
  },
}
