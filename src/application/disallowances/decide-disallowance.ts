import {
  type DisallowanceStepRow,
  findDisallowance,
  insertDisallowanceStep,
  type StoredDisallowance,
} from '../../db/disallowances/disallowances.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { disallowanceStateNames } from '../../domain/disallowances/disallowance-names.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { present } from '../../domain/shared/present.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import {
  correctSettlement,
  numberOfCorrection,
  previewSettlementCorrection,
} from '../corrections/correct-settlement.ts'
import type { RecalculationResult } from '../recalculation/recalculation-answer.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { disallowanceInScope, type ShownDisallowance, shownDisallowance, stateOf } from './read-disallowances.ts'
import { replaceClearing } from './replace-clearing.ts'

export interface AnsweredDisallowance {
  readonly disallowance: ShownDisallowance
  readonly replayed: boolean
}

/** The hospital says what it has to say, once; the same again is a replay. Errors: `not-found`, `forbidden`, `disallowance-decided`. */
export async function answerDisallowance(
  service: Service,
  caller: Caller,
  id: string,
  { agrees, words }: { readonly agrees: boolean; readonly words: string },
): Promise<AnsweredDisallowance> {
  requireKind(caller, 'hospital')
  const row = await disallowanceInScope(service, caller, id)
  return take(service, caller, row, { step: 'answered', agrees, words })
}

export interface DecidedDisallowance extends AnsweredDisallowance {
  /** What it took back, of this settlement and those after it; null where it was dropped. */
  readonly resettlement: RecalculationResult | null
  /** The clearing that took the place of the one that was not approved yet; null where there was none. */
  readonly clearingId: string | null
}

/**
 * Ends a disallowance, once. What is upheld is the hospital's to bear and frees the limit: a clearing that is not approved yet is
 * replaced by one without it; of one that is approved or paid it comes off the hospital's next. The hospital is heard first, or has
 * let its days pass. Whoever was cut off sends the same again, and it goes on.
 *
 * Errors: `not-found`, `forbidden`, `second-pair-of-eyes`, `disallowance-waits`, `disallowance-decided`, `correction-exceeds-aid`,
 * `correction-of-reversed`.
 */
export async function decideDisallowance(
  service: Service,
  caller: Caller,
  id: string,
  { decision, words }: { readonly decision: 'uphold' | 'drop'; readonly words: string },
): Promise<DecidedDisallowance> {
  requireKind(caller, 'bureau')
  const row = await disallowanceInScope(service, caller, id)
  if (row.callerId === caller.id) {
    const what = { zh: `稽核扣减 ${row.disallowanceNo}`, en: `disallowance ${row.disallowanceNo}` }
    refuse('second-pair-of-eyes', { what })
  }
  const step = decision === 'uphold' ? 'upheld' : 'dropped'
  const today = chinaDay(service.clock())
  const { disallowanceNo, answerBy } = row
  if (stateOf(row) === 'raised' && today <= answerBy) refuse('disallowance-waits', { disallowanceNo, answerBy })
  const correction = await correctionOf(service, row)
  if (step === 'upheld' && stateOf(row) !== 'upheld') await previewSettlementCorrection(service, caller, correction)
  const taken = await take(service, caller, row, { step, agrees: null, words })
  if (step === 'dropped') return { ...taken, resettlement: null, clearingId: null }
  const { resettlement, correction: written } = await correctSettlement(service, caller, correction)
  const clearingId = await replaceClearing(service, caller, row, numberOfCorrection(written))
  return { ...taken, resettlement, clearingId }
}

/** By a number of its own, which stands in the way of none that a bureau sends. */
async function correctionOf(service: Service, { id, settlementId, amount, reason, clause }: StoredDisallowance) {
  const found = await findSettlement(service.db.pool, { settlementId })
  const { hospitalCode, settlementNo } = present(found?.settlement, `settlement ${settlementId}`)
  const changes = { takenBack: { amount, from: 'hospital' as const } }
  return { hospitalCode, settlementNo, correctionNo: `disallowed:${id}`, reason: `${reason}（${clause}）`, changes }
}

type Taken = Pick<DisallowanceStepRow, 'step' | 'agrees' | 'words'>

/** Of two at once one is first; the other finds it, and is answered the same if it is the same. */
async function take(
  service: Service,
  caller: Caller,
  row: StoredDisallowance,
  taken: Taken,
): Promise<AnsweredDisallowance> {
  const known = again(row, taken)
  if (known) return known
  const step = { ...taken, takenAt: service.clock().toISOString(), callerId: caller.id }
  const isNew = await withTransaction(service.db.pool, (client) => insertDisallowanceStep(client, row.id, step)).then(
    () => true,
    (error: unknown) => {
      if (isRace(error)) return false
      throw error
    },
  )
  const after = present(await findDisallowance(service.db.pool, row.id), `disallowance ${row.id}`)
  if (isNew) return { disallowance: shownDisallowance(after), replayed: false }
  return again(after, taken) ?? refuse('overloaded')
}

function again(row: StoredDisallowance, { step, agrees, words }: Taken): AnsweredDisallowance | null {
  const decided = row.steps.find((one) => one.step !== 'answered')
  const same = row.steps.find((one) => one.step === step)
  if (same && (step !== 'answered' || (same.agrees === agrees && same.words === words)))
    return { disallowance: shownDisallowance(row), replayed: true }
  if (decided || same)
    refuse('disallowance-decided', {
      ...{ id: row.id, disallowanceNo: row.disallowanceNo, state: disallowanceStateNames[stateOf(row)] },
    })
  return null
}
