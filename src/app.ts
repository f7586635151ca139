import Fastify, { type FastifyBaseLogger, type FastifyPluginAsync, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Demo } from './application/demo/demo.ts'
import { createReadiness, type ReadinessChange } from './application/operations/readiness.ts'
import type { SignInProvider } from './application/operators/provider-sign-in.ts'
import type { Service } from './application/service.ts'
import { applicationRoutes } from './http/aid-applications/routes.ts'
import { alertRoutes } from './http/alerts/routes.ts'
import { auditLeadRoutes } from './http/audit/lead-routes.ts'
import { auditRoutes } from './http/audit/routes.ts'
import { callerRoutes } from './http/callers/routes.ts'
import { clearingRoutes } from './http/clearing/routes.ts'
import { clearingTableRoutes } from './http/clearing/table-routes.ts'
import { providerRoutes } from './http/console/provider-routes.ts'
import { consoleRoutes } from './http/console/routes.ts'
import { debtorRoutes } from './http/corrections/debtor-routes.ts'
import { settlementCorrectionRoutes } from './http/corrections/routes.ts'
import { demoRoutes } from './http/demo/routes.ts'
import { disallowanceRoutes } from './http/disallowances/routes.ts'
import { accountRoutes } from './http/entitlements/routes.ts'
import { fundBudgetRoutes } from './http/fund/budget-routes.ts'
import { fundRoutes } from './http/fund/routes.ts'
import { fundTableRoutes } from './http/fund/table-routes.ts'
import { certificateRoutes } from './http/hospital-visits/certificate-routes.ts'
import { nhsaRoutes } from './http/hospital-visits/routes.ts'
import { indicatorRoutes } from './http/indicators/routes.ts'
import { jobRoutes } from './http/jobs/routes.ts'
import { ledgerRoutes } from './http/ledger/routes.ts'
import { describe } from './http/openapi/openapi.ts'
import { openingRoutes } from './http/opening-balances/routes.ts'
import { operationRoutes } from './http/operations/routes.ts'
import { operatorRoutes } from './http/operators/routes.ts'
import { sessionRoutes, signInRoute } from './http/operators/session-routes.ts'
import { placeRoutes } from './http/overview/place-routes.ts'
import { overviewRoutes } from './http/overview/routes.ts'
import { payoutBatchRoutes } from './http/payouts/batch-routes.ts'
import { payoutRoutes } from './http/payouts/routes.ts'
import { payoutTemplateRoutes } from './http/payouts/template-routes.ts'
import { policyRoutes } from './http/policies/routes.ts'
import { policyCorrectionRoutes } from './http/policy-corrections/routes.ts'
import { premiumRoutes } from './http/premiums/routes.ts'
import { premiumSubsidyRunRoutes } from './http/premiums/run-routes.ts'
import { problemRoutes } from './http/problems/routes.ts'
import { recalculationRoutes } from './http/recalculation/routes.ts'
import { recalculationRunRoutes } from './http/recalculation-runs/routes.ts'
import { reconciliationRoutes } from './http/reconciliation/routes.ts'
import { beneficiaryRoutes } from './http/registers/beneficiary-routes.ts'
import { deathRoutes } from './http/registers/death-routes.ts'
import { factRoutes } from './http/registers/fact-routes.ts'
import { filingRoutes } from './http/registers/filing-routes.ts'
import { hospitalRoutes } from './http/registers/hospital-routes.ts'
import { identityRoutes } from './http/registers/identity-routes.ts'
import { joinRoutes } from './http/registers/join-routes.ts'
import { personFileRoutes } from './http/registers/person-file-routes.ts'
import { referralRequestRoutes } from './http/registers/referral-request-routes.ts'
import { registrationRoutes } from './http/registers/registration-routes.ts'
import { reimbursementRoutes } from './http/reimbursements/routes.ts'
import { reimbursementReceiptRoute, reimbursementStepRoutes } from './http/reimbursements/step-routes.ts'
import { reimbursementTableRoutes } from './http/reimbursements/table-routes.ts'
import { rosterPeopleRoutes } from './http/rosters/new-people-routes.ts'
import { rosterRoutes } from './http/rosters/routes.ts'
import { auditRequests } from './http/server/audit.ts'
import { requireCaller } from './http/server/auth.ts'
import { readBodies } from './http/server/bodies.ts'
import { onEveryRequest } from './http/server/every-request.ts'
import { protectAnswers } from './http/server/headers.ts'
import { holdForASecondPerson } from './http/server/held.ts'
import { defaultLimits, type LimitSettings, limitRequests, warnOfProxies } from './http/server/limits.ts'
import { createMetrics, type MetricsText, measureRequests } from './http/server/metrics.ts'
import { answerProblems, answerUnreadable } from './http/server/problems.ts'
import { requestIdOf } from './http/server/request-id.ts'
import { readCookies } from './http/server/session.ts'
import { answerUnknownRoutes } from './http/server/unknown-route.ts'
import { answerUnparsed } from './http/server/unparsed.ts'
import { checkedSerializer, serializer, validator, type Wire } from './http/server/validation.ts'
import { watchWaiting } from './http/server/waiting-metrics.ts'
import type { App, Parts } from './http/server/wire.ts'
import { byHandRoutes } from './http/settlement/by-hand-routes.ts'
import { overlapRoutes } from './http/settlement/overlap-routes.ts'
import { settlementRoutes } from './http/settlement/routes.ts'
import { settlementTableRoutes } from './http/settlement/table-routes.ts'
import { settlementBatchRoutes } from './http/settlement-batches/routes.ts'
import { statementRoutes } from './http/statement/routes.ts'
import { verifyRoutes } from './http/statement/verify-routes.ts'
import { taskRoutes } from './http/tasks/routes.ts'
import { webhookRoutes } from './http/webhooks/routes.ts'
import { whatIfRoutes } from './http/what-if/routes.ts'
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
  /** Reset and clock of the demo; only with the embedded database. */
  readonly demo?: Demo
  /** Hosts that webhooks may reach by plain http and on this machine. */
  readonly webhookPlainHosts?: readonly string[]
  /** What one address or key may send; left out, the default. */
  readonly limits?: LimitSettings
  /** Addresses and networks of proxies whose word on the caller's address is taken. */
  readonly trustProxy?: readonly string[]
  /** The one key that reads /metrics; left out or null, this machine alone may. */
  readonly metricsKey?: string | null
  /** The folder of the built console; left out or null, nothing is at /console. */
  readonly consoleFolder?: string | null
  /** The sign-in of a province or a bureau, beside passwords; left out or null, there is none. */
  readonly signInProvider?: SignInProvider | null
  /** Where people reach the service, for the code on statements; left out or null, there is none. */
  readonly publicUrl?: string | null
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
  await readCookies(app)
  onEveryRequest(app)
  warnOfProxies(app, options.trustProxy ?? [])
  readBodies(app)
  answerProblems(app)
  answerUnknownRoutes(app)
  await addRoutes(app, options)
  return app
}

