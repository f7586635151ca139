import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { violated } from '../../db/errors.ts'
import { findBeneficiary } from '../../db/registers/beneficiaries.ts'
import {
  findReimbursement,
  findUsedInvoices,
  insertReimbursement,
  type StoredReimbursement,
} from '../../db/reimbursements/reimbursements.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import { decimal } from '../../domain/money.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { type Invoice, readInvoiceNumber, repeatedInvoice, totalOf } from '../../domain/reimbursements/invoices.ts'
import { reimbursementCode } from '../../domain/reimbursements/own-code.ts'
import { reimbursementStatusNames } from '../../domain/reimbursements/reimbursement-names.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import { type ClaimBody, eventDay, inputOf } from '../claim/claim-input.ts'
import { refuseFuture } from '../fund/post-once.ts'
import { noSuchPerson } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { checkedClaim } from '../settlement/settle.ts'
import { sha256 } from '../shared/hash.ts'
import { shortId } from '../shared/short-id.ts'
import type { HandedIn, InsuranceProof } from './handed-in.ts'
import { type HospitalAsked, hospitalOfCare } from './hospital-of-care.ts'
import { type ShownReimbursement, shownReimbursement } from './reimbursement-answer.ts'

export interface InvoiceAsked {
  /** Left out of a fully digital one. */
  readonly code?: string | null | undefined
  readonly number: string
  readonly amount: string
  readonly issuedOn?: Day | null | undefined
}

export interface ReimbursementAsked extends Omit<ClaimBody, 'settlementNo' | 'hospitalCode'> {
  /** The bureau's own number; the same again is a replay. */
  readonly reimbursementNo: string
  readonly hospital: HospitalAsked
  readonly invoices: readonly InvoiceAsked[]
  readonly insuranceProof?:
    | (Omit<InsuranceProof, 'issuedOn'> & { readonly issuedOn?: Day | null | undefined })
    | null
    | undefined
  readonly archiveNo?: string | null | undefined
  readonly receivedOn?: Day | null | undefined
}

export interface ReceivedReimbursement {
  readonly reimbursement: ShownReimbursement
  readonly replayed: boolean
}

/**
 * Takes a bill that the person has paid. Nothing is settled yet.
 * Errors: `forbidden`, `not-found`, `invalid-request` for invoices and proofs that do not go with the bill, `invoice-used` with
 * where it was used, those of a claim, `hospital-not-registered`, `date-in-future`, `number-reused`.
 */
export async function receiveReimbursement(
  service: Service,
  caller: Caller,
  asked: ReimbursementAsked,
): Promise<ReceivedReimbursement> {
  requireKind(caller, 'bureau')
  const { personNo, reimbursementNo } = asked
  const person = await findBeneficiary(service.db.prisma, personNo)
  if (!person || !coversRegion(caller.region, person.insuredRegion)) return noSuchPerson(personNo)
  const region = person.insuredRegion
  const inputHash = sha256(canonical(saidIn(asked)))
  const known = await findReimbursement(service.db.pool, { region, no: reimbursementNo })
  if (known) return replayOf(known, inputHash)
  const { hospital: _, ...claim } = asked
  const input = checkedClaim(service, caller, claimOfBill(claim, region))
  const receivedOn = asked.receivedOn ?? chinaDay(service.clock())
  refuseFuture(service, 'receivedOn', receivedOn)
  refuseBeforeVisit(receivedOn, eventDay(input))
  const invoices = checkedInvoices(asked, receivedOn)
  refuseUnproved(asked, input.paid)
  const hospital = await hospitalOfCare(service, asked.hospital, { on: eventDay(input), code: input.hospitalCode })
  refuseElsewhereThanDesignated(hospital, input.emergency)
  const { insuranceProof, archiveNo = null } = asked
  const proof = insuranceProof ? { ...insuranceProof, issuedOn: insuranceProof.issuedOn ?? null } : null
  const content: HandedIn = { input, hospital, proof, archiveNo }
  const row = {
    ...{ id: uuidv7(), region, reimbursementNo, receiptNo: shortId(randomUUID()), personNo, inputHash },
    ...{ content: JSON.stringify(content), total: input.costs.total, receivedOn, invoices },
    ...{ receivedAt: service.clock().toISOString(), receivedBy: caller.id },
  }
  await refuseUsed(service, invoices)
  const isNew = await withTransaction(service.db.pool, (client) => insertReimbursement(client, row)).catch(
    async (error: unknown) => {
      if (violated(error) === 'reimbursement_invoices_once') await refuseUsed(service, invoices)
      throw error
    },
  )
  const stored = (await findReimbursement(service.db.pool, { region, no: reimbursementNo })) as StoredReimbursement
  return isNew ? { reimbursement: shownReimbursement(stored), replayed: false } : replayOf(stored, inputHash)
}

