import type { FaultEnvironment } from '../environment/environment.ts'
import { adminKey } from '../load/register.ts'
import { insider, type Struck, strike, targetOf } from './attacker.ts'
import { besideHonest, repeatedly, Statuses } from './beside.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

const lines = 60_000

/** Large files are asked for and left in the middle, again and again; a last one is taken whole. */
export const abortedDownloads: Scenario = {
  name: 'aborted-downloads',
  breaks: 'downloads of some megabytes, hung up on in the middle or never read on',
  run: async ({ environment, seconds }) => {
    const statuses = new Statuses()
    const path = await largeFile(environment)
    const headers = { authorization: insider(environment).authorization }
    const { measured, complaints } = await besideHonest(environment, () =>
      repeatedly(24, seconds, async (worker, round) => {
        const hangUpAfterBytes = 1_000 * (1 + ((worker + round) % 60))
        const asked = { port: targetOf(environment, worker), method: 'GET', path, headers, hangUpAfterBytes }
        statuses.add((await strike(asked)).status)
        await wait(50)
      }),
    )
    const whole = await strike({ port: targetOf(environment, 0), method: 'GET', path, headers })
    const rows = whole.body.split('\n').length
    const odd = statuses.seen.filter((status) => ![200, 429, 503].includes(status))
    return {
      did: `${statuses.total} downloads left (${statuses}), one of ${rows} lines taken, ${measured}`,
      complaints: [
        ...complaints,
        ...complaint(odd.length > 0, `they were answered ${odd}`),
        ...complaint(whole.status !== 200 || rows < lines, `afterwards ${rows} lines came, status ${whole.status}`),
      ],
    }
  },
}

/** A file of which nothing is in the ledger: each of its lines is a difference. */
async function largeFile(environment: FaultEnvironment): Promise<string> {
  const { hospitalCode } = insider(environment)
  const content = Array.from({ length: lines }, (_, at) => `D-${at},null,1,100.00,70.00,0,0`).join('\n')
  const post = async (path: string, type: string, body: string): Promise<Struck> => {
    const headers = { authorization: `Bearer ${adminKey}`, 'content-type': type }
    const answer = await strike({ port: targetOf(environment, 0), method: 'POST', path, headers, body })
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`)
    return answer
  }
  const file = await post(`/v1/reconciliations/files?hospitalCode=${hospitalCode}&fileName=d.csv`, 'text/csv', content)
  const { fileNo } = JSON.parse(file.body) as { fileNo: string }
  const period = { from: '2023-01-01', to: '2023-01-31' }
  const compared = await post(
    '/v1/reconciliations',
    'application/json',
    JSON.stringify({ hospitalCode, fileNo, ...period }),
  )
  return `/v1/reconciliations/${(JSON.parse(compared.body) as { id: string }).id}/differences.csv`
}
