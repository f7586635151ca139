import { batches, claims } from '../data/claims.ts'
import { endedStays, nationalQuotes, nationalSettlements } from '../data/national.ts'
import { type BatchFigures, batchLoop } from '../load/batches.ts'
import { closedLoop } from '../load/closed.ts'
import { openLoop } from '../load/open.ts'
import type { Figures } from '../load/sample.ts'
import { type Deployment, log } from './environment.ts'
import type { Options } from './options.ts'
import { type ProcessorTime, processorTime } from './processor-time.ts'

export const hotPeople = 10

export async function load(
  name: string,
  { service, population }: Deployment,
  options: Options,
  seed: number,
  people = population.people,
): Promise<Figures> {
  const next = claims({ ...population, people }, seed)
  const { seconds, warmUpSeconds } = options
  const figures = await closedLoop({ port: service.port, connections: 64, seconds, warmUpSeconds, next })
  log(`${name}: ${figures.perSecond.toFixed(0)}/s, p50 ${figures.p50.toFixed(1)} ms, p99 ${figures.p99.toFixed(1)} ms`)
  return figures
}

export async function openAt(
  perSecond: number,
  deployment: Deployment,
  options: Options,
  seed: number,
): Promise<Figures> {
  const { seconds, warmUpSeconds } = options
  const { service, population } = deployment
  const next = claims(population, seed)
  const open = await openLoop({ port: service.port, perSecond, seconds, warmUpSeconds, next })
  log(`open loop p50 ${open.p50.toFixed(1)} ms, p99 ${open.p99.toFixed(1)} ms`)
  return open
}

export async function alone(
  { service: { port }, population }: Deployment,
  { seconds, warmUpSeconds }: Options,
  seed: number,
): Promise<Figures> {
  const figures = await closedLoop({ port, connections: 1, seconds, warmUpSeconds, next: claims(population, seed) })
  log(`one connection p50 ${figures.p50.toFixed(2)} ms`)
  return figures
}

/** Claims of one batch: as many as several single ones a second, few enough that a batch is answered within a second. */
const linesOfABatch = 1000
/** Four for each of two workers: one is settled while others arrive. */
const batchConnections = 8

/** Batches of different hospitals, because of one caller one is settled at a time. */
export async function batched(
  deployment: Deployment,
  { seconds, warmUpSeconds }: Options,
  seed: number,
): Promise<BatchFigures> {
  const { service, population } = deployment
  const next = batches(population, linesOfABatch, seed)
  const of = { port: service.port, connections: batchConnections, next }
  await batchLoop({ ...of, seconds: warmUpSeconds })
  const figures = await batchLoop({ ...of, seconds })
  log(`batches of ${linesOfABatch}: ${figures.perSecond.toFixed(0)}/s`)
  return figures
}

export interface NationalFigures {
  readonly settle: Figures
  readonly quote: Figures
}

/** More than one connection settles in a second of measuring. */
const staysASecond = 150

/** Stays are reported first, which is not measured; then quoted, and settled as long as there are some. */
export async function national(
  { service: { port }, population }: Deployment,
  options: Options,
  seed: number,
): Promise<NationalFigures> {
  const { seconds, warmUpSeconds } = options
  const stays = await endedStays(port, population, (seconds + warmUpSeconds) * staysASecond, seed)
  const one = { port, connections: 1, seconds, warmUpSeconds }
  const quote = await closedLoop({ ...one, next: nationalQuotes(stays) })
  const settle = await closedLoop({ ...one, next: nationalSettlements(stays) })
  log(`2303 p50 ${quote.p50.toFixed(2)} ms, 2304 p50 ${settle.p50.toFixed(2)} ms`)
  return { quote, settle }
}

/** As many of both as keep two workers busy. */
const nationalConnections = 8

export interface NationalTime {
  readonly message: ProcessorTime
  readonly plain: ProcessorTime
}

/** 2304 and POST /v1/settlements on the same connections, by what each takes of the processor. */
export async function nationalProcessorTime(
  { service: { port, pid }, population, url }: Deployment,
  { seconds, warmUpSeconds }: Options,
  seed: number,
): Promise<NationalTime> {
  const stays = await endedStays(port, population, seconds * staysASecond, seed)
  const of = { port, connections: nationalConnections, seconds, warmUpSeconds: 0 }
  const settled = async (next: () => string | null) => (await closedLoop({ ...of, next })).answered
  const next = claims(population, seed + 1)
  await closedLoop({ ...of, seconds: warmUpSeconds, next })
  const plain = await processorTime({ pid, url }, () => settled(next))
  const message = await processorTime({ pid, url }, () => settled(nationalSettlements(stays)))
  const sum = ({ service, database }: ProcessorTime) => (service + database).toFixed(0)
  log(`2304: ${sum(message)} µs of the processor, POST /v1/settlements: ${sum(plain)}`)
  return { message, plain }
}
