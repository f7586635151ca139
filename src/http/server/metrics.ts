import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What /metrics shows. Labels are few and of fixed words, so that no number of a person becomes a series. */
export interface Metrics {
  readonly registry: Registry
  readonly settlements: Counter<'region' | 'care' | 'result'>
  readonly batchLines: Counter<'result'>
  readonly refusals: Counter<'code'>
}

/**
 * Given this process's metrics, says where /metrics takes its text from: here, or all workers together, and then null where
 * one of them did not answer.
 */
export type MetricsText = (own: Registry) => () => Promise<string | null>

export function createMetrics(): Metrics & { readonly duration: Histogram<'method' | 'route' | 'status'> } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    duration: new Histogram({
      name: 'yizhan_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers,
    }),
    settlements: new Counter({
      name: 'yizhan_settlements_total',
      help: 'Settlements answered, by region, care and result: settled, replayed or quoted.',
      labelNames: ['region', 'care', 'result'],
      registers,
    }),
    batchLines: new Counter({
      name: 'yizhan_batch_lines_total',
      help: 'Lines of batches answered within their request, by result: settled, replayed or refused. Jobs count their own.',
      labelNames: ['result'],
      registers,
    }),
    refusals: new Counter({
      name: 'yizhan_refusals_total',
      help: 'Requests refused, by problem code.',
      labelNames: ['code'],
      registers,
    }),
  }
}

/** Measures every answered request under its route's pattern. */
export function measureRequests(app: FastifyInstance, metrics: ReturnType<typeof createMetrics>): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (request.refusedAs) metrics.refusals.inc({ code: request.refusedAs })
    done()
  })
}
