import { complaint, type Scenario, until, wait } from './scenario.ts'

/** A service dies in the moment in which a group is written, or in which its answer comes back. */
export const killService: Scenario = {
  name: 'kill-service',
  breaks: 'kill -9 of a service while it writes a group, and a restart',
  run: async ({ environment, seconds }) => {
    let kills = 0
    await until(
      seconds,
      async (round) => {
        const at = environment.random.pick([0, 1] as const)
        const service = environment.services[at]
        await wait(environment.random.int(300, 1_200))
        const moment = round % 2 === 0 ? 'write-sent' : 'write-answered'
        let killed: Promise<void> | undefined
        const seen = await environment.lines[at].at(moment, () => {
          killed = service.kill()
        })
        if (!seen) return
        kills += 1
        await killed
        await service.start()
      },
      { atLeast: 2 },
    )
    return { did: `${kills} kills`, complaints: complaint(kills === 0, 'no kill came about') }
  },
}
