import { findReversal, findSettlement, readHistory } from '../../db/ledger/history.ts'
import type { EntryRow, StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import { outcomeOf } from '../../db/ledger/stored.ts'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { decimal, yuan } from '../../domain/money.ts'
import { type Payer, payers } from '../../domain/names/payers.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireHospital, requireKind, sees } from '../callers/caller.ts'
import { enteredByIds } from '../callers/entered-by.ts'
import { requireReversible } from '../corrections/possible-correction.ts'
import type { Service } from '../service.ts'

export interface ReversalBody {
  readonly hospitalCode: string
  readonly settlementNo: string
  readonly reversalNo: string
  readonly reason: string
  readonly resettleLater?: boolean | undefined
}

export type ReversalAnswer = Awaited<ReturnType<typeof answerFor>>

/**
 * Undoes a settlement by the hospital's own number. It needs no id of ours, so that a settlement whose
 * answer was lost can be undone too. A second reversal of the same settlement answers the first again.
 *
 * Errors: `not-found`, also for another region's; `forbidden`, `correction-not-possible`, `reversal-no-reused`, `later-settlements-depend` with their list.
 */
export async function reverse(
  service: Service,
  caller: Caller,
  body: ReversalBody,
): Promise<{ reversal: ReversalAnswer; replayed: boolean }> {
  requireKind(caller, 'hospital', 'bureau')
  requireHospital(caller, body.hospitalCode)
  const { hospitalCode, settlementNo, reversalNo } = body
  const found = await findSettlement(service.db.pool, { hospitalCode, settlementNo })
  const stored = found?.settlement
  if (!stored || !sees(caller, { hospitalCode, region: stored.insuredRegion }))
    return refuse('not-found', { what: { zh: `结算编号 ${settlementNo}`, en: `settlement number ${settlementNo}` } })
  if (stored.reversed) return replay(service, stored)
  await requireReversible(service, stored)
  const { settlementId, personNo, region, year } = stored
  const { reason, resettleLater = false } = body
  const job = {
    caller,
    settlementId,
    personNo,
    region,
    year,
    hospitalCode,
    settlementNo,
    reversalNo,
    reason,
    resettleLater,
  }
  const done = await service.ledger.reverse(job)
  return { reversal: await answerFor(service, stored), replayed: !done.reversed }
}

async function replay(service: Service, stored: StoredSettlement) {
  return { reversal: await answerFor(service, stored), replayed: true }
}

/** The answer is made from the ledger both the first time and every time after, so that it cannot differ. */
async function answerFor(service: Service, stored: StoredSettlement) {
  const { hospitalCode, settlementNo, personNo, region, year } = stored
  const reversal = await findReversal(service.db.pool, { hospitalCode, settlementNo })
  if (!reversal) throw new Error(`the reversal of ${hospitalCode} ${settlementNo} is not in the ledger`)
  const history = await readHistory(service.db.pool, { personNo, region, year, lock: false })
  const entries = history.entries.filter(
    (entry) => entry.seq >= reversal.seq && entry.reversalNo === reversal.reversalNo,
  )
  const enteredBy = await enteredByIds(service, [reversal.callerId])
  const [own, ...adjustments] = untilNextReversal(entries)
  if (!own) throw new Error(`the entry of reversal ${reversal.reversalNo} is not in the ledger`)
  return {
    id: own.entryId,
    reversalNo: reversal.reversalNo,
    settlementId: reversal.settlementId,
    settlementNo: reversal.settlementNo,
    hospitalCode: reversal.hospitalCode,
    personNo: reversal.personNo,
    region: reversal.region,
    year: reversal.year,
    reason: reversal.reason,
    reversedAt: chinaTime(new Date(reversal.reversedAt)),
    enteredBy: enteredBy(reversal.callerId),
    payers: own.payers,
    total: own.total,
    adjustments: adjustments.map((entry) => adjustment(entry, history.settlements)),
  }
}

/** Another hospital may have used the same number for a reversal of its own in the same person's year. */
function untilNextReversal(entries: readonly StoredEntry[]): StoredEntry[] {
  const next = entries.findIndex((entry, at) => at > 0 && entry.kind === 'reversal')
  return next === -1 ? [...entries] : entries.slice(0, next)
}

function adjustment(entry: StoredEntry, settlements: readonly StoredSettlement[]) {
  const after = outcomeOf(entry).payers
  const settled = settlements.find((one) => one.settlementId === entry.settlementId)
  return {
    id: entry.settlementId,
    settlementNo: settled?.settlementNo ?? '',
    hospitalCode: settled?.hospitalCode ?? '',
    before: less(after, entry.payers),
    after,
    difference: entry.payers,
  }
}

function less(after: PayerAmounts, difference: EntryRow['payers']): PayerAmounts {
  const before = (payer: Payer) => yuan(decimal(after[payer]).minus(difference[payer]))
  return Object.fromEntries(payers.map((payer) => [payer, before(payer)])) as PayerAmounts
}
