import Fastify, { type FastifyBaseLogger, type FastifyPluginAsync, LogController } from 'fastify'
import type { Logger } from 'pino'
import { createReadiness, type ReadinessChange } from './application/operations/readiness.ts'
import type { Service } from './application/service.ts'
import { applicationRoutes } from './http/aid-applications/routes.ts'
import { alertRoutes } from './http/alerts/routes.ts'
import { auditRoutes } from './http/audit/routes.ts'
import { callerRoutes } from './http/callers/routes.ts'
import { clearingRoutes } from './http/clearing/routes.ts'
import { accountRoutes } from './http/entitlements/routes.ts'
import { fundRoutes } from './http/fund/routes.ts'
import { certificateRoutes } from './http/hospital-visits/certificate-routes.ts'
import { nhsaRoutes } from './http/hospital-visits/routes.ts'
import { jobRoutes } from './http/jobs/routes.ts'
import { describe } from './http/openapi/openapi.ts'
import { operationRoutes } from './http/operations/routes.ts'
import { overviewRoutes } from './http/overview/routes.ts'
import { payoutBatchRoutes } from './http/payouts/batch-routes.ts'
import { payoutRoutes } from './http/payouts/routes.ts'
import { payoutTemplateRoutes } from './http/payouts/template-routes.ts'
import { policyRoutes } from './http/policies/routes.ts'
import { premiumRoutes } from './http/premiums/routes.ts'
import { premiumSubsidyRunRoutes } from './http/premiums/run-routes.ts'
import { problemRoutes } from './http/problems/routes.ts'
import { recalculationRoutes } from './http/recalculation/routes.ts'
import { reconciliationRoutes } from './http/reconciliation/routes.ts'
import { beneficiaryRoutes } from './http/registers/beneficiary-routes.ts'
import { deathRoutes } from './http/registers/death-routes.ts'
import { factRoutes } from './http/registers/fact-routes.ts'
import { filingRoutes } from './http/registers/filing-routes.ts'
import { hospitalRoutes } from './http/registers/hospital-routes.ts'
import { identityRoutes } from './http/registers/identity-routes.ts'
import { joinRoutes } from './http/registers/join-routes.ts'
import { registrationRoutes } from './http/registers/registration-routes.ts'
import { rosterRoutes } from './http/rosters/routes.ts'
import { requireKey } from './http/server/auth.ts'
import { readBodies } from './http/server/bodies.ts'
import { onEveryRequest } from './http/server/every-request.ts'
import { protectAnswers } from './http/server/headers.ts'
import { type LimitSettings, limitRequests, usualLimits, warnOfProxies } from './http/server/limits.ts'
import { createMetrics, type MetricsText, measureRequests } from './http/server/metrics.ts'
import { answerProblems, answerUnreadable } from './http/server/problems.ts'
import { requestIdOf } from './http/server/request-id.ts'
import { answerUnknownRoutes } from './http/server/unknown-route.ts'
import { answerUnparsed } from './http/server/unparsed.ts'
import { checkedSerializer, serializer, validator, type Wire } from './http/server/validation.ts'
import { watchWaiting } from './http/server/waiting-metrics.ts'
import type { App, Parts } from './http/server/wire.ts'
import { byHandRoutes } from './http/settlement/by-hand-routes.ts'
import { overlapRoutes } from './http/settlement/overlap-routes.ts'
import { settlementRoutes } from './http/settlement/routes.ts'
import { statementRoutes } from './http/statement/routes.ts'
import { webhookRoutes } from './http/webhooks/routes.ts'
import { yearEndRoutes } from './http/year-end/routes.ts'

export interface AppOptions {
  readonly service: Service
  readonly log?: Logger
  readonly requestTimeoutMs?: number
  /** Left out, as many as the system allows. */
  readonly maxConnections?: number
  /** Gathers the metrics of all workers; left out, /metrics shows this process. */
  readonly gatherMetrics?: MetricsText
  /** Honour `x-yizhan-lose-answer` on messages; only with the embedded database, for trying. */
  readonly losesAnswers?: boolean
  /** Hosts that webhooks may reach by plain http and on this machine. */
  readonly webhookPlainHosts?: readonly string[]
  /** What one address or key may send; left out, the usual. */
  readonly limits?: LimitSettings
  /** Addresses and networks of proxies whose word on the caller's address is taken. */
  readonly trustProxy?: readonly string[]
  /** The one key that reads /metrics; left out or null, this machine alone may. */
  readonly metricsKey?: string | null
  /** Fail where an answer is not as documented. For tests. */
  readonly checkAnswers?: boolean
}

