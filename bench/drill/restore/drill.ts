import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keep, made, remove } from '../../faults/environment/cleanup.ts'
import { ServiceProcess } from '../../faults/environment/service.ts'
import { verify } from '../../faults/environment/verify.ts'
import { check } from '../../faults/history/checker.ts'
import { readLogs } from '../../faults/history/history.ts'
import { type Load, startLoad } from '../../faults/load/load.ts'
import { ordinary } from '../../faults/load/operations.ts'
import { limitsOf } from '../../faults/load/people.ts'
import { readLedger } from '../../faults/load/read-ledger.ts'
import { adminKey, register } from '../../faults/load/register.ts'
import { Random } from '../../faults/random.ts'
import { freePort } from '../../lib/free-port.ts'
import { type Cluster, Clusters } from './cluster.ts'
import { makeDigest } from './digest.ts'
import { keepWal } from './keep-wal.ts'
import { acknowledgedIn, type Loss, lossOf, type Mark } from './loss.ts'
import { archiving, fromArchive, fromArchiveOrStream, restoring } from './settings.ts'
import type { Tools } from './tools.ts'
import { keptTo, lsn } from './wal.ts'

export interface DrillOptions {
  readonly seed: number
  /** Of settling before the base backup, between it and the digest, and before the failure, each. */
  readonly seconds: number
  readonly keep: boolean
}

export interface Drilled {
  readonly server: string
  readonly backupSeconds: number
  /** By what of the log was brought back. */
  readonly archived: Restored
  readonly streamed: Restored
  /** What the clients' logs and the ledger contradict each other in, once everything was sent again. */
  readonly faults: readonly string[]
  readonly acknowledgedInAll: number
  readonly folder: string | null
}

export interface Restored {
  readonly loss: Loss
  /** What `ledger:verify` found, '' where the ledger agrees. */
  readonly differences: string
  /** From the backup to a server that takes writes. */
  readonly seconds: number
}

export function isRight({ archived, streamed, faults }: Drilled): boolean {
  const isWhole = ({ loss, differences }: Restored) => loss.lostThoughKept.length === 0 && differences === ''
  return isWhole(archived) && isWhole(streamed) && faults.length === 0
}

const peopleOfPlace = 10
const loadShape = { clients: 8, burst: 4, pauseMs: 200, timeoutMs: 8_000, patienceMs: 240_000 }

