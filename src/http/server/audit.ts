import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AuditKind, noteEvent } from '../../application/audit/events.ts'
import type { Service } from '../../application/service.ts'
import { operationOf } from './session.ts'

/** These have a body and change nothing, or say themselves in the ledger and in a trail of their own who sent them. */
const quiet: ReadonlySet<string> = new Set([
  ...['quoteSettlement', 'searchBeneficiaries', 'previewRecalculation', 'previewApplicationRecalculation'],
  ...['compareTotals', 'readCertificate', 'signIn'],
])

/** Posted by the thousand by machines; the settlement says who sent it. */
const postedByKeys: ReadonlySet<string> = new Set(['createSettlement', 'createReversal'])

const leaving: ReadonlySet<string> = new Set(['signOut', 'withdrawOwnSession'])

const isExport = /^(export|getPayoutBatchFile|getRosterReport|getStatement)/

const maxTarget = 400

/**
 * A line for every change, every file that is taken along, and everything that a person was refused, before it is answered:
 * what nobody could write down is answered as a failure, and is sent again under its number.
 */
export function auditRequests(app: FastifyInstance, service: Service): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const kind = kindOf(request, reply)
    // An answer that could not be written down is not written down either.
    if (kind === null || reply.statusCode >= 500) return payload
    await noteEvent(service, request.caller, {
      ...{ kind, operation: operationOf(request), status: reply.statusCode, code: request.refusedAs },
      ...{ target: targetOf(request), personNo: personOf(request), address: request.ip, requestId: request.id },
    })
    return payload
  })
}

function kindOf(request: FastifyRequest, { statusCode }: FastifyReply): AuditKind | null {
  const { caller } = request
  if (!caller) return null
  const operation = operationOf(request)
  if (leaving.has(operation)) return 'sign-out'
  if (statusCode === 403) return caller.posts === undefined ? null : 'refused'
  if (statusCode >= 300) return null
  if (operation === 'endSession') return 'session-ended'
  if (request.method === 'GET') return isExport.test(operation) ? 'export' : null
  if (quiet.has(operation) || request.method === 'HEAD') return null
  return caller.posts === undefined && postedByKeys.has(operation) ? null : 'change'
}

/** The places of the address, and no more: what the body says is a person's business and is kept where it is written. */
function targetOf({ params }: FastifyRequest): string | null {
  const places = Object.entries((params ?? {}) as Record<string, string>)
  const text = places.map(([name, value]) => `${name}=${value}`).join(' ')
  return text === '' ? null : text.slice(0, maxTarget)
}

function personOf({ params }: FastifyRequest): string | null {
  return (params as { personNo?: string } | undefined)?.personNo?.slice(0, 64) ?? null
}
