import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { findMessage } from '../../db/hospital-visits/messages.ts'
import { insertQuote, latestQuote } from '../../db/hospital-visits/quotes.ts'
import { readToSettle } from '../../db/hospital-visits/read-to-settle.ts'
import {
  attemptOf,
  insertAttempt,
  type MessageOperator,
  noteRefused,
  type SettlementAttempt,
} from '../../db/hospital-visits/settlement-attempts.ts'
import { lockVisitRow } from '../../db/hospital-visits/visits.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import { voidNumber } from '../../db/settlement/void-number.ts'
import { each, maybe, members, shaped, text } from '../../db/shared/shape.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { shownSettlement } from '../settlement/find-settlements.ts'
import { checkedClaim, quoteOfVisit, settle } from '../settlement/settle.ts'
import type { SettlementAnswer } from '../settlement/settlement-answer.ts'
import { refuseSettled, supersede } from './active-settlement.ts'
import { type HospitalMessage, isOf, keep, requireSame } from './messages.ts'
import { partWords } from './midway.ts'
import { inTurn } from './one-at-a-time.ts'
import { inOneTransaction } from './transaction.ts'
import { type HospitalVisit, ownVisit } from './visit.ts'
import { claimOfVisit, type SettleAsked, type VisitClaim } from './visit-claim.ts'
import { whatChanged } from './what-changed.ts'

export type { MessageOperator }

export interface SettledHospitalVisit {
  readonly settlement: SettlementAnswer
  readonly visit: HospitalVisit
  readonly medType: string
  readonly warning: string | null
  /** Which part of a stay it is of, where it is not the whole. */
  readonly part: string | null
  readonly refmsgid: string
  readonly replayed: boolean
}

/** What the visit would come out as now (2206, 2303). Writes no money; remembers what it said. */
export async function quoteHospitalVisit(service: Service, caller: Caller, asked: SettleAsked) {
  const { pool } = service.db
  const read = await readToSettle(pool, { ...asked.key, hospitalCode: caller.hospitalCode ?? '', msgid: '' })
  const visit = ownVisit(read.visit, caller, asked.key)
  const last = read.attempt
  if (last?.state === 'settled' && last.midwayUntil === null) refuseSettled(visit, last.msgid)
  const { body, medType, until } = claimOfVisit(service, visit, asked, read, { settlementNo: null })
  const settlement = await quoteOfVisit(service, caller, body, 'zh')
  const { mdtrtId } = visit
  await insertQuote(pool, { mdtrtId, id: uuidv7(), answer: settlement, quotedAt: service.clock() })
  return { settlement, visit, medType, part: partWords(visit, until) }
}

/** Either what is to be settled, or the number under which it was. */
type Begun =
  | {
      readonly settlementNo: string
      readonly warning: string | null
      readonly refmsgid: string
      readonly visit: HospitalVisit
    }
  | { readonly claim: VisitClaim; readonly round: number; readonly quoted: unknown; readonly visit: HospitalVisit }

/**
 * Settles a visit under the number of the message that asks for it (2207, 2304).
 *
 * What it needs is read once, under the visit's lock, and an attempt is written there: from then until it has settled or
 * was refused, nothing else may be told of the visit, so no fee line is accepted and missing. A visit is settled once:
 * the same discharge under another number is answered with the settlement that is active.
 *
 * Errors: `message-reused`; `message-undone` after a 2601; `visit-settled` by another content; `visit-being-settled`;
 * those of `claimOfVisit` and `settle`, after which nothing of the message is left.
 */
export async function settleHospitalVisit(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  asked: SettleAsked,
): Promise<SettledHospitalVisit> {
  return inTurn(asked.key.mdtrtId, async () => {
    const begun = await inOneTransaction(service, (client) => begin(service, caller, client, message, asked))
    if ('claim' in begun) return settleNow(service, caller, message, begun)
    return replay(service, asked, begun, message.hospitalCode)
  })
}

async function begin(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  message: HospitalMessage,
  asked: SettleAsked,
): Promise<Begun> {
  await lockVisitRow(client, asked.key.mdtrtId)
  const read = await readToSettle(client, { ...asked.key, hospitalCode: message.hospitalCode, msgid: message.msgid })
  const visit = ownVisit(read.visit, caller, asked.key)
  if (read.message) {
    const { refmsgid, warning, output } = read.message
    requireSame(read.message, message)
    return { settlementNo: keptAnswerOf(output).settlementNo ?? message.msgid, warning, refmsgid, visit }
  }
  const last = read.attempt
  const active = last && (await activeOf(service, client, message, { visit, last, asked }))
  if (active) return keptUnder(service, caller, client, message, asked, { active, visit })
  const claim = claimOfVisit(service, visit, asked, read, { settlementNo: message.msgid })
  checkedClaim(service, caller, claim.body)
  const round = (last?.round ?? 0) + 1
  const { until } = claim
  await insertAttempt(
    client,
    newAttempt(service, message, asked, { mdtrtId: visit.mdtrtId, round, midwayUntil: until }),
  )
  return { claim, round, quoted: read.quoted, visit }
}

/** The attempt whose settlement is active; null where the visit may be settled. */
async function activeOf(
  service: Service,
  client: pg.PoolClient,
  message: HospitalMessage,
  { visit, last, asked }: { visit: HospitalVisit; last: SettlementAttempt; asked: SettleAsked },
): Promise<SettlementAttempt | null> {
  if (last.msgid === message.msgid) {
    if (last.state === 'void') refuse('message-undone', { msgid: message.msgid })
    return null
  }
  const settled =
    last.state === 'settled' || (last.state === 'open' && (await supersede(client, visit, last)) === 'settled')
  if (!settled) return null
  if (last.midwayUntil !== null) return isSamePart(service, message, asked, last) ? last : null
  return isOf(message, last.bodyHash) ? last : refuseSettled(visit, last.msgid)
}

