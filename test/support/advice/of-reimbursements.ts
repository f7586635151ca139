import { billOf, invoiceOf } from '../database/reimbursement-desk.ts'
import { send } from '../database/test-app.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

const handIn = async (desk: AdviceDesk, change: object = {}) =>
  desk.bureau('POST', '/v1/reimbursements', { ...billOf(await desk.person()), ...change })

/** Bills that were handed in. */
export const adviceOfReimbursements: AdviceRows = {
  'invoice-used': async (desk) => {
    const used = invoiceOf('5000.00')
    await handIn(desk, { invoices: [used, invoiceOf('15000.00')] })
    const refused = await handIn(desk, { invoices: [used, invoiceOf('15000.00')] })
    const follow = () => handIn(desk, { invoices: [invoiceOf('20000.00')] })
    return { refused, follow }
  },
  'papers-missing': async (desk) => {
    const { id } = (await handIn(desk)).body
    const refused = await desk.bureau('POST', `/v1/reimbursements/${id}/check`, {})
    const follow = async () => {
      const filed = (await handIn(desk, { archiveNo: '2024-017' })).body.id
      return desk.bureau('POST', `/v1/reimbursements/${filed}/check`, {})
    }
    return { refused, follow }
  },
  'visit-handed-in': async (desk) => {
    const bill = { ...billOf(await desk.person()), archiveNo: '2024-019' }
    const { id } = (await desk.bureau('POST', '/v1/reimbursements', bill)).body
    await desk.bureau('POST', `/v1/reimbursements/${id}/check`, {})
    const key = await desk.it.issue({ kind: 'bureau', name: '复核', region: '140500' })
    const approved = await send(desk.it, 'POST', `/v1/reimbursements/${id}/approve`, undefined, { key })
    const { admittedOn, dischargedOn, costs, paid, personNo } = bill
    const atCounter = () => desk.settle(desk.stay({ personNo, admittedOn, dischargedOn, costs, paid }))
    const refused = await atCounter()
    const follow = async () => {
      const { hospitalCode, settlementNo } = approved.body.settlement
      await desk.bureau('POST', '/v1/reversals', { hospitalCode, settlementNo, reversalNo: desk.next(), reason: 'x' })
      return atCounter()
    }
    return { refused, follow }
  },
  'reimbursement-status': async (desk) => {
    const { id } = (await handIn(desk, { archiveNo: '2024-018' })).body
    const approve = () => desk.bureau('POST', `/v1/reimbursements/${id}/approve`)
    const refused = await approve()
    const follow = () => desk.bureau('POST', `/v1/reimbursements/${id}/check`, {})
    return { refused, follow }
  },
}
