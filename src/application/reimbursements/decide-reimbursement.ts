import type pg from 'pg'
import { findSettlement } from '../../db/ledger/history.ts'
import {
  checkReimbursementRow,
  endReimbursementRow,
  findReimbursement,
  listContentsOfPerson,
  lockReimbursement,
  type StoredReimbursement,
} from '../../db/reimbursements/reimbursements.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { SettlementOutcome } from '../../domain/adjudication/types.ts'
import type { PlaceOfCare } from '../../domain/claim/overlaps.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { type PaperKind, paperKindNames } from '../../domain/reimbursements/reimbursement-names.ts'
import { type Caller, ofRegion, requireKind } from '../callers/caller.ts'
import type { HandedInBill } from '../ledger/commands.ts'
import type { Service } from '../service.ts'
import { billNameOf } from '../settlement/prepare.ts'
import { quoteOfBill } from '../settlement/settle.ts'
import { answerOf, type SettlementAnswer } from '../settlement/settlement-answer.ts'
import { sha256 } from '../shared/hash.ts'
import { type HandedIn, handedInOf } from './handed-in.ts'
import { type ShownReimbursement, shownReimbursement } from './reimbursement-answer.ts'
import {
  approving,
  checking,
  refuseStanding,
  refusing,
  reimbursementNotFound,
  withdrawing,
} from './reimbursement-status.ts'

export interface DecidedReimbursement {
  readonly reimbursement: ShownReimbursement
  readonly replayed: boolean
}

/** With what is warned about, for whoever decides: of a bill that is checked as its approval would be now. */
export interface ReviewedReimbursement extends DecidedReimbursement {
  /** Null where its approval would be refused; its quote says why. */
  readonly warnings: SettlementOutcome['warnings'] | null
}

/**
 * Somebody has looked at the papers: they are here, or the file of the paper is named.
 * Errors: `forbidden`, `not-found`, `reimbursement-status`, `papers-missing`.
 */
export async function checkReimbursement(
  service: Service,
  caller: Caller,
  { id, findings = null }: { readonly id: string; readonly findings?: string | null | undefined },
): Promise<ReviewedReimbursement> {
  const decided = await step(service, caller, id, async (client, row, at) => {
    if (row.status === 'checked') return true
    if (row.status !== 'received') refuseStanding(row, checking)
    refuseWithoutPapers(row)
    await checkReimbursementRow(client, { id, at, callerId: caller.id, findings })
    return false
  })
  return { ...decided, warnings: await foreseen(service, caller, id) }
}

