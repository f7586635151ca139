import { inflateSync } from 'node:zlib'

/**
 * Unpacks a WOFF file to the font inside it.
 *
 * The PDF writer reads WOFF too, but unpacks the table of outlines anew for each character it draws, which takes seconds
 * for a page of Chinese. Source: W3C, WOFF File Format 1.0, sections 3 to 5.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, at) => tableAt(woff, 44 + 20 * at))
  const bodies = tables.map(({ data }) => Buffer.concat([data], padded(data.length)))
  return Buffer.concat([header(woff, count), directory(tables), ...bodies])
}

interface Table {
  readonly tag: Buffer
  readonly checksum: number
  readonly data: Buffer
}

/** An entry of the directory: tag, offset, packed length, length, checksum; packed only where that is shorter. */
function tableAt(woff: Buffer, entry: number): Table {
  const [offset, packed, length, checksum] = [4, 8, 12, 16].map((at) => woff.readUInt32BE(entry + at)) as [
    number,
    number,
    number,
    number,
  ]
  const body = woff.subarray(offset, offset + packed)
  return { tag: woff.subarray(entry, entry + 4), checksum, data: packed < length ? inflateSync(body) : body }
}

function header(woff: Buffer, count: number): Buffer {
  const power = 31 - Math.clz32(count)
  const range = 16 * 2 ** power
  const head = Buffer.alloc(12)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(range, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * count - range, 10)
  return head
}

function directory(tables: readonly Table[]): Buffer {
  let offset = 12 + 16 * tables.length
  const entries = tables.map(({ tag, checksum, data }) => {
    const entry = Buffer.alloc(16)
    tag.copy(entry)
    entry.writeUInt32BE(checksum, 4)
    entry.writeUInt32BE(offset, 8)
    entry.writeUInt32BE(data.length, 12)
    offset += padded(data.length)
    return entry
  })
  return Buffer.concat(entries)
}

/** Tables begin at multiples of four. */
function padded(length: number): number {
  return (length + 3) & ~3
}
