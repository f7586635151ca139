import { type ChunkAction, type ChunkRules, pass } from '../environment/proxy.ts'
import type { Random } from '../random.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

/** Every chunk of both networks may come late, only in part, or not at all; now and then all connections break. */
export const badNetwork: Scenario = {
  name: 'bad-network',
  breaks: 'delays, truncated packets and cuts on both sides of the services',
  run: async ({ environment, seconds }) => {
    const counts = { delayed: 0, truncated: 0, cut: 0 }
    const disturbance = storm(environment.random, counts)
    for (const line of environment.lines) line.onChunk = line.onMoment = disturbance
    for (const proxy of environment.proxies)
      proxy.rules = (): ChunkRules => ({ fromClient: chunkOf(disturbance), fromServer: chunkOf(disturbance) })
    for (const proxy of environment.proxies) proxy.cutAll()
    await wait((seconds * 1000) / 2)
    for (const proxy of [...environment.lines, ...environment.proxies]) proxy.cutAll()
    await wait((seconds * 1000) / 2)
    for (const line of environment.lines) line.onChunk = line.onMoment = () => pass
    for (const proxy of environment.proxies) proxy.rules = () => ({ fromClient: () => pass, fromServer: () => pass })
    for (const proxy of environment.proxies) proxy.cutAll()
    const did = `${counts.delayed} delayed, ${counts.truncated} truncated, ${counts.cut} cut`
    return {
      did,
      complaints: complaint(Object.values(counts).includes(0), `some disturbance did not come about: ${did}`),
    }
  },
}

/** What decides over a moment is given its name first; here any chunk is like any other. */
function storm(random: Random, counts: { delayed: number; truncated: number; cut: number }) {
  return (...given: [...unknown[], Buffer]): ChunkAction => {
    const chunk = given.at(-1) as Buffer
    if (random.chance(0.05)) {
      counts.delayed += 1
      return { do: 'delay', ms: random.int(20, 400) }
    }
    if (chunk.length > 1 && random.chance(0.006)) {
      counts.truncated += 1
      return { do: 'truncate', bytes: random.int(1, chunk.length - 1) }
    }
    if (!random.chance(0.003)) return pass
    counts.cut += 1
    return { do: 'cut' }
  }
}

function chunkOf(disturbance: (chunk: Buffer) => ChunkAction): (chunk: Buffer) => ChunkAction {
  return (chunk) => disturbance(chunk)
}