/** The claim as the engine takes it, in the bureau's own numbers. */
function claimOfBill({ reimbursementNo, ...asked }: Omit<ReimbursementAsked, 'hospital'>, region: string): ClaimBody {
  const { personNo, care, admittedOn, dischargedOn, servedOn, referral, emergency, diseaseCode, costs, paid } = asked
  const visit = { personNo, care, admittedOn, dischargedOn, servedOn, referral, emergency, diseaseCode, costs, paid }
  return { ...visit, besides: asked.besides, settlementNo: reimbursementNo, hospitalCode: reimbursementCode(region) }
}

/** What makes two the same: all that was sent, with what it means where something is left out. */
function saidIn(asked: ReimbursementAsked): object {
  const { hospital, invoices, insuranceProof = null, archiveNo = null, receivedOn = null } = asked
  const { feeClass = null, designated = null, name = null, region = null, level = null, code = null } = hospital
  return {
    input: inputOf({ ...claimOfBill(asked, '000000') }),
    hospital: { code, name, region, level, feeClass, designated },
    invoices: invoices.map(({ code: of = null, number, amount, issuedOn = null }) => ({
      code: of,
      number,
      amount,
      issuedOn,
    })),
    proof: insuranceProof && { ...insuranceProof, issuedOn: insuranceProof.issuedOn ?? null },
    ...{ archiveNo, receivedOn },
  }
}

function replayOf(known: StoredReimbursement, inputHash: string): ReceivedReimbursement {
  if (known.inputHash === inputHash) return { reimbursement: shownReimbursement(known), replayed: true }
  const what = { zh: '报销编号', en: 'number of the reimbursement' }
  return refuse('number-reused', { what, number: known.reimbursementNo })
}

const fault = (pointer: string, zh: string, en: string): Fault => ({ pointer, detail: { zh, en } })

/** Only an emergency is aided wherever it was (000000/G8). Errors: `invalid-request`. */
function refuseElsewhereThanDesignated({ name, designated }: HandedIn['hospital'], isEmergency: boolean): void {
  if (designated || isEmergency) return
  const detail = {
    zh: `${name}不是定点医疗机构，费用不予报销；属急诊的请填写 emergency: true。`,
    en: `${name} is not designated, so its bills are not reimbursed; where it was an emergency, send \`emergency\`: true.`,
  }
  refuse('invalid-request', {}, { faults: [{ pointer: '/emergency', detail }] })
}

/** Nobody hands in the bill of a visit that has not ended; the days to payment would be wrong. Errors: `invalid-request`. */
function refuseBeforeVisit(receivedOn: Day, ended: Day): void {
  if (receivedOn >= ended) return
  const detail = {
    zh: `受理日早于出院（就诊）日期 ${ended}；请填写该日或之后的日期。`,
    en: `It is before the visit ended on ${ended}; send that day or a later one.`,
  }
  refuse('invalid-request', {}, { faults: [{ pointer: '/receivedOn', detail }] })
}