async function addRoutes(app: App, options: AppOptions): Promise<void> {
  const { service, gatherMetrics, losesAnswers = false, demo = null, webhookPlainHosts = [] } = options
  const { limits = defaultLimits, trustProxy = [], metricsKey = null } = options
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
    demo,
    webhookPlainHosts,
    publicUrl: options.publicUrl ?? null,
    signInProvider: options.signInProvider ?? null,
    limits: counted,
    metricsAccess: { metricsKey, trustsProxy: trustProxy.length > 0, limits: counted },
  }
  operationRoutes(app, parts)
  problemRoutes(app)
  signInRoute(app, parts)
  await verifyRoutes(app, parts)
  reimbursementReceiptRoute(app, parts)
  if (options.consoleFolder) await consoleRoutes(app, options.consoleFolder, parts.signInProvider?.name ?? '')
  if (parts.signInProvider) providerRoutes(app, parts, parts.signInProvider)
  await app.register(keyed(parts), { prefix: '/v1' })
  await app.register(nhsaRoutes(parts), { prefix: '/nhsa' })
}

function keyed(parts: Parts): FastifyPluginAsync {
  return async (scope) => {
    requireCaller(scope, parts.service, parts.limits)
    auditRequests(scope, parts.service)
    holdForASecondPerson(scope, parts.service)
    for (const chapter of chapters) chapter(scope as App, parts)
  }
}

const chapters = [
  settlementRoutes,
  settlementTableRoutes,
  settlementBatchRoutes,
  overlapRoutes,
  byHandRoutes,
  statementRoutes,
  accountRoutes,
  premiumRoutes,
  premiumSubsidyRunRoutes,
  overviewRoutes,
  placeRoutes,
  ledgerRoutes,
  reconciliationRoutes,
  clearingRoutes,
  clearingTableRoutes,
  fundRoutes,
  fundTableRoutes,
  fundBudgetRoutes,
  openingRoutes,
  reimbursementRoutes,
  reimbursementStepRoutes,
  reimbursementTableRoutes,
  payoutRoutes,
  payoutBatchRoutes,
  payoutTemplateRoutes,
  yearEndRoutes,
  jobRoutes,
  policyRoutes,
  indicatorRoutes,
  policyCorrectionRoutes,
  whatIfRoutes,
  settlementCorrectionRoutes,
  debtorRoutes,
  auditLeadRoutes,
  disallowanceRoutes,
  hospitalRoutes,
  beneficiaryRoutes,
  personFileRoutes,
  identityRoutes,
  factRoutes,
  filingRoutes,
  referralRequestRoutes,
  joinRoutes,
  deathRoutes,
  applicationRoutes,
  recalculationRoutes,
  recalculationRunRoutes,
  registrationRoutes,
  rosterRoutes,
  rosterPeopleRoutes,
  callerRoutes,
  operatorRoutes,
  sessionRoutes,
  taskRoutes,
  auditRoutes,
  certificateRoutes,
  alertRoutes,
  webhookRoutes,
  demoRoutes,
]

/** A probe wants a word; what is wrong is told here, once. */
function logReadiness(app: App, { ok, ...what }: ReadinessChange): void {
  if (ok) app.log.info({ event: 'readiness.back', ...what })
  else app.log.error({ event: 'readiness.failed', ...what })
}