/** A part of a stay is the same where it ends on the same day; a message that names no day means the day on which it comes. */
function isSamePart(
  { clock }: Service,
  message: HospitalMessage,
  { isMidway, endedAt }: SettleAsked,
  { bodyHash, midwayUntil: until }: SettlementAttempt,
): boolean {
  return isMidway && isOf(message, bodyHash) && (endedAt !== null || until === chinaDay(clock()))
}

/**
 * The same discharge came under another number: it is answered as the first was, from now on. The number itself can never settle;
 * where a 2601 has made it void before, whoever sent that was told that nothing stands, so the late copy is refused.
 */
async function keptUnder(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  message: HospitalMessage,
  asked: SettleAsked,
  { active, visit }: { readonly active: SettlementAttempt; readonly visit: HospitalVisit },
): Promise<Begun> {
  const { personNo, mdtrtId } = asked.key
  const number = { hospitalCode: message.hospitalCode, settlementNo: message.msgid, personNo }
  if ((await voidNumber(client, number)) === 'void') refuse('message-undone', { msgid: message.msgid })
  const output = JSON.stringify({ settlementNo: active.msgid, medType: asked.medType } satisfies KeptAnswer)
  await keep(service, caller, client, message, { output, warning: null, personNo, mdtrtId })
  return { settlementNo: active.msgid, warning: null, refmsgid: message.refmsgid, visit }
}

function newAttempt(
  service: Service,
  { hospitalCode, msgid, infno, hash, refmsgid }: HospitalMessage,
  { medType, note, endedAt, isMidway, setting, operator }: SettleAsked,
  at: Pick<SettlementAttempt, 'mdtrtId' | 'round' | 'midwayUntil'>,
): SettlementAttempt {
  const begunAt = service.clock()
  const ended = { endedAt: setting === 'inpatient' && !isMidway ? endedAt : null }
  return {
    ...at,
    hospitalCode,
    msgid,
    infno,
    bodyHash: hash,
    refmsgid,
    medType,
    note,
    ...operator,
    ...ended,
    begunAt,
    state: 'open',
  }
}

async function settleNow(
  service: Service,
  caller: Caller,
  { refmsgid }: HospitalMessage,
  { claim, round, quoted, visit }: Extract<Begun, { claim: unknown }>,
): Promise<SettledHospitalVisit> {
  const { body, medType, until } = claim
  try {
    const { settlement } = await settle(service, caller, body, 'zh')
    const warning = quoted === null ? null : whatChanged(quoted as SettlementAnswer, settlement)
    const part = partWords(visit, until)
    return { settlement, visit, medType, warning, part, refmsgid, replayed: false }
  } catch (error) {
    // Whoever does not know whether it was written must not say that it was not.
    if (error instanceof Refusal && error.code !== 'database-unavailable')
      await noteRefused(service.db.pool, { mdtrtId: visit.mdtrtId, round }, service.clock()).catch(() => undefined)
    throw error
  }
}

/** Errors: `message-undone` when it was reversed: a late copy of the message must not pass for a settlement. */
async function replay(
  service: Service,
  asked: SettleAsked,
  { settlementNo, warning, refmsgid, visit }: Extract<Begun, { settlementNo: string }>,
  hospitalCode: string,
): Promise<SettledHospitalVisit> {
  const { pool } = service.db
  const found = await findSettlement(pool, { hospitalCode, settlementNo })
  if (!found || found.settlement.reversed) return refuse('message-undone', { msgid: settlementNo })
  const settlement = shownSettlement(found.settlement, 'zh')
  const attempt = await attemptOf(pool, { hospitalCode, msgid: settlementNo })
  const quoted = attempt && (await latestQuote(pool, { mdtrtId: visit.mdtrtId, until: attempt.begunAt }))
  const changed = quoted ? whatChanged(quoted as SettlementAnswer, settlement) : null
  const medType = asked.medType ?? visit.medType ?? ''
  const part = partWords(visit, attempt?.midwayUntil ?? null)
  return { settlement, visit, medType, warning: warning ?? changed, part, refmsgid, replayed: true }
}

/** What is kept of an answer that is made from the ledger each time. */
export interface KeptAnswer {
  readonly settlementNo?: string
  readonly medType?: string | null
  /** Of an undone settlement: what was left of each limit then. */
  readonly left?: Readonly<Record<string, string | null>>
}

const keptShape = members<KeptAnswer>({}, { settlementNo: text, medType: maybe(text), left: each(maybe(text)) })

export function keptAnswerOf(output: string | null): KeptAnswer {
  return shaped('nhsa_messages.output', keptShape, JSON.parse(output ?? '{}'))
}

/** Who sent the message that a settlement was asked for with, as it said itself. */
export async function operatorOf(
  service: Service,
  of: { readonly hospitalCode: string; readonly msgid: string },
): Promise<MessageOperator> {
  return (await attemptOf(service.db.pool, of)) ?? { opterId: null, opterName: null }
}

/** The kind of visit that a settlement was asked for with. */
export async function medTypeOf(service: Service, visit: HospitalVisit, settlementNo: string): Promise<string> {
  const row = await findMessage(service.db.pool, { hospitalCode: visit.hospitalCode, msgid: settlementNo })
  return keptAnswerOf(row?.output ?? null).medType ?? visit.medType ?? ''
}
