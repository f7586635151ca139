import { type ChunkAction, pass } from '../environment/proxy.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

/**
 * The connection to the database breaks exactly around COMMIT: before the write reaches the server, right behind it,
 * when its answer is there but not passed on, and in the middle of that answer. Only the server knows what became of it.
 */
export const cutAtCommit: Scenario = {
  name: 'cut-at-commit',
  breaks: 'connections cut before, during and after COMMIT',
  run: async ({ environment, seconds }) => {
    const cuts = { before: 0, during: 0, after: 0, within: 0 }
    const share = 0.08
    const actionOn = (moment: 'write-sent' | 'write-answered', chunk: Buffer): ChunkAction => {
      if (!environment.random.chance(share)) return pass
      const early = environment.random.chance(0.5)
      if (moment === 'write-sent') {
        cuts[early ? 'before' : 'during'] += 1
        return { do: early ? 'cut' : 'pass-and-cut' }
      }
      cuts[early ? 'after' : 'within'] += 1
      return early ? { do: 'cut' } : { do: 'truncate', bytes: environment.random.int(1, chunk.length - 1) }
    }
    for (const line of environment.lines) line.onMoment = actionOn
    await wait(seconds * 1000)
    for (const line of environment.lines) line.onMoment = () => pass
    const did = Object.entries(cuts).map(([when, count]) => `${count} ${when}`)
    const missing = Object.entries(cuts).filter(([, count]) => count === 0)
    return {
      did: `cuts: ${did.join(', ')}`,
      complaints: complaint(missing.length > 0, `no cut of one kind came about: ${did}`),
    }
  },
}
