import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fileSettingOf, secretSettings } from '../../src/config/secret-files.ts'
import { type Faults, root, textOf } from './source.ts'

interface Container {
  readonly image?: string
  readonly user?: string
  readonly command?: readonly string[]
  readonly read_only?: boolean
  readonly privileged?: boolean
  readonly tmpfs?: readonly string[]
  readonly cap_drop?: readonly string[]
  readonly cap_add?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly mem_limit?: string
  readonly pids_limit?: number
  readonly stop_grace_period?: string
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly ports?: readonly string[]
  readonly networks?: readonly string[]
  readonly volumes?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
}

interface Compose {
  readonly services: Readonly<Record<string, Container>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>
  readonly secrets: Readonly<Record<string, { readonly file?: string }>>
}

const compose = parse(textOf('docker-compose.yml'), { merge: true }) as Compose

const secondsOf = (period = '0s') => Number(/^(\d+)s$/.exec(period)?.[1] ?? 0)

/** What each container must be, by one sentence a fault. */
function containerFaults(name: string, it: Container): Faults {
  const wanted: readonly (readonly [boolean | undefined, string])[] = [
    [it.read_only, 'writes into its own files'],
    [it.tmpfs?.length !== 0 && it.tmpfs?.every((path) => /:size=\d+[mg]/.test(path)), 'has no bounded /tmp'],
    [it.cap_drop?.join() === 'ALL', 'keeps capabilities'],
    [(it.cap_add ?? []).every((one) => one === 'NET_BIND_SERVICE'), 'is given capabilities'],
    [it.security_opt?.includes('no-new-privileges:true'), 'may gain privileges'],
    [!it.privileged, 'is privileged'],
    [/\d[mg]\}?$/.test(it.mem_limit ?? ''), 'has no limit of memory'],
    [(it.pids_limit ?? 0) > 0, 'has no limit of processes'],
    [secondsOf(it.stop_grace_period) > 0, 'has no time to stop'],
    [(it.healthcheck?.test?.length ?? 0) > 1 || it.command?.includes('dist/cli/migrate.js'), 'is not asked how it is'],
    [name === 'proxy' || !it.ports, 'can be reached past the proxy'],
    [(it.secrets ?? []).every((secret) => secret in compose.secrets), 'reads a secret that is not there'],
    [!Object.entries(it.environment ?? {}).some(isSecretInEnvironment), 'has a secret in its environment'],
  ]
  return wanted.flatMap(([holds, says]) => (holds ? [] : [`${name} ${says}`]))
}

function isSecretInEnvironment([name, value]: readonly [string, string]): boolean {
  const secrets: readonly string[] = [
    ...secretSettings.filter((secret) => secret !== 'DATABASE_URL'),
    'POSTGRES_PASSWORD',
  ]
  return secrets.includes(name) || /:\/\/[^/@]*:[^/@]*@/.test(value)
}

const { proxy, service, database, migration } = compose.services as Record<
  'proxy' | 'service' | 'database' | 'migration',
  Container
>

