import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '../../src/application/shared/ids.ts'
import { type Desk, openDesk } from '../support/database/desk.ts'
import { Script } from '../support/processes/service-process.ts'

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const script = new Script('src/cli/audit-end.ts', env, args)
  const { code } = await script.ended
  return { code, said: script.said }
}

async function look({ service }: Desk, at: string): Promise<string> {
  const id = newId()
  await service.db.pool.query(
    `INSERT INTO lookups (id, at, caller_id, caller_kind, caller_region, person_no, insured_region, operation, outcome)
     VALUES ($1, $2, 'x', 'bureau', '140500', 'P', '140502', 'x', 'shown')`,
    [id, at],
  )
  return id
}

const kept = async ({ service }: Desk): Promise<string[]> =>
  (await service.db.pool.query<{ id: string }>('SELECT id FROM lookups ORDER BY at')).rows.map(({ id }) => id)

test('counts first, then ends what was kept so long, beside the service; again there is nothing', async () => {
  const desk = await openDesk()
  // The command goes by today: of eleven months ago is kept for 12 months, of thirteen months ago no longer.
  const monthsAgo = (months: number) => new Date(Date.now() - months * 31 * 24 * 3_600_000).toISOString()
  const [old, young] = [await look(desk, monthsAgo(13)), await look(desk, monthsAgo(11))]
  const env = { DATABASE_URL: desk.database.url }
  const counted = await run(['--months', '12', '--dry-run'], env)
  expect(counted.code, counted.said).toBe(0)
  expect(counted.said).toMatch(/140500, kept 12 months, before \d{4}-\d\d-\d\d would go: 1 looks, 0 other lines/)
  expect(counted.said).toMatch(/140500 保存 12 个月，\d{4}-\d\d-\d\d 以前将清除：查询留痕 1 条/)
  expect(await kept(desk)).toEqual([old, young])
  const ended = await run(['--months', '12'], env)
  expect(ended.code, ended.said).toBe(0)
  expect(ended.said).toMatch(/gone: 1 looks/)
  expect(await kept(desk)).toEqual([young])
  expect((await run(['--months', '12'], env)).said).toContain('Nothing is that old. 没有到期的留痕。')
})

test.each([
  ['without a number', []],
  ['less than the law keeps', ['--months', '5']],
  ['years', ['--months', '1y']],
  ['an option that there is not', ['--month', '12']],
])('%s: exit 2, what to give in both languages, nothing opened', async (_, args) => {
  const { code, said } = await run(args, { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
  expect(code, said).toBe(2)
  expect(said).toContain('npm run audit:end -- --months 120')
  expect(said).toMatch(/6 at least 已保存的月数，不少于 6/)
  expect(said).not.toMatch(/^\s+at /m)
})

test('makes no ledger where there is none: exit 2, and what to do', async () => {
  const place = await mkdtemp(join(tmpdir(), 'yizhan-audit-'))
  const { code, said } = await run(['--months', '12'], { YIZHAN_DATA_DIR: place })
  expect(code, said).toBe(2)
  expect(said).toContain(`There is no database in ${place}, and none was made.`)
  await rm(place, { recursive: true })
})
