import { claims } from '../data/claims.ts'
import { compareEngines, type EngineFigures } from '../engine/compare.ts'
import { closedLoop } from '../load/closed.ts'
import { openLoop } from '../load/open.ts'
import type { Figures } from '../load/sample.ts'
import { log, type Place, type Stage } from './environment.ts'
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
  readonly singleMs?: number
  readonly hot?: Figures
  readonly large?: Figures
  readonly engines?: EngineFigures
}

export const hotPeople = 10

/** Everything once, one after another: what is compared is measured within the same minute or two. */
export async function measureOnce(stage: Stage, options: Options, seed: number, wants: Wants): Promise<Repetition> {
  const base = await baseline(stage, options, seed, wants)
  const rest = {
    ...(wants('latency') ? await latencies(stage, options, seed) : {}),
    ...(wants('hot') ? { hot: await load('hot people', stage.small, options, seed + 1, hotPeople) } : {}),
    ...(stage.large ? { large: await load('large database', stage.large, options, seed + 2) } : {}),
    ...(wants('engine') ? { engines: await engines(options) } : {}),
  }
  return { ...base, ...rest }
}

async function baseline(stage: Stage, options: Options, seed: number, wants: Wants): Promise<Repetition> {
  if (!['ceilings', 'hot', 'size'].some(wants)) return {}
  const http = await load('http, 64 connections', stage.small, options, seed)
  if (!wants('ceilings')) return { http }
  return {
    http,
    single: await ceiling(stage, options, 'single-statement.sql'),
    textbook: await ceiling(stage, options, 'textbook-transaction.sql'),
    fifty: 50 * (await ceiling(stage, options, 'fifty-a-statement.sql')),
    bareSingle: await ceiling(stage, options, 'bare/single-statement.sql', 'bare'),
    bareTextbook: await ceiling(stage, options, 'bare/textbook-transaction.sql', 'bare'),
    bareFifty: 50 * (await ceiling(stage, options, 'bare/fifty-a-statement.sql', 'bare')),
    prisma: await load('prisma transactions', stage.prisma, options, seed + 3),
    doubleEntry: await ceiling(stage, options, 'double-entry-settle.sql', 'double_entry'),
  }
}

async function load(name: string, { service, crowd }: Place, options: Options, seed: number, people = crowd.people) {
  const next = claims({ ...crowd, people }, seed)
  const { seconds, warmUpSeconds } = options
  const figures = await closedLoop({ port: service.port, connections: 64, seconds, warmUpSeconds, next })
  log(`${name}: ${figures.perSecond.toFixed(0)}/s, p50 ${figures.p50.toFixed(1)} ms, p99 ${figures.p99.toFixed(1)} ms`)
  return figures
}

/** Eight clients are pgbench's best on two cores. */
const ceilingClients = 8

async function ceiling({ server, texts }: Stage, { seconds }: Options, script: string, database = 'ceiling') {
  const { perSecond } = await pgbench(server, { database, script, clients: ceilingClients, texts }, seconds)
  log(`pgbench ${script}: ${perSecond.toFixed(0)}/s`)
  return perSecond
}

async function latencies({ small, server, texts }: Stage, { seconds, warmUpSeconds }: Options, seed: number) {
  const { port } = small.service
  const open = await openLoop({ port, perSecond: 1000, seconds, warmUpSeconds, next: claims(small.crowd, seed + 4) })
  const next = claims(small.crowd, seed + 5)
  const alone = await closedLoop({ port, connections: 1, seconds, warmUpSeconds, next })
  const single = { database: 'ceiling', script: 'single-statement.sql', clients: 1, texts }
  const { latencyMs } = await pgbench(server, single, seconds)
  log(
    `open loop p50 ${open.p50.toFixed(1)} ms, p99 ${open.p99.toFixed(1)} ms; one connection p50 ${alone.p50.toFixed(2)} ms`,
  )
  return { open, alone, singleMs: latencyMs }
}

async function engines({ seconds }: Options): Promise<EngineFigures> {
  const figures = await compareEngines(seconds / 2)
  log(`engines: ${JSON.stringify(figures)}`)
  return figures
}
