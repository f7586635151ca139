import { type FailedSignIns, failedSignIns } from '../../db/audit/events.ts'
import { findByUsername, findOperator, type OperatorRow, setPassword } from '../../db/operators/operators.ts'
import { endSessionsOf } from '../../db/operators/sessions.ts'
import { withTransaction } from '../../db/transaction.ts'
import { passwordFault } from '../../domain/operators/password.ts'
import type { ErrorCode } from '../../domain/refusals/refusal.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { noteEvent } from '../audit/events.ts'
import type { Service } from '../service.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { callerOfOperator, type OpenedSession, openSession, type SessionOf } from './sessions.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * Failed sign-ins of one user name at one address before it is shut out there, and for how long; and at all addresses
 * together, where one that has let them in before goes on: nobody can shut another out of their own desk.
 */
const here = { most: 5, ms: 15 * minuteMs }
const anywhere = { most: 50, ms: 60 * minuteMs }
const homeMs = 90 * dayMs

export interface From {
  readonly address: string
  readonly agent: string
  readonly requestId: string
}

export interface SignedIn {
  readonly operator: OperatorRow
  readonly opened: OpenedSession
}

/** Null where the name or the password is wrong. Each attempt leaves a line. Errors: `too-many-sign-ins`, `overloaded`. */
export async function signIn(
  service: Service,
  given: { readonly username: string; readonly password: string },
  from: From,
): Promise<SignedIn | null> {
  const found = await findByUsername(service.db.pool, given.username.trim().toLowerCase())
  if (found) await refuseGuessing(service, found, from)
  if (!(await isPassword(given.password, found?.passwordHash ?? null)) || found === null) {
    await noteSignIn(service, found, from, 'sign-in-failed')
    return null
  }
  const opened = await openSession(service, found.id, from)
  await noteSignIn(service, found, from, null)
  return { operator: found, opened }
}

async function refuseGuessing(service: Service, operator: OperatorRow, from: From): Promise<void> {
  const now = service.clock().getTime()
  const counted = await failedSignIns(service.db.pool, operator.id, {
    address: from.address,
    hereSince: new Date(now - here.ms),
    anywhereSince: new Date(now - anywhere.ms),
    homeSince: new Date(now - homeMs),
    passwordSetAt: operator.passwordSetAt,
  })
  const waitMs = waitOf(counted, now)
  if (waitMs <= 0) return
  await noteSignIn(service, operator, from, 'too-many-sign-ins')
  refuse('too-many-sign-ins', { seconds: String(Math.ceil(waitMs / 1000)) })
}

function waitOf(counted: FailedSignIns, now: number): number {
  const until = (oldest: Date | null, ms: number) => (oldest === null ? 0 : oldest.getTime() + ms - now)
  if (counted.here >= here.most) return until(counted.oldestHere, here.ms)
  return !counted.isHome && counted.anywhere >= anywhere.most ? until(counted.oldestAnywhere, anywhere.ms) : 0
}

function noteSignIn(
  service: Service,
  operator: OperatorRow | null,
  { address, requestId }: From,
  code: ErrorCode | null,
): Promise<void> {
  const actor = operator && callerOfOperator(operator)
  return noteEvent(service, actor && { ...actor, requestId }, {
    kind: code === null ? 'sign-in' : 'sign-in-failed',
    operation: 'signIn',
    status: code === null ? 201 : code === 'sign-in-failed' ? 401 : 429,
    code,
    address,
    requestId,
  })
}

/**
 * Changes the operator's own password, with the one that holds; other sessions of theirs end.
 * Errors: `sign-in-failed`, `password-invalid`.
 */
export async function changeOwnPassword(
  service: Service,
  { session, caller }: SessionOf,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  const { username } = session.operator
  const found = await findByUsername(service.db.pool, username)
  if (!(await isPassword(current, found?.passwordHash ?? null))) refuse('sign-in-failed')
  const reason = passwordFault(next, username) ?? (current === next ? sameAgain : null)
  if (reason) refuse('password-invalid', { reason })
  const passwordHash = await hashPassword(next)
  const at = service.clock()
  await withTransaction(service.db.pool, async (client) => {
    await setPassword(client, caller.id, { passwordHash, mustChange: false, at })
    await endSessionsOf(client, caller.id, { by: caller.id, at, except: session.id })
  })
}

const sameAgain = { zh: '新密码须与当前密码不同。', en: 'Send a new password that differs from the current one.' }

/** Who holds the session, as the register has them now. */
export async function ownOperator(service: Service, { caller }: SessionOf): Promise<OperatorRow> {
  const found = await findOperator(service.db.pool, caller.id)
  return found ?? refuse('unauthenticated')
}
