import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoPerson } from '../../src/application/demo/demo-people.ts'
import { billOf } from '../support/database/desk.ts'
import { ServiceProcess } from '../support/processes/service-process.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

/** Only root may mount a small disk, and not everywhere. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=0755', 'yizhan-disk-full', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const disk = await mkdtemp(join(tmpdir(), 'yizhan-disk-'))
const isMounted = mountSmallDisk(disk)
afterAll(async () => {
  if (isMounted) execFileSync('umount', ['--lazy', disk])
  await rm(disk, { recursive: true, force: true })
})

/** Takes all the room that is left. */
function fill(path: string): void {
  const file = openSync(path, 'w')
  const chunk = Buffer.alloc(1 << 16)
  try {
    while (writeSync(file, chunk) > 0);
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
  } finally {
    closeSync(file)
  }
}

// The probe alone is tried without a disk of its own in operations/readiness.test.ts.
describe.runIf(isMounted)('a disk that is full', () => {
  let service: ServiceProcess
  beforeAll(async () => {
    service = await ServiceProcess.start({ YIZHAN_DATA_DIR: join(disk, 'data') })
  })
  afterAll(() => service.stop())

  const ready = async () => (await service.ask('GET', '/readyz')).body.checks

  test('is said by readyz and, with the cause, in the log; and it is over when there is room', async () => {
    expect(await ready()).toMatchObject({ database: 'ok', writes: 'ok' })
    const ballast = join(disk, 'ballast')
    fill(ballast)
    await expect.poll(ready, { timeout: 120_000 }).toMatchObject({ database: 'ok', writes: 'failed' })
    await service.says(/"event":"readiness\.failed".*"databaseCode":"53100","means":"disk full"/)
    // What is in pages that are there may still be written; soon it is not.
    const settle = (no: number) =>
      service.ask('POST', '/v1/settlements', billOf(demoPerson('140500', 'dibao'), { settlementNo: `FULL-${no}` }))
    let refused = 0
    for (let no = 0; no < 400 && refused === 0; no++) refused = (await settle(no)).status === 201 ? 0 : no + 1
    expect((await settle(refused - 1)).body).toMatchObject({ status: 503, code: 'database-unavailable' })
    await service.says(
      /"event":"request\.failed","code":"database-unavailable","databaseCode":"53100","means":"disk full"/,
    )
    await service.says(/"cause":\{[^}]*"code":"53100"/)
    await rm(ballast)
    await expect.poll(ready, { timeout: 120_000 }).toMatchObject({ database: 'ok', writes: 'ok' })
    await service.says(/"event":"readiness\.back"/)
    expect((await settle(refused - 1)).status).toBe(201)
  })
})
