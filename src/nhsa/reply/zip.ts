import { crc32, createDeflateRaw } from 'node:zlib'

/**
 * A ZIP of one text, as the national files are packed. The text is packed as it comes, so that only the packed form is
 * held; sizes and check sum stand in the first header too, for programs that read no further. No library is used, because
 * yazl and archiver write the sizes of what comes as a stream behind it, in a data descriptor, or want the whole text in memory.
 * Source: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export async function zipOf(fileName: string, text: AsyncIterable<string> | Iterable<string>): Promise<Buffer> {
  const { packed, size, check } = await pack(text)
  const name = Buffer.from(fileName, 'utf8')
  const common = commonPart({ check, packed: packed.length, size, name: name.length })
  const local = Buffer.concat([signature('PK\x03\x04'), common, name, packed])
  // Comment, disk, attributes: none; the one file stands at the beginning.
  const central = Buffer.concat([signature('PK\x01\x02'), version, common, Buffer.alloc(14), name])
  return Buffer.concat([local, central, end(central.length, local.length)])
}

const signature = (mark: string) => Buffer.from(mark, 'latin1')
/** 2.0: deflated. */
const version = Buffer.from([20, 0])

async function pack(text: AsyncIterable<string> | Iterable<string>) {
  const deflate = createDeflateRaw()
  const parts: Buffer[] = []
  deflate.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise((resolve, reject) => deflate.once('end', resolve).once('error', reject))
  let [size, check] = [0, 0]
  for await (const piece of text) {
    const bytes = Buffer.from(piece, 'utf8')
    size += bytes.length
    check = crc32(bytes, check)
    if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve))
  }
  deflate.end()
  await done
  return { packed: Buffer.concat(parts), size, check }
}

/** What both headers have alike. The time is the first one that the form can say, so that equal texts are equal files. */
function commonPart({
  check,
  packed,
  size,
  name,
}: {
  check: number
  packed: number
  size: number
  name: number
}): Buffer {
  const part = Buffer.alloc(26)
  version.copy(part, 0)
  part.writeUInt16LE(nameIsUtf8, 2)
  part.writeUInt16LE(deflated, 4)
  part.writeUInt16LE(firstDay, 8)
  part.writeUInt32LE(check, 10)
  part.writeUInt32LE(packed, 14)
  part.writeUInt32LE(size, 18)
  part.writeUInt16LE(name, 22)
  return part
}

const nameIsUtf8 = 0x800
const deflated = 8
/** 1 January 1980. */
const firstDay = 0x21

function end(centralBytes: number, centralAt: number): Buffer {
  const part = Buffer.alloc(22)
  signature('PK\x05\x06').copy(part, 0)
  part.writeUInt16LE(1, 8)
  part.writeUInt16LE(1, 10)
  part.writeUInt32LE(centralBytes, 12)
  part.writeUInt32LE(centralAt, 16)
  return part
}
