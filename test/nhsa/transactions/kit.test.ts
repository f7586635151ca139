import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collection, fieldPage } from '../../../scripts/his-kit.ts'
import { runPage } from '../../../scripts/his-page.ts'
import { buildApp } from '../../../src/app.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { transactions } from '../../../src/nhsa/transactions/all.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
const run = promisify(execFile)
const docs = new URL('../../../docs/', import.meta.url)
const textOf = (name: string) => readFileSync(new URL(name, docs), 'utf8')
let app: App
let port: number

beforeAll(async () => {
  app = await buildApp({ service: it.service, losesAnswers: true })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})
afterAll(() => app.close())

describe('what `npm run his` writes besides the page', () => {
  test('is what the code says: the table of fields and the collection', () => {
    expect(textOf('hospital-fields.md')).toBe(fieldPage())
    expect(JSON.parse(textOf('samples/yizhan.postman.json'))).toEqual(JSON.parse(collection()))
  })

  test('has a request for every transaction, with a body that is JSON', () => {
    const { item } = JSON.parse(collection())
    expect(item).toHaveLength(transactions.size)
    for (const { request } of item) expect(JSON.parse(request.body.raw).input).toBeTypeOf('object')
  })
})

test('the page runs a second time on the same ledger, with the same answers refused', async () => {
  const page = textOf('hospital-interface.md')
  const refusals = (text: string) => [...text.matchAll(/"infcode":-1,"err_msg":"([^"]*)"/g)].map(([, words]) => words)
  await runPage(page, { port, key: it.keys.hospital })
  // The second time the sequence goes on: another day's numbers.
  const again = await runPage(page, { port, key: it.keys.hospital, second: '20240505120001' })
  expect(refusals(again)).toHaveLength(refusals(page).length)
}, 120_000)

const tools: readonly (readonly [tool: string, arguments: readonly string[]])[] = [
  ['python3', ['yizhan.py']],
  ['java', ['Yizhan.java']],
]
const isThere = ([tool]: (typeof tools)[number]) => {
  try {
    execFileSync(tool, [tool === 'java' ? '-version' : '--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Compilers of the samples that are no scripts; where one is missing its sample is not compiled, and the name of the test says so. */
const compilers = [
  {
    name: 'mcs, of Mono',
    needs: ['mcs', 'mono'],
    source: 'Yizhan.cs',
    compile: ['mcs', '-r:System.Net.Http', '-r:System.Runtime.Serialization', '-r:System.Xml.Linq', 'Yizhan.cs'],
    run: ['mono', 'Yizhan.exe'],
  },
  { name: 'fpc, Free Pascal', needs: ['fpc'], source: 'Yizhan.dpr', compile: ['fpc', 'Yizhan.dpr'], run: ['./Yizhan'] },
] as const
const hasAll = (needs: readonly string[]) =>
  needs.every((tool) => {
    try {
      execFileSync('which', [tool], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })

describe('the samples that are compiled', () => {
  test.each(compilers.filter(({ needs }) => hasAll(needs)))(
    '$source compiles with $name, settles and undoes against the service',
    async ({ source, compile: [compiler, ...options], run: [program, ...given] }) => {
      const cwd = await mkdtemp(join(tmpdir(), 'sample-'))
      try {
        await copyFile(new URL(`samples/${source}`, docs), join(cwd, source))
        await run(compiler, options, { cwd })
        const env = { ...process.env, YIZHAN_KEY: it.keys.hospital }
        const { stdout } = await run(program, [...given, `http://127.0.0.1:${port}`], { cwd, env })
        expect(stdout).toMatch(/^[0-9a-z]{25} 10647(\.00)?\r?\n$/)
      } finally {
        await rm(cwd, { recursive: true })
      }
    },
    60_000,
  )

  test('nothing but what is there is asked for', () => {
    expect(hasAll(['no-such-compiler'])).toBe(false)
    expect(hasAll(['node'])).toBe(true)
  })
})

describe('the samples', () => {
  test.each(['yizhan.py', 'Yizhan.java', 'Yizhan.cs', 'Yizhan.dpr'])('%s sends the same first messages', (name) => {
    const sent = [...textOf(`samples/${name}`).matchAll(/["'](9001|1101|2401|2304|2601|2404)["']/g)].map(
      ([, infno]) => infno,
    )
    expect(sent.filter((infno, at) => sent.indexOf(infno) === at).sort()).toEqual([
      '1101',
      '2304',
      '2401',
      '2404',
      '2601',
      '9001',
    ])
  })

  test.each(tools.filter(isThere))(
    '%s settles and undoes against the service',
    async (tool, names) => {
      const cwd = fileURLToPath(new URL('samples/', docs))
      const env = { ...process.env, YIZHAN_KEY: it.keys.hospital }
      const { stdout } = await run(tool, [...names, `http://127.0.0.1:${port}`], { cwd, env })
      expect(stdout).toMatch(/^[0-9a-z]{25} 10647(\.00)?\r?\n$/)
    },
    60_000,
  )
})
