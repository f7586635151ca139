import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { addressWithPassword, databaseAddress } from './config/database-address.ts'
import { type PlacesSetting, readPlacesFile } from './config/places-file.ts'
import { chosenKey, issuer, optional, orElse, origin, plainHosts, proxies, wholeNumber } from './config/readings.ts'
import { readSecretFiles } from './config/secret-files.ts'
import { minMonths } from './domain/audit/kept-months.ts'

/**
 * What the environment says. Every variable has a default that suits a machine with nothing on it;
 * a wrong value stops the start with a sentence that names the variable. Secrets may be given as files (config/secret-files.ts).
 */
export interface Config {
  readonly host: string
  readonly port: number
  /** With its password. Without an address an embedded PostgreSQL is started in `dataDir`. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Several databases, each of some regions; null where there is one. */
  readonly places: PlacesSetting | null
  /** The one of them that is meant, whose address `databaseUrl` then is; null where none is named. */
  readonly placeName: string | null
  /** The time at which a demo begins; null is the real time. Only with the embedded database. */
  readonly demoClock: Date | null
  /** A folder of further policy packs. */
  readonly policyDir: string | null
  /** The first bureau key, for every region. */
  readonly adminKey: string | null
  /** 32 bytes that encrypt ID numbers. */
  readonly dataKey: string | null
  readonly logLevel: LogLevel
  /** Processes that serve the port. One does for a small bureau; two use two cores. */
  readonly workers: number
  /** Jobs, such as a year-end run, that run at the same time in one process; with 0 it runs none. */
  readonly jobs: number
  /** After how many days an upload is removed that no reconciliation compared, or that was never applied. */
  readonly uploadDays: number
  /** After how many months looks at people and what was done are removed; null keeps them for good. */
  readonly auditMonths: number | null
  /** Hosts, as `host` or `host:port`, that webhooks may reach by plain http, in a closed network and on this machine. */
  readonly webhookPlainHosts: readonly string[]
  /** Settlements that may wait in one process before more are refused. */
  readonly maxQueue: number
  /** How long a settlement may wait before it is refused, and how long a request may take at all. */
  readonly settleDeadlineMs: number
  readonly requestTimeoutMs: number
  /** Connections of one process; further ones are closed at once. */
  readonly maxConnections: number
  /** How long in-flight requests have after SIGTERM. */
  readonly shutdownMs: number
  /** What one process takes of an address and of a key; null is the default, 0 no limit. */
  readonly limits: {
    readonly perAddress: number | null
    readonly perKey: number | null
    readonly wrongKeys: number | null
    readonly failedLookups: number | null
  }
  /** The key of /metrics; null where only this machine may read them. */
  readonly metricsKey: string | null
  /** An Ed25519 key that signs digests of the ledger, in PEM or base64; null where the embedded database keeps one, or there is none. */
  readonly digestKey: string | null
  /** How long a hospital may look at a person whose certificate it has read. */
  readonly certificateHours: number
  /** Where people reach the service, such as `https://yizhan.example`: statements lead there. Null where nobody outside does. */
  readonly publicUrl: string | null
  /** The sign-in of a province or a bureau, beside passwords; null where there is none. */
  readonly oidc: OidcSettings | null
  /** Proxies whose word on where a request comes from is taken: addresses, and networks as `10.1.0.0/16`. */
  readonly trustProxy: readonly string[]
}

