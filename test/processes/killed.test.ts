import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { demoPerson } from '../../src/application/demo/demo-people.ts'
import { billOf } from '../support/database/desk.ts'
import { serverPid, supervisorPid, untilGone } from '../support/processes/embedded.ts'
import { ServiceProcess } from '../support/processes/service-process.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-killed-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const person = demoPerson('140500', 'dibao')
const visit = billOf(person, { settlementNo: 'KILLED', inScope: '1000.00' })

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.trim().split(' ').filter(Boolean).map(Number)
}

test.each([1, 2])('killed, a service of %i processes leaves nothing running and loses nothing', async (workers) => {
  const service = await ServiceProcess.start({ YIZHAN_DATA_DIR: folder, YIZHAN_WORKERS: String(workers) })
  const first = await service.ask('POST', '/v1/settlements', visit)
  expect(first.body.payers.assistance).toBe('700.00')
  const all = [...(await childrenOf(service.child.pid ?? 0)), (await serverPid(folder)) ?? 0]
  expect(all).toContain(await supervisorPid(folder))
  expect(all.length).toBe(workers === 1 ? 2 : 2 + workers)
  expect(await service.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' })
  expect(await untilGone(all, 10_000)).toEqual([])

  const next = await ServiceProcess.start({ YIZHAN_DATA_DIR: folder })
  expect(await next.ask('POST', '/v1/settlements', visit)).toMatchObject({ status: 200, body: { id: first.body.id } })
  expect(await next.stop()).toEqual({ code: 0, signal: null })
})
