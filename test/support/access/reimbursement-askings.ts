import { Readable } from 'node:stream'
import { billOf, pdf } from '../database/reimbursement-desk.ts'
import { hospitalCode } from '../database/test-app.ts'
import { type Ask, applicant, type Ground, made, next } from './ground.ts'

/** Whose number names the hospital, so that a list with them is seen to hold something of Jincheng. */
const bill = async (ground: Ground) => ({
  // A name of their own: the same people would fill the list of those who may be one.
  ...billOf(await applicant(ground, `报销${next()}`)),
  reimbursementNo: `${hospitalCode}-${next()}`,
  archiveNo: 'x',
})
const received = async (ground: Ground): Promise<string> =>
  (await made(ground, '/v1/reimbursements', await bill(ground))).id
/** Taken and checked with a key of its own, so that each of the others may approve. */
const checked = async (ground: Ground): Promise<string> => {
  const key = await ground.it.issue({ kind: 'bureau', name: next(), region: '140500' })
  const { id } = await made(ground, '/v1/reimbursements', await bill(ground), key)
  await made(ground, `/v1/reimbursements/${id}/check`, {}, key)
  return id
}
const withPaper = async (ground: Ground) => {
  const id = await received(ground)
  const reply = await ground.it.app.inject({
    method: 'POST',
    url: `/v1/reimbursements/${id}/documents?kind=invoice`,
    headers: { authorization: `Bearer ${ground.it.keys.bureau}`, 'content-type': 'application/pdf' },
    payload: Readable.from([pdf()]),
  })
  return { id, documentId: reply.json().documents[0].id as string }
}
const aBillInAList: Ask = async (ground) => {
  await received(ground)
  return { inQuery: {} }
}
const aReceivedBill: Ask = async (ground) => ({ inPath: { id: await received(ground) } })

export const reimbursementAskings: Readonly<Record<string, Ask>> = {
  'POST /v1/reimbursements': async (ground) => ({ body: await bill(ground) }),
  'POST /v1/reimbursements/files': () => ({
    text: '报销编号,人员编号,医疗类别,费用总额,政策范围内,基本医保支付,大病保险支付,票据\nx,x,x,x,x,x,x,x\n',
  }),
  'GET /v1/reimbursements': aBillInAList,
  'GET /v1/reimbursements.csv': aBillInAList,
  'GET /v1/reimbursements/{id}': aReceivedBill,
  'GET /v1/reimbursements/{id}/quote': aReceivedBill,
  'POST /v1/reimbursements/{id}/documents': async (ground) => ({
    ...{ inPath: { id: await received(ground) }, inQuery: { kind: 'invoice' } },
    ...{ text: pdf(next()).toString(), type: 'application/pdf' },
  }),
  'GET /v1/reimbursements/{id}/documents/{documentId}': async (ground) => ({ inPath: await withPaper(ground) }),
  'POST /v1/reimbursements/{id}/check': async (ground) => ({ inPath: { id: await received(ground) }, body: {} }),
  'POST /v1/reimbursements/{id}/approve': async (ground) => ({ inPath: { id: await checked(ground) } }),
  'POST /v1/reimbursements/{id}/refuse': async (ground) => ({
    ...{ inPath: { id: await received(ground) }, body: { reason: 'x' } },
  }),
  'POST /v1/reimbursements/{id}/withdraw': async (ground) => ({
    ...{ inPath: { id: await received(ground) }, body: { reason: 'x' } },
  }),
  'GET /v1/reimbursement-receipts/{id}': async (ground) => ({
    inPath: { id: (await made(ground, '/v1/reimbursements', await bill(ground))).receiptNo },
  }),
}
