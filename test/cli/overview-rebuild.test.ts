import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sumUpNow } from '../../src/application/overview/sum-up.ts'
import { openDesk } from '../support/database/desk.ts'
import { Script } from '../support/processes/service-process.ts'

async function rebuild(env: Readonly<Record<string, string>>) {
  const script = new Script('src/cli/overview-rebuild.ts', env)
  const { code } = await script.ended
  return { code, said: script.said }
}

test('throws away what is wrong and makes it anew, beside the service', async () => {
  const desk = await openDesk()
  const personNo = await desk.person({ as: 'dibao' })
  await desk.settle(personNo, { on: '2024-05-01', inScope: '10000.00' })
  desk.setDay('2024-05-06')
  await sumUpNow(desk.service)
  await desk.service.db.pool.query(`UPDATE aid_sums SET assistance = 1 WHERE breakdown = 'month'`)
  expect((await desk.differences()).map(({ what }) => what)).toEqual(['sums of the overview, month 2024-05'])
  const { code, said } = await rebuild({ DATABASE_URL: desk.database.url })
  expect(code, said).toBe(0)
  expect(said).toMatch(/Summed up anew[\s\S]*重新汇总/)
  expect(await desk.differences()).toEqual([])
  const { rows } = await desk.service.db.pool.query(`SELECT assistance FROM aid_sums WHERE breakdown = 'month'`)
  // 0.70 × 10,000.
  expect(rows).toEqual([{ assistance: '7000.00' }])
})

test('makes no ledger where there is none: exit 2, and what to do', async () => {
  const place = await mkdtemp(join(tmpdir(), 'yizhan-rebuild-'))
  const { code, said } = await rebuild({ YIZHAN_DATA_DIR: place })
  expect(code, said).toBe(2)
  expect(said).toContain(`There is no database in ${place}, and none was made.`)
  await rm(place, { recursive: true })
})
