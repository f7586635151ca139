import { setTimeout as wait } from 'node:timers/promises'
import { Gauge, type Registry } from 'prom-client'
import { type WaitingWork, waitingStatuses, waitingWork } from '../../application/metrics/waiting-work.ts'
import type { Service } from '../../application/service.ts'

/** A scrape waits no longer for the database than this; what it would have said is then left out. */
const patienceMs = 2_000

/**
 * What waits, as it stands when /metrics is asked for. What the database knows is the same for every worker, so of all
 * workers the largest figure is shown, not their sum.
 */
export function watchWaiting(registry: Registry, service: Service): void {
  const registers = [registry]
  new Gauge({
    name: 'yizhan_settlements_waiting',
    help: 'Settlements that wait to be written. Past YIZHAN_MAX_QUEUE in a worker, callers are answered 503.',
    registers,
    collect() {
      this.set(service.ledger.waiting)
    },
  })
  const read = shared(() => waitingWork(service))
  const byStatus = (what: keyof WaitingWork, name: string, help: string) =>
    new Gauge({
      name,
      help,
      labelNames: ['status'],
      aggregator: 'max',
      registers,
      async collect() {
        const work = await read()
        // A figure that is no longer known is not shown as it was.
        this.reset()
        for (const [status, count] of work?.[what] ?? []) this.set({ status }, count)
      },
    })
  byStatus('jobs', 'yizhan_jobs', `Jobs, by status: ${waitingStatuses.jobs.join(', ')}.`)
  byStatus(
    'deliveries',
    'yizhan_webhook_deliveries',
    'Pushes that have not arrived: pending, or dead, to be sent again by hand.',
  )
  byStatus('events', 'yizhan_events', 'Events that no worker has handed to the webhooks yet.')
}

/** One reading for all that ask during it. Null where the database does not answer in time. */
function shared(read: () => Promise<WaitingWork>): () => Promise<WaitingWork | null> {
  let reading: Promise<WaitingWork | null> | null = null
  const begin = async () => {
    const work = await Promise.race([read().catch(() => null), wait(patienceMs, null, { ref: false })])
    reading = null
    return work
  }
  return () => {
    reading ??= begin()
    return reading
  }
}
