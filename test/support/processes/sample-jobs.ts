import { setTimeout as after } from 'node:timers/promises'
import type { JobKind, JsonObject } from '../../../src/application/jobs/job-kind.ts'
import { refuse } from '../../../src/domain/refusals/refusal.ts'

/** Kinds of jobs that only tests have: what is looked at is the queue and the runner, not the work. */

const at = (cursor: JsonObject | null) => Number(cursor?.at ?? 0)

/** Writes one line of the audit trail a piece, `input.pieces` of them, so that pieces done twice or not at all are seen. */
export const counting: JobKind = {
  kind: 'counting',
  step: async (_service, job, client) => {
    const piece = at(job.cursor) + 1
    await client.query(`INSERT INTO register_changes (caller_id, action, detail) VALUES ($1, 'counted', $2)`, [
      job.id,
      { piece, pid: process.pid },
    ])
    // Long enough for somebody to look on, short enough for a test.
    await after(Number(job.input.ms ?? 0))
    const total = Number(job.input.pieces)
    return { cursor: { at: piece }, done: piece, total, finished: piece === total, result: { pieces: piece } }
  },
}

/** Throws in its second piece, `input.times` times over all processes, then goes on. */
export const failing: JobKind = {
  kind: 'failing',
  step: async (service, job, client) => {
    const piece = at(job.cursor) + 1
    await client.query(`INSERT INTO register_changes (caller_id, action, detail) VALUES ($1, 'undone', '{}')`, [job.id])
    if (piece === 2) {
      // Beside the piece's transaction, which a failure undoes.
      const { rows } = await service.db.pool.query<{ times: number }>(
        `INSERT INTO register_changes (caller_id, action, detail) VALUES ($1, 'tried', '{}')
         RETURNING (SELECT count(*) + 1 FROM register_changes WHERE caller_id = $1 AND action = 'tried') AS times`,
        [job.id],
      )
      if ((rows[0]?.times ?? 0) <= Number(job.input.times)) throw new Error('张三 410101199001010011 went wrong')
    }
    return { cursor: { at: piece }, done: piece, total: 3, finished: piece === 3, result: {} }
  },
}

/** Finds in its first piece that it was asked for something that cannot be. */
export const refusing: JobKind = {
  kind: 'refusing',
  step: async () => refuse('period-reversed', { from: '2024-02-01', to: '2024-01-01' }),
}

export const sampleJobs: readonly JobKind[] = [counting, failing, refusing]
