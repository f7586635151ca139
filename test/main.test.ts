import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stay } from '../src/http/openapi/examples.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const running = new Set<ChildProcess>()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-main-'))
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly said: () => string
  readonly ended: Promise<number | null>
}

const program = [process.execPath, '--import', 'tsx', 'src/main.ts']
/** The same with a terminal around it, which util-linux brings. */
const onTerminal = ['script', '--quiet', '--return', '--flush', '--command', `exec ${program.join(' ')}`, '/dev/null']

function hasTerminals(): boolean {
  try {
    execFileSync('script', ['--quiet', '--return', '--command', 'test -t 1', '/dev/null'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function start(env: Record<string, string>, [command = '', ...args]: readonly string[] = program): Started {
  const { DATABASE_URL: _, YIZHAN_DATA_KEY: __, ...outer } = process.env
  const child = spawn(command, args, {
    cwd: root,
    env: { ...outer, YIZHAN_DATA_DIR: join(folder, 'data'), PORT: '0', ...env },
  })
  running.add(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  return { child, said: () => text.replaceAll('\r\n', '\n'), ended }
}

async function untilSaid({ said, ended }: Started, pattern: RegExp): Promise<RegExpExecArray> {
  let code: number | null | undefined
  void ended.then((value) => {
    code = value
  })
  for (;;) {
    const found = pattern.exec(said())
    if (found) return found
    if (code !== undefined) throw new Error(`ended with ${code}: ${said()}`)
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

/** The curls that are printed, taken apart as a shell would and sent with fetch one after the other; the answer of the last. */
async function paste(said: string): Promise<Response> {
  let answer: Response | null = null
  for (const curl of said.split(/^curl -s /m).slice(1)) {
    const url = curl.slice(0, curl.indexOf(' '))
    const headers = [...curl.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
      ([, name, value]) => [name, value] as [string, string],
    )
    const [, body = ''] = /-d '([^']+)'/.exec(curl) ?? []
    answer = await fetch(url, { method: 'POST', headers, body })
    expect(answer.ok).toBe(true)
  }
  return answer as Response
}

/** Each number is of a visit of its own, since the same visit under two numbers is refused. */
async function settle(address: string, key: string, settlementNo: string): Promise<number> {
  const more = Number(/\d+$/.exec(settlementNo)?.[0] ?? 0)
  const [total, offCatalogue] = [stay.costs.total, stay.costs.offCatalogue].map((sum) => `${Number(sum) + more}.00`)
  const reply = await fetch(`${address}/v1/settlements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ ...stay, settlementNo, costs: { ...stay.costs, total, offCatalogue } }),
  })
  return reply.status
}

const postgresRuns = () => existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))
const addressIn = (said: string) => /(http:\/\/127\.0\.0\.1:\d+)\/docs/.exec(said)?.[1] as string
const keysFile = () => join(folder, 'data', 'demo-keys.json')

interface DemoKeys {
  readonly bureau: string
  readonly auditor: string
  readonly hospitals: Readonly<Record<string, string>>
  readonly operators: readonly { readonly username: string; readonly password: string }[]
}
const keysInFile = async () => JSON.parse(await readFile(keysFile(), 'utf8')) as DemoKeys
const allOf = ({ bureau, auditor, hospitals, operators }: DemoKeys) => [
  ...[bureau, auditor, ...Object.values(hospitals)],
  ...operators.map(({ password }) => password),
]

describe('npm start on a machine with nothing', { timeout: 120_000 }, () => {
  let key = ''

  test.runIf(hasTerminals())('on a terminal it prints the address, the keys and a curl that works', async () => {
    const service = start({}, onTerminal)
    await untilSaid(service, /settlements\/quote[\s\S]+-d '[^']+'/)
    for (const each of allOf(await keysInFile())) expect(service.said()).toContain(each)
    const quoted = await paste(service.said())
    expect([quoted.status, ((await quoted.json()) as { payers: object }).payers]).toEqual([
      200,
      expect.objectContaining({ assistance: '10647.00' }),
    ])
    // The terminal is the parent of the service; ended itself, it would leave it without one.
    const { pid } = service.child
    process.kill(Number(await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')), 'SIGTERM')
    expect(await service.ended).toBe(0)
  })

  test('is ready and says where the keys are, but not what they are; SIGTERM finishes what is in flight and stops PostgreSQL', async () => {
    const service = start({})
    await untilSaid(service, /demo\.ready/)
    const keys = await keysInFile()
    key = keys.hospitals['H14050000001'] as string
    expect(service.said()).toContain(`"keysIn":"${keysFile()}"`)
    expect((await stat(keysFile())).mode & 0o777).toBe(0o600)
    const address = addressIn(service.said())
    expect(await settle(address, key, 'FIRST')).toBe(201)
    const inFlight = Array.from({ length: 30 }, (_, at) => settle(address, key, `FLIGHT-${at + 1}`))
    await Promise.race(inFlight)
    service.child.kill('SIGTERM')
    const answered = await Promise.allSettled(inFlight)
    expect(await service.ended).toBe(0)
    expect(postgresRuns()).toBe(false)
    // What was accepted was answered; what came too late was not taken at all.
    const statuses = answered.map((one) => (one.status === 'fulfilled' ? one.value : 'refused'))
    expect(statuses.filter((status) => ![201, 503, 'refused'].includes(status as number))).toEqual([])
    expect(statuses).toContain(201)
    expect(allOf(keys)).toHaveLength(16)
    for (const secret of [...allOf(keys), stay.personNo, '示例']) expect(service.said()).not.toContain(secret)
  })

  test('a second start keeps keys and ledger', async () => {
    const service = start({})
    await untilSaid(service, /demo\.ready/)
    expect((await keysInFile()).hospitals['H14050000001']).toBe(key)
    expect(await settle(addressIn(service.said()), key, 'FIRST')).toBe(200)
    service.child.kill('SIGINT')
    expect(await service.ended).toBe(0)
    for (const secret of allOf(await keysInFile())) expect(service.said()).not.toContain(secret)
    expect(postgresRuns()).toBe(false)
  })

  test('a taken port names the variable, and PostgreSQL does not stay behind', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const service = start({ PORT: String(port) })
    expect(await service.ended).toBe(1)
    expect(service.said()).toMatch(new RegExp(`Port ${port} is taken. Set PORT `))
    expect(service.said()).not.toMatch(/\n\s+at /)
    expect(postgresRuns()).toBe(false)
    other.close()
  })
})

describe('a start that is refused', { timeout: 180_000 }, () => {
  test('a pack with faults: each with its file and line, and nothing is started', async () => {
    const packs = await mkdtemp(join(folder, 'packs-'))
    const source = await readFile(join(root, 'src/policies/370800/figures.yaml'), 'utf8')
    await writeFile(join(packs, 'broken.yaml'), source.replace(/^clauses:/m, 'colour: red\nclauses:'))
    const service = start({ POLICY_DIR: packs, YIZHAN_DATA_DIR: join(folder, 'never') })
    expect(await service.ended).toBe(1)
    expect(service.said()).toMatch(/broken\.yaml:\d+: .*colour/)
    expect(existsSync(join(folder, 'never'))).toBe(false)
  })

  test('a wrong variable', async () => {
    const service = start({ PORT: 'http' })
    expect(await service.ended).toBe(1)
    expect(service.said()).toMatch(/^PORT must be a whole number/m)
  })

  test('a database without the key that its ID numbers are sealed with', async () => {
    const service = start({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
    expect(await service.ended).toBe(1)
    expect(service.said()).toMatch(/YIZHAN_DATA_KEY is missing/)
  })
})
