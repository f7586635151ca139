import { jobStatuses } from '../../db/jobs/jobs.ts'
import { readWaiting, type Waiting } from '../../db/metrics/waiting-work.ts'
import type { Service } from '../service.ts'

/** How much of each kind of work stands where, by status. */
export type WaitingWork = Readonly<Record<Waiting['what'], ReadonlyMap<string, number>>>

export const waitingStatuses = {
  jobs: jobStatuses,
  deliveries: ['pending', 'dead'],
  events: ['waiting'],
} as const satisfies Record<Waiting['what'], readonly string[]>

/** Every status each time, those of which there is none included. Errors: whatever the driver throws. */
export async function waitingWork({ db }: Service): Promise<WaitingWork> {
  const rows = await readWaiting(db.pool)
  const of = (what: Waiting['what']) => {
    const count = (status: string) => rows.find((row) => row.what === what && row.status === status)?.count ?? 0
    return new Map(waitingStatuses[what].map((status) => [status, count(status)]))
  }
  return { jobs: of('jobs'), deliveries: of('deliveries'), events: of('events') }
}
