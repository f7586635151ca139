import type { Logger } from 'pino'
import { openDataKeys } from '../application/data-keys/open.ts'
import type { Demo } from '../application/demo/demo.ts'
import { DemoClock } from '../application/demo/demo-clock.ts'
import { createLedgerWriter } from '../application/ledger/ledger-writer.ts'
import { forgetSummed } from '../application/overview/sum-up.ts'
import type { NumberClaims } from '../application/places/number-claims.ts'
import { forgetCounts } from '../application/registers/kept-counts.ts'
import type { Service } from '../application/service.ts'
import { defaultGate, UploadGate } from '../application/uploads/gate.ts'
import type { Config } from '../config.ts'
import type { GivenKeys } from '../db/data-keys/given.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { emptyTables } from '../db/demo/empty-tables.ts'
import { ledgerSession } from '../db/ledger/statement-settings.ts'
import { migrate } from '../db/migrate.ts'
import { SetupError } from '../db/setup/setup-error.ts'
import type { PolicyLibrary } from '../domain/policies/library.ts'
import { startEmbedded } from '../embedded/start.ts'
import { embeddedDataKeys, givenDataKeys, watchDataKeys } from './data-keys.ts'
import { digestSignerOf } from './digest-key.ts'
import { isEmbedded } from './embedded-mark.ts'
import { type LawHolder, lawHolder } from './reload.ts'
import { onStop } from './stack.ts'
import { refuseUnreachable } from './unreachable.ts'

/** A database that is there, migrated, and the keys that its ID numbers are sealed with. */
export interface Prepared {
  readonly url: string
  readonly dataKeys: GivenKeys
}

/** Once for all workers: the embedded server where there is none, the migrations, the keys, which must be the database's. */
export async function prepareDatabase(config: Config, log: Logger): Promise<Prepared> {
  const given = config.databaseUrl === null ? null : givenDataKeys(config)
  const url = config.databaseUrl ?? (await startPostgres(config.dataDir, log))
  const opened = openKeys(url, log, (db) => given ?? embeddedDataKeys(config, db))
  return config.databaseUrl === null
    ? opened
    : opened.catch((error: unknown) => refuseUnreachable('DATABASE_URL', error))
}

/** Brings a database to the newest migration and makes sure that the keys are its own. Errors: those of `migrate`; what the driver throws. */
export async function openKeys(
  url: string,
  log: Logger,
  keysFor: (db: Database) => GivenKeys | Promise<GivenKeys>,
): Promise<Prepared> {
  const applied = await migrate({ url })
  if (applied.length > 0) log.info({ event: 'database.migrated', applied })
  const db = openDatabase({ url, maxConnections: 1 })
  try {
    const dataKeys = await keysFor(db)
    const { added } = await openDataKeys(db.pool, dataKeys, new Date())
    if (added !== null) log.info({ event: 'data-key.added', keyId: added })
    return { url, dataKeys }
  } finally {
    await db.close()
  }
}

/** Without its server the service could only refuse; ending lets whoever started it start both anew. */
async function startPostgres(dataDir: string, log: Logger): Promise<string> {
  const postgres = await startEmbedded(dataDir, {
    onWaiting: (owner) => log.warn({ event: 'database.waiting', owner }),
  })
  onStop(postgres.stop)
  void postgres.died.then(() => {
    log.fatal({ event: 'database.ended' })
    // Heard as any other failure that nobody expects: what is in flight is finished, and the code is not 0.
    throw new SetupError('The embedded PostgreSQL ended by itself.')
  })
  return postgres.url
}

/**
 * No statement of the service may take longer than a settlement may wait, or a partition that is stuck would keep those
 * behind it past their time. Lists need some seconds whatever the deadline is.
 */
const shortestStatementMs = 5_000

export interface OpenedService {
  readonly service: Service
  /** Null where the database is the user's own. */
  readonly demo: Demo | null
  readonly close: () => Promise<void>
}

export interface ServiceParts {
  readonly reloadWith?: (holder: LawHolder) => Service['reloadPolicies']
  /** Where hospitals of other places hold their numbers; left out where there is one place. */
  readonly numbers?: NumberClaims
}

/** The use cases' world of one process. `close` finishes what is in flight first. */
export async function openService(
  config: Config,
  { url, dataKeys }: Prepared,
  library: PolicyLibrary,
  log: Logger,
  { reloadWith = () => undefined, numbers }: ServiceParts = {},
): Promise<OpenedService> {
  const db = openDatabase({
    url,
    session: ledgerSession,
    statementTimeoutMs: Math.max(shortestStatementMs, config.settleDeadlineMs),
    maxBulkConnections: config.jobs * 2 + defaultGate.loading + 2,
    onIdleError: (err) => log.warn({ event: 'database.connection-lost', err }),
  })
  const demoClock = config.databaseUrl === null ? new DemoClock(() => new Date(), config.demoClock) : null
  const clock = demoClock?.now ?? (() => new Date())
  const ledger = createLedgerWriter({
    db,
    library,
    clock,
    deadlineMs: config.settleDeadlineMs,
    maxQueue: config.maxQueue,
    numbers,
  })
  const close = async () => {
    stopWatching()
    await ledger.close()
    await db.close()
  }
  const { secrets, history } = await openDataKeys(db.pool, dataKeys, clock())
  const stopWatching = watchDataKeys(db.pool, dataKeys, history, log)
  await ledger.archive.keep(clock())
  if (demoClock?.isSet) await forgetSummed({ db })
  const uploads = new UploadGate()
  const { failedLookups } = config.limits
  const reloadPolicies = reloadWith(lawHolder(library, ledger.archive, clock))
  const service = {
    ...{ db, library, ledger, clock, secrets, uploads, adminKey: config.adminKey },
    certificateHours: config.certificateHours,
    digestSigner: await digestSignerOf(config),
    ...(reloadPolicies ? { reloadPolicies } : {}),
    ...(failedLookups === null ? {} : { failedLookups }),
  }
  const demo = isEmbedded(config)
    ? { clock: demoClock, emptyTables: () => emptyTables(url).then(() => forgetCounts(db)) }
    : null
  return { service, demo, close }
}
