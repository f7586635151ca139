import { claims } from '../data/claims.ts'
import { endedStays, nationalQuotes, nationalSettlements } from '../data/national.ts'
import { compareEngines, type EngineFigures } from '../engine/compare.ts'
import { closedLoop } from '../load/closed.ts'
import { openLoop } from '../load/open.ts'
import type { Figures } from '../load/sample.ts'
import { type Deployment, type Environment, log } from './environment.ts'
import type { Options } from './options.ts'
import { pgbench } from './pgbench.ts'

export type Wants = (row: string) => boolean

/** Of one repetition: settlements a second, or milliseconds. What was not asked for is absent. */
export interface Repetition {
  readonly http?: Figures
  readonly single?: number
  readonly textbook?: number
  readonly fifty?: number
  /** The same three for a bare write: one account, one claim, four entries. */
  readonly bareSingle?: number
  readonly bareTextbook?: number
  readonly bareFifty?: number
  readonly prisma?: Figures
  readonly doubleEntry?: number
  readonly open?: Figures
  readonly alone?: Figures
  /** 2304 and 2303 on one connection. */
  readonly national?: NationalFigures
  /** The same loads on the service of another checkout. */
  readonly beside?: Pick<Repetition, 'http' | 'alone' | 'national'>
  readonly singleMs?: number
  readonly hot?: Figures
  readonly large?: Figures
  readonly engines?: EngineFigures
}

export interface NationalFigures {
  readonly settle: Figures
  readonly quote: Figures
}

export const hotPeople = 10

/** Everything once, one after another: what is compared is measured within the same minute or two. */
export async function measureOnce(
  environment: Environment,
  options: Options,
  seed: number,
  wants: Wants,
): Promise<Repetition> {
  const base = await baseline(environment, options, seed, wants)
  const beside = environment.beside ? { beside: await besides(environment.beside, options, seed, wants) } : {}
  const rest = {
    ...(wants('latency') ? await latencies(environment, options, seed) : {}),
    ...(wants('hot') ? { hot: await load('hot people', environment.small, options, seed + 1, hotPeople) } : {}),
    ...(environment.large ? { large: await load('large database', environment.large, options, seed + 2) } : {}),
    ...(wants('engine') ? { engines: await engines(options) } : {}),
  }
  return { ...base, ...beside, ...rest }
}

async function baseline(environment: Environment, options: Options, seed: number, wants: Wants): Promise<Repetition> {
  if (!['ceilings', 'hot', 'size'].some(wants)) return {}
  const http = await load('http, 64 connections', environment.small, options, seed)
  if (!wants('ceilings')) return { http }
  const { prisma } = environment
  return {
    http,
    single: await ceiling(environment, options, 'single-statement.sql'),
    textbook: await ceiling(environment, options, 'textbook-transaction.sql'),
    fifty: 50 * (await ceiling(environment, options, 'fifty-a-statement.sql')),
    bareSingle: await ceiling(environment, options, 'bare/single-statement.sql', 'bare'),
    bareTextbook: await ceiling(environment, options, 'bare/textbook-transaction.sql', 'bare'),
    bareFifty: 50 * (await ceiling(environment, options, 'bare/fifty-a-statement.sql', 'bare')),
    ...(prisma ? { prisma: await load('prisma transactions', prisma, options, seed + 3) } : {}),
    doubleEntry: await ceiling(environment, options, 'double-entry-settle.sql', 'double_entry'),
  }
}

/** What is compared with another checkout: the same claims and the same stays, sent to its service. */
async function besides(deployment: Deployment, options: Options, seed: number, wants: Wants) {
  return {
    http: await load('beside: http, 64 connections', deployment, options, seed),
    ...(wants('latency')
      ? { alone: await alone(deployment, options, seed), national: await national(deployment, options, seed) }
      : {}),
  }
}

async function load(
  name: string,
  { service, population }: Deployment,
  options: Options,
  seed: number,
  people = population.people,
) {
  const next = claims({ ...population, people }, seed)
  const { seconds, warmUpSeconds } = options
  const figures = await closedLoop({ port: service.port, connections: 64, seconds, warmUpSeconds, next })
  log(`${name}: ${figures.perSecond.toFixed(0)}/s, p50 ${figures.p50.toFixed(1)} ms, p99 ${figures.p99.toFixed(1)} ms`)
  return figures
}

/** Eight clients are pgbench's best on two cores. */
const ceilingClients = 8

async function ceiling({ server, texts }: Environment, { seconds }: Options, script: string, database = 'ceiling') {
  const { perSecond } = await pgbench(server, { database, script, clients: ceilingClients, texts }, seconds)
  log(`pgbench ${script}: ${perSecond.toFixed(0)}/s`)
  return perSecond
}

async function latencies({ small, server, texts }: Environment, options: Options, seed: number) {
  const { seconds, warmUpSeconds } = options
  const { port } = small.service
  const open = await openLoop({
    port,
    perSecond: 1000,
    seconds,
    warmUpSeconds,
    next: claims(small.population, seed + 4),
  })
  const single = { database: 'ceiling', script: 'single-statement.sql', clients: 1, texts }
  const { latencyMs } = await pgbench(server, single, seconds)
  log(`open loop p50 ${open.p50.toFixed(1)} ms, p99 ${open.p99.toFixed(1)} ms`)
  return {
    open,
    singleMs: latencyMs,
    alone: await alone(small, options, seed),
    national: await national(small, options, seed),
  }
}

async function alone({ service: { port }, population }: Deployment, { seconds, warmUpSeconds }: Options, seed: number) {
  const next = claims(population, seed + 5)
  const figures = await closedLoop({ port, connections: 1, seconds, warmUpSeconds, next })
  log(`one connection p50 ${figures.p50.toFixed(2)} ms`)
  return figures
}

/** More than one connection settles in a second of measuring. */
const staysASecond = 150

/** Stays are reported first, which is not measured; then quoted, and settled as long as there are some. */
async function national({ service: { port }, population }: Deployment, options: Options, seed: number) {
  const { seconds, warmUpSeconds } = options
  const stays = await endedStays(port, population, (seconds + warmUpSeconds) * staysASecond, seed + 6)
  const one = { port, connections: 1, seconds, warmUpSeconds }
  const quote = await closedLoop({ ...one, next: nationalQuotes(stays) })
  const settle = await closedLoop({ ...one, next: nationalSettlements(stays) })
  log(`2303 p50 ${quote.p50.toFixed(2)} ms, 2304 p50 ${settle.p50.toFixed(2)} ms`)
  return { quote, settle }
}

async function engines({ seconds }: Options): Promise<EngineFigures> {
  const figures = await compareEngines(seconds / 2)
  log(`engines: ${JSON.stringify(figures)}`)
  return figures
}