/** An OpenID provider, and how it knows this service. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Null for a client without a secret, which PKCE alone protects. */
  readonly clientSecret: string | null
  /** What the button says. */
  readonly name: string
  /** Where the provider sends the browser back to, as it has to be registered there. */
  readonly redirectUri: string
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const environment = z.object({
  PORT: orElse(wholeNumber(0, 65_535), 3000),
  HOST: optional(z.string()),
  DATABASE_URL: optional(databaseAddress),
  DATABASE_PASSWORD: optional(z.string()),
  YIZHAN_PLACES: optional(z.string()),
  YIZHAN_PLACE: optional(z.string()),
  POLICY_DIR: optional(z.string()),
  YIZHAN_ADMIN_KEY: optional(chosenKey),
  YIZHAN_DATA_KEY: optional(z.string()),
  YIZHAN_DATA_DIR: optional(z.string()),
  LOG_LEVEL: orElse(z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }), 'info'),
  YIZHAN_WORKERS: orElse(wholeNumber(1, 64), 1),
  YIZHAN_JOBS: orElse(wholeNumber(0, 16), 1),
  YIZHAN_UPLOAD_DAYS: orElse(wholeNumber(1, 3_650), 90),
  YIZHAN_AUDIT_MONTHS: optional(wholeNumber(minMonths, 1_200)),
  YIZHAN_WEBHOOK_PLAIN_HOSTS: optional(plainHosts),
  YIZHAN_MAX_QUEUE: orElse(wholeNumber(1, 1_000_000), 4096),
  YIZHAN_SETTLE_DEADLINE_MS: orElse(wholeNumber(100, 600_000), 10_000),
  YIZHAN_REQUEST_TIMEOUT_MS: orElse(wholeNumber(1_000, 600_000), 30_000),
  YIZHAN_MAX_CONNECTIONS: orElse(wholeNumber(10, 65_535), 2000),
  YIZHAN_SHUTDOWN_MS: orElse(wholeNumber(1_000, 600_000), 30_000),
  YIZHAN_RATE_PER_ADDRESS: optional(wholeNumber(0, 100_000_000)),
  YIZHAN_RATE_PER_KEY: optional(wholeNumber(0, 100_000_000)),
  YIZHAN_WRONG_KEYS: optional(wholeNumber(0, 100_000_000)),
  YIZHAN_FAILED_LOOKUPS: optional(wholeNumber(0, 1_000_000)),
  YIZHAN_METRICS_KEY: optional(chosenKey),
  YIZHAN_DIGEST_KEY: optional(z.string()),
  YIZHAN_CERTIFICATE_HOURS: optional(wholeNumber(1, 8_760)),
  YIZHAN_TRUST_PROXY: optional(proxies),
  YIZHAN_PUBLIC_URL: optional(origin),
  YIZHAN_OIDC_ISSUER: optional(issuer),
  YIZHAN_OIDC_CLIENT_ID: optional(z.string().max(200)),
  YIZHAN_OIDC_CLIENT_SECRET: optional(z.string().max(500)),
  YIZHAN_OIDC_NAME: optional(z.string().max(40)),
  YIZHAN_DEMO_CLOCK: optional(
    z.iso.datetime({ offset: true, error: 'must be an instant with its offset, such as 2023-12-31T23:00:00+08:00' }),
  ),
})

/** A wrong setting. The message is for whoever starts the service; no stack is wanted. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Errors: ConfigError with one line a variable. Values are not repeated, because some are secrets. */
export function readConfig(env: NodeJS.ProcessEnv, folder: string): Config {
  const data = parsed(env)
  return {
    ...plainHostsOf(data),
    ...foldersOf(data, folder),
    // This machine alone, unless somebody says otherwise: keys travel with every request, so a proxy with TLS stands before it.
    host: data.HOST ?? '127.0.0.1',
    port: data.PORT,
    ...databasesOf(data, folder),
    adminKey: data.YIZHAN_ADMIN_KEY ?? null,
    dataKey: data.YIZHAN_DATA_KEY ?? null,
    logLevel: data.LOG_LEVEL,
    workers: data.YIZHAN_WORKERS,
    jobs: data.YIZHAN_JOBS,
    uploadDays: data.YIZHAN_UPLOAD_DAYS,
    auditMonths: data.YIZHAN_AUDIT_MONTHS ?? null,
    maxQueue: data.YIZHAN_MAX_QUEUE,
    settleDeadlineMs: data.YIZHAN_SETTLE_DEADLINE_MS,
    requestTimeoutMs: data.YIZHAN_REQUEST_TIMEOUT_MS,
    maxConnections: data.YIZHAN_MAX_CONNECTIONS,
    shutdownMs: data.YIZHAN_SHUTDOWN_MS,
    limits: limitsOf(data),
    metricsKey: data.YIZHAN_METRICS_KEY ?? null,
    digestKey: data.YIZHAN_DIGEST_KEY ?? null,
    certificateHours: data.YIZHAN_CERTIFICATE_HOURS ?? 24,
    publicUrl: data.YIZHAN_PUBLIC_URL ?? null,
    oidc: oidcOf(data),
    trustProxy: data.YIZHAN_TRUST_PROXY ?? [],
    demoClock: demoClockOf(data),
  }
}

function parsed(environ: NodeJS.ProcessEnv): z.infer<typeof environment> {
  const { env, faults } = readSecretFiles(environ)
  const read = environment.safeParse(env)
  const wrong = read.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) ?? []
  if (!read.success || faults.length > 0) throw new ConfigError([...faults, ...wrong].join('\n'))
  return read.data
}

/**
 * The address with DATABASE_PASSWORD in it, so that the address may stand in a file that everybody reads and the password in
 * one that the database's own set-up reads too.
 */
function databaseUrlOf({ DATABASE_URL, DATABASE_PASSWORD }: z.infer<typeof environment>): string | null {
  if (DATABASE_PASSWORD === undefined) return DATABASE_URL ?? null
  const url = addressWithPassword(DATABASE_URL ?? '', DATABASE_PASSWORD)
  if (url === null) throw new ConfigError(passwordAlone)
  return url
}

