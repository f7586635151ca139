import { abortedDownloads } from './aborted-downloads.ts'
import { badNetwork } from './bad-network.ts'
import { clockJumps } from './clock-jumps.ts'
import { cutAtCommit } from './cut-at-commit.ts'
import { diskFull } from './disk-full.ts'
import { failover } from './failover.ts'
import { fullPool } from './full-pool.ts'
import { killDatabase } from './kill-database.ts'
import { killService } from './kill-service.ts'
import { killWorker } from './kill-worker.ts'
import { largeMessages } from './large-messages.ts'
import { patternFloods } from './pattern-floods.ts'
import { rollingRestart } from './rolling-restart.ts'
import type { Scenario } from './scenario.ts'
import { silentLine } from './silent-line.ts'
import { slowClients } from './slow-clients.ts'
import { slowUploads } from './slow-uploads.ts'
import { tripleSends } from './triple-sends.ts'
import { wrongKeys } from './wrong-keys.ts'
import { zipBombs } from './zip-bombs.ts'

export const scenarios: readonly Scenario[] = [
  killService,
  killWorker,
  killDatabase,
  failover,
  cutAtCommit,
  badNetwork,
  silentLine,
  fullPool,
  clockJumps,
  rollingRestart,
  diskFull,
  tripleSends,
  slowClients,
  slowUploads,
  patternFloods,
  wrongKeys,
  largeMessages,
  zipBombs,
  abortedDownloads,
]
