import { hasProgram } from '../../../test/support/processes/programs.ts'
import { complaint, type Scenario, until, wait } from './scenario.ts'

/** The primary dies with all its processes, its standby takes over, and the old one comes back as the standby of the new one. */
export const failover: Scenario = {
  name: 'failover',
  breaks: 'kill -9 of the primary of two servers, its standby taking over, and orderly changes between them',
  cannot: () =>
    hasProgram('pg_basebackup') && hasProgram('pg_rewind')
      ? null
      : 'needs pg_basebackup and pg_rewind; on Debian: apt-get install -y postgresql',
  environment: { hasStandby: true },
  load: { patienceMs: 120_000 },
  run: async ({ environment, seconds }) => {
    const { pair, random } = environment
    let [failovers, switchovers] = [0, 0]
    await until(
      seconds,
      async (round) => {
        await wait(random.int(500, 2_500))
        if (round % 3 === 2) {
          await pair.switchOver()
          switchovers += 1
          return
        }
        await pair.kill()
        await wait(random.int(0, 1_000))
        await pair.takenOver()
        failovers += 1
        await wait(random.int(0, 1_500))
        await pair.rejoin()
      },
      { atLeast: 3 },
    )
    return {
      did: `${failovers} failovers, ${switchovers} switchovers`,
      complaints: complaint(failovers === 0, 'no failover came about'),
    }
  },
}
