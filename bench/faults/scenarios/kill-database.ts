import { complaint, type Scenario, until, wait } from './scenario.ts'

/** PostgreSQL and all of its processes die while a group is written; it recovers from its log. */
export const killDatabase: Scenario = {
  name: 'kill-database',
  breaks: 'kill -9 of PostgreSQL under load, and a restart',
  run: async ({ environment, seconds }) => {
    let kills = 0
    await until(
      seconds,
      async (round) => {
        await wait(environment.random.int(800, 2_000))
        const moment = round % 2 === 0 ? 'write-sent' : 'write-answered'
        let killed: Promise<void> | undefined
        const seen = await environment.lines[(round % 2) as 0 | 1].at(moment, () => {
          killed = environment.server.kill()
        })
        if (!seen) return
        kills += 1
        await killed
        await wait(environment.random.int(0, 1_500))
        await environment.server.start()
      },
      { atLeast: 2 },
    )
    return { did: `${kills} kills`, complaints: complaint(kills === 0, 'no kill came about') }
  },
}
