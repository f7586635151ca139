import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { made } from '../faults/environment/cleanup.ts'
import { Server } from '../faults/environment/server.ts'
import { ServiceProcess } from '../faults/environment/service.ts'
import { mustAsk } from '../faults/load/http.ts'
import { type Place, personNo, places } from '../faults/load/people.ts'
import { adminKey, enter, register } from '../faults/load/register.ts'
import { freePort } from '../lib/free-port.ts'
import { type Desk, specialDisease } from './load/send.ts'

/** Two services on one database: what one of them remembers, the other does not know. */
export interface Environment {
  readonly folder: string
  readonly desks: readonly [Desk, Desk]
  /** Registers somebody of whom nothing was settled yet. */
  readonly enterSomebody: () => Promise<string>
  /** What went wrong with the processes themselves. */
  readonly complaints: () => string[]
  readonly close: () => Promise<void>
}

/** Of Pengshui, where two limits stand beside each other. */
const pengshui = places[1] as Place

export async function openEnvironment(settings: Readonly<Record<string, string>> = {}): Promise<Environment> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-linearizability-'))
  made(folder)
  // Started by root, the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const disk = join(folder, 'database')
  mkdirSync(disk)
  const server = new Server(disk, settings)
  await server.start()
  const env = {
    DATABASE_URL: server.url,
    YIZHAN_ADMIN_KEY: adminKey,
    YIZHAN_DATA_KEY: randomBytes(32).toString('base64'),
  }
  const service = async (name: string) =>
    new ServiceProcess({ name, port: await freePort(), logPath: join(folder, `${name}.log`), env })
  const services = [await service('a'), await service('b')] as const
  // The first makes the tables.
  for (const one of services) await one.start()
  const keys = await register(services[0].port, 0)
  const deskOf = ({ port }: ServiceProcess): Desk => ({
    port,
    agent: new Agent({ keepAlive: true }),
    hospitalKey: keys.get(pengshui.hospitalCode) ?? '',
  })
  const desks = [deskOf(services[0]), deskOf(services[1])] as const
  let entered = 0
  return {
    folder,
    desks,
    enterSomebody: () => {
      entered += 1
      return enterWithDisease(desks[entered % 2] as Desk, entered)
    },
    complaints: () => services.flatMap(({ accidents }) => accidents),
    close: async () => {
      for (const { agent } of desks) agent.destroy()
      for (const one of services) await one.kill()
      await server.stop()
    },
  }
}

async function enterWithDisease({ port, agent }: Desk, number: number): Promise<string> {
  const send = (method: string, path: string, body: unknown) =>
    mustAsk<object>({ agent, port, method, path, key: adminKey, body: JSON.stringify(body) })
  const person = personNo(pengshui, number)
  await enter(send, pengshui, number)
  await send('POST', `/v1/beneficiaries/${person}/registrations`, specialDisease)
  return person
}