/** One database, or those of the places; where one place is named, that one alone. */
function databasesOf(
  data: z.infer<typeof environment>,
  folder: string,
): Pick<Config, 'databaseUrl' | 'places' | 'placeName'> {
  const { YIZHAN_PLACES: path, YIZHAN_PLACE: name } = data
  if (path === undefined) return { databaseUrl: databaseUrlOf(data), places: null, placeName: null }
  if (data.DATABASE_URL !== undefined || data.YIZHAN_DEMO_CLOCK !== undefined)
    throw new ConfigError(
      'YIZHAN_PLACES says where each database is; take away DATABASE_URL and YIZHAN_DEMO_CLOCK / 已由 YIZHAN_PLACES 指明各数据库，请删除 DATABASE_URL 和 YIZHAN_DEMO_CLOCK',
    )
  const read = readPlacesFile(resolve(folder, path))
  if (!('places' in read)) throw new ConfigError(read.join('\n'))
  if (name !== undefined) return placeAlone(read, name)
  const [only, ...others] = read.places
  // One place is one database: it needs nothing that stands between several.
  if (only && others.length === 0) return { databaseUrl: only.url, places: null, placeName: null }
  return { databaseUrl: null, places: read, placeName: null }
}

function placeAlone({ places }: PlacesSetting, name: string): Pick<Config, 'databaseUrl' | 'places' | 'placeName'> {
  const found = places.find((place) => place.name === name)
  if (found) return { databaseUrl: found.url, places: null, placeName: name }
  const names = places.map((place) => place.name).join(', ')
  throw new ConfigError(`YIZHAN_PLACE must be one of: ${names} / YIZHAN_PLACE 应为：${names}`)
}

const passwordAlone =
  'DATABASE_PASSWORD is the password of a DATABASE_URL that names a user and a host and holds no password itself, such as postgresql://yizhan@database:5432/yizhan / DATABASE_PASSWORD 须与不含密码、写明用户和主机的 DATABASE_URL 同用，例如 postgresql://yizhan@database:5432/yizhan'

function foldersOf(
  { YIZHAN_DATA_DIR = '.data', POLICY_DIR }: z.infer<typeof environment>,
  folder: string,
): Pick<Config, 'dataDir' | 'policyDir'> {
  const path = (value: string) => (isAbsolute(value) ? value : resolve(folder, value))
  return { dataDir: path(YIZHAN_DATA_DIR), policyDir: POLICY_DIR === undefined ? null : path(POLICY_DIR) }
}

/** Money that is real is settled by the real time, and several processes would each have a time of their own. */
function demoClockOf(data: z.infer<typeof environment>): Date | null {
  const at = data.YIZHAN_DEMO_CLOCK
  if (at === undefined) return null
  if (data.DATABASE_URL !== undefined || data.YIZHAN_WORKERS > 1)
    throw new ConfigError(
      'YIZHAN_DEMO_CLOCK is for the embedded database and one process; take it away, or DATABASE_URL and YIZHAN_WORKERS / YIZHAN_DEMO_CLOCK 仅用于自带数据库、单进程；请删除该项，或不设 DATABASE_URL 和 YIZHAN_WORKERS',
    )
  return new Date(at)
}

function limitsOf(data: z.infer<typeof environment>): Config['limits'] {
  return {
    perAddress: data.YIZHAN_RATE_PER_ADDRESS ?? null,
    perKey: data.YIZHAN_RATE_PER_KEY ?? null,
    wrongKeys: data.YIZHAN_WRONG_KEYS ?? null,
    failedLookups: data.YIZHAN_FAILED_LOOKUPS ?? null,
  }
}

/** The provider has to know where browsers come back to, so the service has to know its own address. */
function oidcOf(data: z.infer<typeof environment>): OidcSettings | null {
  const { YIZHAN_OIDC_ISSUER: given, YIZHAN_OIDC_CLIENT_ID: clientId, YIZHAN_PUBLIC_URL: publicUrl } = data
  if (given === undefined) return null
  if (clientId === undefined || publicUrl === undefined)
    throw new ConfigError(
      'YIZHAN_OIDC_ISSUER needs YIZHAN_OIDC_CLIENT_ID and YIZHAN_PUBLIC_URL / 设置 YIZHAN_OIDC_ISSUER 时须同时设置 YIZHAN_OIDC_CLIENT_ID 和 YIZHAN_PUBLIC_URL',
    )
  return {
    ...{ issuer: given, clientId, clientSecret: data.YIZHAN_OIDC_CLIENT_SECRET ?? null },
    name: data.YIZHAN_OIDC_NAME ?? '统一身份认证',
    redirectUri: `${publicUrl}/console/sign-in/callback`,
  }
}

const hereOnly = ['127.0.0.1', 'localhost', '[::1]']

/** A demo needs no certificate to push to this machine; with a database of its own the service pushes to where it is told. */
function plainHostsOf(data: z.infer<typeof environment>): Pick<Config, 'webhookPlainHosts'> {
  return {
    webhookPlainHosts: data.YIZHAN_WEBHOOK_PLAIN_HOSTS ?? (data.DATABASE_URL || data.YIZHAN_PLACES ? [] : hereOnly),
  }
}
