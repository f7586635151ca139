import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ServerPair } from '../support/database/server-pair.ts'
import { hospital } from '../support/people/registers.ts'
import { dataKey, Script, ServiceProcess } from '../support/processes/service-process.ts'

// Starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pair: ServerPair
beforeAll(async () => {
  pair = await ServerPair.start()
})
afterAll(() => pair.close())

test('the primary dies, the standby takes over, and the service goes on: what it had answered is there', async () => {
  const service = await ServiceProcess.start({
    DATABASE_URL: pair.url,
    YIZHAN_DATA_KEY: dataKey,
    HOST: '127.0.0.1',
    YIZHAN_WORKERS: '2',
  })
  const put = async (hospitalCode: string) => {
    const { hospitalCode: _, ...rest } = hospital({ region: '140500' })
    const { status } = await service.ask('PUT', `/v1/hospitals/${hospitalCode}`, rest)
    return status
  }
  expect(await put('H14050000001')).toBe(201)
  await pair.primary.end()
  // Who asks while nobody takes writes is told to come again, by each of the two processes.
  expect(await Promise.all([1, 2, 3, 4].map((at) => put(`H1405000001${at}`)))).toEqual([503, 503, 503, 503])
  await pair.promote()
  const from = performance.now()
  await expect.poll(() => put('H14050000002')).toBeLessThan(300)
  expect(performance.now() - from).toBeLessThan(15_000)
  const kept = await pair.standby.query<{ code: string }>('SELECT hospital_code AS code FROM hospitals ORDER BY 1')
  expect(kept.map(({ code }) => code)).toEqual(['H14050000001', 'H14050000002'])
  const verify = new Script('src/cli/ledger-verify.ts', { DATABASE_URL: pair.url })
  expect((await verify.ended).code, verify.said).toBe(0)
})
