import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { Readiness } from '../../application/operations/readiness.ts'
import type { Service } from '../../application/service.ts'
import type { MetricsAccess } from '../operations/metrics-access.ts'
import type { RequestLimits } from './limits.ts'
import type { Metrics } from './metrics.ts'
import type { Wire } from './validation.ts'

/** The app as routes see it: requests have the type that their schema gives. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, Wire>

/** What routes are made with. */
export interface Parts {
  readonly service: Service
  readonly metrics: Metrics
  readonly readiness: () => Promise<Readiness>
  readonly metricsText: () => Promise<string | null>
  /** Whether a caller may have the answer to a message lost, to try what follows. Never where money is real. */
  readonly losesAnswers: boolean
  /** Hosts that webhooks may reach by plain http and on this machine. */
  readonly webhookPlainHosts: readonly string[]
  /** What requests with a key, or without one, are counted by. */
  readonly limits: RequestLimits
  /** Who may read the metrics. */
  readonly metricsAccess: MetricsAccess
}
