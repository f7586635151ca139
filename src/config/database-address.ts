import { z } from 'zod'

/** One PostgreSQL server of an address that names several. */
export interface DatabaseHost {
  readonly host: string
  readonly port: number
}

/** Which of the servers will do, in the words of libpq (`target_session_attrs`). */
export type WantedServer = 'any' | 'read-write' | 'primary'

export interface DatabaseAddress {
  readonly hosts: readonly DatabaseHost[]
  readonly wanted: WantedServer
  /** How long one server may take to answer. */
  readonly connectTimeoutMs: number
  /** The address with its first host alone, and without what only libpq understands. */
  readonly ofFirst: string
}

/** `user` with its password, where the address holds one; `authority` is hosts and ports. */
interface Parts {
  readonly scheme: string
  readonly user: string
  readonly authority: string
  readonly path: string
  readonly query: string
}

/** Not by the platform's URL, which knows one host. */
function partsOf(url: string): Parts {
  const begins = url.indexOf('://') + 3
  const [whole = ''] = url.slice(begins).split('#', 1)
  const asks = whole.indexOf('?')
  const before = asks < 0 ? whole : whole.slice(0, asks)
  const slash = before.indexOf('/')
  const login = slash < 0 ? before : before.slice(0, slash)
  const at = login.lastIndexOf('@')
  return {
    scheme: url.slice(0, begins),
    user: login.slice(0, Math.max(0, at)),
    authority: login.slice(at + 1),
    path: slash < 0 ? '' : before.slice(slash),
    query: asks < 0 ? '' : whole.slice(asks + 1),
  }
}

const onlyLibpq = ['target_session_attrs', 'connect_timeout', 'load_balance_hosts']
const defaultPort = 5432
const defaultTimeoutSeconds = 2

/**
 * The servers of an address as libpq writes it, `postgresql://user:password@one:5432,two:5432/yizhan?target_session_attrs=read-write`,
 * or with `?host=one,two&port=5432,5432`. Null where it names one server and asks nothing of it: that is left to the driver.
 *
 * Where several are named and nothing is asked of them, the one that takes writes is meant: the service does little but write.
 *
 * Errors: a sentence in both languages; it repeats nothing of the address, which holds a password.
 */
export function readDatabaseAddress(url: string): DatabaseAddress | null {
  const { scheme, user, authority, path, query } = partsOf(url)
  const params = new URLSearchParams(query)
  const listed = params.get('host')?.includes(',') ?? false
  const asked = params.get('target_session_attrs')
  const several = listed || authority.includes(',')
  if (!several && (asked === null || asked === 'any')) return null
  const hosts = listed ? hostsOfQuery(params) : authority.split(',').map(hostOf)
  const connectTimeoutMs = timeoutMs(params.get('connect_timeout'))
  for (const name of listed ? [...onlyLibpq, 'host', 'port'] : onlyLibpq) params.delete(name)
  const [first] = hosts
  const rest = params.size === 0 ? '' : `?${params.toString()}`
  const ofFirst = `${scheme}${user === '' ? '' : `${user}@`}${hostWithPort(first)}${path}${rest}`
  return { hosts, wanted: wantedOf(asked), connectTimeoutMs, ofFirst }
}

/** What stands behind the question mark, of an address with one server or with several. */
export function questionsOfAddress(url: string): URLSearchParams {
  return new URLSearchParams(partsOf(url).query)
}

