import { connect } from 'node:net'
import type { ServiceProcess } from '../environment/service.ts'
import { complaint, type Scenario, until, wait } from './scenario.ts'

/** Half of YIZHAN_SHUTDOWN_MS for whoever keeps half a request open, and a second or two on a busy machine. */
const shutdownMs = 10_000
const maxMs = { alone: 4_000, withHalfARequest: shutdownMs / 2 + 3_000 }

interface End {
  readonly code: number | null
  readonly ms: number
  readonly maxMs: number
}

/** Each service in turn is asked to finish and started again, sometimes while somebody keeps half a request open. */
export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  breaks: 'SIGTERM and restart of one service after the other',
  environment: { env: { YIZHAN_SHUTDOWN_MS: String(shutdownMs) } },
  run: async ({ environment, seconds }) => {
    const ends: End[] = []
    const restart = async (round: number) => {
      const service = environment.services[(round % 2) as 0 | 1]
      await wait(800)
      ends.push(
        round % 3 === 2 ? await endWithHalfARequest(service) : { ...(await service.terminate()), maxMs: maxMs.alone },
      )
      await service.start()
    }
    await until(seconds, restart, { atLeast: 3 })
    const slow = ends.filter(({ ms, maxMs }) => ms > maxMs)
    const failed = ends.filter(({ code }) => code !== 0)
    return {
      did: `${ends.length} restarts, ended after ${ends.map(({ ms }) => ms).join(', ')} ms`,
      complaints: [
        ...complaint(slow.length > 0, `a service took too long to end: ${JSON.stringify(slow)}`),
        ...complaint(failed.length > 0, `a service ended with a failure: ${JSON.stringify(failed)}`),
      ],
    }
  },
}

async function endWithHalfARequest(service: ServiceProcess): Promise<End> {
  const half = connect(service.port, '127.0.0.1').on('error', () => undefined)
  half.write('POST /v1/settlements HTTP/1.1\r\nhost: localhost\r\ncontent-le')
  await wait(100)
  const end = await service.terminate()
  half.destroy()
  return { ...end, maxMs: maxMs.withHalfARequest }
}
