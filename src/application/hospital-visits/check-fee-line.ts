import type { FeeLineRow } from '../../db/hospital-visits/fee-lines.ts'
import { addDays, chinaDay, type Day } from '../../domain/calendar.ts'
import { decimal, sum, toFen, yuan } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'
import type { ActiveLines } from './active-lines.ts'
import type { PlausibleTables } from './plausible-visit.ts'
import { dayOfTime, type HospitalVisit } from './visit.ts'

const parts = ['offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const
const outside = ['offCatalogue', 'overLimit', 'preSelfPay'] as const
const partNames = { offCatalogue: '全自费', overLimit: '超限价', preSelfPay: '先行自付', inScope: '符合范围' } as const

export function invalidLine(line: string, zh: string, en: string): never {
  refuse('fee-line-invalid', { line, reason: { zh, en } })
}

/**
 * Whether a line agrees with itself and with those that stand. Answers what is pointed at, in Chinese.
 * Errors: `fee-line-invalid`.
 */
export function checkLine(line: FeeLineRow, active: ActiveLines, plausible: PlausibleTables | null): string[] {
  const { lineNo, refundedNo } = line
  if (active.has(lineNo))
    invalidLine(
      lineNo,
      '该 feedetl_sn 已上传；请换用新的明细流水号，或先撤销原明细。',
      'this number stands already; send a new one, or withdraw it first.',
    )
  checkParts(line)
  checkSigns(line)
  if (refundedNo !== null) checkRefund(line, refundedNo, active)
  return checkSum(line, plausible)
}

function checkParts(line: FeeLineRow): void {
  const { lineNo, total } = line
  const added = sum(parts.map((part) => decimal(line[part])))
  if (!added.eq(total))
    invalidLine(
      lineNo,
      `全自费、超限价、先行自付、符合范围之和 ${yuan(added)} 与 det_item_fee_sumamt ${total} 不符；请更正。`,
      `its parts sum to ${yuan(added)} and det_item_fee_sumamt is ${total}; correct them.`,
    )
  const without = sum(outside.map((part) => decimal(line[part])))
  const isWithin = outside.every((part) => !decimal(line[part]).isNegative()) || line.refundedNo !== null
  if (isWithin && without.abs().gt(decimal(total).abs()) && !decimal(total).isZero())
    invalidLine(
      lineNo,
      `全自费、超限价、先行自付之和 ${yuan(without)} 大于 det_item_fee_sumamt ${total}；请更正费用构成。`,
      `what is outside the scope sums to ${yuan(without)}, above det_item_fee_sumamt ${total}; correct the parts.`,
    )
}

/** No part of a charge is below nothing, and none of a refund above; one that was not sent is what the others leave. */
function checkSigns(line: FeeLineRow): void {
  const isWrong = (part: (typeof parts)[number]) =>
    line.refundedNo === null ? decimal(line[part]).lt(0) : decimal(line[part]).gt(0)
  const part = parts.find(isWrong)
  if (part !== undefined)
    invalidLine(
      line.lineNo,
      `${partNames[part]} ${line[part]} 与 cnt 的正负不一致；请更正费用构成或 det_item_fee_sumamt。`,
      `${part} ${line[part]} has another sign than cnt; correct the parts or det_item_fee_sumamt.`,
    )
}

/** What was given back of a charge, in pieces and yuan, never passes the charge. */
function checkRefund(line: FeeLineRow, refundedNo: string, active: ActiveLines): void {
  const isCovered = active.covers(line, refundedNo)
  if (isCovered === null)
    invalidLine(
      line.lineNo,
      `没有可退的明细 ${refundedNo}；请核对 init_feedetl_sn。`,
      `there is no charge ${refundedNo} to refund; check init_feedetl_sn.`,
    )
  if (!isCovered)
    invalidLine(
      line.lineNo,
      `退费超过明细 ${refundedNo} 的数量或金额；请更正。`,
      `it gives back more than ${refundedNo} charged; correct it.`,
    )
}

/** Count times price is the sum, as near as the pack asks for. */
function checkSum({ lineNo, count, price, total }: FeeLineRow, plausible: PlausibleTables | null): string[] {
  const limit = plausible?.feeLine
  if (!limit) return []
  const product = decimal(count).times(price)
  const difference = product.minus(total).abs()
  const shown = `cnt ${count} × pric ${price} = ${yuan(toFen(product))}`
  if (difference.gt(limit.refuseAbove))
    invalidLine(
      lineNo,
      `${shown}，与 det_item_fee_sumamt ${total} 不符；请更正（允许相差 ${yuan(limit.refuseAbove)} 元）。`,
      `${shown}, and det_item_fee_sumamt is ${total}; correct them (${yuan(limit.refuseAbove)} apart is taken).`,
    )
  return difference.gt(limit.cautionAbove) ? [`费用明细 ${lineNo}：${shown}，与金额 ${total} 相差较大`] : []
}

type Stay = Pick<HospitalVisit, 'beganAt' | 'endedAt' | 'state' | 'settledUntil'>

/**
 * Whether a line is of a day of its visit, or near it. A refund may come on any later day.
 * Errors: `fee-line-invalid` further away than the pack takes, or in the future.
 */
export function checkLineDay(
  { clock }: Pick<Service, 'clock'>,
  { lineNo, refundedNo, occurredAt }: FeeLineRow,
  { beganAt, endedAt, state, settledUntil }: Stay,
  plausible: PlausibleTables | null,
): string[] {
  const day = dayOfTime(occurredAt)
  const tomorrow = addDays(chinaDay(clock()), 1)
  if (day > tomorrow)
    invalidLine(
      lineNo,
      `费用发生时间 ${day} 晚于今天；请更正 fee_ocur_time。`,
      `${day} is yet to come; correct fee_ocur_time.`,
    )
  if (settledUntil !== null && day <= settledUntil)
    invalidLine(
      lineNo,
      `发生于 ${day}，截至 ${settledUntil} 的费用已中途结算；请更正 fee_ocur_time，或先 2305 撤销该次中途结算。`,
      `${day} is settled, as the stay is to ${settledUntil}; correct fee_ocur_time, or undo that settlement with 2305.`,
    )
  const limit = plausible?.feeDay
  if (!limit) return []
  const began = dayOfTime(beganAt)
  const ended = state === 'ended' && endedAt !== null && refundedNo === null ? dayOfTime(endedAt) : null
  const [first, last] = [addDays(began, -limit.before), ended === null ? null : addDays(ended, limit.after)]
  if (day < first || (last !== null && day > last)) outsideOf(lineNo, day, { began, ended })
  return day < began || (ended !== null && day > ended)
    ? [`费用明细 ${lineNo}：发生于 ${day}，不在就诊期间 ${periodOf({ began, ended })}`]
    : []
}

interface Span {
  readonly began: Day
  readonly ended: Day | null
}

const periodOf = ({ began, ended }: Span) => `${began} 至 ${ended ?? '今'}`

function outsideOf(lineNo: string, day: Day, span: Span): never {
  return invalidLine(
    lineNo,
    `费用发生时间 ${day} 不在就诊期间（${periodOf(span)}）；请更正 fee_ocur_time。`,
    `${day} is outside the visit, which began on ${span.began}${span.ended ? ` and ended on ${span.ended}` : ''}; correct fee_ocur_time.`,
  )
}
