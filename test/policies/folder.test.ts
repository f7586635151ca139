import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadPacks } from '../../src/policies/loader/load.ts'
import { clause, pack } from './packs.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packs-'))
})

afterEach(() => rm(folder, { recursive: true }))

interface Said {
  readonly exit: number
  readonly out: string
  readonly err: string
}

function policyCheck(language: string, ...folders: string[]): Promise<Said> {
  return run(folders, { LC_ALL: language })
}

function policyCheckOf(folder: string): Promise<Said> {
  return run([], { LC_ALL: 'zh_CN.UTF-8', POLICY_DIR: folder })
}

function run(folders: readonly string[], env: Record<string, string>): Promise<Said> {
  const options = { cwd: root, env: { ...process.env, ...env } }
  const script = ['--import', 'tsx', 'src/cli/policy-check.ts', ...folders]
  return new Promise((resolve) => {
    execFile(process.execPath, script, options, (error, out, err) =>
      resolve({ exit: Number(error?.code ?? 0), out, err }),
    )
  })
}

describe('a folder of packs', () => {
  test('is read with the folders within it, and only its YAML', async () => {
    await mkdir(join(folder, '990100'))
    await writeFile(join(folder, '990100', 'a.yaml'), pack(clause('A1')))
    await writeFile(join(folder, 'notes.txt'), 'not a pack')
    await writeFile(join(folder, 'pack.schema.json'), '{}')
    expect(await loadPacks([folder, folder])).toMatchObject({ files: [{ file: { region: '990100' } }], faults: [] })
  })

  test('may be a mounted volume, where hidden folders hold the same files again', async () => {
    await mkdir(join(folder, '..2026_01'))
    await writeFile(join(folder, '..2026_01', 'a.yaml'), pack(clause('A1')))
    await symlink(join('..2026_01', 'a.yaml'), join(folder, 'a.yaml'))
    expect((await loadPacks([folder])).files).toHaveLength(1)
  })

  test('that is not there is a fault that names it', async () => {
    const missing = join(folder, 'none')
    expect((await loadPacks([missing])).faults).toMatchObject([
      { file: missing, line: 1, code: 'unreadable', message: { en: 'cannot be read: ENOENT' } },
    ])
  })
})

describe('npm run policy:check', () => {
  test('says of a county’s own pack that it may be settled under', async () => {
    const county = pack(clause('A1'), { region: '140521', inherits: '140500' })
    await writeFile(join(folder, 'county.yaml'), county)
    const { exit, out } = await policyCheck('C', folder)
    expect(out).toContain('140521 A · 甲〔2023〕1号 · 2023-01-01.. · policy · 1 text')
    expect(out).toMatch(/^ok: 7 regions, \d+ files, \d+ clauses, \d+ examples$/m)
    expect(exit).toBe(0)
  })

  test('refuses a city below its province with file, line and words, and with exit code 1', async () => {
    const path = join(folder, 'city.yaml')
    const body = `    replaces: [370000/N6.2]
    limits: [{ name: annual, for: [tekun, dibao], amount: 10000 }]
    aid:
      - { for: [tekun, dibao], care: [inpatient], deductible: none, rate: 0.65, limit: annual }`
    await writeFile(path, pack(clause('A1', body), { region: '370900', inherits: '370000' }))
    const { exit, err } = await policyCheck('C', folder)
    expect(err).toContain(`${path}:15: the rate 0.65 for tekun is below the least of 370000/N6, which is 0.70\n`)
    expect(err).toMatch(/^2 faults$/m)
    expect(exit).toBe(1)
  })

  test('reads POLICY_DIR too, and points at what is likely wrong without refusing it', async () => {
    await writeFile(join(folder, 'a.yaml.txt'), 'region: 1')
    await writeFile(join(folder, 'county.yaml'), pack(clause('A1'), { region: '140599' }))
    const { exit, out, err } = await policyCheckOf(folder)
    expect(out).toContain('140599 甲市')
    expect(err).toContain(`${join(folder, 'a.yaml.txt')}:1: 提示：这个文件不会被读取`)
    expect(err).toContain(`${join(folder, 'county.yaml')}:1: 提示：没有 140599 这个行政区划代码`)
    expect(exit).toBe(0)
  })

  test('speaks Chinese in a Chinese shell', async () => {
    await writeFile(join(folder, 'a.yaml'), 'region: 140500\nrole: law\n')
    const { exit, err } = await policyCheck('zh_CN.UTF-8', folder)
    expect(err).toContain('a.yaml:2: `law` 不在可选值之内：policy, supplement')
    expect(err).toContain('共 5 处问题')
    expect(exit).toBe(1)
  })
})
