import { type ChunkAction, type ChunkRules, pass, TcpProxy } from './proxy.ts'
import { type Moment, WriteWatch } from './wire.ts'

type SeenMoment = Exclude<Moment, null>
type Listener = (moment: SeenMoment, chunk: Buffer) => ChunkAction

/** The proxy between a service and the database. It knows when a write goes by, and when its answer does. */
export class Line extends TcpProxy {
  /** Writes whose answer was seen. */
  writes = 0
  /** Decides over the chunk in which the moment was seen. */
  onMoment: Listener = () => pass
  /** Decides over every other chunk. */
  onChunk: (chunk: Buffer) => ChunkAction = () => pass

  constructor(to: () => number) {
    super(to)
    this.rules = () => this.#watch(new WriteWatch())
  }

  #watch(watch: WriteWatch): ChunkRules {
    const actionOn = (moment: Moment, chunk: Buffer) => {
      if (moment === 'write-answered') this.writes += 1
      return moment ? this.onMoment(moment, chunk) : this.onChunk(chunk)
    }
    return {
      fromClient: (chunk) => actionOn(watch.client(chunk), chunk),
      fromServer: (chunk) => actionOn(watch.server(chunk), chunk),
    }
  }

  /** Runs `act` in the very moment, before the chunk goes on. False when there was none for a while. */
  at(moment: SeenMoment, act: () => void, limitMs = 3_000): Promise<boolean> {
    return new Promise((resolve) => {
      const before = this.onMoment
      const end = (seen: boolean) => {
        clearTimeout(timer)
        this.onMoment = before
        resolve(seen)
      }
      const timer = setTimeout(() => end(false), limitMs)
      this.onMoment = (seen, chunk) => {
        if (seen !== moment) return before(seen, chunk)
        act()
        end(true)
        return pass
      }
    })
  }
}
