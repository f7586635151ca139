import { uuidv7 } from 'uuidv7'
import { findSettlementCorrection, type SettlementCorrectionRow } from '../../db/corrections/settlement-corrections.ts'
import { correctedShape } from '../../db/ledger/corrected-shape.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import type { StoredSettlement } from '../../db/ledger/rows.ts'
import { shaped } from '../../db/shared/shape.ts'
import { withTransaction } from '../../db/transaction.ts'
import { asCorrected } from '../../domain/adjudication/corrected.ts'
import type { AidTakenBack, CorrectedVisit, Debtor } from '../../domain/adjudication/corrected-visit.ts'
import { checkClaim } from '../../domain/claim/check-claim.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import { claimOf } from '../claim/claim-input.ts'
import { planYears, requireOwn } from '../recalculation/plan-recalculation.ts'
import { posted, previewed, type RecalculationResult } from '../recalculation/recalculation-answer.ts'
import type { Service } from '../service.ts'
import { sha256 } from '../shared/hash.ts'
import { requireCorrected } from './counted-correction.ts'
import { type MovedSettlement, moveToPerson, previewMove } from './move-to-person.ts'
import { requirePossible } from './possible-correction.ts'
import { type ShownSettlementCorrection, shownSettlementCorrection } from './read-settlement-corrections.ts'

/** As a body has it, where what is left out may be there and say nothing. */
type Given<T> = T extends object ? { readonly [Name in keyof T]?: Given<T[Name]> | undefined } : T

export interface SettlementCorrectionAsked {
  readonly hospitalCode: string
  readonly settlementNo: string
  /** The bureau's own number; the same again answers the first time. */
  readonly correctionNo: string
  readonly reason: string
  readonly changes: Given<Omit<CorrectedVisit, 'takenBack'>> & {
    /** Whom the others have paid, where what others paid changes. */
    readonly paidTo?: Debtor | undefined
    readonly takenBack?: Omit<AidTakenBack, 'no'> | undefined
    readonly personNo?: string | undefined
  }
}

export interface SettlementCorrected {
  readonly correction: ShownSettlementCorrection
  /** What it changed of this settlement and those after it; null where the settlement was another person's. */
  readonly resettlement: RecalculationResult | null
  readonly moved: MovedSettlement | null
  readonly replayed: boolean
}

/**
 * Puts right what a settlement was given wrongly or late, once a number: it is recomputed under the law of its day, later
 * settlements of the year with it, and the differences are posted as adjustments. Of the wrong person it is reversed and settled
 * for the right one.
 *
 * Errors: `forbidden`, `not-found`, `correction-of-reversed`, `correction-not-possible`, `correction-exceeds-aid`, `correction-number-reused`, those of
 * a claim and of a recalculation.
 */
export async function correctSettlement(
  service: Service,
  caller: Caller,
  asked: SettlementCorrectionAsked,
): Promise<SettlementCorrected> {
  const stored = await settlementAsked(service, caller, asked)
  const known = await findSettlementCorrection(service.db.pool, keyOf(stored, asked))
  if (known) return answer(service, caller, stored, requireSame(known, asked), true)
  const row = rowOf(service, caller, stored, asked)
  await requirePossible(service, row)
  if (row.newPersonNo !== null) {
    const { replayed, moved } = await moveToPerson(service, caller, stored, row)
    return { ...(await shownOf(service, stored, asked)), resettlement: null, moved, replayed }
  }
  checkChanges(stored, row)
  const { recalculated } = await service.ledger.recalculate({ caller, ...jobOf(row), correction: row })
  const written = await findSettlementCorrection(service.db.pool, row)
  if (!written) throw new Error(`correction ${row.correctionNo} is not in the ledger`)
  return answer(service, caller, stored, requireSame(written, asked), !recalculated)
}

/** What it would post, or under a number that is posted, what it has; nothing is written. Errors: as `correctSettlement`. */
export async function previewSettlementCorrection(
  service: Service,
  caller: Caller,
  asked: SettlementCorrectionAsked,
): Promise<Omit<SettlementCorrected, 'correction' | 'replayed'>> {
  const stored = await settlementAsked(service, caller, asked)
  const known = await findSettlementCorrection(service.db.pool, keyOf(stored, asked))
  if (known) {
    const { resettlement, moved } = await answer(service, caller, stored, requireSame(known, asked), true)
    return { resettlement, moved }
  }
  const row = rowOf(service, caller, stored, asked)
  await requirePossible(service, row)
  if (row.newPersonNo !== null)
    return {
      resettlement: null,
      moved: await previewMove(service, caller, stored, { ...row, newPersonNo: row.newPersonNo }),
    }
  checkChanges(stored, row)
  const { personNo, resettleNo, firstYear, lastYear, reason } = jobOf(row)
  const cause = { kind: 'resettle', no: resettleNo, at: row.correctedAt, callerId: caller.id } as const
  const resettlement = await withTransaction(
    service.db.pool,
    async (client) => {
      const span = { personNo, firstYear, lastYear }
      const years = await planYears(service.ledger, client, span, cause, { lock: false, correction: row })
      requireCorrected(row, years)
      requireOwn(caller, years)
      return previewed(span, years, { resettleNo: null, reason })
    },
    { snapshot: true },
  )
  return { resettlement, moved: null }
}

