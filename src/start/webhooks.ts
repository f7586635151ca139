import type { Logger } from 'pino'
import type { Service } from '../application/service.ts'
import { workOnWebhooks } from '../application/webhooks/push-worker.ts'
import type { Config } from '../config.ts'
import { networkPush } from './push.ts'

/** Pushes to webhooks beside the requests, in the processes that run jobs. Answers how to stop. */
export async function startWebhooks(
  { jobs, shutdownMs, webhookPlainHosts }: Config,
  service: Service,
  log: Logger,
): Promise<() => Promise<void>> {
  if (jobs === 0) return async () => {}
  const push = networkPush({ plainHosts: webhookPlainHosts })
  const { stop } = await workOnWebhooks(service, { push, log, stopMs: shutdownMs / 2 })
  return stop
}
