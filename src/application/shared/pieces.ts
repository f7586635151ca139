import { setImmediate } from 'node:timers/promises'

/** Some milliseconds of work, where one item is a line of a message. */
const itemsOfAPiece = 200

/** As `map`, a piece at a time. What else came meanwhile goes between two pieces, so that a long list keeps nobody waiting. */
export async function mapInPieces<Item, Made>(
  items: readonly Item[],
  make: (item: Item, at: number) => Made,
): Promise<Made[]> {
  const made: Made[] = []
  for (const item of items) {
    if (made.length > 0 && made.length % itemsOfAPiece === 0) await setImmediate()
    made.push(make(item, made.length))
  }
  return made
}

/** Cut into chunks of so many bytes, without copying them. */
export function* chunksOf(bytes: Buffer, size: number): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
