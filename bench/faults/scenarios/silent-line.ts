import { pass } from '../environment/proxy.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

const silenceMs = 3_600_000

/**
 * The connections of one service fall silent in the middle of a write: no end, no error, nothing. That is how a
 * firewall that forgot them looks. New connections work, and the service has to find that out by itself.
 */
export const silentLine: Scenario = {
  name: 'silent-line',
  breaks: 'connections to the database that fall silent without an error',
  environment: { env: { YIZHAN_SETTLE_DEADLINE_MS: '3000' } },
  load: { timeoutMs: 6_000, patienceMs: 60_000 },
  run: async ({ environment, seconds }) => {
    const [line] = environment.lines
    let silenced = 0
    const isQuiet = await line.at('write-answered', () => undefined)
    line.onMoment = (moment) => {
      if (moment !== 'write-answered' || silenced >= 4) return pass
      silenced += 1
      return { do: 'delay', ms: silenceMs }
    }
    await wait(seconds * 1000)
    line.onMoment = () => pass
    return {
      did: `${silenced} lines silenced`,
      complaints: complaint(!isQuiet || silenced === 0, 'no line fell silent'),
    }
  },
}
