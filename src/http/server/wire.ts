import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { Demo } from '../../application/demo/demo.ts'
import type { Readiness } from '../../application/operations/readiness.ts'
import type { SignInProvider } from '../../application/operators/provider-sign-in.ts'
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
  /** What can be done beside the embedded database besides; null elsewhere. */
  readonly demo: Demo | null
  /** Hosts that webhooks may reach by plain http and on this machine. */
  readonly webhookPlainHosts: readonly string[]
  /** The sign-in beside passwords; null where there is none. */
  readonly signInProvider: SignInProvider | null
  /** Where people reach the service: statements lead there. */
  readonly publicUrl: string | null
  /** What requests with a key, or without one, are counted by. */
  readonly limits: RequestLimits
  /** Who may read the metrics. */
  readonly metricsAccess: MetricsAccess
}
