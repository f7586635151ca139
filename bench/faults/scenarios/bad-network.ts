import { type Fate, type Judge, pass } from '../environment/proxy.ts'
import type { Random } from '../random.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

/** Every chunk of both networks may come late, only in part, or not at all; now and then all connections break. */
export const badNetwork: Scenario = {
  name: 'bad-network',
  breaks: 'delays, truncated packets and cuts on both sides of the services',
  play: async ({ stage, seconds }) => {
    const counts = { delayed: 0, truncated: 0, cut: 0 }
    const weather = storm(stage.random, counts)
    for (const line of stage.lines) line.onChunk = line.onMoment = weather
    for (const door of stage.doors)
      door.judge = (): Judge => ({ fromClient: chunkOf(weather), fromServer: chunkOf(weather) })
    for (const door of stage.doors) door.cutAll()
    await wait((seconds * 1000) / 2)
    for (const proxy of [...stage.lines, ...stage.doors]) proxy.cutAll()
    await wait((seconds * 1000) / 2)
    for (const line of stage.lines) line.onChunk = line.onMoment = () => pass
    for (const door of stage.doors) door.judge = () => ({ fromClient: () => pass, fromServer: () => pass })
    for (const door of stage.doors) door.cutAll()
    const did = `${counts.delayed} delayed, ${counts.truncated} truncated, ${counts.cut} cut`
    return { did, complaints: complaint(Object.values(counts).includes(0), `some weather did not come about: ${did}`) }
  },
}

/** What decides over a moment is given its name first; here any chunk is like any other. */
function storm(random: Random, counts: { delayed: number; truncated: number; cut: number }) {
  return (...given: [...unknown[], Buffer]): Fate => {
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

function chunkOf(weather: (chunk: Buffer) => Fate): (chunk: Buffer) => Fate {
  return (chunk) => weather(chunk)
}
