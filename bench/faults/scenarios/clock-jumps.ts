import { fileURLToPath } from 'node:url'
import { readLogs } from '../history/history.ts'
import { complaint, type Scenario, until, wait } from './scenario.ts'

const day = 86_400_000
/** Forward and back, by what a time server corrects and by what a dead battery does. Never before the claims' days. */
const shifts = [0, 90_000, -90_000, 3_600_000, -3_600_000, 3 * day, -2 * day, 400 * day, 0]

/** The clocks of the two services jump, apart from each other. No settlement may be refused for it. */
export const clockJumps: Scenario = {
  name: 'clock-jumps',
  breaks: 'the clock of a service jumping by minutes, hours and days',
  environment: { preload: [fileURLToPath(new URL('../environment/shift-clock.ts', import.meta.url))] },
  run: async ({ environment, seconds }) => {
    const jumps = await until(seconds, async (round) => {
      environment.services[(round % 2) as 0 | 1].tell(shifts[round % shifts.length] ?? 0)
      await wait(300)
    })
    for (const service of environment.services) service.tell(0)
    const late = readLogs(environment.logs).filter(({ outcome }) => outcome.kind === 'not-yet')
    return {
      did: `${jumps} jumps`,
      complaints: complaint(late.length > 0, `${late.length} requests were refused as late`),
    }
  },
}
