import { decimal, yuan, zero } from '../money.ts'
import type { Subsidy } from './premium.ts'

/** What a run finds of a person. */
export const lineStatuses = [
  'recorded',
  'corrected',
  'unchanged',
  'not-enrolled',
  'died',
  'nothing',
  'left-open',
  'elsewhere',
  'failed',
] as const
export type LineStatus = (typeof lineStatuses)[number]

/** The last posting of a person's year. Yuan in text. */
export interface RecordedSubsidy {
  readonly seq: number
  /** Whose fund pays it. */
  readonly region: string
  readonly category: string | null
  readonly tier: number | null
  readonly contribution: string
  readonly subsidy: string
}

type Due = Pick<Subsidy, 'category' | 'tier' | 'contribution' | 'subsidy' | 'reasons'>

export interface SubsidyDecision {
  readonly status: Exclude<LineStatus, 'failed'>
  /** What is to be posted: the whole of a record, the difference of a correction, else nothing. */
  readonly amount: string
}

const nothing = '0.00'

/**
 * What a run does about one person.
 *
 * A year is subsidised once, by one region: what another place recorded before the person moved stands. Nothing is
 * recorded for a person who is not enrolled, because there is no contribution to pay, nor for one who died before the
 * year; what was recorded before stays and follows the identities.
 */
export function decide(
  due: Due,
  {
    region,
    enrolled,
    died,
    recorded,
  }: { region: string; enrolled: boolean; died: boolean; recorded: RecordedSubsidy | null },
): SubsidyDecision {
  if (recorded === null) return decideFirst(due, { enrolled, died })
  if (recorded.region !== region) return { status: 'elsewhere', amount: nothing }
  if (isSame(due, recorded)) return { status: 'unchanged', amount: nothing }
  return { status: 'corrected', amount: yuan(decimal(due.subsidy).minus(decimal(recorded.subsidy))) }
}

function decideFirst(due: Due, { enrolled, died }: { enrolled: boolean; died: boolean }): SubsidyDecision {
  if (!decimal(due.subsidy).gt(zero)) return { status: isLeftOpen(due) ? 'left-open' : 'nothing', amount: nothing }
  if (died) return { status: 'died', amount: nothing }
  return enrolled ? { status: 'recorded', amount: due.subsidy } : { status: 'not-enrolled', amount: nothing }
}

/** A document that leaves the subsidy to another does not say that nothing is due (000000/G20). */
function isLeftOpen({ reasons }: Due): boolean {
  return reasons.some(({ code }) => code === 'left-open')
}

function isSame(due: Due, recorded: RecordedSubsidy): boolean {
  return (
    due.category === recorded.category &&
    due.tier === recorded.tier &&
    decimal(due.contribution).eq(decimal(recorded.contribution)) &&
    decimal(due.subsidy).eq(decimal(recorded.subsidy))
  )
}