describe('the containers', () => {
  test('are closed as far as each can be', () => {
    expect(Object.keys(compose.services)).toEqual(['proxy', 'database', 'migration', 'service'])
    expect(Object.entries(compose.services).flatMap(([name, it]) => containerFaults(name, it))).toEqual([])
  })

  test.each([
    ['writes', { read_only: false }],
    ['a /tmp without end', { tmpfs: ['/tmp'] }],
    ['a capability', { cap_add: ['SYS_ADMIN'] }],
    ['all capabilities', { cap_drop: [] }],
    ['new privileges', { security_opt: [] }],
    ['memory', { mem_limit: '' }],
    ['processes', { pids_limit: 0 }],
    ['no time', { stop_grace_period: '' }],
    ['no check', { healthcheck: { disable: true } }],
    ['a port', { ports: ['3000:3000'] }],
    ['an unknown secret', { secrets: ['nothing'] }],
    ['a key in the environment', { environment: { YIZHAN_ADMIN_KEY: 'x' } }],
    ['a password in an address', { environment: { DATABASE_URL: 'postgres://yizhan:x@database/yizhan' } }],
  ])('sees %s', (_, change) => {
    expect(containerFaults('service', { ...service, ...change })).toHaveLength(1)
  })

  test('stop in time: the service longer than its own drain, the proxy and the database longer than the service', () => {
    const drain = Number(service.environment?.['YIZHAN_SHUTDOWN_MS']) / 1000
    expect(drain).toBeGreaterThan(0)
    expect(secondsOf(service.stop_grace_period)).toBeGreaterThan(drain)
    expect(secondsOf(proxy.stop_grace_period)).toBeGreaterThan(secondsOf(service.stop_grace_period))
    expect(secondsOf(database.stop_grace_period)).toBeGreaterThan(secondsOf(service.stop_grace_period))
  })

  test('reach each other only where they have to, and the database reaches nothing', () => {
    expect([proxy, database, migration, service].map(({ networks }) => networks)).toEqual([
      ['front'],
      ['database'],
      ['database'],
      ['front', 'database'],
    ])
    expect(compose.networks['database']?.internal).toBe(true)
  })

  test('wait until what they need is well', () => {
    expect(service.depends_on).toEqual({
      database: { condition: 'service_healthy' },
      migration: { condition: 'service_completed_successfully' },
    })
    expect(proxy.depends_on).toEqual({ service: { condition: 'service_healthy' } })
  })

  test('connect as a user of the database who is no superuser', () => {
    const user = (it: Container) => new URL(it.environment?.['DATABASE_URL'] ?? '').username
    expect([user(service), user(migration), database.environment?.['POSTGRES_USER']]).toEqual([
      'yizhan',
      'yizhan',
      'postgres',
    ])
    expect(textOf('deploy/database/10-service-role.sh')).toMatch(/CREATE ROLE yizhan LOGIN NOSUPERUSER/)
  })
})

describe('the settings', () => {
  const known = [...textOf('src/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map((match) => match[1] as string)
  /** Decided by the image or by the file itself: the address to listen on, what the embedded database has, and that there is one database. */
  const ofTheImage = ['PORT', 'HOST', 'YIZHAN_DATA_DIR', 'YIZHAN_DEMO_CLOCK', 'YIZHAN_PLACES', 'YIZHAN_PLACE']

  test('of the service are all passed on, the secret ones as files', () => {
    const wanted = known
      .filter((name) => !ofTheImage.includes(name))
      .map((name) =>
        name !== 'DATABASE_URL' && (secretSettings as readonly string[]).includes(name) ? fileSettingOf(name) : name,
      )
    const given = Object.keys(service.environment ?? {}).filter((name) => name !== 'TMPDIR')
    expect(given.sort()).toEqual(wanted.sort())
  })

  test('name secrets that are mounted and made', () => {
    const made = [...textOf('deploy/make-secrets.sh').matchAll(/^make (\w+)/gm)].map((match) => match[1] as string)
    expect(Object.keys(compose.secrets).sort()).toEqual(made.sort())
    for (const { environment = {}, secrets = [] } of Object.values(compose.services)) {
      const files = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'))
      expect(files.map((path) => path.slice('/run/secrets/'.length)).sort()).toEqual([...secrets].sort())
    }
  })

  test('what is mounted from the project is there', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':')[0] as string),
    )
    expect(mounted).toEqual(['./deploy/Caddyfile', './deploy/database'])
    for (const path of mounted) expect(existsSync(join(root, path))).toBe(true)
  })

  test('the image listens to its network, where only the proxy is', () => {
    expect(textOf('Dockerfile')).toMatch(/^ENV NODE_ENV=production HOST=0\.0\.0\.0 PORT=3000$/m)
    expect(textOf('Dockerfile')).toMatch(/^USER node$/m)
  })
})
