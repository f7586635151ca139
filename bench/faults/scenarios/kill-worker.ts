import { signal, untilGone } from '../environment/children.ts'
import type { FaultEnvironment } from '../environment/environment.ts'
import type { ServiceProcess } from '../environment/service.ts'
import { complaint, type Scenario, until, wait } from './scenario.ts'

const workers = 2

/** Each service has two workers. One worker dies and is replaced; the process above them dies and takes both along. */
export const killWorker: Scenario = {
  name: 'kill-worker',
  breaks: 'kill -9 of one worker of several, and of the process that started them',
  environment: { env: { YIZHAN_WORKERS: String(workers) } },
  run: async ({ environment, seconds }) => {
    const orphans: number[] = []
    let kills = 0
    const kill = async (round: number) => {
      await wait(environment.random.int(300, 900))
      if (round % 2 === 0) await killOne(environment)
      else orphans.push(...(await killAbove(environment.services[1])))
      kills += 1
    }
    await until(seconds, kill, { atLeast: 2 })
    return {
      did: `${kills} kills`,
      complaints: complaint(orphans.length > 0, `workers ${orphans} outlived their service`),
    }
  },
}

async function killOne(environment: FaultEnvironment): Promise<void> {
  const [service] = environment.services
  const [victim] = await service.workers()
  if (victim === undefined) throw new Error('the service has no workers')
  await environment.lines[0].at('write-sent', () => signal(victim, 'SIGKILL'))
  await untilGone([victim], 5_000)
  const end = performance.now() + 30_000
  while ((await service.workers()).length < workers && performance.now() < end) await wait(100)
}

/** Nobody tells the workers; they notice, finish what is in flight and end. */
async function killAbove(service: ServiceProcess): Promise<number[]> {
  const left = await service.workers()
  await service.kill()
  await service.start()
  const orphans = await untilGone(left, 15_000)
  for (const pid of orphans) signal(pid, 'SIGKILL')
  return orphans
}
