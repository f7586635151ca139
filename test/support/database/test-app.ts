import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect } from 'vitest'
import { type AppOptions, buildApp } from '../../../src/app.ts'
import { type CallerAsked, createCaller } from '../../../src/application/callers/issue-keys.ts'
import { demoClerk, loadDemoData } from '../../../src/application/demo/load-demo.ts'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import type { Service } from '../../../src/application/service.ts'
import { sha256Hex } from '../../../src/application/shared/hash.ts'
import { createSecrets } from '../../../src/application/shared/secrets.ts'
import { UploadGate } from '../../../src/application/uploads/gate.ts'
import { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { createLog } from '../../../src/log.ts'
import { builtInPolicies, loadPacks } from '../../../src/policies/loader/load.ts'
import { freshDatabase } from './database.ts'
import { newSigner } from './signer.ts'

export interface TestApp {
  readonly app: App
  readonly service: Service
  readonly keys: { readonly bureau: string; readonly auditor: string; readonly hospital: string }
  /** Every log line of this app so far. */
  readonly logged: () => string
  readonly issue: (caller: CallerAsked) => Promise<string>
}

const adminKey = 'admin-key-of-the-tests-0000'
export const hospitalCode = 'H14050000001'
/** Noon in China. */
export const now = new Date('2024-05-05T04:00:00Z')

/** The whole service on a database of this test file's own, with the demo people in it. Call it at the top of a file. */
export function testApp(options: Partial<AppOptions> = {}, law?: PolicyLibrary): TestApp {
  let made: TestApp | undefined
  const lines: string[] = []
  beforeAll(async () => {
    const service = await openService(law)
    const log = createLog('info', { write: (line) => lines.push(line) })
    const app = await buildApp({ service, log, checkAnswers: true, ...options })
    const issue = async (caller: CallerAsked) => (await createCaller(service, demoClerk, caller)).key
    const hospital = await issue({ kind: 'hospital', name: 'test', region: '140502', hospitalCode })
    const auditor = await issue({ kind: 'auditor', name: 'test', region: '140500' })
    made = { app, service, keys: { bureau: adminKey, auditor, hospital }, logged: () => lines.join(''), issue }
  })
  afterAll(async () => {
    await made?.app.close()
    await made?.service.ledger.close()
  })
  const ready = () => made ?? fail()
  return {
    get app() {
      return ready().app
    },
    get service() {
      return ready().service
    },
    get keys() {
      return ready().keys
    },
    logged: () => lines.join(''),
    issue: (caller) => ready().issue(caller),
  }
}

function fail(): never {
  throw new Error('the app is made before the tests of a file, not while the file is read')
}

async function openService(law?: PolicyLibrary): Promise<Service> {
  const db = (await freshDatabase()).open()
  const library = law ?? (await shippedLibrary())
  const clock = () => now
  const ledger = createLedgerWriter({ db, library, clock })
  await ledger.archive.keep(now)
  const service = {
    db,
    library,
    ledger,
    clock,
    secrets: createSecrets(Buffer.alloc(32, 7)),
    uploads: new UploadGate(),
    adminKey,
    digestSigner: newSigner(),
    reloadPolicies: async () => ({ kind: 'reloaded' }) as const,
  }
  await loadDemoData(service)
  return service
}

async function shippedLibrary(): Promise<PolicyLibrary> {
  const loaded = await loadPacks([builtInPolicies])
  return new PolicyLibrary(
    loaded.files.map(({ file }) => file),
    sha256Hex,
  )
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back
  readonly body: any
  readonly headers: Readonly<Record<string, unknown>>
}

interface Asked {
  readonly key?: string | undefined
  readonly language?: string
  readonly headers?: Record<string, string>
  /** The address that it comes from. */
  readonly from?: string
}

export async function send(
  { app }: { app: App },
  method: NonNullable<InjectOptions['method']>,
  url: string,
  payload?: object | string,
  { key, language, headers, from }: Asked = {},
): Promise<Answer> {
  const reply = await app.inject({
    method,
    url,
    ...(from === undefined ? {} : { remoteAddress: from }),
    ...(payload === undefined ? {} : { payload }),
    headers: {
      ...(typeof payload === 'string' ? { 'content-type': 'application/json' } : {}),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(language === undefined ? {} : { 'accept-language': language }),
      ...headers,
    },
  })
  const isJson = /\bjson\b/.test(String(reply.headers['content-type']))
  return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
}

/** A refusal has the shape of api.md, whatever its code. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({ type: `/problems/${code}`, status })
  expect(answer.body.title).toBeTruthy()
  expect(answer.body.detail).toBeTruthy()
  expect(answer.body.instance).toMatch(/^\//)
  expect(JSON.stringify(answer.body)).not.toMatch(/\bat .+:\d+:\d+|SELECT |INSERT /)
}
