import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import {
  activeLines,
  type FeeLineRow,
  insertFeeLines,
  linesToCheck,
  totalOfLines,
  type WithdrawnLine,
  withdrawLines,
} from '../../db/hospital-visits/fee-lines.ts'
import type { Setting } from '../../db/hospital-visits/visits.ts'
import type { CatalogueItem } from '../../domain/hospital-visits/fee-parts.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { Caller } from '../callers/caller.ts'
import type { ClaimBody } from '../claim/claim-input.ts'
import type { Service } from '../service.ts'
import { mapInPieces } from '../shared/pieces.ts'
import { ActiveLines } from './active-lines.ts'
import { requireUnsettled } from './active-settlement.ts'
import { checkLine, checkLineDay, invalidLine } from './check-fee-line.ts'
import { itemOfLine, priced, type SentFeeLine } from './fee-line-parts.ts'
import type { HospitalMessage } from './messages.ts'
import type { Patient } from './patients.ts'
import { checkAmounts, plausibleNow } from './plausible-visit.ts'
import { requireSetting } from './record-visit.ts'
import { dayOfTime, type HospitalVisit, lockedVisit, type VisitKey } from './visit.ts'

export type FeeLine = FeeLineRow
export type Costs = ClaimBody['costs']

const parts = ['offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const

/** A line as it was taken, with what the catalogue says of its item. */
export interface TakenLine {
  readonly line: FeeLine
  readonly item: CatalogueItem | null
}

export interface TakenLines {
  readonly taken: readonly TakenLine[]
  /** What is pointed at, a sentence each, in Chinese because it stands in a message. */
  readonly cautions: readonly string[]
}

/**
 * Adds lines to a visit (2204, 2301), all or none. A line that does not say of what it is made up has it from the catalogue of
 * the law of its day, or leaves it to the message that settles the visit.
 *
 * Errors: `fee-line-invalid` for a number that stands already, parts that do not add up or have another sign, a refund
 * that gives back more than was charged, a sum that is not count times price, a day outside the visit; `amount-implausible`;
 * `visit-settled`; `not-found`.
 */
export async function addFeeLines(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  { msgid }: HospitalMessage,
  {
    key,
    patient,
    setting,
    lines,
  }: { key: VisitKey; patient: Patient; setting: Setting; lines: readonly SentFeeLine[] },
): Promise<TakenLines> {
  const visit = await lockedVisit(client, caller, key)
  requireSetting(visit, setting)
  await requireUnsettled(service, client, visit)
  const active = new ActiveLines(await linesToCheck(client, visit.mdtrtId, lines))
  const plausible = plausibleNow(service, patient)
  checkAmounts(plausible?.bill ?? null, lines, await totalOfLines(client, visit.mdtrtId))
  const cautions: string[] = []
  const taken = await mapInPieces(lines, (sent) => {
    const item = itemOfLine(service, patient, sent)
    const line = priced(sent, item, active)
    cautions.push(...checkLine(line, active, plausible), ...checkLineDay(service, line, visit, plausible))
    active.add(line)
    return { line, item }
  })
  const at = { mdtrtId: visit.mdtrtId, msgid, recordedAt: service.clock() }
  await insertFeeLines(
    client,
    at,
    taken.map(({ line }) => ({ id: uuidv7(), ...line })),
  )
  return { taken, cautions }
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
  const after = lineNos === null && batchNos === null ? visit.settledUntil : null
  const withdrawn = await withdrawLines(client, { mdtrtId, lineNos, batchNos, after }, { msgid, at: service.clock() })
  refuseSettledLine(visit, withdrawn)
  const gone = withdrawn.map(({ lineNo }) => lineNo)
  const missing = lineNos?.find((no) => !gone.includes(no)) ?? (gone.length === 0 ? batchNos?.[0] : undefined)
  if (missing !== undefined)
    invalidLine(
      missing,
      '没有该明细，或此前已撤销；请核对编号。',
      'there is no such line, or it was withdrawn before; check the number.',
    )
  const left = await activeLines(client, mdtrtId)
  const orphan = left.find((line) => line.refundedNo !== null && gone.includes(line.refundedNo))
  if (orphan)
    invalidLine(
      orphan.lineNo,
      '是已撤销明细的退费；请一并撤销。',
      'it refunds a line that is being withdrawn; withdraw both together.',
    )
}

/** A line that a settlement in the middle of the stay has counted stays. */
function refuseSettledLine({ settledUntil }: HospitalVisit, lines: readonly WithdrawnLine[]): void {
  const settled = lines.find(({ occurredAt }) => settledUntil !== null && dayOfTime(occurredAt) <= settledUntil)
  if (settled)
    invalidLine(
      settled.lineNo,
      `截至 ${settledUntil} 的费用已中途结算，不能撤销；请先 2305 撤销该次中途结算。`,
      `the stay is settled to ${settledUntil}, so it stays; undo that settlement with 2305 first.`,
    )
}

/** What lines come to. */
export interface SummedLines {
  /** Of the lines whose parts are known; `total` is of all of them. */
  readonly costs: Costs
  /** What lines come to that leave their parts to the message that settles them; null where none does. */
  readonly untold: string | null
}

/** What the lines come to; null where there are none. */
export function costsOf(lines: readonly FeeLine[]): SummedLines | null {
  if (lines.length === 0) return null
  const told = lines.filter(({ partsFrom }) => partsFrom !== 'settlement')
  const of = (field: (typeof parts)[number]) => yuan(sum(told.map((line) => decimal(line[field]))))
  const total = sum(lines.map((line) => decimal(line.total)))
  const costs = {
    total: yuan(total),
    offCatalogue: of('offCatalogue'),
    overLimit: of('overLimit'),
    preSelfPay: of('preSelfPay'),
    inScope: of('inScope'),
  }
  const untold = yuan(total.minus(sum(told.map((line) => decimal(line.total)))))
  return { costs, untold: told.length === lines.length ? null : untold }
}

/** The lines of a visit that stand, oldest first. */
export function linesOfVisit({ db }: Service, { mdtrtId }: { mdtrtId: string }): Promise<FeeLine[]> {
  return activeLines(db.pool, mdtrtId)
}
