import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openWalkingPool } from '../../db/database.ts'
import type { YearsSpan } from '../../db/what-if/settled-years.ts'
import { isUnavailable } from '../shared/database-errors.ts'
import { Walk, type Walked, type WalkOf } from './walk.ts'

/** What a thread is started with. */
export interface ThreadStart {
  readonly url: string
  readonly walk: WalkOf
}

export interface ThreadTask {
  readonly id: number
  readonly span: YearsSpan
}

export type ThreadAnswer =
  | { readonly id: number; readonly walked: Walked }
  | { readonly id: number; readonly failed: string; readonly isPassing: boolean }

const { url, walk } = workerData as ThreadStart
const laws = new Walk(walk)

// On Linux this holds for the thread alone that asks it: whoever settles meanwhile comes first. Where it is not allowed, nothing is lost.
try {
  setPriority(10)
} catch {}

parentPort?.on('message', (task: ThreadTask) => {
  void answerTo(task).then((answer) => parentPort?.postMessage(answer))
})

/** A connection of its own for each span: none is held while nothing is asked. */
async function answerTo({ id, span }: ThreadTask): Promise<ThreadAnswer> {
  const pool = openWalkingPool(url)
  try {
    return { id, walked: await laws.over(pool, span) }
  } catch (error) {
    return {
      id,
      failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
      isPassing: isUnavailable(error),
    }
  } finally {
    await pool.end()
  }
}
