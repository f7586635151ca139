import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startEmbedded } from '../../src/embedded/start.ts'
import { hasProgram, newestProgram, runProgram } from '../support/processes/programs.ts'
import { dataKey, Script, ServiceProcess } from '../support/processes/service-process.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-containers-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the secrets', () => {
  const make = () => runProgram('sh', ['deploy/make-secrets.sh', join(folder, 'secrets')], {})
  const read = async (name: string) => (await readFile(join(folder, 'secrets', name), 'utf8')).trim()

  test('are made once, in a folder for their owner alone', async () => {
    expect(await make()).toMatchObject({ code: 0, said: expect.stringMatching(/data_key: made[\s\S]*另行备份/) })
    const names = (await readdir(join(folder, 'secrets'))).sort()
    expect(names).toEqual([
      'admin_key',
      'data_key',
      'database_password',
      'digest_key',
      'metrics_key',
      'oidc_client_secret',
      'postgres_password',
    ])
    expect((await stat(join(folder, 'secrets'))).mode & 0o777).toBe(0o700)
    const secrets = await Promise.all(names.map(read))
    expect(new Set(secrets).size).toBe(7)
    expect(secrets.every((secret) => secret.length >= 44)).toBe(true)
  })

  test('are kept when they are there', async () => {
    const before = await read('data_key')
    expect(await make()).toMatchObject({ code: 0, said: expect.stringMatching(/data_key: kept/) })
    expect(await read('data_key')).toBe(before)
  })
})

// The machine needs Caddy, which Debian has.
describe.runIf(hasProgram('caddy'))('the proxy', () => {
  const validated = (env: Readonly<Record<string, string>>) =>
    runProgram('caddy', ['validate', '--config', 'deploy/Caddyfile', '--adapter', 'caddyfile'], {
      ...{ XDG_DATA_HOME: join(folder, 'caddy'), XDG_CONFIG_HOME: join(folder, 'caddy') },
      ...env,
    })

  test('is set up rightly with a certificate of its own, and with that of the operator', async () => {
    expect(await validated({ YIZHAN_SITE: 'yizhan.example.org' })).toMatchObject({ code: 0 })
    const [crt, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')]
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
    await runProgram('openssl', [...args, '-subj', '/CN=yizhan.example.org', '-keyout', key, '-out', crt], {})
    expect(await validated({ YIZHAN_SITE: 'yizhan.example.org', YIZHAN_TLS: `${crt} ${key}` })).toMatchObject({
      code: 0,
    })
  })

  test('is refused with a certificate that is not there', async () => {
    const missing = join(folder, 'nothing')
    expect(await validated({ YIZHAN_TLS: `${missing} ${missing}` })).toMatchObject({ code: 1 })
  })
})

const psql = newestProgram('psql')

// The machine needs PostgreSQL's client, which the image brings.
describe.runIf(psql)('the set-up of an empty database', () => {
  let server: Awaited<ReturnType<typeof startEmbedded>>
  beforeAll(async () => {
    server = await startEmbedded(join(folder, 'server'))
    // Which the embedded one makes by itself, and the image does not.
    await asSuperuser('DROP DATABASE yizhan')
  })
  afterAll(() => server.stop())

  async function asSuperuser(sql: string): Promise<unknown[]> {
    const url = new URL(server.url)
    url.pathname = '/postgres'
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }

  /** As the image runs it: beside a server that asks its superuser for nothing. */
  function setUp(passwordFile: string) {
    const url = new URL(server.url)
    const PATH = `${dirname(psql?.path ?? '')}:${process.env.PATH}`
    return runProgram('sh', ['deploy/database/10-service-role.sh'], {
      ...{ PATH, PGHOST: url.hostname, PGPORT: url.port, PGPASSWORD: decodeURIComponent(url.password) },
      ...{ POSTGRES_USER: url.username, DATABASE_PASSWORD_FILE: passwordFile },
    })
  }

  test('stops where the password is missing', async () => {
    await writeFile(join(folder, 'empty'), '')
    for (const file of [join(folder, 'empty'), join(folder, 'nothing')])
      expect(await setUp(file)).toMatchObject({ code: 1, said: expect.stringContaining('make-secrets.sh') })
  })

  test('makes a user who is nobody beyond its database, and with whom the service migrates and starts', async () => {
    const password = "it's `a` \\ pass:word/@"
    const file = join(folder, 'database_password')
    await writeFile(file, `${password}\n`)
    expect(await setUp(file)).toMatchObject({ code: 0 })
    const rows = await asSuperuser(
      `SELECT rolname, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS might, rolcanlogin
       FROM pg_roles WHERE rolname LIKE 'yizhan%' ORDER BY 1`,
    )
    expect(rows).toEqual([
      { rolname: 'yizhan', might: false, rolcanlogin: true },
      { rolname: 'yizhan_app', might: false, rolcanlogin: false },
    ])
    const address = new URL(server.url)
    address.username = 'yizhan'
    address.password = ''
    address.pathname = '/yizhan'
    const env = { DATABASE_URL: address.href, DATABASE_PASSWORD_FILE: file, YIZHAN_DATA_KEY: dataKey }
    const migration = new Script('src/cli/migrate.ts', env)
    expect([(await migration.ended).code, migration.said]).toEqual([0, expect.stringMatching(/\d+ applied\./)])
    const service = await ServiceProcess.start(env)
    expect((await service.ask('GET', '/readyz')).status).toBe(200)
    expect(await service.stop()).toEqual({ code: 0, signal: null })
  })
})
