import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import {
  activeLines,
  type FeeLineRow,
  insertFeeLines,
  linesToCheck,
  totalOfLines,
  withdrawLines,
} from '../../db/hospital-visits/fee-lines.ts'
import type { Setting } from '../../db/hospital-visits/visits.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { ClaimBody } from '../claim/claim-input.ts'
import type { Service } from '../service.ts'
import { ActiveLines } from './active-lines.ts'
import { requireUnsettled } from './active-settlement.ts'
import type { HospitalMessage } from './messages.ts'
import type { Patient } from './patients.ts'
import { billCeiling, checkAmounts } from './plausible-visit.ts'
import { requireSetting } from './record-visit.ts'
import { lockedVisit, type VisitKey } from './visit.ts'

export type FeeLine = FeeLineRow
export type Costs = ClaimBody['costs']

const parts = ['offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const
const partNames = { offCatalogue: '全自费', overLimit: '超限价', preSelfPay: '先行自付', inScope: '符合范围' } as const

/**
 * Adds lines to a visit (2204, 2301), all or none.
 * Errors: `fee-line-invalid` for a number that stands already, parts that do not add up or have another sign, a refund
 * that gives back more than was charged; `amount-implausible`; `visit-settled`; `not-found`.
 */
export async function addFeeLines(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  { msgid }: HospitalMessage,
  { key, patient, setting, lines }: { key: VisitKey; patient: Patient; setting: Setting; lines: readonly FeeLine[] },
): Promise<void> {
  const visit = await lockedVisit(client, caller, key)
  requireSetting(visit, setting)
  await requireUnsettled(service, client, visit)
  const active = new ActiveLines(await linesToCheck(client, visit.mdtrtId, lines))
  checkAmounts(billCeiling(service, patient), lines, await totalOfLines(client, visit.mdtrtId))
  for (const line of lines) {
    check(line, active)
    active.add(line)
  }
  const at = { mdtrtId: visit.mdtrtId, msgid, recordedAt: service.clock() }
  await insertFeeLines(
    client,
    at,
    lines.map((line) => ({ id: uuidv7(), ...line })),
  )
}

function check(line: FeeLine, active: ActiveLines): void {
  const { lineNo, refundedNo } = line
  if (active.has(lineNo))
    invalid(
      lineNo,
      '该 feedetl_sn 已上传；请换用新的明细流水号，或先撤销原明细。',
      'this number stands already; send a new one, or withdraw it first.',
    )
  const added = sum(parts.map((part) => decimal(line[part])))
  if (!added.eq(line.total))
    invalid(
      lineNo,
      `全自费、超限价、先行自付、符合范围之和 ${yuan(added)} 与 det_item_fee_sumamt ${line.total} 不符；请更正。`,
      `its parts sum to ${yuan(added)} and det_item_fee_sumamt is ${line.total}; correct them.`,
    )
  checkSigns(line)
  if (refundedNo !== null) checkRefund(line, refundedNo, active)
}

/** No part of a charge is below nothing, and none of a refund above; one that was not sent is what the others leave. */
function checkSigns(line: FeeLine): void {
  const isWrong = (part: (typeof parts)[number]) =>
    line.refundedNo === null ? decimal(line[part]).lt(0) : decimal(line[part]).gt(0)
  const part = parts.find(isWrong)
  if (part !== undefined)
    invalid(
      line.lineNo,
      `${partNames[part]} ${line[part]} 与 cnt 的正负不一致；请更正费用构成或 det_item_fee_sumamt。`,
      `${part} ${line[part]} has another sign than cnt; correct the parts or det_item_fee_sumamt.`,
    )
}

/** What was given back of a charge, in pieces and yuan, never passes the charge. */
function checkRefund(line: FeeLine, refundedNo: string, active: ActiveLines): void {
  const isCovered = active.covers(line, refundedNo)
  if (isCovered === null)
    invalid(
      line.lineNo,
      `没有可退的明细 ${refundedNo}；请核对 init_feedetl_sn。`,
      `there is no charge ${refundedNo} to refund; check init_feedetl_sn.`,
    )
  if (!isCovered)
    invalid(
      line.lineNo,
      `退费超过明细 ${refundedNo} 的数量或金额；请更正。`,
      `it gives back more than ${refundedNo} charged; correct it.`,
    )
}

function invalid(line: string, zh: string, en: string): never {
  refuse('fee-line-invalid', { line, reason: { zh, en } })
}

/** Withdraws lines by number or batch, or all of them. Errors: `fee-line-invalid`, `visit-settled`, `not-found`. */
export async function withdrawFeeLines(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  { msgid }: HospitalMessage,
  which: { key: VisitKey; setting: Setting; lineNos: readonly string[] | null; batchNos: readonly string[] | null },
): Promise<void> {
  const visit = await lockedVisit(client, caller, which.key)
  requireSetting(visit, which.setting)
  await requireUnsettled(service, client, visit)
  const { lineNos, batchNos } = which
  const { mdtrtId } = visit
  const gone = await withdrawLines(client, { mdtrtId, lineNos, batchNos }, { msgid, at: service.clock() })
  const missing = lineNos?.find((no) => !gone.includes(no)) ?? (gone.length === 0 ? batchNos?.[0] : undefined)
  if (missing !== undefined)
    invalid(
      missing,
      '没有该明细，或此前已撤销；请核对编号。',
      'there is no such line, or it was withdrawn before; check the number.',
    )
  const left = await activeLines(client, mdtrtId)
  const orphan = left.find((line) => line.refundedNo !== null && gone.includes(line.refundedNo))
  if (orphan)
    invalid(
      orphan.lineNo,
      '是已撤销明细的退费；请一并撤销。',
      'it refunds a line that is being withdrawn; withdraw both together.',
    )
}

/** What the lines come to; null where there are none. */
export function costsOf(lines: readonly FeeLine[]): Costs | null {
  if (lines.length === 0) return null
  const of = (field: 'total' | (typeof parts)[number]) => yuan(sum(lines.map((line) => decimal(line[field]))))
  return {
    total: of('total'),
    offCatalogue: of('offCatalogue'),
    overLimit: of('overLimit'),
    preSelfPay: of('preSelfPay'),
    inScope: of('inScope'),
  }
}
