/** Takes up jobs in a process of its own until it is told to stop, or until its crash point. */
import type { JobKind } from '../../../src/application/jobs/job-kind.ts'
import { jobKinds } from '../../../src/application/jobs/job-kinds.ts'
import { workOnJobs } from '../../../src/application/jobs/work-on-jobs.ts'
import type { LedgerWriter } from '../../../src/application/ledger/commands.ts'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import { createSecrets } from '../../../src/application/shared/secrets.ts'
import { UploadGate } from '../../../src/application/uploads/gate.ts'
import { openDatabase } from '../../../src/db/database.ts'
import { ledgerSession } from '../../../src/db/ledger/statement-settings.ts'
import { createLog } from '../../../src/log.ts'
import { shipped } from '../claims/packs.ts'
import type { WorkerSettings } from './crash.ts'
import { sampleJobs } from './sample-jobs.ts'

const { atOnce = 1, crash, now = '2024-05-05T04:00:00Z' } = JSON.parse(process.env.SETTINGS ?? '{}') as WorkerSettings
const db = openDatabase({
  url: process.env.DATABASE_URL ?? '',
  session: ledgerSession,
  maxBulkConnections: atOnce * 2 + 2,
})
const clock = () => new Date(now)
const ledger = createLedgerWriter({ db, library: shipped, clock })
await ledger.archive.keep(clock())
const service = {
  db,
  library: shipped,
  ledger: dying(ledger),
  clock,
  secrets: createSecrets(Buffer.alloc(32, 7)),
  uploads: new UploadGate(),
  adminKey: null,
}
const kinds = [...jobKinds, ...sampleJobs].map(dyingIn)
const { stop } = await workOnJobs(service, kinds, { atOnce, log: createLog('info'), stopMs: 20_000 })
console.log('ready')
process.on('SIGTERM', async () => {
  await stop()
  await ledger.close()
  await db.close()
})

/** As the system ends it: nothing is flushed, closed or said. */
function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

let pieces = 0
function dyingIn(kind: JobKind): JobKind {
  if (!crash || !('piece' in crash)) return kind
  return {
    kind: kind.kind,
    step: async (...of) => {
      pieces += 1
      const here = pieces === crash.piece
      if (here && crash.when === 'before') die()
      const step = await kind.step(...of)
      if (here) die()
      return step
    },
  }
}

/** The answers of every way into the ledger are counted together. */
function dying(whole: LedgerWriter): LedgerWriter {
  if (!crash || !('posting' in crash)) return whole
  let answers = 0
  return new Proxy(whole, {
    get: (target, name) => {
      const member = target[name as keyof LedgerWriter]
      if (typeof member !== 'function' || name === 'close') return member
      return async (...of: unknown[]) => {
        const answer = await (member as (...of: unknown[]) => Promise<unknown>)(...of)
        answers += 1
        if (answers === crash.posting) die()
        return answer
      }
    },
  })
}
