import { parseArgs } from 'node:util'
import { onStop, stopAll } from '../../src/start/stack.ts'
import { personNo } from '../data/registers.ts'
import { adminKey, type Deployment, deployLarge, log } from '../lib/environment.ts'
import { startServer } from '../lib/postgres.ts'

/**
 * `npm run bench:reads [-- --people 300000]`: what a bureau reads, over HTTP, of a year in which everybody had three visits.
 * Prints the median of five times, once each was asked for.
 */
const { values } = parseArgs({ options: { people: { type: 'string', default: '300000' } } })
const people = Number(values.people)

const someone = personNo(people - 7)
const pages = [
  '/v1/settlements?limit=100',
  '/v1/settlements?from=2023-05-01&to=2023-05-31&limit=100',
  `/v1/settlements?personNo=${someone}`,
  `/v1/beneficiaries/${someone}/annual-cap?year=2023`,
  `/v1/beneficiaries/${someone}/ledger?year=2023`,
  '/v1/beneficiaries?limit=100',
  '/v1/enrolment?region=140500&year=2023',
  '/v1/alerts?region=140500&year=2023&limit=100',
  '/v1/overview?region=140500&year=2023',
]

async function ask({ service }: Deployment, path: string): Promise<number> {
  const start = performance.now()
  const reply = await fetch(`http://127.0.0.1:${service.port}${path}`, {
    headers: { authorization: `Bearer ${adminKey}` },
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${path} was refused: ${text}`)
  return performance.now() - start
}

try {
  const server = await startServer()
  onStop(server.stop)
  const deployment = await deployLarge(server, { people, settlementsEach: 3, smallPeople: Math.min(5000, people) })
  log(`${people} people, ${people * 3} settlements`)
  for (const path of pages) {
    await ask(deployment, path)
    const times: number[] = []
    for (let time = 0; time < 5; time++) times.push(await ask(deployment, path))
    times.sort((a, b) => a - b)
    console.log(`${(times[2] as number).toFixed(0).padStart(6)} ms  ${path}`)
  }
} finally {
  await stopAll()
}