/** What is wrong with an address; null where nothing is. */
export function faultOfAddress(url: string): string | null {
  try {
    const several = readDatabaseAddress(url)
    // A user without a host is a socket's, which the driver reads and the platform does not.
    return several !== null || URL.canParse(url.replace('@/', '@socket/')) ? null : said(unreadable)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** As a setting. */
export const databaseAddress = z
  .string()
  .regex(/^postgres(ql)?:\/\//, {
    error: 'must begin with postgresql://, such as postgresql://user:password@host:5432/yizhan',
  })
  .superRefine((url, context) => {
    const message = faultOfAddress(url)
    if (message !== null) context.addIssue({ code: 'custom', message })
  })

/** As logs and messages name it. */
export function hostWithPort({ host, port }: DatabaseHost = { host: '', port: defaultPort }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The address with the password in it; null where it names no user or no host, or holds a password. */
export function addressWithPassword(url: string, password: string): string | null {
  const { scheme, user, authority, path, query } = partsOf(url)
  if (user === '' || user.includes(':') || authority === '') return null
  return `${scheme}${user}:${encodeURIComponent(password)}@${authority}${path}${query === '' ? '' : `?${query}`}`
}

function hostsOfQuery(params: URLSearchParams): DatabaseHost[] {
  const ports = (params.get('port') ?? '').split(',')
  const hosts = (params.get('host') ?? '').split(',')
  if (ports.length !== 1 && ports.length !== hosts.length) throw new Error(said(portsMissing))
  // libpq takes a single port for all of them.
  return hosts.map((host, at) => named(host, ports[ports.length === 1 ? 0 : at] ?? ''))
}

function hostOf(text: string): DatabaseHost {
  const [, inBrackets, plain, port = ''] = /^(?:\[([\da-fA-F:.%]+)\]|([^:[\]]*))(?::(\d*))?$/.exec(text) ?? []
  return named(inBrackets ?? decoded(plain ?? ''), port)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function named(host: string, port: string): DatabaseHost {
  const number = port === '' ? defaultPort : Number(port)
  const isPort = /^\d*$/.test(port) && number >= 1 && number <= 65_535
  if (host === '' || host.startsWith('/') || /\s/.test(host) || !isPort) throw new Error(said(hostsUnclear))
  return { host, port: number }
}

function wantedOf(asked: string | null): WantedServer {
  if (asked === null) return 'read-write'
  if (asked === 'any' || asked === 'read-write' || asked === 'primary') return asked
  throw new Error(said(attributeRefused))
}

function timeoutMs(text: string | null): number {
  if (text === null) return defaultTimeoutSeconds * 1000
  if (!/^([1-9]|10)$/.test(text)) throw new Error(said(timeoutRefused))
  return Number(text) * 1000
}

const said = ({ en, zh }: { en: string; zh: string }) => `${en} / ${zh}`

const unreadable = {
  en: 'cannot be read as an address: write what is special in the password (/, #, ?, @, %, :) as %2F, %23, %3F, %40, %25, %3A, or give the password in DATABASE_PASSWORD',
  zh: '无法识别：密码中的特殊字符（/ # ? @ % :）须写作 %2F %23 %3F %40 %25 %3A，或改用 DATABASE_PASSWORD',
}
const hostsUnclear = {
  en: 'names several servers and one of them cannot be read: write each as host:port, with commas between them, such as postgresql://yizhan@10.1.2.3:5432,10.1.2.4:5432/yizhan?target_session_attrs=read-write',
  zh: '列出多个服务器，但其中有无法识别的：每个写作 主机:端口，以逗号分隔，例如 postgresql://yizhan@10.1.2.3:5432,10.1.2.4:5432/yizhan?target_session_attrs=read-write',
}
const portsMissing = {
  en: 'names several servers and another number of ports: give one port for all of them, or one for each',
  zh: '列出的主机与端口个数不符：请为全部主机写一个端口，或逐个写明',
}
const attributeRefused = {
  en: 'asks for a target_session_attrs that a service which writes cannot use: read-write (the server that takes writes), primary or any',
  zh: '的 target_session_attrs 不适用于需要写入的服务：请用 read-write（可写的服务器）、primary 或 any',
}
const timeoutRefused = {
  en: 'has a connect_timeout that is not 1 to 10 seconds; it is how long each server may take to answer',
  zh: '的 connect_timeout 须为 1 至 10 秒，即每个服务器最长的应答时间',
}
