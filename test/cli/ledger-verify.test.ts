import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bareDatabase } from '../support/database/database.ts'
import { Script } from '../support/processes/service-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-verify-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(path: string, env: Readonly<Record<string, string>>) {
  const script = new Script(path, env)
  const { code } = await script.ended
  return { code, said: script.said }
}

describe('where there is no ledger, none is made and none is found to agree', () => {
  test.each([
    ['an empty folder', '', 'src/cli/ledger-verify.ts'],
    ['a folder that is not there', 'nothing', 'src/cli/ledger-verify.ts'],
    ['an empty folder of which a digest is asked', '', 'src/cli/ledger-digest.ts'],
    ['a folder that is not there, of which a digest is asked', 'nothing', 'src/cli/ledger-digest.ts'],
  ])('%s: exit 2, what to do in both languages, and nothing beside it', async (_, name, path) => {
    const place = join(folder, name)
    const { code, said } = await run(path, { YIZHAN_DATA_DIR: place })
    expect(code, said).toBe(2)
    expect(said).toContain(`There is no database in ${place}, and none was made.`)
    expect(said).toContain(`${place} 中没有数据库，也未新建。`)
    for (const setting of ['YIZHAN_DATA_DIR', 'DATABASE_URL'])
      expect(said.split('\n').filter((line) => line.includes(setting))).toHaveLength(2)
    expect(said).not.toMatch(/agree|相符|^\s+at /m)
    expect(await readdir(folder)).toEqual([])
  })

  test('a database that was never migrated: the same, and it stays empty', async () => {
    const own = await bareDatabase()
    const { code, said } = await run('src/cli/ledger-verify.ts', { DATABASE_URL: own.url })
    expect(code, said).toBe(2)
    expect(said).toMatch(/holds no ledger: it was never migrated[\s\S]*没有账目（从未迁移）/)
    const { rows } = await own
      .open({ session: {} })
      .bulk.query(`SELECT count(*)::int AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace`)
    expect(rows).toEqual([{ tables: 0 }])
  })
})
