import { readLogs } from '../history/history.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

/** Few people, small limits, and everybody sending everything three times at once to both services. */
export const tripleSends: Scenario = {
  name: 'triple-sends',
  breaks: 'the same number three times at once to both services, reversals with resettleLater, limits reached',
  environment: { mix: { peopleOfPlace: 5, reversals: 0.2, triples: 0.6, reused: 0.06, givingUp: 0 } },
  load: { clients: 10, burst: 4 },
  run: async ({ environment, seconds }) => {
    await wait(seconds * 1000)
    const attempts = readLogs(environment.logs)
    const done = attempts.map(({ outcome }) => outcome).filter((outcome) => outcome.kind === 'done')
    const replays = done.filter(({ replayed }) => replayed).length
    const adjusted = done.filter(({ adjustments }) => adjustments.length > 0).length
    const atLimit = done.filter(({ limits }) => limits.some(({ limit, usedAfter }) => limit === usedAfter)).length
    const did = `${replays} replays, ${adjusted} reversals with adjustments, ${atLimit} at a limit`
    return {
      did,
      complaints: complaint(Math.min(replays, adjusted, atLimit) === 0, `something did not come about: ${did}`),
    }
  },
}
