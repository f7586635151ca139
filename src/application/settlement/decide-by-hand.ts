import { type HandDecisionRow, handDecisionsOf } from '../../db/settlement/hand-decisions.ts'
import { type HandPayer, handPayers } from '../../domain/adjudication/types.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { posted, type RecalculationResult } from '../recalculation/recalculation-answer.ts'
import type { Service } from '../service.ts'
import { openSettlement } from './find-settlements.ts'

export interface HandDecision {
  readonly decisionNo: string
  readonly payer: HandPayer
  /** Yuan in text with two decimals. */
  readonly amount: string
  readonly grounds: string
}

export type ShownDecision = ReturnType<typeof shown>

export interface DecidedByHand {
  readonly decision: ShownDecision
  /** What it changed of this settlement and of those after it. */
  readonly resettlement: RecalculationResult
  /** True where the number had been used before for the same. */
  readonly replayed: boolean
}

/**
 * Records what a bureau gives where a clause is settled by hand, and posts it to the settlement as an adjustment, once a
 * number; sent again it answers the first time. A later decision of the same payer takes the place of this one.
 * Errors: `not-found`, `forbidden`, `not-by-hand`, `hand-amount-too-large`, `number-reused`.
 */
export async function decideByHand(
  service: Service,
  caller: Caller,
  id: string,
  { decisionNo, payer, amount, grounds }: HandDecision,
): Promise<DecidedByHand> {
  requireKind(caller, 'bureau')
  const { settlement } = await openSettlement(service, caller, id, 'hand-decisions')
  const { settlementId, personNo, year } = settlement
  // A number that no caller can send, so that no number of a bureau's own stands in its way.
  const resettleNo = `by-hand/${settlementId}/${decisionNo}`
  const decision = { settlementId, decisionNo, personNo, payer, amount, grounds, decidedAt: '', callerId: caller.id }
  const years = { firstYear: year, lastYear: year, reason: grounds, applicationId: null }
  const { recalculated } = await service.ledger.recalculate({ caller, personNo, resettleNo, ...years, decision })
  const known = await findDecision(service, settlementId, decisionNo)
  if (known.payer !== payer || known.amount !== amount || known.grounds !== grounds)
    refuse('number-reused', { what: { zh: '决定编号', en: 'number of the decision' }, number: decisionNo })
  const resettlement = await posted(service.db.pool, { personNo, resettleNo })
  return { decision: shown(known), resettlement, replayed: !recalculated }
}

/** What was given by hand of a settlement, the first first. Errors: `not-found`. */
export async function readHandDecisions(service: Service, caller: Caller, id: string) {
  requireKind(caller, 'bureau', 'auditor')
  const { settlement } = await openSettlement(service, caller, id, 'hand-decisions')
  const rows = await handDecisionsOf(service.db.pool, settlement.settlementId)
  // What runs over the year gave of it is in the lines of the run.
  return { items: rows.filter(({ payer }) => isHandPayer(payer)).map(shown), nextCursor: null }
}

async function findDecision(service: Service, settlementId: string, decisionNo: string): Promise<HandDecisionRow> {
  const rows = await handDecisionsOf(service.db.pool, settlementId)
  const known = rows.find((row) => row.decisionNo === decisionNo)
  if (!known) throw new Error(`decision ${decisionNo} is not in the ledger`)
  return known
}

function isHandPayer(payer: HandDecisionRow['payer']): boolean {
  return (handPayers as readonly string[]).includes(payer)
}

function shown({ settlementId, decisionNo, payer, amount, grounds, decidedAt }: HandDecisionRow) {
  return { settlementId, decisionNo, payer, amount, grounds, decidedAt: chinaTime(new Date(decidedAt)) }
}
