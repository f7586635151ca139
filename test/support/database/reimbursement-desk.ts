import { Readable } from 'node:stream'
import type { Caller } from '../../../src/application/callers/caller.ts'
import {
  approveReimbursement,
  checkReimbursement,
} from '../../../src/application/reimbursements/decide-reimbursement.ts'
import { addPaper } from '../../../src/application/reimbursements/papers.ts'
import {
  type ReimbursementAsked,
  receiveReimbursement,
} from '../../../src/application/reimbursements/receive-reimbursement.ts'
import type { Service } from '../../../src/application/service.ts'
import { bureau } from './desk.ts'
import { reviewer } from './payout-desk.ts'

let count = 0
/** A medical invoice of its own each time. */
export const invoiceOf = (amount: string) => ({
  code: '14060123',
  number: String(10_000_000 + ++count).padStart(10, '0'),
  amount,
})

/** A file that is told to be a PDF by its first and last bytes, which is what the service looks at. */
export const pdf = (words = 'x') => Buffer.from(`%PDF-1.7\n${words}\n%%EOF\n`)

/**
 * A stay of 20,000 in scope at a hospital of the city that is not registered here, of which insurance has paid 10,000: for
 * somebody on dibao in Jincheng 70% of the other 10,000 is aid.
 */
export function billOf(personNo: string, change: Partial<ReimbursementAsked> = {}): ReimbursementAsked {
  const costs = { total: '20000.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '20000.00' }
  const bill = {
    ...{ reimbursementNo: `BX-${++count}`, personNo, care: 'inpatient' as const, costs, receivedOn: '2024-04-01' },
    ...{ admittedOn: `2023-03-${String(1 + (count % 20)).padStart(2, '0')}`, dischargedOn: '2023-04-10' },
    paid: { basic: '10000.00', criticalIllness: '0.00' },
    hospital: { name: '市外示例医院', region: '140502', level: 'two' as const, feeClass: 'city-two' },
    insuranceProof: { documentNo: 'JS-1', issuedBy: '晋城市医疗保障局' },
    ...change,
  } as const
  return { invoices: [invoiceOf(bill.costs.total)], ...bill }
}

export function reimbursementDesk(service: Service) {
  const receive = (personNo: string, change: Partial<ReimbursementAsked> = {}, by: Caller = bureau) =>
    receiveReimbursement(service, by, billOf(personNo, change))
  const paper = (id: string, kind: 'invoice' | 'insurance-statement' | 'other', content: Buffer = pdf(kind)) =>
    addPaper(service, bureau, { id, kind, content: Readable.from([content]) })
  /** Handed in, with its papers. */
  const withPapers = async (personNo: string, change: Partial<ReimbursementAsked> = {}) => {
    const { id } = (await receive(personNo, change)).reimbursement
    await paper(id, 'invoice')
    await paper(id, 'insurance-statement')
    return id
  }
  const check = (id: string, by: Caller = bureau) => checkReimbursement(service, by, { id, findings: '票据齐全' })
  const checked = async (personNo: string, change: Partial<ReimbursementAsked> = {}) => {
    const id = await withPapers(personNo, change)
    await check(id)
    return id
  }
  const approve = (id: string, by: Caller = reviewer) => approveReimbursement(service, by, id)
  const approved = async (personNo: string, change: Partial<ReimbursementAsked> = {}) =>
    (await approve(await checked(personNo, change))).reimbursement
  return { receive, paper, withPapers, check, checked, approve, approved }
}
