import { cpus, totalmem } from 'node:os'
import { stopAll } from '../../src/start/stack.ts'
import { claims, claimText } from '../data/claims.ts'
import { holds } from '../lib/compare.ts'
import { type Deployment, type Environment, log, setUp, storedTexts } from '../lib/environment.ts'
import { measureOnce, type Repetition, type Wants } from '../lib/measure.ts'
import { type Options, readOptions } from '../lib/options.ts'
import { findPgbench } from '../lib/pgbench.ts'
import { settings } from '../lib/postgres.ts'
import { rowsOf } from '../lib/rows.ts'
import { type Soak, soak } from '../lib/soak.ts'
import { table } from '../lib/table.ts'
import { sendAll } from '../load/closed.ts'

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const wants: Wants = (row) => options.only.length === 0 || options.only.includes(row)
  if (['yardsticks', 'ceilings', 'latency'].some(wants)) await findPgbench()
  stopOnSignal()
  try {
    log(machine())
    const environment = await setUp(options, wants)
    const rows = rowsOf(
      await repeat(environment, options, wants),
      wants('soak') ? await soaked(environment, options) : null,
    )
    console.log(`${machine()}\n\n${table(rows)}`)
    process.exitCode = rows.every(holds) ? 0 : 1
  } finally {
    await stop()
  }
}

let stopping: Promise<void> | undefined

/** A signal and the end of the run may both ask for it; whoever does waits until all of it is done. */
function stop(): Promise<void> {
  stopping ??= stopAll()
  return stopping
}

/** Whatever ends it, what it started ends too. */
function stopOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().finally(() => process.exit(130))
    })
  }
}

async function repeat(environment: Environment, options: Options, wants: Wants): Promise<Repetition[]> {
  await warmUp(environment.small, options)
  environment.texts = { body: claimText(environment.small.population) }
  if (environment.prisma) environment.texts = { ...environment.texts, ...(await storedTexts(environment.small)) }
  if (environment.large)
    await warmUp(environment.large, { ...options, warmUpSettlements: 2 * options.warmUpSettlements })
  if (environment.beside) await warmUp(environment.beside, options)
  if (environment.prisma)
    await warmUp(environment.prisma, { ...options, warmUpSettlements: options.warmUpSettlements / 50 })
  const done: Repetition[] = []
  for (let repetition = 1; repetition <= options.repetitions; repetition++) {
    log(`repetition ${repetition} of ${options.repetitions}`)
    done.push(await measureOnce(environment, options, repetition * 100, wants))
  }
  return done
}

/**
 * Until the code is compiled, the plans are made, and most pages have been written once since the checkpoint: the first
 * write to a page goes to the log whole, and a database under way has that behind it. A cold service takes three times
 * as long for a settlement, so this counts settlements rather than seconds.
 */
async function warmUp({ service, population }: Deployment, { seconds, warmUpSettlements }: Options): Promise<void> {
  log(`warming up with ${warmUpSettlements} settlements`)
  const next = claims(population, 1)
  const until = performance.now() + 12_000 * seconds
  let sent = 0
  const some = () => (sent++ < warmUpSettlements && performance.now() < until ? next() : null)
  await sendAll(service.port, 64, some)
}

function soaked(environment: Environment, { soakSeconds }: Options): Promise<Soak> {
  log(`soaking for ${soakSeconds} s`)
  return soak(environment.small, soakSeconds)
}

function machine(): string {
  const [cpu] = cpus()
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`
  const server = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  return `${cpus().length} × ${cpu?.model}, ${memory}, Node ${process.version}; embedded PostgreSQL 18: ${server.join(', ')}`
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 2
})
