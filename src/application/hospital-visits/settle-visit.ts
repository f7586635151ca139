import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { standingLines } from '../../db/hospital-visits/fee-lines.ts'
import { findMessage } from '../../db/hospital-visits/messages.ts'
import {
  insertQuote,
  insertSettling,
  latestQuote,
  latestSettling,
  settlingOf,
} from '../../db/hospital-visits/settlement-attempts.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import type { StoredSettlement } from '../../db/ledger/rows.ts'
import { numberState, voidNumber } from '../../db/settlement/void-number.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { shownSettlement } from '../settlement/find-settlements.ts'
import { quote, settle } from '../settlement/settle.ts'
import type { SettlementAnswer } from '../settlement/settlement-answer.ts'
import { asRefusal, isRace } from '../shared/database-errors.ts'
import { requireUnsettled, standingSettlement } from './active-settlement.ts'
import { type About, type Answered, answeredBefore, keep, type Message } from './messages.ts'
import { inTurn } from './one-at-a-time.ts'
import { inOneTransaction } from './transaction.ts'
import { heldVisit, readVisit, type Visit } from './visit.ts'
import { type Asked, claimOfVisit } from './visit-claim.ts'
import { whatChanged } from './what-changed.ts'

export interface SettledVisit {
  readonly settlement: SettlementAnswer
  readonly visit: Visit
  readonly medType: string
  readonly warning: string | null
  readonly refmsgid: string
  readonly replayed: boolean
}

/** What the visit would come out as now (2206, 2303). Writes no money; remembers what it said. */
export async function quoteVisit(service: Service, caller: Caller, asked: Asked) {
  const visit = await readVisit(service, caller, asked.key)
  await requireUnsettled(service.db.pool, visit)
  const lines = await standingLines(service.db.pool, visit.mdtrtId)
  const { body, medType } = await claimOfVisit(service, visit, asked, lines, { settlementNo: null })
  const settlement = await quote(service, caller, body, 'zh')
  const { mdtrtId } = visit
  await insertQuote(service.db.pool, { mdtrtId, id: uuidv7(), answer: settlement, quotedAt: service.clock() })
  return { settlement, visit, medType }
}

/**
 * Settles a visit under the number of the message that asks for it (2207, 2304).
 *
 * A visit is settled once: the same discharge under another number is answered with the settlement that stands. Two
 * processes are kept apart by the database: a message that sets out after another makes the number of the other void,
 * or finds that it has settled.
 *
 * Errors: `message-reused`; `message-undone` after a 2601; `visit-settled` by another content;
 * those of `claimOfVisit` and `settle`.
 */
export async function settleVisit(
  service: Service,
  caller: Caller,
  message: Message,
  asked: Asked,
): Promise<SettledVisit> {
  return inTurn(asked.key.mdtrtId, async () => {
    const known = await answeredBefore(service, message)
    if (known) return replay(service, caller, asked, known, settledAs(known, message))
    return (await unanswered(service, caller, message, asked)) ?? settleAnew(service, caller, message, asked)
  })
}

function settledAs({ output }: Answered, { msgid }: Message): string {
  return keptOf(output).settlementNo ?? msgid
}

/** It was settled, and the process ended before it could say so. */
async function unanswered(
  service: Service,
  caller: Caller,
  message: Message,
  asked: Asked,
): Promise<SettledVisit | null> {
  const { hospitalCode, msgid } = message
  const state = await numberState(service.db.pool, { hospitalCode, settlementNo: msgid })
  if (state === 'void') return refuse('message-undone', { msgid })
  const begun = state === 'settled' ? await settlingOf(service.db.pool, message) : null
  if (!begun) return null
  if (!begun.bodyHash.equals(message.hash)) return refuse('message-reused', { msgid, infno: message.infno })
  return told(service, caller, message, asked, msgid)
}

async function settleAnew(service: Service, caller: Caller, message: Message, asked: Asked): Promise<SettledVisit> {
  const visit = await readVisit(service, caller, asked.key)
  const earlier = await begin(service, caller, message, asked, visit)
  if (earlier) return told(service, caller, message, asked, earlier.settlementNo)
  const lines = await standingLines(service.db.pool, visit.mdtrtId)
  const { body } = await claimOfVisit(service, visit, asked, lines, { settlementNo: message.msgid })
  await settle(service, caller, body, 'zh')
  return told(service, caller, message, asked, message.msgid)
}

/**
 * Sets out to settle the visit. Answers the settlement that already stands for the very same content.
 * What cannot be settled at all is refused first, so that it leaves no mark.
 */
