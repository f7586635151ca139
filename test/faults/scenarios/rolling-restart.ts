import { connect } from 'node:net'
import { complaint, type Scenario, until, wait } from './scenario.ts'

const patienceMs = 8_000

/** Each service in turn is asked to finish and started again, while somebody keeps half a request open. */
export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  breaks: 'SIGTERM and restart of one service after the other',
  stage: { env: { YIZHAN_SHUTDOWN_MS: '10000' } },
  play: async ({ stage, seconds }) => {
    const ends: { code: number | null; ms: number }[] = []
    await until(seconds, async (round) => {
      const service = stage.services[(round % 2) as 0 | 1]
      await wait(700)
      const half = connect(service.port, '127.0.0.1').on('error', () => undefined)
      half.write('POST /v1/settlements HTTP/1.1\r\nhost: localhost\r\ncontent-le')
      await wait(100)
      ends.push(await service.terminate())
      half.destroy()
      await service.start()
    })
    const slow = ends.filter(({ ms }) => ms > patienceMs)
    const failed = ends.filter(({ code }) => code !== 0)
    return {
      did: `${ends.length} restarts, the slowest end ${Math.max(...ends.map(({ ms }) => ms))} ms`,
      complaints: [
        ...complaint(slow.length > 0, `a service took longer than ${patienceMs} ms to end: ${JSON.stringify(slow)}`),
        ...complaint(failed.length > 0, `a service ended with a failure: ${JSON.stringify(failed)}`),
      ],
    }
  },
}
