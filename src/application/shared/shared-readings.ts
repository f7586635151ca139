import type { Database } from '../../db/database.ts'

/** Readings at the same time, of whatever: the connections in bulk are the jobs' as well. */
const atOnce = 2
/** Who opens the same page in the same moment shares the first reading too: it begins so much after the first of them asked. */
const gatherMs = 100
/** Between two readings of the same the machine is left to settlements for twice as long as the reading took, but not for longer. */
const longestRestMs = 500

interface Place {
  /** The last reading that began, and the rest after it. */
  last: Promise<unknown>
  /** A reading that waits for that. */
  next: Promise<unknown> | null
}

/**
 * Readings that cost much and that many ask for at once. Of the same one runs and one waits: whoever asks later shares the one that has
 * not begun, so every answer is of a moment after it was asked for. A failure reaches all who share it, and nobody else.
 */
export class SharedReadings {
  readonly #places = new Map<string, Place>()
  readonly #waiting: (() => void)[] = []
  #free = atOnce

  /** Readings under one key are the same, whoever asks. */
  read<T>(key: string, reading: () => Promise<T>): Promise<T> {
    const place = this.#places.get(key) ?? { last: rest(gatherMs), next: null }
    this.#places.set(key, place)
    place.next ??= this.#after(key, place, reading)
    return place.next as Promise<T>
  }

  async #after<T>(key: string, place: Place, reading: () => Promise<T>): Promise<T> {
    await place.last
    await this.#enter()
    const began = performance.now()
    const read = reading()
    place.next = null
    const last = read
      .catch(() => undefined)
      .then(() => this.#leave())
      .then(() => rest(2 * (performance.now() - began)))
      .then(() => {
        if (place.last === last && place.next === null) this.#places.delete(key)
      })
    place.last = last
    return read
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((go) => this.#waiting.push(go))
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free += 1
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(ms, longestRestMs)).unref())
}

const readingsOf = new WeakMap<Database, SharedReadings>()

/** Those of a process: a service has one database. */
export function sharedReadings(db: Database): SharedReadings {
  const found = readingsOf.get(db) ?? new SharedReadings()
  readingsOf.set(db, found)
  return found
}