function checkedInvoices({ invoices, costs }: ReimbursementAsked, receivedOn: Day): Invoice[] {
  const faults: Fault[] = []
  const read = invoices.map(({ code, number, amount, issuedOn = null }, at): Invoice => {
    const place = `/invoices/${at}`
    const found = readInvoiceNumber(code ?? '', number)
    if (found === 'number') faults.push(fault(`${place}/number`, ...numberForm))
    if (found === 'code') faults.push(fault(`${place}/code`, ...codeForm))
    if (!decimal(amount).gt(0))
      faults.push(fault(`${place}/amount`, '票据金额须大于 0.00。', 'An invoice is over more than 0.00.'))
    if (issuedOn !== null && issuedOn > receivedOn)
      faults.push(
        fault(
          `${place}/issuedOn`,
          `开票日期晚于受理日 ${receivedOn}。`,
          `It would be issued after it was handed in on ${receivedOn}.`,
        ),
      )
    return { ...(typeof found === 'string' ? { code: '', number } : found), amount, issuedOn }
  })
  const twice = faults.length === 0 ? repeatedInvoice(read) : null
  if (twice !== null)
    faults.push(
      fault(`/invoices/${twice}`, '同一票据填写了两次；请去掉一张。', 'This invoice stands here twice; leave one out.'),
    )
  const total = totalOf(read)
  if (!decimal(total).eq(decimal(costs.total)))
    faults.push(
      fault(
        '/invoices',
        `票据金额合计 ${total} 元，与费用总额 ${costs.total} 元不符；请核对票据和费用。`,
        `The invoices come to ${total}, and the bill to ${costs.total}; check both.`,
      ),
    )
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
  return read
}

const numberForm = [
  '票据号码须为 8 至 10 位数字（数电票为 20 位）。',
  'The number of an invoice has 8 to 10 digits, or 20 where it is fully digital.',
] as const
const codeForm = [
  '票据代码须为 8、10 或 12 位数字；20 位号码的数电票没有代码。',
  'The code of an invoice has 8, 10 or 12 digits; one with a number of twenty digits has none.',
] as const

/** Insurance comes first: what it has paid is known and shown, or it is said to have paid nothing. */
function refuseUnproved(
  { paid = {}, insuranceProof = null }: ReimbursementAsked,
  read: HandedIn['input']['paid'],
): void {
  const faults: Fault[] = []
  for (const field of ['basic', 'criticalIllness'] as const)
    if (paid[field] == null) faults.push(fault(`/paid/${field}`, ...unsaid))
  const hasPaid = [read.basic, read.criticalIllness].some((amount) => amount !== null && decimal(amount).gt(0))
  if (hasPaid && insuranceProof === null) faults.push(fault('/insuranceProof', ...unproved))
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
}

const unsaid = [
  '请填写医保实际支付金额；未支付的填 "0.00"。先经医保结算，再申请医疗救助报销。',
  'Send what insurance has paid, "0.00" where that is nothing; it settles before medical assistance does.',
] as const
const unproved = [
  '医保已支付，请填写结算单据：documentNo（单据号）和 issuedBy（出具单位）；名单中为「医保结算单号」「结算单出具单位」两列。',
  'Insurance has paid: send its statement, with `documentNo` and `issuedBy`; in a list they are the columns 医保结算单号 and 结算单出具单位.',
] as const

async function refuseUsed(service: Service, invoices: readonly Invoice[]): Promise<void> {
  const [used] = await findUsedInvoices(service.db.pool, invoices)
  if (!used) return
  const { code, number, region, reimbursementNo, receivedOn, status } = used
  const invoice = code === '' ? number : `${code}-${number}`
  refuse(
    'invoice-used',
    { invoice, region, reimbursementNo, receivedOn, status: reimbursementStatusNames[status] },
    { extra: { usedIn: { region, reimbursementNo, receivedOn, status } } },
  )
}
