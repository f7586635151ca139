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
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|server closed the connection|query read timeout|client was closed/i

/**
 * The database cannot take the write now, or nobody knows whether it took it. Either way the same number may be sent
 * again, so this is never said as a refusal of the claim.
 */
export function isUnavailable(error: unknown): boolean {
  const code = driverCodeOf(error)
  if (away.test(code) || awayOnTheWay.includes(code)) return true
  return error instanceof Error && awayInWords.test(error.message)
}

/** A database that is away is said by name; everything else stays the bug that it is. */
export function asRefusal(error: unknown): unknown {
  return isUnavailable(error) ? new Refusal('database-unavailable') : error
}
