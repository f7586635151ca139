import type { SentFeeLine } from '../../application/hospital-visits/fee-line-parts.ts'
import type { FeeParts } from '../../domain/hospital-visits/fee-parts.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { Reader } from './reader.ts'

/** One `feedetail` as it was understood, with what only its answer shows. */
export interface ReadLine {
  readonly line: SentFeeLine
  /** It names a charge that it gives back and has no minus anywhere. */
  readonly isMeantAsRefund: boolean
  readonly level: string | null
  readonly chargeType: string | null
}

/**
 * One `feedetail`. The four parts are the platform's to say nationally, so all of them may be left out; where some are said, the
 * others are nothing and what is in scope is the rest.
 */
export function readLine(reader: Reader): ReadLine {
  const lineNo = reader.text('feedetl_sn', 30)
  const sent = {
    count: reader.quantity('cnt', 4),
    price: reader.quantity('pric', 6),
    total: reader.signedMoney('det_item_fee_sumamt'),
  }
  const named = reader.maybeText('init_feedetl_sn', 30)
  // Some programs repeat the number of the line itself for a charge.
  const chargeNo = named === lineNo ? null : named
  const isRefund = isRefundOf(reader, sent, chargeNo)
  const signed = (amount: string) => (isRefund ? negative(amount) : amount)
  const total = signed(sent.total)
  const line: SentFeeLine = {
    lineNo,
    refundedNo: isRefund ? chargeNo : null,
    batchNo: reader.maybeText('chrg_bchno', 30),
    itemCode: reader.maybeText('med_list_codg', 50),
    occurredAt: reader.time('fee_ocur_time'),
    count: signed(sent.count),
    price: sent.price.replace(/^-/, ''),
    total,
    parts: partsOf(reader, total, signed),
    isUnapproved: reader.maybeCode('hosp_appr_flag', 3) === '2',
  }
  return {
    line,
    isMeantAsRefund: isRefund && !Object.values(sent).some(isNegative),
    level: reader.maybeCode('chrgitm_lv', 3),
    chargeType: reader.maybeCode('med_chrgitm_type', 6),
  }
}

const isNegative = (amount: string) => amount.startsWith('-')
const isNothing = (amount: string) => /^-?0*(\.0*)?$/.test(amount)
const negative = (amount: string) => (amount === '' || isNothing(amount) || isNegative(amount) ? amount : `-${amount}`)

interface Numbers {
  readonly count: string
  readonly price: string
  readonly total: string
}

/**
 * A refund is written with a negative count, sum or price, or with none of these and the number of its charge: programs write
 * all of them, and the minus is meant. Without the number of a charge the signs have to agree, for then nothing tells which is wrong.
 */
function isRefundOf(reader: Reader, { count, price, total }: Numbers, chargeNo: string | null): boolean {
  if (isNothing(count) && count !== '') reader.fault('cnt', '不能为 0')
  if (chargeNo !== null) return true
  if (isNegative(price)) reader.fault('pric', '不能为负数；退费请填写负的 cnt 与所退明细的 init_feedetl_sn')
  const isRefund = isNegative(count)
  if (isRefund) reader.fault('init_feedetl_sn', '退费（cnt 为负）时请填写所退明细的 feedetl_sn')
  if (total !== '' && !isNothing(total) && isNegative(total) !== isRefund)
    reader.fault('det_item_fee_sumamt', '与 cnt 的正负不一致，退费两者均为负')
  return isRefund
}

/** Null where none of them is said. A refund's parts may come with or without their minus; both are meant. */
function partsOf(reader: Reader, total: string, signed: (amount: string) => string): FeeParts | null {
  const part = (...names: readonly string[]) => {
    for (const name of names) {
      const amount = reader.maybeSignedMoney(name)
      if (amount !== null) return signed(amount)
    }
    return null
  }
  const offCatalogue = part('fulamt_ownpay_amt')
  const overLimit = part('overlmt_amt', 'overlmt_selfpay')
  const preSelfPay = part('preselfpay_amt')
  const inScope = part('inscp_scp_amt')
  if ([offCatalogue, overLimit, preSelfPay, inScope].every((one) => one === null)) return null
  const none = '0.00'
  const outside = [offCatalogue, overLimit, preSelfPay].map((one) => one ?? none)
  const rest = total === '' ? none : yuan(decimal(total).minus(sum(outside.map(decimal))))
  const [first = none, second = none, third = none] = outside
  return { offCatalogue: first, overLimit: second, preSelfPay: third, inScope: inScope ?? rest }
}
