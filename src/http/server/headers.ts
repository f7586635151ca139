import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** Of whatever is no page: a browser that is led to show it shows text, and runs, loads and frames nothing. */
export const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * What browsers may do with an answer. Routes that answer pages send a policy of their own instead.
 *
 * The policy is written here and not by helmet, which would put it together for each answer: ten microseconds of every
 * settlement.
 */
export async function protectAnswers(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    // Below, and only where it is true.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    // For browsers that nobody has any more, or that the policy says already.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xXssProtection: false,
    originAgentCluster: false,
    crossOriginOpenerPolicy: false,
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('content-security-policy', closedPolicy)
    // By plain http browsers pay no heed; told by a proxy that nobody trusts, it could shut a name out for a year.
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
    done()
  })
}