async function begin(
  service: Service,
  caller: Caller,
  message: Message,
  asked: Asked,
  visit: Visit,
): Promise<StoredSettlement | null> {
  const standing = await standingSettlement(service.db.pool, visit.mdtrtId)
  if (!standing) await refuseUnsettleable(service, caller, message, asked, visit)
  return inOneTransaction(service, async (client) => {
    await heldVisit(client, caller, asked.key)
    const last = await latestSettling(client, visit.mdtrtId)
    if (last && last.msgid !== message.msgid) {
      const { hospitalCode, msgid: settlementNo } = last
      await voidNumber(client, { hospitalCode, settlementNo, personNo: visit.personNo })
      const settled = await standingSettlement(client, visit.mdtrtId)
      if (settled) return sameContent(last.bodyHash, message, visit, settled)
    }
    await enter(client, service, message, visit, (last?.round ?? 0) + 1)
    return null
  })
}

async function refuseUnsettleable(
  service: Service,
  caller: Caller,
  { msgid }: Message,
  asked: Asked,
  visit: Visit,
): Promise<void> {
  const lines = await standingLines(service.db.pool, visit.mdtrtId)
  const { body } = await claimOfVisit(service, visit, asked, lines, { settlementNo: msgid })
  await quote(service, caller, body, 'zh')
}

function sameContent(hash: Buffer, message: Message, visit: Visit, settled: StoredSettlement): StoredSettlement {
  if (hash.equals(message.hash)) return settled
  const undoneBy = visit.setting === 'inpatient' ? '2305' : '2208'
  return refuse('visit-settled', { mdtrtId: visit.mdtrtId, msgid: settled.settlementNo, undoneBy })
}

async function enter(client: pg.PoolClient, service: Service, message: Message, { mdtrtId }: Visit, round: number) {
  const { hospitalCode, msgid, hash } = message
  await insertSettling(client, { mdtrtId, round, hospitalCode, msgid, bodyHash: hash, begunAt: service.clock() })
}

/** The first answer: kept beside the message, with what changed since the visit was quoted. */
async function told(
  service: Service,
  caller: Caller,
  message: Message,
  asked: Asked,
  settlementNo: string,
): Promise<SettledVisit> {
  const { mdtrtId, personNo } = asked.key
  const found = await settlementUnder(service, message.hospitalCode, settlementNo)
  const quoted = await latestQuote(service.db.pool, mdtrtId)
  const warning = quoted && whatChanged(quoted.answer as SettlementAnswer, found)
  const output = JSON.stringify({ settlementNo, medType: asked.medType } satisfies Kept)
  const about: About = { personNo, mdtrtId }
  await keep(service, caller, service.db.pool, message, { output, warning, ...about }).catch((error: unknown) => {
    // Another copy of the message has said so already.
    if (!isRace(error)) throw asRefusal(error)
  })
  return answer(service, caller, asked, found, {
    warning,
    refmsgid: message.refmsgid,
    replayed: settlementNo !== message.msgid,
  })
}

async function replay(
  service: Service,
  caller: Caller,
  asked: Asked,
  { warning, refmsgid }: Answered,
  settlementNo: string,
): Promise<SettledVisit> {
  const found = await settlementUnder(service, caller.hospitalCode ?? '', settlementNo)
  return answer(service, caller, asked, found, { warning, refmsgid, replayed: true })
}

async function answer(
  service: Service,
  caller: Caller,
  asked: Asked,
  settlement: SettlementAnswer,
  rest: Pick<SettledVisit, 'warning' | 'refmsgid' | 'replayed'>,
): Promise<SettledVisit> {
  const visit = await readVisit(service, caller, asked.key)
  return { settlement, visit, medType: asked.medType ?? visit.medType ?? '', ...rest }
}

/** Errors: `message-undone` when it was reversed: a late copy of the message must not pass for a settlement. */
async function settlementUnder(
  service: Service,
  hospitalCode: string,
  settlementNo: string,
): Promise<SettlementAnswer> {
  const found = await findSettlement(service.db.pool, { hospitalCode, settlementNo })
  if (!found || found.settlement.reversed) return refuse('message-undone', { msgid: settlementNo })
  return shownSettlement(found.settlement, 'zh')
}

/** What is kept of an answer that is made from the ledger each time. */
export interface Kept {
  readonly settlementNo?: string
  readonly medType?: string | null
  /** Of an undone settlement: what was left of each limit then. */
  readonly left?: Readonly<Record<string, string | null>>
}

export function keptOf(output: string | null): Kept {
  return JSON.parse(output ?? '{}') as Kept
}

/** The kind of visit that a settlement was asked for with. */
export async function medTypeOf(service: Service, visit: Visit, settlementNo: string): Promise<string> {
  const row = await findMessage(service.db.pool, { hospitalCode: visit.hospitalCode, msgid: settlementNo })
  return keptOf(row?.output ?? null).medType ?? visit.medType ?? ''
}
