import { driverCodeOf } from '../../db/errors.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'

/** Two writers met: read again and the answer is there. 23505 unique, 40001 serialization, 40P01 deadlock. */
export function isRace(error: unknown): boolean {
  return ['23505', '40001', '40P01'].includes(driverCodeOf(error))
}

/**
 * Classes of PostgreSQL's codes: 08 the connection, 53 out of disk, memory or connections, 57P shutting down or
 * starting, 58 the system's I/O. 57014 the statement took too long, 25P03 the transaction waited too long, 25006 a
 * standby that only reads.
 */
const away = /^(08|53|57P|58|57014$|25P03$|25006$)/
const awayOnTheWay = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'],
]
const awayInWords =
  /connection terminated|^timeout expired$|timeout exceeded when trying to connect|client has encountered a connection error|server closed the connection|query read timeout|client was closed/i

/**
 * The database cannot take the write now, or nobody knows whether it took it. Either way the same number may be sent
 * again, so this is never said as a refusal of the claim.
 */
export function isUnavailable(error: unknown): boolean {
  const code = driverCodeOf(error)
  if (away.test(code) || awayOnTheWay.includes(code)) return true
  return error instanceof Error && awayInWords.test(error.message)
}

/** Two that waited for each other, of whom PostgreSQL let one go: nothing of it was written, and it passes when sent again. */
export function hasMetAnother(error: unknown): boolean {
  return ['40P01', '40001'].includes(driverCodeOf(error))
}

/** Not of what was asked: the same passes when it is tried again. */
export function isPassing(error: unknown): boolean {
  return isUnavailable(error) || hasMetAnother(error) || (error instanceof Refusal && error.kind === 'unavailable')
}

/** A database that is away is said by name, and who met others is asked to come again; everything else stays the bug that it is. */
export function asRefusal(error: unknown): unknown {
  if (hasMetAnother(error)) return new Refusal('overloaded', {}, { cause: error })
  return isUnavailable(error) ? new Refusal('database-unavailable', {}, { cause: error }) : error
}

export interface DatabaseCause {
  /** PostgreSQL's code, or the system's. */
  readonly databaseCode: string
  readonly means: string
}

/** What the codes that somebody has to act on mean, in words for the log. */
const meanings: Record<string, string> = {
  '40001': 'met another writer',
  '40P01': 'deadlock',
  '53100': 'disk full',
  '53200': 'out of memory',
  '53300': 'too many connections',
  '25006': 'read-only database',
  '57014': 'statement took too long',
  '25P03': 'transaction waited too long',
  '57P01': 'server shut down',
  '57P02': 'server crashed',
  '57P03': 'server is starting',
}
const meaningOfClass: Record<string, string> = {
  '08': 'connection lost',
  '53': 'out of resources',
  '58': 'disk failed',
}

/** The code of the database behind an error and what it means; empty where the database was not away. */
export function databaseCause(error: unknown): Partial<DatabaseCause> {
  if (isUnavailable(error)) {
    const databaseCode = driverCodeOf(error)
    const means = meanings[databaseCode] ?? meaningOfClass[databaseCode.slice(0, 2)] ?? 'not reachable'
    return databaseCode === '' ? { means } : { databaseCode, means }
  }
  return error instanceof Error && error.cause !== undefined ? databaseCause(error.cause) : {}
}
