import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
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
import { makeDigest } from '../restore/digest.ts'
import { acknowledgedIn } from '../restore/loss.ts'
import type { Pair } from './pair.ts'
import { hasAnsweredSince, longestSilence } from './silence.ts'

export interface FailoverOptions {
  readonly seed: number
  /** Of settling before each takeover, and behind the last one. */
  readonly seconds: number
  /** Failovers in a row. */
  readonly times: number
}

/** One change of the primary, and what the clients saw of it. */
export interface Takeover {
  readonly kind: 'failover' | 'switchover' | 'standby lost'
  /** The longest time without an acknowledged number, from the moment on which it began; null where none came any more. */
  readonly silentSeconds: number | null
  readonly acknowledged: number
  /** Acknowledged, and not in the ledger of the new primary. */
  readonly missing: readonly string[]
  /** How the old primary came back, and what that took. */
  readonly rejoinedBy: string
  readonly rejoinSeconds: number
}

export interface FailedOver {
  readonly described: string
  readonly takeovers: readonly Takeover[]
  readonly differences: string
  readonly faults: readonly string[]
  readonly acknowledgedInAll: number
}

/** What is promised: seconds without an answer, at most. */
export const goalSeconds = 30
/** So long an answer is waited for before the drill says that none comes. */
const patienceMs = 120_000

const peopleOfPlace = 10
const loadShape = { clients: 8, burst: 4, pauseMs: 200, timeoutMs: 8_000, patienceMs: 240_000 }

export function isHeld({ takeovers, differences, faults }: FailedOver): boolean {
  const held = ({ silentSeconds, missing }: Takeover) =>
    silentSeconds !== null && silentSeconds <= goalSeconds && missing.length === 0
  return takeovers.every(held) && differences === '' && faults.length === 0
}

/** A service that is settled on while its primary dies again and again, and once hands over in order. */
export class FailoverDrill {
  readonly #folder: string
  readonly #pair: Pair
  readonly #options: FailoverOptions
  readonly #say: (line: string) => void
  readonly #env: Readonly<Record<string, string>>

  constructor(folder: string, pair: Pair, options: FailoverOptions, say: (line: string) => void) {
    this.#folder = folder
    this.#pair = pair
    this.#options = options
    this.#say = say
    this.#env = {
      DATABASE_URL: pair.url,
      YIZHAN_ADMIN_KEY: adminKey,
      YIZHAN_DATA_KEY: randomBytes(32).toString('base64'),
      YIZHAN_DIGEST_KEY: generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    }
  }

  async run(): Promise<FailedOver> {
    const port = await freePort()
    const service = new ServiceProcess({
      name: 'service',
      port,
      logPath: join(this.#folder, 'service.log'),
      env: this.#env,
    })
    try {
      await service.start()
      const load = await this.#load(port)
      await this.#settleOn()
      const digest = join(this.#folder, 'digest.ndjson')
      await makeDigest(this.#pair.url, this.#env, digest)
      const takeovers: Takeover[] = []
      for (let time = 1; time <= this.#options.times; time++) takeovers.push(await this.#takeover('failover', time))
      for (const kind of ['switchover', 'standby lost'] as const) takeovers.push(await this.#takeover(kind, 1))
      await this.#settleOn()
      return { ...(await this.#end(service, load, digest)), takeovers }
    } finally {
      await service.kill()
    }
  }

  get #logs(): string {
    return join(this.#folder, 'clients')
  }

  async #load(port: number): Promise<Load> {
    const keys = await register(port, peopleOfPlace)
    return startLoad({
      ...loadShape,
      folder: this.#logs,
      random: new Random(this.#options.seed),
      keys,
      targets: [{ name: 'service', port }],
      mix: { ...ordinary, peopleOfPlace },
    })
  }

  #settleOn(): Promise<void> {
    return sleep(this.#options.seconds * 1000)
  }

  async #takeover(kind: Takeover['kind'], time: number): Promise<Takeover> {
    await this.#settleOn()
    const from = performance.now()
    const silentSeconds = await this.#silence(from, await this.#change(kind))
    const acknowledged = acknowledgedIn(readLogs(this.#logs))
    const there = await this.#names()
    const missing = acknowledged.filter(({ name }) => !there.has(name)).map(({ name }) => name)
    const rejoiningFrom = performance.now()
    const rejoinedBy = kind === 'switchover' ? 'in order' : await this.#pair.rejoin()
    const rejoinSeconds = (performance.now() - rejoiningFrom) / 1000
    const silent = silentSeconds === null ? 'no answer any more' : `${silentSeconds.toFixed(1)} s without an answer`
    this.#say(
      `${kind} ${time}: ${silent}; ${missing.length} of ${acknowledged.length} acknowledged are missing; both are there again (${rejoinedBy}, ${rejoinSeconds.toFixed(1)} s)`,
    )
    return { kind, silentSeconds, acknowledged: acknowledged.length, missing, rejoinedBy, rejoinSeconds }
  }

  /** Answers the moment from which on an answer is one of the server that writes by now. */
  async #change(kind: Takeover['kind']): Promise<number> {
    if (kind === 'switchover') await this.#pair.switchOver()
    if (kind === 'standby lost') await this.#pair.loseStandby()
    if (kind !== 'failover') return performance.now()
    await this.#pair.kill()
    const deadAt = performance.now()
    await this.#pair.takenOver()
    return deadAt
  }

  /** Until a number is acknowledged that was sent when the old primary was gone. */
  async #silence(from: number, goneAt: number): Promise<number | null> {
    const deadline = performance.now() + patienceMs
    while (performance.now() < deadline) {
      const attempts = readLogs(this.#logs)
      if (hasAnsweredSince(attempts, goneAt)) return longestSilence(attempts, from) / 1000
      await sleep(200)
    }
    return null
  }

  async #names(): Promise<Set<string>> {
    const rows = await this.#pair.query<{
      name: string
    }>(`SELECT 'settle ' || hospital_code || ' ' || settlement_no AS name
      FROM settlement_numbers UNION ALL SELECT 'reverse ' || hospital_code || ' ' || reversal_no FROM reversals`)
    return new Set(rows.map(({ name }) => name))
  }

  /** Everything open is sent again under its number until it is decided; then the clients' logs and the ledger are compared. */
  async #end(service: ServiceProcess, load: Load, digest: string): Promise<Omit<FailedOver, 'takeovers'>> {
    await load.finish()
    const ledger = await readLedger(service.port, peopleOfPlace)
    const attempts = readLogs(this.#logs)
    const faults = check(attempts, ledger, limitsOf).map(({ subject, says }) => `${subject}: ${says}`)
    return {
      described: this.#pair.described,
      differences: await verify(this.#pair.url, ['--digest', digest]),
      faults: [...faults, ...service.accidents],
      acknowledgedInAll: acknowledgedIn(attempts).length,
    }
  }
}
