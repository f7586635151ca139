import { type Decimal, min, yuan } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { Ruled } from '../../policies/law.ts'
import type { VisitLimits } from '../limits.ts'
import type { Trace } from '../trace.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/**
 * Main aid that the documents leave to someone else: what the caller says an earlier policy has paid; null where
 * nobody says it, with the reason. Until it is said nobody knows what a top-up would pay on, so those that would follow are named as open too.
 *
 * Units:  yuan, to the fen; never more than is open. It is recorded under the limits of the aid that is laid down (000000/G15).
 * Source: the pack's `gap` rows; for Jining 370800/N3 with 鲁医保发〔2020〕79号 二（三）.
 */
export function leftOpen(
  gap: Ruled<'gap'>,
  visit: AdjudicatedVisit,
  category: Category,
  base: Decimal,
  limits: VisitLimits,
  trace: Trace,
): Decimal | null {
  const given = visit.claim.paid.assistance
  if (given === undefined) {
    for (const topic of ['aid', ...topUpsOf(visit, category)]) remark(gap, topic, category, trace)
    return null
  }
  const amount = min(given, base)
  const params = { given: yuan(given), category }
  trace.line({ step: 'assistance-given', payer: 'assistance', base, amount, clause: gap.clause, params })
  const { aid } = visit.law.tables
  const laidDown = aid.filter((row) => row.care.includes(visit.care)).flatMap((row) => row.limits)
  limits.drawOpen([...new Set(laidDown)], amount)
  return amount
}

/** The top-ups that name the category and the care. */
function topUpsOf({ law, care }: AdjudicatedVisit, category: Category): string[] {
  const named = law.tables.topUps.filter((row) => row.care.includes(care) && row.for.includes(category))
  return [...new Set(named.map(({ payer }) => payer))]
}

function remark({ clause, decides }: Ruled<'gap'>, topic: string, category: Category, trace: Trace): void {
  trace.reason('left-open', clause, { topic, category, decidesZh: decides.zh, decidesEn: decides.en })
}

/** What is said of assistance that was given where the law computes it, or pays none. It happens when a year is recalculated. */
export function remarkNotTaken({ law, claim }: AdjudicatedVisit, trace: Trace): void {
  const given = claim.paid.assistance
  if (given === undefined || given.isZero() || trace.lines.some(({ step }) => step === 'assistance-given')) return
  trace.warn('assistance-not-taken', law.clause('G20'), { amount: yuan(given) })
}
