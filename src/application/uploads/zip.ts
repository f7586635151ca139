import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { maxEntries, maxRatio, ratioFreeBytes, type UploadLimits } from './limits.ts'
import type { Spooled } from './spool.ts'
import { orDamaged, tooLarge, unreadable, zipDamaged } from './unreadable.ts'

/** A file in a ZIP. */
export interface ZipEntry {
  readonly name: string
  /**
   * Its bytes as they unpack. They are counted as they come, because the sizes that a ZIP states may be untrue.
   * Errors: `file-too-large`, `file-unreadable`.
   */
  readonly bytes: () => AsyncGenerator<Buffer>
}

/**
 * Opens a ZIP while `work` reads it. Errors: `file-unreadable` where it is damaged, `file-too-large` where it holds more
 * entries than a list and what is packed beside it.
 */
export async function withZip<T>(
  file: Spooled,
  limits: UploadLimits,
  work: (entries: readonly ZipEntry[]) => Promise<T>,
): Promise<T> {
  const options = { autoClose: false, decodeStrings: false }
  const zip = await orDamaged(yauzl.fromRandomAccessReaderPromise(new SpoolReader(file), file.bytes, options))
  try {
    return await work(await entriesOf(zip, limits))
  } finally {
    zip.close()
  }
}

async function entriesOf(zip: yauzl.ZipFile, limits: UploadLimits): Promise<ZipEntry[]> {
  if (zip.entryCount > maxEntries) tooLarge(tooMany(zip.entryCount))
  const found: ZipEntry[] = []
  const entries = zip.eachEntry()
  for (let next = await orDamaged(entries.next()); !next.done; next = await orDamaged(entries.next())) {
    const entry = next.value
    found.push({ name: nameOf(entry), bytes: () => unpack(zip, entry, limits) })
  }
  return found
}

/** Chinese Windows writes names in its own code page and does not say so; a name that is UTF-8 is hardly anything else. */
function nameOf({ fileNameRaw }: yauzl.Entry): string {
  return new TextDecoder(isUtf8(fileNameRaw) ? 'utf-8' : 'gb18030').decode(fileNameRaw)
}

async function* unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, limits: UploadLimits): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) unreadable(locked)
  if (entry.uncompressedSize > limits.unpackedBytes) tooLarge(tooLong(limits))
  const stream: Readable = await orDamaged(zip.openReadStreamPromise(entry))
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let [sum, bytes] = [0, 0]
  try {
    for (let next = await orDamaged(chunks.next()); !next.done; next = await orDamaged(chunks.next())) {
      sum = crc32(next.value, sum)
      bytes += next.value.length
      refuseBomb(bytes, entry, limits)
      yield next.value
    }
  } finally {
    stream.destroy()
  }
  // The library checks that as much comes out as was said, but not that it is the same.
  if (sum !== entry.crc32) unreadable(zipDamaged)
}

function refuseBomb(bytes: number, { compressedSize }: yauzl.Entry, limits: UploadLimits): void {
  if (bytes > limits.unpackedBytes) tooLarge(tooLong(limits))
  if (bytes > ratioFreeBytes && bytes > compressedSize * maxRatio) tooLarge(tooDense)
}

/** Lets the library read a sealed file, which has no name and no plain bytes on the disk. */
class SpoolReader extends yauzl.RandomAccessReader {
  readonly #file: Spooled

  constructor(file: Spooled) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#file.read(start, end)
  }
}

const locked = { zh: 'ZIP 已加密；请上传未加密的文件。', en: 'The ZIP is encrypted; send one that is not.' }

const tooMany = (entries: number) => ({
  zh: `ZIP 内有 ${entries} 个文件，最多 ${maxEntries} 个；请只打包要上传的那一个文件。`,
  en: `The ZIP holds ${entries} entries, and at most ${maxEntries} are looked at; pack the one file alone.`,
})

const tooLong = ({ unpackedBytes }: UploadLimits) => ({
  zh: `解压后超过 ${unpackedBytes} 字节；请分期、分批上传。`,
  en: `It unpacks to more than ${unpackedBytes} bytes; send shorter periods or parts.`,
})

const tooDense = {
  zh: `压缩比超过 ${maxRatio} 倍，不像结算明细或名单；请核对文件内容，或不压缩直接上传。`,
  en: `Each packed byte becomes more than ${maxRatio}, as no list does; check what is in the file, or send it without packing it.`,
}
