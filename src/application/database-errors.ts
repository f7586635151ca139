import { driverCodeOf } from '../db/driver-code.ts'
import { Refusal } from '../domain/errors.ts'

/** Two writers met: read again and the answer is there. 23505 unique, 40001 serialization, 40P01 deadlock. */
export function isRace(error: unknown): boolean {
  return ['23505', '40001', '40P01'].includes(driverCodeOf(error))
}

/** Server away, shutting down, out of connections, or the connection cut. */
export function isUnavailable(error: unknown): boolean {
  const code = driverCodeOf(error)
  if (/^(08|57P)/.test(code) || code === '53300' || code === '57014') return true
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'].includes(code)) return true
  const message = error instanceof Error ? error.message : ''
  return /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|server closed the connection/i.test(
    message,
  )
}

/** A database that is away is said by name; everything else stays the bug that it is. */
export function asRefusal(error: unknown): unknown {
  return isUnavailable(error) ? new Refusal('database-unavailable') : error
}
