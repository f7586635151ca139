/** Work about one thing, one after the other in this process; other processes are met by the database. */
const last = new Map<string, Promise<unknown>>()

export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  const ended = mine.then(
    () => undefined,
    () => undefined,
  )
  last.set(key, ended)
  try {
    return await mine
  } finally {
    if (last.get(key) === ended) last.delete(key)
  }
}
