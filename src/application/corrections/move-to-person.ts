import {
  findSettlementCorrection,
  insertSettlementCorrection,
  type SettlementCorrectionRow,
} from '../../db/corrections/settlement-corrections.ts'
import { findReversal, findSettlement } from '../../db/ledger/history.ts'
import type { StoredSettlement } from '../../db/ledger/rows.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { type Payer, payers } from '../../domain/names/payers.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { present } from '../../domain/shared/present.ts'
import type { Caller } from '../callers/caller.ts'
import type { Input } from '../claim/claim-input.ts'
import type { Service } from '../service.ts'
import { quoteClaim, settleClaim } from '../settlement/settle.ts'
import { isRace } from '../shared/database-errors.ts'

/** A settlement of the wrong person undone, and settled for the right one. */
export interface MovedSettlement {
  readonly reversalNo: string
  /** Of the new settlement; null in a preview. */
  readonly settlementId: string | null
  /** The correction's own number. */
  readonly settlementNo: string
  readonly personNo: string
  readonly before: PayerAmounts
  readonly after: PayerAmounts
}

type Wrong = SettlementCorrectionRow & { readonly newPersonNo: string }

/** What the right person's settlement would come to; nothing is written. Errors: as `moveToPerson`. */
export async function previewMove(
  service: Service,
  caller: Caller,
  stored: StoredSettlement,
  row: Wrong,
): Promise<MovedSettlement> {
  await requireMovable(service, stored, row)
  const { outcome } = await quoteClaim(service, caller, inputFor(stored.input, row))
  return movedOf(row, { settlementId: null, before: await stoodOf(service, stored), after: outcome.payers })
}

/**
 * The number is kept first, then the wrong settlement is reversed and the right one settled under the correction's number. Each
 * step is once, so whoever was cut off sends the same again and it goes on. Before anything is undone the claim is quoted for
 * the right person. Errors: `correction-of-reversed`, those of a claim and of a reversal.
 */
export async function moveToPerson(
  service: Service,
  caller: Caller,
  stored: StoredSettlement,
  row: SettlementCorrectionRow,
): Promise<{ readonly moved: MovedSettlement; readonly replayed: boolean }> {
  const wrong = { ...row, newPersonNo: row.newPersonNo ?? '' }
  const isNew = await keep(service, caller, stored, wrong)
  const { settlementId, personNo, region, year, hospitalCode, settlementNo } = stored
  const reversal = { settlementId, personNo, region, year, hospitalCode, settlementNo }
  const { correctionNo: reversalNo, reason } = row
  await service.ledger.reverse({ caller, ...reversal, reversalNo, reason, resettleLater: true })
  const { settlement } = await settleClaim(service, caller, inputFor(stored.input, wrong), { waits: true })
  // As it was settled then, whatever was put right of it since: sent again the answer is the first.
  const made = await findSettlement(service.db.pool, { hospitalCode, settlementNo: row.correctionNo })
  const settled = made?.entries.find(({ kind }) => kind === 'settlement')
  const after = { settlementId: settlement.id, after: present(settled, `the settlement ${row.correctionNo}`).payers }
  return { moved: movedOf(wrong, { ...after, before: await stoodOf(service, stored) }), replayed: !isNew }
}

/** What each payer bore of the wrong settlement until it was reversed, with all that was adjusted of it. */
async function stoodOf(service: Service, { settlementId }: StoredSettlement): Promise<PayerAmounts> {
  const found = present(await findSettlement(service.db.pool, { settlementId }), `settlement ${settlementId}`)
  const stood = found.entries.filter(({ kind }) => kind !== 'reversal')
  const of = (payer: Payer) => yuan(sum(stood.map((entry) => decimal(entry.payers[payer]))))
  return Object.fromEntries(payers.map((payer) => [payer, of(payer)])) as PayerAmounts
}

/** False where it was kept before. */
async function keep(service: Service, caller: Caller, stored: StoredSettlement, wrong: Wrong): Promise<boolean> {
  if (await findSettlementCorrection(service.db.pool, wrong)) return false
  await requireMovable(service, stored, wrong)
  await quoteClaim(service, caller, inputFor(stored.input, wrong))
  try {
    await withTransaction(service.db.pool, (client) => insertSettlementCorrection(client, wrong))
    return true
  } catch (error) {
    if (isRace(error)) return false
    throw error
  }
}

async function requireMovable(service: Service, stored: StoredSettlement, wrong: Wrong): Promise<void> {
  const { settlementNo, hospitalCode, correctionNo, newPersonNo } = wrong
  if (stored.reversed) refuse('correction-of-reversed', { settlementNo })
  if (newPersonNo === stored.personNo) refuse('correction-same-person', { personNo: newPersonNo, settlementNo })
  const used = await findSettlement(service.db.pool, { hospitalCode, settlementNo: correctionNo })
  const reversed = await findReversal(service.db.pool, { hospitalCode, reversalNo: correctionNo })
  if (used || reversed) refuse('correction-number-reused', { number: correctionNo })
}

const inputFor = (input: Input, { newPersonNo, correctionNo }: Wrong) => ({
  ...input,
  personNo: newPersonNo,
  settlementNo: correctionNo,
})

function movedOf(
  { correctionNo, newPersonNo }: Wrong,
  made: Pick<MovedSettlement, 'settlementId' | 'before' | 'after'>,
): MovedSettlement {
  return { reversalNo: correctionNo, settlementNo: correctionNo, personNo: newPersonNo, ...made }
}