/** One megabyte, of a thousand thousand bytes. */
const bodyLimit = 1_000_000

/** The whole service over HTTP, not yet listening: tests call it with `inject`. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { requestTimeoutMs = 30_000 } = options
  const app: App = Fastify({
    ...(options.log ? { loggerInstance: options.log as FastifyBaseLogger } : { logger: false }),
    // Fastify's own lines hold addresses, and those hold numbers of people.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    // Node looks every thirty seconds otherwise, and a request of thirty seconds would be cut off after up to a minute.
    http: { connectionsCheckingInterval: Math.min(2_000, requestTimeoutMs / 4), headersTimeout: requestTimeoutMs },
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    trustProxy: [...(options.trustProxy ?? [])],
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnreadable,
    clientErrorHandler: answerUnparsed,
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: true },
  }).withTypeProvider<Wire>()
  if (options.maxConnections !== undefined) app.server.maxConnections = options.maxConnections
  app.setValidatorCompiler(validator)
  app.setSerializerCompiler(options.checkAnswers ? checkedSerializer : serializer)
  await protectAnswers(app)
  onEveryRequest(app)
  warnOfProxies(app, options.trustProxy ?? [])
  readBodies(app)
  answerProblems(app)
  answerUnknownRoutes(app)
  await addRoutes(app, options)
  return app
}

async function addRoutes(app: App, options: AppOptions): Promise<void> {
  const { service, gatherMetrics, losesAnswers = false, webhookPlainHosts = [] } = options
  const { limits = usualLimits, trustProxy = [], metricsKey = null } = options
  const metrics = createMetrics()
  measureRequests(app, metrics)
  watchWaiting(metrics.registry, service)
  const counted = await limitRequests(app, limits)
  await describe(app)
  const metricsText = gatherMetrics?.(metrics.registry) ?? (() => metrics.registry.metrics())
  const parts: Parts = {
    service,
    metrics,
    readiness: createReadiness(service, (change) => logReadiness(app, change)),
    metricsText,
    losesAnswers,
    webhookPlainHosts,
    limits: counted,
    metricsAccess: { metricsKey, trustsProxy: trustProxy.length > 0, limits: counted },
  }
  operationRoutes(app, parts)
  problemRoutes(app)
  await app.register(keyed(parts), { prefix: '/v1' })
  await app.register(nhsaRoutes(parts), { prefix: '/nhsa' })
}

function keyed(parts: Parts): FastifyPluginAsync {
  return async (scope) => {
    requireKey(scope, parts.service, parts.limits)
    for (const chapter of chapters) chapter(scope as App, parts)
  }
}

const chapters = [
  settlementRoutes,
  overlapRoutes,
  byHandRoutes,
  statementRoutes,
  accountRoutes,
  premiumRoutes,
  premiumSubsidyRunRoutes,
  overviewRoutes,
  reconciliationRoutes,
  clearingRoutes,
  fundRoutes,
  payoutRoutes,
  payoutBatchRoutes,
  payoutTemplateRoutes,
  yearEndRoutes,
  jobRoutes,
  policyRoutes,
  hospitalRoutes,
  beneficiaryRoutes,
  identityRoutes,
  factRoutes,
  filingRoutes,
  joinRoutes,
  deathRoutes,
  applicationRoutes,
  recalculationRoutes,
  registrationRoutes,
  rosterRoutes,
  callerRoutes,
  auditRoutes,
  certificateRoutes,
  alertRoutes,
  webhookRoutes,
]

/** A probe wants a word; what is wrong is told here, once. */
function logReadiness(app: App, { ok, ...what }: ReadinessChange): void {
  if (ok) app.log.info({ event: 'readiness.back', ...what })
  else app.log.error({ event: 'readiness.failed', ...what })
}
