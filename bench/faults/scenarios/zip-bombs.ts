import { zipOf } from '../../../src/nhsa/reply/zip.ts'
import type { FaultEnvironment } from '../environment/environment.ts'
import { places } from '../load/people.ts'
import { insider, strike, targetOf } from './attacker.ts'
import { besideHonest, repeatedly, Statuses } from './beside.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

const maxUploadMs = 10_000
const maxGrowthMb = 100

/** Four uploads at a time of three kilobytes that unpack to a million and a half of lines, while others upload too. */
export const zipBombs: Scenario = {
  name: 'zip-bombs',
  breaks: 'ZIPs of a few kilobytes that hold millions of lines, while another hospital uploads its own',
  run: async ({ environment, seconds }) => {
    const bombs = new Statuses()
    const honest = { statuses: new Statuses(), maxMs: 0 }
    const packed = await bombsOf()
    const before = await sizeOf(environment)
    const { measured, complaints } = await besideHonest(environment, async () => {
      const attack = repeatedly(4, seconds, async (worker, round) => {
        bombs.add(
          await upload(environment, worker, insider(environment), packed[(worker + round) % packed.length] as Buffer),
        )
      })
      const uploads = repeatedly(1, seconds, async (_, round) => {
        const from = performance.now()
        honest.statuses.add(
          await upload(environment, round, neighbour(environment), Buffer.from(linesOf(round)), 'text/csv'),
        )
        honest.maxMs = Math.max(honest.maxMs, performance.now() - from)
        await wait(500)
      })
      await Promise.all([attack, uploads])
    })
    const grownMb = Math.round(((await sizeOf(environment)) - before) / 1e6)
    const refused = honest.statuses.seen.filter((status) => status !== 201 && status !== 200)
    const slowest = Math.round(honest.maxMs)
    return {
      did: `${bombs.total} bombs (${bombs}), honest uploads ${honest.statuses}, ${slowest} ms at most, ${grownMb} MB more, ${measured}`,
      complaints: [
        ...complaints,
        ...complaint(
          refused.length > 0 || honest.statuses.total === 0,
          `honest uploads were answered ${honest.statuses}`,
        ),
        ...complaint(slowest > maxUploadMs, `an honest upload took ${slowest} ms`),
        ...complaint(grownMb > maxGrowthMb, `the database grew by ${grownMb} MB`),
      ],
    }
  },
}

async function bombsOf(): Promise<Buffer[]> {
  const texts = [
    'a\n'.repeat(1_500_000),
    '\n'.repeat(5_000_000),
    `x${'\t'.repeat(3_000_000)}\n`,
    'a,b,c\r\n'.repeat(1_000_000),
  ]
  return Promise.all(texts.map((text) => zipOf('lines.txt', [text])))
}

function neighbour(environment: FaultEnvironment): ReturnType<typeof insider> {
  const { hospitalCode, region } = places[1] as (typeof places)[number]
  return { hospitalCode, region, authorization: `Bearer ${environment.keys.get(hospitalCode) ?? ''}` }
}

const linesOf = (round: number): string =>
  Array.from({ length: 50 }, (_, at) => `S-${round}-${at},null,1,100.00,70.00,0,0`).join('\n')

async function upload(
  environment: FaultEnvironment,
  at: number,
  { hospitalCode, authorization }: ReturnType<typeof insider>,
  body: Buffer,
  type = 'application/zip',
): Promise<number> {
  const path = `/v1/reconciliations/files?hospitalCode=${hospitalCode}&fileName=${type === 'text/csv' ? 'a.csv' : 'a.zip'}`
  const headers = { authorization, 'content-type': type }
  return (await strike({ port: targetOf(environment, at), method: 'POST', path, headers, body })).status
}

async function sizeOf({ server }: FaultEnvironment): Promise<number> {
  const [row] = await server.query<{ size: string }>('SELECT pg_database_size(current_database())::text AS size')
  return Number(row?.size)
}
