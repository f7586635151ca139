import { defaultTemplate } from '../../../src/domain/payouts/bank-file.ts'
import { inJincheng } from '../claims/messages.ts'
import { hospitalCode } from '../database/test-app.ts'
import { owedPerson } from '../people/owed.ts'
import { type Ask, type Ground, made, next } from './ground.ts'

/** Whose number names the hospital, so that a list with them is seen to hold something of Jincheng. */
const owed = ({ it }: Ground) => owedPerson(it.service, `${hospitalCode}-${next()}`, hospitalCode)
const account = { number: '6230580000000000005', bankName: '晋城农村商业银行' }
const payoutTo = (personNo: string) => ({
  ...{ payoutNo: next(), region: '140500', personNo, payee: { kind: 'person' }, account },
})
const payout = async (ground: Ground): Promise<string> =>
  (await made(ground, '/v1/payouts', payoutTo(await owed(ground)))).id
const batch = async (ground: Ground): Promise<string> => {
  const payouts = [await payout(ground)]
  return (await made(ground, '/v1/payout-batches', { batchNo: `${hospitalCode}-${next()}`, region: '140500', payouts }))
    .id
}
/** A batch is made with the first key, and approved with a key of its own. */
const approvedBatch = async (ground: Ground): Promise<string> => {
  const id = await batch(ground)
  const key = await ground.it.issue({ kind: 'bureau', name: next(), region: '140500' })
  await made(ground, `/v1/payout-batches/${id}/approve`, {}, key)
  return id
}
const sentBatch = async (ground: Ground): Promise<string> => {
  const id = await approvedBatch(ground)
  await made(ground, `/v1/payout-batches/${id}/send`, {})
  return id
}
/** The first key made the others, so for it to approve one another key makes it. */
const batchOfAnother: Ask = async (ground) => {
  const key = await ground.it.issue({ kind: 'bureau', name: next(), region: '140500' })
  const body = { batchNo: next(), region: '140500', payouts: [await payout(ground)] }
  return { inPath: { id: (await made(ground, '/v1/payout-batches', body, key)).id } }
}
const aSentBatch: Ask = async (ground) => ({ inPath: { id: await sentBatch(ground) } })

/** Of another year than those that are paid by the operation itself. */
let subsidyPayment = ''
const aSubsidyPayment: Ask = async (ground) => {
  if (subsidyPayment === '') {
    await made(ground, '/v1/premium-subsidies', { personNo: inJincheng('tekun'), year: 2023, tier: null })
    const payment = { paymentNo: 'ACCESS-PAID-2023', year: 2023, paidOn: '2024-05-05', note: 'x' }
    subsidyPayment = (await made(ground, '/v1/funds/140500/subsidy-payments', payment)).id
  }
  return { inPath: { id: subsidyPayment } }
}
/** Payouts are made anew each time: who is owed something is asked for once. */
export const payoutAskings: Readonly<Record<string, Ask>> = {
  'POST /v1/payouts': async (ground) => ({ body: payoutTo(await owed(ground)) }),
  'POST /v1/payouts/files': async (ground) => ({
    inQuery: { region: '140500' },
    text: `支付编号,人员编号,账号,开户行\n${next()},${await owed(ground)},${account.number},${account.bankName}\n`,
  }),
  'GET /v1/payouts': async (ground) => {
    await payout(ground)
    return { inQuery: {} }
  },
  'GET /v1/payouts/owed': async (ground) => {
    await owed(ground)
    return { inQuery: {} }
  },
  'GET /v1/payouts/days': () => ({ inQuery: { region: '140500', year: '2023' } }),
  'GET /v1/payouts/{id}': async (ground) => ({ inPath: { id: await payout(ground) } }),
  'POST /v1/payouts/{id}/account': async (ground) => ({
    inPath: { id: await payout(ground) },
    body: { account, reason: 'x' },
  }),
  'POST /v1/payouts/{id}/withdraw': async (ground) => ({ inPath: { id: await payout(ground) }, body: { reason: 'x' } }),
  'POST /v1/payout-batches': async (ground) => ({
    body: { batchNo: next(), region: '140500', payouts: [await payout(ground)] },
  }),
  'GET /v1/payout-batches': async (ground) => {
    await batch(ground)
    return { inQuery: {} }
  },
  'GET /v1/payout-batches/{id}': async (ground) => ({ inPath: { id: await batch(ground) } }),
  'GET /v1/payout-batches/{id}/lines': async (ground) => ({ inPath: { id: await batch(ground) } }),
  'POST /v1/payout-batches/{id}/approve': batchOfAnother,
  'POST /v1/payout-batches/{id}/send': async (ground) => ({ inPath: { id: await approvedBatch(ground) }, body: {} }),
  'POST /v1/payout-batches/{id}/withdraw': async (ground) => ({
    inPath: { id: await batch(ground) },
    body: { reason: 'x' },
  }),
  'GET /v1/payout-batches/{id}/file': aSentBatch,
  'GET /v1/payout-batches/{id}/file.csv': aSentBatch,
  'GET /v1/payout-batches/{id}/file.xlsx': aSentBatch,
  'GET /v1/funds/{region}/subsidy-payments/{id}/people.csv': aSubsidyPayment,
  'GET /v1/funds/{region}/subsidy-payments/{id}/people.xlsx': aSubsidyPayment,
  'POST /v1/payout-batches/{id}/returns': async (ground) => ({
    inPath: { id: await sentBatch(ground) },
    body: { lines: [{ lineNo: 1, outcome: 'paid' }] },
  }),
  'POST /v1/payout-batches/{id}/returns/files': async (ground) => ({
    inPath: { id: await sentBatch(ground) },
    text: '业务编号,处理结果\nX-1,成功\n',
  }),
  'PUT /v1/payout-templates/{region}': () => ({ body: defaultTemplate }),
}