async function settlementAsked(
  service: Service,
  caller: Caller,
  { hospitalCode, settlementNo }: Pick<SettlementCorrectionAsked, 'hospitalCode' | 'settlementNo'>,
): Promise<StoredSettlement> {
  requireKind(caller, 'bureau')
  const found = await findSettlement(service.db.pool, { hospitalCode, settlementNo })
  if (found && coversRegion(caller.region, found.settlement.insuredRegion)) return found.settlement
  return refuse('not-found', { what: { zh: `结算编号 ${settlementNo}`, en: `settlement number ${settlementNo}` } })
}

const keyOf = ({ settlementId }: StoredSettlement, { correctionNo }: SettlementCorrectionAsked) => ({
  settlementId,
  correctionNo,
})

const hashOf = (asked: SettlementCorrectionAsked) => sha256(canonical(asked))

function requireSame(known: SettlementCorrectionRow, asked: SettlementCorrectionAsked): SettlementCorrectionRow {
  if (known.inputHash !== hashOf(asked)) refuse('correction-number-reused', { number: known.correctionNo })
  return known
}

function rowOf(
  service: Service,
  caller: Caller,
  stored: StoredSettlement,
  asked: SettlementCorrectionAsked,
): SettlementCorrectionRow {
  const { hospitalCode, settlementNo, correctionNo, reason } = asked
  const { paidTo = null, takenBack, personNo = null, ...changes } = asked.changes
  if (stored.reversed && personNo === null) refuse('correction-of-reversed', { settlementNo })
  return {
    ...{ id: uuidv7(), settlementId: stored.settlementId, correctionNo, personNo: stored.personNo, year: stored.year },
    ...{ insuredRegion: stored.insuredRegion, hospitalCode, settlementNo, paidTo, newPersonNo: personNo, reason },
    changes: { ...plain(changes), ...(takenBack ? { takenBack: [{ no: correctionNo, ...takenBack }] } : {}) },
    ...{ inputHash: hashOf(asked), correctedAt: service.clock().toISOString(), callerId: caller.id },
  }
}

/** Only what was said, as it is stored. */
function plain(changes: Given<CorrectedVisit>): CorrectedVisit {
  const said = (of: object) => Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))
  const parts = Object.entries(said(changes)).map(([name, value]) => [
    name,
    typeof value === 'object' ? said(value) : value,
  ])
  return shaped('a correction', correctedShape, Object.fromEntries(parts))
}

/** The claim must agree with itself as it is put right. */
function checkChanges({ input, facts }: StoredSettlement, { changes }: SettlementCorrectionRow): void {
  checkClaim(asCorrected(claimOf(input), { ...facts, corrected: changes }).claim)
}

/** A number that no caller can send, so that no number of a bureau's own stands in its way. */
export const numberOfCorrection = ({
  settlementId,
  correctionNo,
}: Pick<SettlementCorrectionRow, 'settlementId' | 'correctionNo'>) => `correction/${settlementId}/${correctionNo}`

function jobOf(row: SettlementCorrectionRow) {
  const { personNo, year, reason } = row
  return { personNo, resettleNo: numberOfCorrection(row), firstYear: year, lastYear: year, reason, applicationId: null }
}

async function answer(
  service: Service,
  caller: Caller,
  stored: StoredSettlement,
  row: SettlementCorrectionRow,
  replayed: boolean,
): Promise<SettlementCorrected> {
  const correction = shownSettlementCorrection(row)
  if (row.newPersonNo !== null) {
    const { moved } = await moveToPerson(service, caller, stored, row)
    return { correction, resettlement: null, moved, replayed }
  }
  const resettlement = await posted(service.db.pool, { personNo: row.personNo, resettleNo: numberOfCorrection(row) })
  return { correction, resettlement, moved: null, replayed }
}

async function shownOf(service: Service, stored: StoredSettlement, asked: SettlementCorrectionAsked) {
  const written = await findSettlementCorrection(service.db.pool, keyOf(stored, asked))
  if (!written) throw new Error(`correction ${asked.correctionNo} is not stored`)
  return { correction: shownSettlementCorrection(requireSame(written, asked)) }
}
