import type pg from 'pg'
import { findMessage, insertMessage, type MessageRow } from '../../db/hospital-visits/messages.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { asRefusal, isRace } from '../shared/database-errors.ts'
import { inOneTransaction } from './transaction.ts'

/**
 * A message that writes something. Hashes are keyed and over what was understood of it, not over its letters: `hash` is
 * kept, and `hashes` are all that a copy can have been kept with, under earlier keys too.
 */
export interface HospitalMessage {
  readonly hospitalCode: string
  readonly msgid: string
  readonly infno: string
  readonly hash: Buffer
  readonly hashes: readonly Buffer[]
  /** The number that the answer will have. */
  readonly refmsgid: string
}

/** What a message is answered with. `output` is JSON text; null where it is made from the ledger each time. */
export interface MessageAnswer {
  readonly output: string | null
  readonly warning: string | null
}

export interface About {
  readonly personNo: string | null
  readonly mdtrtId: string | null
}

export interface Answered extends MessageAnswer {
  readonly refmsgid: string
  readonly replayed: boolean
}

/** Two copies of a message, or two messages about one visit, met: after so many meetings something else is wrong. */
const maxMeetings = 5

/**
 * Does what a message asks for, once: its number, kept beside what it wrote in the same transaction, gives the same
 * answer to every further copy.
 * Errors: `message-reused` when the number stands for another content; those of `work`, which then wrote nothing.
 */
export async function onceByMsgid(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  work: (client: pg.PoolClient) => Promise<MessageAnswer & About>,
): Promise<Answered & About> {
  for (let meeting = 1; ; meeting++) {
    const known = await answeredBefore(service, message)
    if (known) return known
    try {
      return await inOneTransaction(service, async (client) => {
        const told = await work(client)
        await keep(service, caller, client, message, told)
        return { ...told, refmsgid: message.refmsgid, replayed: false }
      })
    } catch (error) {
      if (!isRace(error) || meeting === maxMeetings) throw asRefusal(error)
    }
  }
}

export async function keep(
  service: Service,
  caller: Caller,
  client: pg.PoolClient | pg.Pool,
  { hash, hashes: _, ...message }: HospitalMessage,
  { output, warning, personNo, mdtrtId }: MessageAnswer & About,
): Promise<void> {
  const at = { answeredAt: service.clock(), callerId: caller.id }
  await insertMessage(client, { ...message, bodyHash: hash, output, warning, personNo, mdtrtId, ...at })
}

/** The answer that the message had before; null when it is new. Errors: `message-reused`. */
export async function answeredBefore(service: Service, message: HospitalMessage): Promise<(Answered & About) | null> {
  const row = await findMessage(service.db.pool, message).catch((error: unknown) => {
    throw asRefusal(error)
  })
  if (!row) return null
  requireSame(row, message)
  const { output, warning, personNo, mdtrtId, refmsgid } = row
  return { output, warning, personNo, mdtrtId, refmsgid, replayed: true }
}

/** The hash of a message that a 2601 made void before it came; no content has it. */
const nothing = Buffer.alloc(32)

/**
 * Makes a message void that has not come: whatever it will say, it is refused. Answers whether it was void before.
 * Errors: none of its own; a message that came meanwhile keeps its row, and that is found by who reads it again.
 */
export async function voidMessage(
  service: Service,
  caller: Caller,
  {
    hospitalCode,
    msgid,
    infno,
    personNo,
  }: Pick<HospitalMessage, 'hospitalCode' | 'msgid' | 'infno'> & { personNo: string },
): Promise<'void' | 'came'> {
  const message = { hospitalCode, msgid, infno, hash: nothing, hashes: [], refmsgid: msgid }
  const about = { output: null, warning: null, personNo, mdtrtId: null }
  return keep(service, caller, service.db.pool, message, about).then(
    () => 'void' as const,
    (error: unknown) => {
      if (isRace(error)) return 'came' as const
      throw asRefusal(error)
    },
  )
}

export function isVoid({ bodyHash }: Pick<MessageRow, 'bodyHash'>): boolean {
  return bodyHash.equals(nothing)
}

export function requireSame(row: Pick<MessageRow, 'infno' | 'bodyHash'>, message: HospitalMessage): void {
  if (row.bodyHash.equals(nothing)) refuse('message-undone', { msgid: message.msgid })
  if (row.infno === message.infno && isOf(message, row.bodyHash)) return
  refuse('message-reused', { msgid: message.msgid, infno: row.infno })
}

/** Whether the hash that was kept is of this content. */
export function isOf({ hashes }: HospitalMessage, kept: Buffer): boolean {
  return hashes.some((hash) => hash.equals(kept))
}

/**
 * As `once`, for work that is a use case with a transaction of its own and gives the same answer to the same content:
 * where the process ended between the two, the next copy of the message finds what the first one wrote.
 */
export async function keepAnswered(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  work: () => Promise<MessageAnswer & About>,
): Promise<Answered> {
  const known = await answeredBefore(service, message)
  if (known) return known
  const told = await work()
  try {
    await keep(service, caller, service.db.pool, message, told)
    return { ...told, refmsgid: message.refmsgid, replayed: false }
  } catch (error) {
    if (!isRace(error)) throw asRefusal(error)
    return (await answeredBefore(service, message)) ?? { ...told, refmsgid: message.refmsgid, replayed: true }
  }
}
