import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pack } from '../policies/packs.ts'
import { dataKey, Script } from '../support/processes/service-process.ts'

// Each starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-refuse-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Nobody listens on port 1. */
const nowhere = 'postgresql://nobody@127.0.0.1:1/yizhan'

async function refused(env: Readonly<Record<string, string>>): Promise<string> {
  const script = new Script('src/main.ts', { PORT: '0', YIZHAN_DATA_DIR: join(folder, 'data'), ...env })
  expect((await script.ended).code, script.said).toBe(1)
  expect(script.said).not.toMatch(/^\s+at /m)
  return script.said
}

describe('the service does not start', () => {
  test('under a pack with a fault, and says its file, its line and the fault', async () => {
    const text = pack(
      '  - clause: A1\n    cite: 县医保〔2023〕1号 一\n    says: { zh: 说明, en: words }\n    status: maybe\n',
    )
    await writeFile(join(folder, 'county.yaml'), text)
    const said = await refused({ POLICY_DIR: folder })
    const line = text.split('\n').findIndex((one) => one.includes('status: maybe')) + 1
    expect(said).toContain(`${join(folder, 'county.yaml')}:${line}: `)
    expect(said).toContain('npm run policy:check')
  })

  test('under a folder of packs that is not there', async () => {
    expect(await refused({ POLICY_DIR: join(folder, 'missing') })).toContain(`${join(folder, 'missing')}:1: `)
  })

  test('with settings that are wrong, each named', async () => {
    const said = await refused({
      PORT: '70000',
      DATABASE_URL: 'mysql://here',
      LOG_LEVEL: 'loud',
      YIZHAN_ADMIN_KEY: 'short',
    })
    for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'YIZHAN_ADMIN_KEY'])
      expect(said).toMatch(new RegExp(`^${name} must`, 'm'))
    expect(said).not.toContain('short')
  })

  test('on a database of one’s own without the key of ID numbers', async () => {
    expect(await refused({ DATABASE_URL: nowhere })).toContain('YIZHAN_DATA_KEY is missing')
  })

  test('on a database that does not answer', async () => {
    expect(await refused({ DATABASE_URL: nowhere, YIZHAN_DATA_KEY: dataKey })).toMatch(/DATABASE_URL|database/i)
  })
})
