import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { refuse } from '../../domain/refusals/refusal.ts'
import { bearerOf } from '../server/auth.ts'
import type { RequestLimits } from '../server/limits.ts'

export interface MetricsAccess {
  /** YIZHAN_METRICS_KEY; null where there is none, and only this machine may ask. */
  readonly metricsKey: string | null
  /** Whether proxies are named: then a request's address is that of whoever asked them. */
  readonly trustsProxy: boolean
  readonly limits: RequestLimits
}

/**
 * Lets a request read the metrics, or not. They name regions, kinds of care and refusals: not for everybody.
 * Errors: `metrics-closed`, `unauthenticated`, `too-many-wrong-keys`, `too-many-requests`.
 */
export async function allowMetrics(request: FastifyRequest, access: MetricsAccess): Promise<void> {
  const { metricsKey, limits } = access
  if (metricsKey === null) {
    if (isFromHere(request, access)) return
    await limits.stranger(request)
    return refuse('metrics-closed')
  }
  const key = bearerOf(request)
  if (key !== null && isSame(key, metricsKey)) return limits.chosenKey(request, 'metrics')
  if (key !== null) await limits.wrongKey(request)
  await limits.stranger(request)
  refuse('unauthenticated')
}

/** What a proxy on this machine passes on comes from elsewhere, whatever the headers say. */
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip']

function isFromHere(request: FastifyRequest, { trustsProxy }: MetricsAccess): boolean {
  const isPassedOn = !trustsProxy && forwarding.some((name) => request.headers[name] !== undefined)
  return !isPassedOn && ipaddr.isValid(request.ip) && ipaddr.process(request.ip).range() === 'loopback'
}

function isSame(key: string, wanted: string): boolean {
  return timingSafeEqual(hash('sha256', key, 'buffer'), hash('sha256', wanted, 'buffer'))
}
