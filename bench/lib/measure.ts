import { compareEngines, type EngineFigures } from '../engine/compare.ts'
import type { BatchFigures } from '../load/batches.ts'
import type { Figures } from '../load/sample.ts'
import { type Deployment, type Environment, log } from './environment.ts'
import {
  alone,
  batched,
  hotPeople,
  load,
  type NationalFigures,
  type NationalTime,
  national,
  nationalProcessorTime,
  openAt,
} from './loads.ts'
import type { Options } from './options.ts'
import { pgbench, tpcb } from './pgbench.ts'
import { type ProcessorTime, processorTime } from './processor-time.ts'
import { type Storage, storageOf } from './storage.ts'

export type Wants = (row: string) => boolean

/** What is asked of one service, this one's or another checkout's. What was not asked for is absent. */
export interface ServiceFigures {
  readonly http?: Figures
  readonly cpu?: ProcessorTime
  readonly open?: Figures
  readonly alone?: Figures
  /** 2304 and 2303 on one connection. */
  readonly national?: NationalFigures
  readonly storage?: Storage
}

/** Of one repetition: settlements a second, or milliseconds. */
export interface Repetition extends ServiceFigures {
  /** The service of another checkout. */
  readonly beside?: ServiceFigures
  /** Yardsticks that do not change with this ledger's tables. */
  readonly tpcb?: number
  readonly bareSingle?: number
  readonly doubleEntry?: number
  readonly pgledger?: number
  /** Of the bare write on one connection. */
  readonly bareSingleMs?: number
  /** The write of this ledger by pgbench, for the record. */
  readonly single?: number
  readonly textbook?: number
  readonly fifty?: number
  readonly prisma?: Figures
  readonly batches?: BatchFigures
  readonly batchCpu?: ProcessorTime
  readonly nationalCpu?: NationalTime
  readonly hot?: Figures
  readonly large?: Figures
  readonly engines?: EngineFigures
}

/**
 * Everything once, one after another: what is compared is measured within the same minute or two. Each load has a seed of its
 * own, since the same visits again would be refused as settled already.
 */
export async function measureOnce(
  environment: Environment,
  options: Options,
  seed: number,
  wants: Wants,
): Promise<Repetition> {
  const { small, beside, large } = environment
  const own = await ofService('here', small, options, seed, wants)
  const other = beside ? { beside: await ofService('beside', beside, options, seed, wants) } : {}
  return {
    ...own,
    ...other,
    ...(wants('yardsticks') ? await yardsticks(environment, options) : {}),
    ...(wants('latency') ? { bareSingleMs: await bareMs(environment, options) } : {}),
    ...(wants('ceilings') ? await ceilings(environment, options, seed) : {}),
    ...(wants('batches') ? await batchFigures(small, options, seed + 7) : {}),
    ...(wants('cpu') ? { nationalCpu: await nationalProcessorTime(small, options, seed + 12) } : {}),
    ...(wants('hot') ? { hot: await load('hot people', small, options, seed + 1, hotPeople) } : {}),
    ...(large ? { large: await load('large database', large, options, seed + 2) } : {}),
    ...(wants('engine') ? { engines: await engines(options) } : {}),
  }
}

/** Rows that a rate at 64 connections is put beside. */
const overHttp = ['yardsticks', 'batches', 'ceilings', 'hot', 'size']

async function ofService(
  name: string,
  deployment: Deployment,
  options: Options,
  seed: number,
  wants: Wants,
): Promise<ServiceFigures> {
  const isRated = overHttp.some(wants) || (wants('cpu') && options.beside !== null)
  return {
    ...(isRated ? { http: await load(`${name}: http, 64 connections`, deployment, options, seed) } : {}),
    ...(wants('cpu') ? { cpu: await processorTimeOf(name, deployment, options, seed + 9) } : {}),
    ...(wants('latency')
      ? {
          open: await openAt(1000, deployment, options, seed + 4),
          alone: await alone(deployment, options, seed + 5),
          national: await national(deployment, options, seed + 6),
        }
      : {}),
    ...(wants('storage') ? { storage: await storageOf(deployment, options.stored, seed + 11) } : {}),
  }
}

/** At 64 connections, the warm-up left out. */
async function processorTimeOf(name: string, deployment: Deployment, options: Options, seed: number) {
  await load(`${name}: before its processor time`, deployment, { ...options, seconds: options.warmUpSeconds }, seed)
  const { pid } = deployment.service
  const time = await processorTime({ pid, url: deployment.url }, async () => {
    const { answered } = await load(
      `${name}: for its processor time`,
      deployment,
      { ...options, warmUpSeconds: 0 },
      seed + 1,
    )
    return answered
  })
  logTime(`${name}: a settlement`, time)
  return time
}

function logTime(name: string, { service, database }: ProcessorTime): void {
  log(`${name}: ${service.toFixed(0)} µs in the service, ${database.toFixed(0)} in PostgreSQL`)
}

async function batchFigures({ service, population, url }: Deployment, options: Options, seed: number) {
  let batches: BatchFigures | undefined
  const batchCpu = await processorTime({ pid: service.pid, url }, async () => {
    batches = await batched({ service, population, url }, options, seed)
    return batches.settled
  })
  logTime('a settlement of a batch', batchCpu)
  return batches ? { batches, batchCpu } : {}
}

/** Eight clients are pgbench's best on two cores. */
const ceilingClients = 8

async function ceiling({ server, texts }: Environment, { seconds }: Options, script: string, database: string) {
  const { perSecond } = await pgbench(server, { database, script, clients: ceilingClients, texts }, seconds)
  log(`pgbench ${script}: ${perSecond.toFixed(0)}/s`)
  return perSecond
}

async function yardsticks(environment: Environment, options: Options) {
  const { perSecond } = await tpcb.run(environment.server, 'tpcb', ceilingClients, options.seconds)
  log(`pgbench TPC-B: ${perSecond.toFixed(0)}/s`)
  return {
    tpcb: perSecond,
    bareSingle: await ceiling(environment, options, 'bare/single-statement.sql', 'bare'),
    doubleEntry: await ceiling(environment, options, 'double-entry-settle.sql', 'double_entry'),
    ...(options.pgledger === null
      ? {}
      : { pgledger: await ceiling(environment, options, 'pgledger-settle.sql', 'pgledger') }),
  }
}

async function bareMs({ server, texts }: Environment, { seconds }: Options): Promise<number> {
  const one = { database: 'bare', script: 'bare/single-statement.sql', clients: 1, texts }
  return (await pgbench(server, one, seconds)).latencyMs
}

async function ceilings(environment: Environment, options: Options, seed: number) {
  const { prisma } = environment
  return {
    single: await ceiling(environment, options, 'single-statement.sql', 'ceiling'),
    textbook: await ceiling(environment, options, 'textbook-transaction.sql', 'ceiling'),
    fifty: 50 * (await ceiling(environment, options, 'fifty-a-statement.sql', 'ceiling')),
    ...(prisma ? { prisma: await load('prisma transactions', prisma, options, seed + 3) } : {}),
  }
}

async function engines({ seconds }: Options): Promise<EngineFigures> {
  const figures = await compareEngines(seconds / 2)
  log(`engines: ${JSON.stringify(figures)}`)
  return figures
}
