import Fastify, { type FastifyBaseLogger, type FastifyPluginAsync, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Service } from './application/service.ts'
import { pendingMigrations } from './db/migrate.ts'
import { requireKey } from './http/auth.ts'
import { onEveryRequest } from './http/every-request.ts'
import { createMetrics, type MetricsText, measureRequests } from './http/metrics.ts'
import { describe } from './http/openapi.ts'
import { answerProblems, answerUnreadable } from './http/problems.ts'
import { requestIdOf } from './http/request-id.ts'
import { accountRoutes } from './http/routes/accounts.ts'
import { alertRoutes } from './http/routes/alerts.ts'
import { applicationRoutes } from './http/routes/applications.ts'
import { beneficiaryRoutes } from './http/routes/beneficiaries.ts'
import { callerRoutes } from './http/routes/callers.ts'
import { clearingRoutes } from './http/routes/clearings.ts'
import { fundRoutes } from './http/routes/funds.ts'
import { hospitalRoutes } from './http/routes/hospitals.ts'
import { identityRoutes } from './http/routes/identities.ts'
import { jobRoutes } from './http/routes/jobs.ts'
import { nhsaRoutes } from './http/routes/nhsa.ts'
import { operationRoutes } from './http/routes/operations.ts'
import { overviewRoutes } from './http/routes/overview.ts'
import { policyRoutes } from './http/routes/policies.ts'
import { premiumRoutes } from './http/routes/premium.ts'
import { premiumSubsidyRunRoutes } from './http/routes/premium-subsidy-runs.ts'
import { problemRoutes } from './http/routes/problems.ts'
import { reconciliationRoutes } from './http/routes/reconciliations.ts'
import { registrationRoutes } from './http/routes/registrations.ts'
import { resettleRoutes } from './http/routes/resettle.ts'
import { rosterRoutes } from './http/routes/rosters.ts'
import { settlementRoutes } from './http/routes/settlements.ts'
import { statementRoutes } from './http/routes/statement.ts'
import { webhookRoutes } from './http/routes/webhooks.ts'
import { yearEndRoutes } from './http/routes/year-end.ts'
import { answerUnknownRoutes } from './http/unknown-route.ts'
import { checkedSerializer, serializer, validator, type Wire } from './http/validation.ts'
import { watchWaiting } from './http/waiting.ts'
import type { App, Parts, Readiness } from './http/wire.ts'

export interface AppOptions {
  readonly service: Service
  readonly log?: Logger
  readonly requestTimeoutMs?: number
  /** Gathers the metrics of all workers; left out, /metrics shows this process. */
  readonly gatherMetrics?: MetricsText
  /** Honour `x-yizhan-lose-answer` on messages; only with the embedded database, for trying. */
  readonly losesAnswers?: boolean
  /** Hosts that webhooks may reach by plain http and on this machine. */
  readonly webhookPlainHosts?: readonly string[]
  /** Fail where an answer is not as documented. For tests. */
  readonly checkAnswers?: boolean
}

/** One megabyte, of a thousand thousand bytes. */
const bodyLimit = 1_000_000

/** The whole service over HTTP, not yet listening: tests call it with `inject`. */
export async function buildApp(options: AppOptions): Promise<App> {
  const app: App = Fastify({
    ...(options.log ? { loggerInstance: options.log as FastifyBaseLogger } : { logger: false }),
    // Fastify's own lines hold addresses, and those hold numbers of people.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit,
    requestTimeout: options.requestTimeoutMs ?? 30_000,
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnreadable,
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: true },
  }).withTypeProvider<Wire>()
  // Only JSON is read; Fastify would take plain text too.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(validator)
  app.setSerializerCompiler(options.checkAnswers ? checkedSerializer : serializer)
  onEveryRequest(app)
  answerProblems(app, bodyLimit)
  answerUnknownRoutes(app)
  await addRoutes(app, options)
  return app
}

async function addRoutes(
  app: App,
  { service, gatherMetrics, losesAnswers = false, webhookPlainHosts = [] }: AppOptions,
): Promise<void> {
  const metrics = createMetrics()
  measureRequests(app, metrics)
  watchWaiting(metrics.registry, service)
  await describe(app)
  const metricsText = gatherMetrics?.(metrics.registry) ?? (() => metrics.registry.metrics())
  const parts: Parts = {
    service,
    metrics,
    readiness: () => readinessOf(service),
    metricsText,
    losesAnswers,
    webhookPlainHosts,
  }
  operationRoutes(app, parts)
  problemRoutes(app)
  await app.register(keyed(parts), { prefix: '/v1' })
  await app.register(nhsaRoutes(parts), { prefix: '/nhsa' })
}

function keyed(parts: Parts): FastifyPluginAsync {
  return async (scope) => {
    requireKey(scope, parts.service)
    for (const chapter of chapters) chapter(scope as App, parts)
  }
}

const chapters = [
  settlementRoutes,
  statementRoutes,
  accountRoutes,
  premiumRoutes,
  premiumSubsidyRunRoutes,
  overviewRoutes,
  reconciliationRoutes,
  clearingRoutes,
  fundRoutes,
  yearEndRoutes,
  jobRoutes,
  policyRoutes,
  hospitalRoutes,
  beneficiaryRoutes,
  identityRoutes,
  applicationRoutes,
  resettleRoutes,
  registrationRoutes,
  rosterRoutes,
  callerRoutes,
  alertRoutes,
  webhookRoutes,
]

/** What was wrong is in the log of whoever asks the database next; a probe wants a word. */
async function readinessOf({ db, library }: Service): Promise<Readiness> {
  const policies = await holds(async () => library.regions().length > 0)
  const database = await holds(async () => {
    await db.ping()
    return true
  })
  if (database === 'failed') return { database, migrations: 'failed', policies }
  return { database, migrations: await holds(async () => (await pendingMigrations(db.pool)).length === 0), policies }
}

function holds(check: () => Promise<boolean>): Promise<'ok' | 'failed'> {
  return check().then(
    (held) => (held ? 'ok' : 'failed'),
    () => 'failed',
  )
}
