import { expect, test, vi } from 'vitest'
import { freshDatabase } from '../support/database/database.ts'
import { hospital } from '../support/people/registers.ts'
import { dataKey, ServiceProcess } from '../support/processes/service-process.ts'

// Starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

test('with a database of its own the service loses no answer, whatever the environment says', async () => {
  const { url } = await freshDatabase()
  const service = await ServiceProcess.start({
    DATABASE_URL: url,
    YIZHAN_DATA_KEY: dataKey,
    HOST: '127.0.0.1',
    YIZHAN_WORKERS: '2',
    YIZHAN_WORKER_EMBEDDED: 'true',
  })
  const { hospitalCode, ...rest } = hospital({ region: '140502' })
  await service.ask('PUT', `/v1/hospitals/${hospitalCode}`, rest)
  const caller = { kind: 'hospital', name: 'test', region: '140502', hospitalCode }
  const { body } = await service.ask('POST', '/v1/callers', caller)
  const signIn = async (at: number) => {
    const reply = await fetch(`${service.address}/nhsa/9001`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${body.key}`,
        'content-type': 'application/json',
        'x-yizhan-lose-answer': 'after-commit',
        connection: 'close',
      },
      body: JSON.stringify({
        msgid: `${hospitalCode}20240505120000${String(at).padStart(4, '0')}`,
        fixmedins_code: hospitalCode,
        mdtrtarea_admvs: '140502',
        input: { signIn: { opter_no: '001' } },
      }),
    })
    return ((await reply.json()) as { infcode: number }).infcode
  }
  expect(await Promise.all(Array.from({ length: 8 }, (_, at) => signIn(at)))).toEqual(Array(8).fill(0))
})