/** Backs up a database that is settled on, loses it, restores it twice, and asks the clients what is missing. */
export async function drillRestore(options: DrillOptions, tools: Tools, say: (line: string) => void): Promise<Drilled> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-drill-'))
  made(folder)
  // Started by root, the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const drill = new Drill(folder, await Clusters.in(folder, tools), options, say)
  let isKept = true
  try {
    const drilled = await drill.run(tools)
    isKept = options.keep || !isRight({ ...drilled, folder })
    return { ...drilled, folder: isKept ? folder : null }
  } catch (error) {
    throw new Error(`the drill could not be run to its end; logs in ${folder}`, { cause: error })
  } finally {
    await drill.close()
    if (isKept) keep(folder)
    else remove(folder)
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

/** Every number that is in the ledger, as the clients name it. */
async function namesIn(cluster: Cluster): Promise<Set<string>> {
  const rows = await cluster.query<{ name: string }>(`SELECT 'settle ' || hospital_code || ' ' || settlement_no AS name
    FROM settlement_numbers UNION ALL SELECT 'reverse ' || hospital_code || ' ' || reversal_no FROM reversals`)
  return new Set(rows.map(({ name }) => name))
}

class Drill {
  readonly #folder: string
  readonly #clusters: Clusters
  readonly #options: DrillOptions
  readonly #say: (line: string) => void
  readonly #toStop: (() => Promise<unknown>)[] = []
  readonly #marks: Mark[] = []
  readonly #env: Readonly<Record<string, string>>
  #failedAt = 0

  constructor(folder: string, clusters: Clusters, options: DrillOptions, say: (line: string) => void) {
    this.#folder = folder
    this.#clusters = clusters
    this.#options = options
    this.#say = say
    this.#env = {
      YIZHAN_ADMIN_KEY: adminKey,
      YIZHAN_DATA_KEY: randomBytes(32).toString('base64'),
      YIZHAN_DIGEST_KEY: generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    }
  }

  async run(tools: Tools): Promise<Omit<Drilled, 'folder'>> {
    const [archive, stream] = [await this.#clusters.makeFolder('archive'), await this.#clusters.makeFolder('stream')]
    const primary = await this.#started(await this.#clusters.startNew('primary', archiving(archive, '3s')))
    const stopKeeping = await keepWal(this.#clusters, primary, tools.receiveWal, stream)
    this.#toStop.push(stopKeeping)
    const port = await freePort()
    const service = await this.#serve('before', port, primary)
    const load = await this.#load(port)
    const marking = this.#mark(primary)
    await this.#settleOn('settling')
    const base = join(this.#folder, 'base')
    const backupSeconds = await timed(() => this.#backUp(tools.baseBackup, primary, archive, base))
    await this.#settleOn(`base backup taken in ${backupSeconds.toFixed(1)} s; settling on`)
    const digest = join(this.#folder, 'digest.ndjson')
    await makeDigest(primary.url, this.#env, digest)
    await this.#settleOn('digest kept; settling on')
    await primary.kill()
    this.#failedAt = performance.now()
    this.#say('the server and all its processes were killed')
    await Promise.all([marking, sleep(1_000)])
    await service.kill()
    await stopKeeping()

    const kept = keptTo(readdirSync(archive))
    const byArchive = await this.#restore('from-archive', base, fromArchive(archive), {
      kept: kept ?? 0n,
      digest: null,
    })
    await byArchive.cluster.stop()
    const command = fromArchiveOrStream(archive, stream)
    const byStream = await this.#restore('from-stream', base, command, { kept: null, digest })
    const faults = await this.#goOn(port, byStream.cluster, load)
    const attempts = readLogs(this.#logs)
    return {
      server: tools.server.version,
      backupSeconds,
      archived: byArchive.restored,
      streamed: byStream.restored,
      faults,
      acknowledgedInAll: acknowledgedIn(attempts).length,
    }
  }

  /** Ends whatever of the drill still runs. */
  async close(): Promise<void> {
    for (let stop = this.#toStop.pop(); stop; stop = this.#toStop.pop()) await stop()
  }

  get #logs(): string {
    return join(this.#folder, 'clients')
  }

  #started(cluster: Cluster): Cluster {
    this.#toStop.push(() => cluster.stop())
    return cluster
  }

  async #serve(name: string, port: number, { url }: Cluster): Promise<ServiceProcess> {
    const env = { ...this.#env, DATABASE_URL: url }
    const service = new ServiceProcess({ name, port, logPath: join(this.#folder, `${name}.log`), env })
    this.#toStop.push(() => service.kill())
    await service.start()
    return service
  }

  async #load(port: number): Promise<Load> {
    const keys = await register(port, peopleOfPlace)
    const random = new Random(this.#options.seed)
    const load = startLoad({
      ...loadShape,
      folder: this.#logs,
      random,
      keys,
      targets: [{ name: 'service', port }],
      mix: { ...ordinary, peopleOfPlace },
    })
    // Where the drill ends half way the clients give up by themselves.
    this.#toStop.push(async () => void load.finish().catch(() => undefined))
    return load
  }

  async #settleOn(what: string): Promise<void> {
    this.#say(what)
    await sleep(this.#options.seconds * 1000)
  }

  /** Notes how far the log is flushed, again and again, until the server is gone. */
  async #mark(cluster: Cluster): Promise<void> {
    while (this.#failedAt === 0) {
      const at = performance.now()
      const rows = await cluster
        .query<{ flushed: string }>('SELECT pg_current_wal_flush_lsn() AS flushed')
        .catch(() => [])
      if (rows[0]) this.#marks.push({ at, lsn: lsn(rows[0].flushed) })
      await sleep(100)
    }
  }

  async #backUp(program: string, cluster: Cluster, archive: string, base: string): Promise<void> {
    const args = ['--pgdata', base, '--checkpoint=fast', '--wal-method=stream', '--dbname', cluster.connection('base')]
    await this.#clusters.run(program, args)
    // The drill is of a log that goes on behind the backup: at least one segment of it is to be in the archive.
    const before = readdirSync(archive).length
    for (let waited = 0; readdirSync(archive).length <= before; waited++) {
      if (waited > 600) throw new Error('no segment of the log came to the archive within a minute')
      await sleep(100)
    }
  }

  async #restore(
    name: string,
    base: string,
    command: string,
    { kept, digest }: { kept: bigint | null; digest: string | null },
  ): Promise<{ cluster: Cluster; restored: Restored }> {
    const from = performance.now()
    const cluster = this.#started(await this.#clusters.startRestored(name, base, restoring(command)))
    const seconds = (performance.now() - from) / 1000
    const acknowledged = acknowledgedIn(readLogs(this.#logs))
    const loss = lossOf(acknowledged, await namesIn(cluster), {
      marks: this.#marks,
      keptTo: kept,
      failedAt: this.#failedAt,
    })
    const differences = await verify(cluster.url, digest === null ? [] : ['--digest', digest])
    this.#say(
      `restored ${name} in ${seconds.toFixed(1)} s: ${loss.lost} of ${loss.acknowledged} acknowledged are missing`,
    )
    return { cluster, restored: { loss, differences, seconds } }
  }

  /** The service on what was restored: clients send what was open again, under the same numbers, and go on. */
  async #goOn(port: number, cluster: Cluster, load: Load): Promise<string[]> {
    const service = await this.#serve('after', port, cluster)
    await this.#settleOn('serving again')
    await load.finish()
    const ledger = await readLedger(port, peopleOfPlace)
    const faults = check(readLogs(this.#logs), ledger, limitsOf).map(({ subject, says }) => `${subject}: ${says}`)
    const differences = await verify(cluster.url)
    await service.kill()
    return [...faults, ...service.accidents, ...(differences === '' ? [] : [`ledger:verify: ${differences}`])]
  }
}
