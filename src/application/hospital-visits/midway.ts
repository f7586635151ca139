import type { FeeLineRow } from '../../db/hospital-visits/fee-lines.ts'
import { addDays, chinaDay, type Day } from '../../domain/calendar.ts'
import type { Service } from '../service.ts'
import { dayOfTime, type HospitalVisit, inState } from './visit.ts'

/**
 * The part of a stay that one settlement is of. A stay may be settled in the middle (`mid_setl_flag` 1: at the end of a quarter, on
 * 31 December), and its costs are split by the day on which they came up; what is left is settled at the end.
 */
export interface PartOfStay {
  readonly from: Day
  /** Null: to the discharge. */
  readonly until: Day | null
}

/** What an earlier settlement in the middle covers is settled. */
export function partFrom({ beganAt, settledUntil }: Pick<HospitalVisit, 'beganAt' | 'settledUntil'>): Day {
  return settledUntil === null ? dayOfTime(beganAt) : addDays(settledUntil, 1)
}

/** The lines of the part that is not settled, up to a day where it ends there. */
export function linesOfPart(
  lines: readonly FeeLineRow[],
  { settledUntil, until }: { readonly settledUntil: Day | null; readonly until: Day | null },
): FeeLineRow[] {
  return lines.filter(({ occurredAt }) => {
    const day = dayOfTime(occurredAt)
    return (settledUntil === null || day > settledUntil) && (until === null || day <= until)
  })
}

interface AskedMidway {
  readonly isMidway: boolean
  readonly endedAt: string | null
}

/**
 * The last day that a settlement in the middle covers: the one that the message names, else today; null for any other message.
 * Errors: `visit-state` where that day is settled, before the stay, or not before its end.
 */
export function midwayUntil(
  { clock }: Pick<Service, 'clock'>,
  visit: HospitalVisit,
  { isMidway, endedAt }: AskedMidway,
): Day | null {
  if (!isMidway) return null
  const { mdtrtId, setting, state } = visit
  if (setting === 'outpatient')
    inState(mdtrtId, '门诊不适用中途结算；请填 mid_setl_flag 0。', 'only stays have a middle.')
  const until = endedAt === null ? chinaDay(clock()) : dayOfTime(endedAt)
  const from = partFrom(visit)
  if (until < from) notBefore(visit, from, until)
  const ended = state === 'ended' && visit.endedAt !== null ? dayOfTime(visit.endedAt) : null
  if (ended !== null && until >= ended)
    inState(
      mdtrtId,
      `已于 ${ended} 出院，截至 ${until} 已是全部费用；请以 mid_setl_flag 0 结算。`,
      `it ended on ${ended}, and ${until} leaves nothing; settle it with mid_setl_flag 0.`,
    )
  return until
}

/** Errors: `visit-state` where the stay ended within what is settled already. */
export function requireRest(visit: Pick<HospitalVisit, 'mdtrtId' | 'beganAt' | 'settledUntil'>, ended: Day): void {
  if (ended < partFrom(visit)) notBefore(visit, partFrom(visit), ended)
}

function notBefore({ mdtrtId, settledUntil }: Pick<HospitalVisit, 'mdtrtId' | 'settledUntil'>, from: Day, until: Day) {
  if (settledUntil === null)
    inState(
      mdtrtId,
      `于 ${from} 入院，晚于 ${until}；请更正 dscgTime。`,
      `it began on ${from}, after ${until}; correct dscgTime.`,
    )
  inState(
    mdtrtId,
    `截至 ${settledUntil} 的费用已中途结算，${until} 在其内；请填写其后的日期，或先 2305 撤销该次中途结算。`,
    `it is settled to ${settledUntil}, and ${until} lies within; send a later day, or undo that settlement with 2305.`,
  )
}

/**
 * What is settled in the middle stands still: the stay is not called off, and neither its beginning nor its end moves into it.
 * Errors: `visit-state`.
 */
export function requireOutsideSettled(
  visit: HospitalVisit,
  kind: 'cancelled' | 'other',
  { beganAt, endedAt }: { readonly beganAt?: string | undefined; readonly endedAt?: string | null | undefined },
): void {
  const { mdtrtId, settledUntil } = visit
  if (settledUntil === null) return
  const isMoved = beganAt !== undefined && dayOfTime(beganAt) !== dayOfTime(visit.beganAt)
  const isCut = endedAt !== undefined && endedAt !== null && dayOfTime(endedAt) <= settledUntil
  if (kind !== 'cancelled' && !isMoved && !isCut) return
  inState(
    mdtrtId,
    `截至 ${settledUntil} 的费用已中途结算；请先 2305 撤销该次中途结算。`,
    `it is settled to ${settledUntil}; undo that settlement with 2305 first.`,
  )
}

/** What the settlement is of, in Chinese because it stands in a message; null for a whole stay. */
export function partWords({ settledUntil }: Pick<HospitalVisit, 'settledUntil'>, until: Day | null): string | null {
  if (until !== null)
    return `中途结算：截至 ${until} 的费用已计入，其后费用请继续上传，出院后以 mid_setl_flag 0 结算其余部分`
  return settledUntil === null ? null : `截至 ${settledUntil} 的费用已中途结算，本次为其后的费用`
}
