import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { authenticate, createCaller } from './application/callers.ts'
import { demoClerk, loadDemoData } from './application/demo-data.ts'
import { sha256Hex } from './application/hash.ts'
import { createLedger } from './application/ledger.ts'
import { createSecrets } from './application/secrets.ts'
import type { Service } from './application/service.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { keptDataKey, parseDataKey } from './db/data-key.ts'
import { openDatabase } from './db/database.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { SetupError } from './db/setup-error.ts'
import { PolicyLibrary } from './domain/policy/library.ts'
import { stay } from './http/examples.ts'
import { createLog } from './log.ts'
import { faultsOf } from './policies/check.ts'
import { faultLine } from './policies/faults.ts'
import { builtInPolicies, loadPacks } from './policies/load.ts'

/** What was started, and how to stop it: in the opposite order, each step once. */
const started: (() => Promise<void>)[] = []

async function stopAll(): Promise<void> {
  for (let stop = started.pop(); stop; stop = started.pop()) await stop()
}

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd())
  const log = createLog(config.logLevel)
  stopOnSignals(config, log)
  const library = await loadLaw(config)
  const service = await openService(config, library, log)
  const demo = config.databaseUrl === null ? await prepareDemo(config, service) : null
  const address = await listen(config, service, log)
  log.info({ event: 'service.started', address, policies: library.regions() })
  if (demo) console.log(welcome(address, demo))
}

/** The first signal finishes what is in flight; a second one, or the time running out, ends at once. */
function stopOnSignals({ shutdownMs }: Config, log: Logger): void {
  closeWithGrace({ delay: shutdownMs, logger: false }, async ({ signal, err }) => {
    if (err) log.fatal({ event: 'service.failed', err })
    else log.info({ event: 'service.stopping', signal: signal ?? null })
    await stopAll()
    log.info({ event: 'service.stopped' })
  })
}

/** All packs, or a refusal to start: a law that is read wrongly is worse than no service. */
async function loadLaw({ policyDir }: Config): Promise<PolicyLibrary> {
  const loaded = await loadPacks([builtInPolicies, ...(policyDir === null ? [] : [policyDir])])
  const faults = faultsOf(loaded)
  if (faults.length > 0) {
    const lines = faults.flatMap((fault) => [faultLine(fault, 'en'), faultLine(fault, 'zh')])
    throw new ConfigError(
      [...lines, 'The policy packs cannot be settled under; `npm run policy:check` shows the same.'].join('\n'),
    )
  }
  return new PolicyLibrary(
    loaded.files.map(({ file }) => file),
    sha256Hex,
  )
}

async function openService(config: Config, library: PolicyLibrary, log: Logger): Promise<Service> {
  const url = config.databaseUrl ?? (await startPostgres(config.dataDir))
  const secrets = createSecrets(await dataKeyOf(config))
  const applied = await migrate({ url })
  if (applied.length > 0) log.info({ event: 'database.migrated', applied })
  const db = openDatabase({ url, onIdleError: (err) => log.warn({ event: 'database.connection-lost', err }) })
  started.push(() => db.close())
  const clock = () => new Date()
  const ledger = createLedger({ db, library, clock, deadlineMs: config.settleDeadlineMs })
  started.push(() => ledger.close())
  await ledger.archive.keep()
  return { db, library, ledger, clock, secrets, adminKey: config.adminKey }
}

async function startPostgres(dataDir: string): Promise<string> {
  const postgres = await startEmbedded(dataDir)
  started.push(postgres.stop)
  return postgres.url
}

/** With a database of one's own the key must outlive the machine, so it is never made silently. */
async function dataKeyOf({ dataKey, databaseUrl, dataDir }: Config): Promise<Buffer> {
  if (dataKey !== null) return parseDataKey(dataKey)
  if (databaseUrl === null) return keptDataKey(dataDir)
  throw new ConfigError(
    'YIZHAN_DATA_KEY is missing: it encrypts ID numbers. Make one with `openssl rand -base64 32` and keep it as safe as the database.',
  )
}

async function listen({ host, port, requestTimeoutMs }: Config, service: Service, log: Logger): Promise<string> {
  const app = await buildApp({ service, log, requestTimeoutMs })
  started.push(() => app.close())
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new ConfigError(`Port ${port} is taken. Set PORT to a free one, such as PORT=${port + 1}.`)
    if (code === 'EACCES')
      throw new ConfigError(`Port ${port} may not be used by this user. Set PORT to one above 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError(`HOST ${host} is no address of this machine.`)
    throw error
  }
}

interface DemoKeys {
  readonly bureau: string
  readonly auditor: string
  readonly hospitals: Readonly<Record<string, string>>
}

const demoHospitalRegions = { H14050000001: '140502', H50024300001: '500243', H37080000001: '370811' }

async function prepareDemo({ dataDir }: Config, service: Service): Promise<DemoKeys> {
  await loadDemoData(service)
  const path = join(dataDir, 'demo-keys.json')
  const kept = (await readFile(path, 'utf8').then(JSON.parse, () => null)) as DemoKeys | null
  if (kept && (await authenticate(service, kept.bureau))) return kept
  const keys = await issueDemoKeys(service)
  await writeFile(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  return keys
}

async function issueDemoKeys(service: Service): Promise<DemoKeys> {
  const issue = async (kind: 'hospital' | 'bureau' | 'auditor', name: string, region: string, hospitalCode?: string) =>
    (await createCaller(service, demoClerk, { kind, name, region, hospitalCode })).key
  const hospitals: Record<string, string> = {}
  for (const [code, region] of Object.entries(demoHospitalRegions)) {
    hospitals[code] = await issue('hospital', `demo ${code}`, region, code)
  }
  return {
    bureau: await issue('bureau', 'demo bureau', '000000'),
    auditor: await issue('auditor', 'demo auditor', '000000'),
    hospitals,
  }
}

function welcome(address: string, { bureau, auditor, hospitals }: DemoKeys): string {
  const keys = Object.entries(hospitals).map(([code, key]) => `  hospital ${code}  ${key}`)
  const quote = Object.fromEntries(Object.entries(stay).filter(([name]) => name !== 'settlementNo'))
  return `
Yizhan 一站 is ready 已就绪

  API and try-it page 接口与试用页:  ${address}/docs

Demo keys 演示密钥 (Authorize 后粘贴):
  bureau 经办机构           ${bureau}
  auditor 审计              ${auditor}
${keys.join('\n')}

Paste this to quote a stay in Jincheng 粘贴以下命令试算一次晋城住院:

curl -s ${address}/v1/settlements/quote -H 'accept-language: zh' \\
  -H 'authorization: Bearer ${hospitals[stay.hospitalCode]}' -H 'content-type: application/json' \\
  -d '${JSON.stringify(quote)}'
`
}

main().catch(async (error: unknown) => {
  // What the person who starts it can mend says how; anything else is ours to find, so it keeps its stack.
  console.error(error instanceof ConfigError || error instanceof SetupError ? error.message : error)
  await stopAll()
  process.exit(1)
})