async function foreseen(service: Service, caller: Caller, id: string): Promise<ReviewedReimbursement['warnings']> {
  const { input, handedIn } = await billOf(service, await open(service, caller, id, 'bureau'))
  try {
    return (await quoteOfBill(service, caller, input, handedIn)).outcome.warnings
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function refuseWithoutPapers({ papers, content, reimbursementNo }: StoredReimbursement): void {
  const { archiveNo, proof } = handedInOf(content)
  if (archiveNo !== null) return
  const needed: readonly PaperKind[] = proof ? ['invoice', 'insurance-statement'] : ['invoice']
  const missing = needed.find((kind) => !papers.some((paper) => paper.kind === kind))
  if (missing) refuse('papers-missing', { reimbursementNo, papers: paperKindNames[missing], kind: missing })
}

/** Errors: `forbidden`, `not-found`, `reimbursement-status`. */
export function endReimbursement(
  service: Service,
  caller: Caller,
  { id, to, reason }: { readonly id: string; readonly to: 'refused' | 'withdrawn'; readonly reason: string },
): Promise<DecidedReimbursement> {
  return step(service, caller, id, async (client, row, at) => {
    if (row.status === to) return true
    if (row.status !== 'received' && row.status !== 'checked')
      refuseStanding(row, to === 'refused' ? refusing : withdrawing)
    await endReimbursementRow(client, { id, at, callerId: caller.id, findings: reason, status: to })
    return false
  })
}

async function step(
  service: Service,
  caller: Caller,
  id: string,
  /** Answers whether it was done before. */
  take: (client: pg.PoolClient, row: StoredReimbursement, at: string) => Promise<boolean>,
): Promise<DecidedReimbursement> {
  requireKind(caller, 'bureau')
  const replayed = await withTransaction(service.db.pool, async (client) => {
    const row = ofRegion(caller, await lockReimbursement(client, id)) ?? reimbursementNotFound(id)
    return take(client, row, service.clock().toISOString())
  })
  return { reimbursement: await reread(service, id), replayed }
}

async function reread(service: Service, id: string): Promise<ShownReimbursement> {
  return shownReimbursement((await findReimbursement(service.db.pool, { id })) as StoredReimbursement)
}

/**
 * A second pair of eyes: the bill is settled under the law of its own day and posted, all of its aid to the person, or nothing is.
 * Errors: `forbidden`, `not-found`, `reimbursement-status`, `second-pair-of-eyes`; those of a settlement.
 */
export async function approveReimbursement(
  service: Service,
  caller: Caller,
  id: string,
): Promise<ReviewedReimbursement> {
  const row = await open(service, caller, id, 'bureau')
  if (row.status === 'approved') return settledBill(service, id, true)
  if (row.status !== 'checked') refuseStanding(row, approving)
  if ([row.receivedBy, row.checkedBy].includes(caller.id)) refuse('second-pair-of-eyes', { what: nameOf(row) })
  const { input, handedIn } = await billOf(service, row)
  const inputHash = sha256(JSON.stringify(input))
  const job = { personNo: input.personNo, caller, input, inputHash, handedIn }
  const { posted } = await service.ledger.settle(job, { waits: true })
  return settledBill(service, id, posted === null)
}

async function settledBill(service: Service, id: string, replayed: boolean): Promise<ReviewedReimbursement> {
  const reimbursement = await reread(service, id)
  const found = reimbursement.settlement && (await findSettlement(service.db.pool, reimbursement.settlement))
  return { reimbursement, replayed, warnings: found?.settlement.outcome.warnings ?? null }
}

function nameOf({ reimbursementNo }: StoredReimbursement): Bilingual {
  return { zh: `手工报销 ${reimbursementNo}`, en: `reimbursement ${reimbursementNo}` }
}

async function billOf(service: Service, row: StoredReimbursement) {
  const { input, hospital, proof } = handedInOf(row.content)
  const { name: _, designated, ...known } = hospital
  const bills = (await listContentsOfPerson(service.db.pool, input.personNo)).map(handedInOf)
  // An emergency is taken wherever it was (000000/G8).
  const handedIn: HandedInBill = {
    reimbursementId: row.id,
    hospital: { ...known, designated: designated || input.emergency },
    careAt: placeOf({ input, hospital }),
    careOfOthers: new Map(bills.map((bill) => [billNameOf(bill.input), placeOf(bill)])),
    hasStatement: proof !== null,
  }
  return { input, handedIn }
}

function placeOf({ input, hospital }: Pick<HandedIn, 'input' | 'hospital'>): PlaceOfCare {
  const { hospitalCode, name } = hospital
  return { code: hospitalCode === input.hospitalCode ? null : hospitalCode, name }
}

/** What its approval would come to now; of one that is settled, see its settlement. Errors: as `approveReimbursement`. */
export async function quoteReimbursement(
  service: Service,
  caller: Caller,
  id: string,
  language: Language,
): Promise<SettlementAnswer> {
  const row = await open(service, caller, id, 'bureau', 'auditor')
  if (row.status !== 'received' && row.status !== 'checked') refuseStanding(row, approving)
  const { input, handedIn } = await billOf(service, row)
  return answerOf(await quoteOfBill(service, caller, input, handedIn), language)
}

async function open(service: Service, caller: Caller, id: string, ...kinds: Caller['kind'][]) {
  requireKind(caller, ...kinds)
  return ofRegion(caller, await findReimbursement(service.db.pool, { id })) ?? reimbursementNotFound(id)
}
