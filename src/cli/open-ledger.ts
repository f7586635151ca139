import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PlacesSetting } from '../config/places-file.ts'
import type { Config } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { driverCodeOf } from '../db/errors.ts'
import { pendingMigrations, readMigrations } from '../db/migrate.ts'
import { SetupError } from '../db/setup/setup-error.ts'
import { runningEmbedded } from '../embedded/running.ts'
import { startEmbedded } from '../embedded/start.ts'

export interface OpenedLedger {
  readonly db: Database
  readonly close: () => Promise<void>
}

/**
 * The database that the service uses, for a tool beside it: that of DATABASE_URL, or the embedded one, which is started for
 * as long as the tool runs where the service does not run.
 *
 * Errors: SetupError where there is none yet. A tool that looks into the ledger makes none.
 */
export async function openLedger(config: Config, applicationName: string): Promise<OpenedLedger> {
  const { url, stop } = await serverOf(config)
  const db = openDatabase({ url, maxConnections: 2, applicationName, statementTimeoutMs: 600_000 })
  const close = async () => {
    await db.close()
    await stop()
  }
  try {
    await refuseOtherSchema(db)
    return { db, close }
  } catch (error) {
    await close()
    throw rightsLost.has(driverCodeOf(error)) ? new SetupError(noRights, { cause: error }) : error
  }
}

async function serverOf({ databaseUrl, dataDir, places }: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  const nothing = async () => {}
  if (places !== null) throw new SetupError(noPlace(places))
  if (databaseUrl !== null) return { url: databaseUrl, stop: nothing }
  const running = await runningEmbedded(dataDir)
  if (running) return { url: running, stop: nothing }
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) throw new SetupError(noDatabase(dataDir))
  return startEmbedded(dataDir)
}

async function refuseOtherSchema(db: Database): Promise<void> {
  const [known, pending] = await Promise.all([readMigrations(), pendingMigrations(db.pool)])
  if (pending.length === known.length) throw new SetupError(noTables)
  if (pending.length > 0) throw new SetupError(behind(pending))
}

/** The role is not there, or it may not read the tables. */
const rightsLost = new Set(['22023', '42501'])

const noRights = [
  'The role yizhan_app or its rights are missing, as after a restore on a server that did not have the role. Run: npm run migrate',
  '缺少角色 yizhan_app 或其权限（例如恢复备份时服务器上尚无此角色）。请运行：npm run migrate',
].join('\n')

function noDatabase(folder: string): string {
  return [
    `There is no database in ${folder}, and none was made. Run this where the service runs, or say where its data are: YIZHAN_DATA_DIR for the embedded database, DATABASE_URL for one of your own.`,
    `${folder} 中没有数据库，也未新建。请在服务所在的目录运行，或指明数据位置：内置数据库用 YIZHAN_DATA_DIR，自备数据库用 DATABASE_URL。`,
  ].join('\n')
}

function noPlace({ places }: PlacesSetting): string {
  const names = places.map(({ name }) => name).join(', ')
  return `This is of one place: name it in YIZHAN_PLACE (${names}) / 此命令一次只针对一个分库，请用 YIZHAN_PLACE 指明（${names}）`
}

const noTables = [
  'The database of DATABASE_URL holds no ledger: it was never migrated. Name the database that the service uses, or start the service on this one first.',
  'DATABASE_URL 所指的数据库中没有账目（从未迁移）。请改用服务所用的数据库，或先在此数据库上启动服务。',
].join('\n')

function behind(pending: readonly string[]): string {
  return [
    `The database is behind this program; missing: ${pending.join(', ')}. Run: npm run migrate`,
    `数据库版本落后于本程序，缺少：${pending.join('、')}。请运行：npm run migrate`,
  ].join('\n')
}
