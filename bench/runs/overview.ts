import { parseArgs } from 'node:util'
import { onStop, stopAll } from '../../src/start/stack.ts'
import { claims } from '../data/claims.ts'
import { adminKey, type Deployment, deployLarge, log } from '../lib/environment.ts'
import { startServer } from '../lib/postgres.ts'
import { closedLoop, openAll } from '../load/closed.ts'
import { request } from '../load/connection.ts'

/**
 * `npm run bench:overview [-- --people 300000 --operators 200 --pause 10 --seconds 10 --turns 3]`: operators who open the overview's
 * page of a year in which everybody had three visits, all in one moment, and again some seconds after each saw it; and settlements
 * without them and beside them, in turns. The page is there when both things that it asks for have come.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '300000' },
    operators: { type: 'string', default: '200' },
    pause: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    turns: { type: 'string', default: '3' },
  },
})
const people = Number(values.people)
const operators = Number(values.operators)
const seconds = Number(values.seconds)
const turns = Number(values.turns)

const page = ['/v1/overview?region=140500&year=2023', '/v1/enrolment?region=140500&year=2023']
const requests = page.map((path) => request('GET', path, adminKey, ''))

interface Seen {
  readonly overview: number[]
  readonly whole: number[]
}

/** Each has two connections, as a browser has. Answers how long each page took, in milliseconds. */
async function operatorsUntil({ service: { port } }: Deployment, stopped: () => boolean): Promise<Seen> {
  const seen: Seen = { overview: [], whole: [] }
  const [first, second] = await Promise.all([openAll(port, operators), openAll(port, operators)])
  const one = async (at: number) => {
    while (!stopped()) {
      const start = performance.now()
      const [overview, enrolment] = [first[at]?.send(requests[0] ?? ''), second[at]?.send(requests[1] ?? '')]
      const reply = await overview
      seen.overview.push(performance.now() - start)
      const other = await enrolment
      seen.whole.push(performance.now() - start)
      for (const { status, body } of [reply, other].filter((each) => each !== undefined))
        if (status !== 200) throw new Error(`the page was refused: ${status} ${body.toString('utf8').slice(0, 400)}`)
      const until = performance.now() + Number(values.pause) * 1000
      while (performance.now() < until && !stopped()) await new Promise((wake) => setTimeout(wake, 100))
    }
  }
  await Promise.all(Array.from({ length: operators }, (_, at) => one(at)))
  for (const connection of [...first, ...second]) connection.close()
  return seen
}

function figuresOf(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms of ${sorted.length}`
}

async function settlements(deployment: Deployment, seed: number): Promise<number> {
  const next = claims(deployment.population, seed)
  const load = { port: deployment.service.port, connections: 64, warmUpSeconds: 2, seconds, next }
  const { perSecond, refused, firstRefusal } = await closedLoop(load)
  if (refused > 0) throw new Error(`${refused} settlements were refused, the first: ${firstRefusal}`)
  return perSecond
}

async function beside(deployment: Deployment, seed: number): Promise<{ perSecond: number; seen: Seen }> {
  let stopped = false
  const watching = operatorsUntil(deployment, () => stopped)
  const perSecond = await settlements(deployment, seed).finally(() => {
    stopped = true
  })
  return { perSecond, seen: await watching }
}

try {
  const server = await startServer()
  onStop(server.stop)
  const deployment = await deployLarge(server, { people, settlementsEach: 3, smallPeople: Math.min(5000, people) })
  log(`${people} people, ${people * 3} settlements; summing up and warming up`)
  let asked = 0
  const { overview: first } = await operatorsUntil(deployment, () => ++asked > operators)
  console.log(`first, with all to be summed up: ${figuresOf(first)}`)
  await settlements(deployment, 1)
  const ratios: number[] = []
  const all: Seen = { overview: [], whole: [] }
  for (let turn = 0; turn < turns; turn++) {
    const alone = await settlements(deployment, 10 + turn)
    const { perSecond, seen } = await beside(deployment, 100 + turn)
    ratios.push(perSecond / alone)
    all.overview.push(...seen.overview)
    all.whole.push(...seen.whole)
    console.log(
      `settlements ${alone.toFixed(0)}/s without, ${perSecond.toFixed(0)}/s beside: ${(perSecond / alone).toFixed(2)}×`,
    )
    console.log(`  overview ${figuresOf(seen.overview)}; the page ${figuresOf(seen.whole)}`)
  }
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0
  console.log(`${operators} operators: overview ${figuresOf(all.overview)}; the page ${figuresOf(all.whole)}`)
  console.log(`settlements beside them: median ${median.toFixed(2)}× of ${turns} turns`)
} finally {
  await stopAll()
}
