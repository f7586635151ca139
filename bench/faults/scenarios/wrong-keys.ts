import { Agent } from 'node:http'
import { adminKey } from '../load/register.ts'
import { strike, targetOf } from './attacker.ts'
import { besideHonest, repeatedly, Statuses } from './beside.ts'
import { complaint, type Scenario } from './scenario.ts'

/** Keys are tried as fast as they are refused, from the address that honest traffic comes from too. */
export const wrongKeys: Scenario = {
  name: 'wrong-keys',
  breaks: 'keys that nobody has, as fast as they are refused, from the address of the honest',
  run: async ({ environment, seconds }) => {
    const statuses = new Statuses()
    // The first key is believed at an address of wrong keys only where it was in use; the ledger is read with it later.
    for (const { port } of environment.services)
      await strike({ port, method: 'GET', path: '/v1/callers', headers: { authorization: `Bearer ${adminKey}` } })
    const agent = new Agent({ keepAlive: true, maxSockets: 12 })
    const { measured, complaints } = await besideHonest(environment, () =>
      repeatedly(12, seconds, async (worker, round) => {
        const authorization = `Bearer yz_bureau_${worker}_${round}_${'x'.repeat(32)}`
        const asked = {
          agent,
          port: targetOf(environment, worker),
          method: 'GET',
          path: '/v1/callers',
          headers: { authorization },
        }
        statuses.add((await strike(asked)).status)
      }),
    )
    agent.destroy()
    const odd = statuses.seen.filter((status) => ![401, 429, 0].includes(status))
    return {
      did: `${statuses.total} wrong keys (${statuses}), ${measured}`,
      complaints: [
        ...complaints,
        ...complaint(odd.length > 0, `wrong keys were answered ${odd}`),
        ...complaint(!statuses.seen.includes(429), 'nobody was asked to wait'),
      ],
    }
  },
}
