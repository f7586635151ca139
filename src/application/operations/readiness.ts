import { pendingMigrations } from '../../db/migrate.ts'
import { probeWrites } from '../../db/setup/write-probe.ts'
import type { Service } from '../service.ts'
import { type DatabaseCause, databaseCause } from '../shared/database-errors.ts'

type Check = 'ok' | 'failed'

/** What must hold before a settlement is taken. */
export interface Readiness {
  readonly database: Check
  readonly writes: Check
  readonly migrations: Check
  readonly policies: Check
}

export type ReadinessChange =
  | { readonly check: keyof Readiness; readonly ok: true }
  | ({ readonly check: keyof Readiness; readonly ok: false } & Partial<DatabaseCause>)

/** A probe of the disk is cheap, and still not for everybody who asks. */
const probeEveryMs = 5_000

/**
 * How it is, for whoever asks: those who ask at the same time are given the same answer, and one connection is all it
 * takes. `tell` hears of each check that changes, with what the database said.
 */
export function createReadiness(
  service: Pick<Service, 'db' | 'library' | 'clock'>,
  tell: (change: ReadinessChange) => void,
): () => Promise<Readiness> {
  const last = new Map<keyof Readiness, Check>()
  const note = (check: keyof Readiness, result: Check, error?: unknown): Check => {
    const before = last.get(check) ?? 'ok'
    last.set(check, result)
    if (before !== result) tell(result === 'ok' ? { check, ok: true } : { check, ok: false, ...databaseCause(error) })
    return result
  }
  const holds = (check: keyof Readiness, hold: () => Promise<unknown>): Promise<Check> =>
    hold().then(
      (held) => note(check, held === false ? 'failed' : 'ok'),
      (error: unknown) => note(check, 'failed', error),
    )
  let probedAt = Number.NEGATIVE_INFINITY
  const writes = async (): Promise<Check> => {
    const now = service.clock().getTime()
    // A clock that was set back must not keep the last answer for ever.
    if (Math.abs(now - probedAt) < probeEveryMs) return last.get('writes') ?? 'ok'
    probedAt = now
    return holds('writes', () => probeWrites(service.db.pool))
  }
  return oneAtATime(async () => {
    const { db, library } = service
    const policies = await holds('policies', async () => library.regions().length > 0)
    const database = await holds('database', db.ping)
    if (database === 'failed') return { database, writes: 'failed', migrations: 'failed', policies }
    const migrations = await holds('migrations', async () => (await pendingMigrations(db.pool)).length === 0)
    return { database, writes: await writes(), migrations, policies }
  })
}

function oneAtATime<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | null = null
  return () => {
    asked ??= ask().finally(() => {
      asked = null
    })
    return asked
  }
}
