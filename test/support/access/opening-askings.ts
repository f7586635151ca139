import { hospitalCode } from '../database/test-app.ts'
import { type Ask, applicant, type Ground, made, next } from './ground.ts'

/** Whose number names the hospital, so that a list with them is seen to hold something of Jincheng. */
const opening = async (ground: Ground) => ({
  ...{
    openingNo: `${hospitalCode}-${next()}`,
    personNo: await applicant(ground, `期初${next()}`),
    asOf: '2023-06-30',
    source: 'x',
  },
  personBurden: '1000.00',
})
/** With a key of its own, so that each of the others may approve. */
const entered = async (ground: Ground): Promise<string> => {
  const key = await ground.it.issue({ kind: 'bureau', name: next(), region: '140500' })
  return (await made(ground, '/v1/opening-balances', await opening(ground), key)).id
}
const approved = async (ground: Ground): Promise<string> => {
  const id = await entered(ground)
  await made(ground, `/v1/opening-balances/${id}/approve`, {})
  return id
}
const anEntered: Ask = async (ground) => ({ inPath: { id: await entered(ground) }, body: {} })
const ended: Ask = async (ground) => ({ inPath: { id: await entered(ground) }, body: { reason: 'x' } })

export const openingAskings: Readonly<Record<string, Ask>> = {
  'POST /v1/opening-balances': async (ground) => ({ body: await opening(ground) }),
  'POST /v1/opening-balances/files': () => ({ text: '期初编号,人员编号,截止日期,数据来源\nx,x,x,x\n' }),
  'POST /v1/opening-balances/approvals': async (ground) => ({ body: { ids: [await entered(ground)] } }),
  'GET /v1/opening-balances': async (ground) => {
    await entered(ground)
    return { inQuery: {} }
  },
  'GET /v1/opening-balances/{id}': async (ground) => ({ inPath: { id: await entered(ground) } }),
  'POST /v1/opening-balances/{id}/approve': anEntered,
  'POST /v1/opening-balances/{id}/refuse': ended,
  'POST /v1/opening-balances/{id}/withdraw': ended,
  'POST /v1/opening-balances/{id}/reverse': async (ground) => ({
    inPath: { id: await approved(ground) },
    body: { reversalNo: next(), reason: 'x' },
  }),
}
