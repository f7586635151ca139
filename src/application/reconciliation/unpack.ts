import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

/** What a packed file may grow to: a small one that unpacks without end is an attack. */
const mostUnpacked = 512_000_000

/** The text of an upload: of the one file in it when it is a ZIP, else itself. Errors: `file-unreadable`. */
export async function textOf(path: string): Promise<Readable> {
  return (await isZip(path)) ? Readable.from(textInZip(path)) : createReadStream(path)
}

/** By its first bytes: what a file is called says little about what it is. */
async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const start = buffer.subarray(0, bytesRead).toString('latin1')
    return start === 'PK\x03\x04' || start === 'PK\x05\x06'
  } finally {
    await file.close()
  }
}

async function* textInZip(path: string): AsyncGenerator<Buffer> {
  const zip = await orDamaged(yauzl.openPromise(path, { autoClose: false }))
  try {
    const entry = await onlyText(zip)
    yield* checked(await orDamaged(zip.openReadStreamPromise(entry)), entry.crc32)
  } finally {
    zip.close()
  }
}

async function onlyText(zip: yauzl.ZipFile): Promise<yauzl.Entry> {
  const texts: yauzl.Entry[] = []
  const entries = zip.eachEntry()
  for (let next = await orDamaged(entries.next()); !next.done; next = await orDamaged(entries.next())) {
    if (isText(next.value)) texts.push(next.value)
  }
  const [text, another] = texts
  if (!text || another) return unreadable(notOne)
  if (text.isEncrypted()) return unreadable(locked)
  return text.uncompressedSize > mostUnpacked ? unreadable(tooLarge) : text
}

/** Folders, and what macOS packs beside each file, are no texts. */
function isText({ fileName }: yauzl.Entry): boolean {
  return !fileName.endsWith('/') && !fileName.startsWith('__MACOSX/') && !fileName.endsWith('.DS_Store')
}

/** The library checks that as much comes out as was said, but not that it is the same. */
async function* checked(stream: Readable, expected: number): AsyncGenerator<Buffer> {
  let sum = 0
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  try {
    for (let next = await orDamaged(chunks.next()); !next.done; next = await orDamaged(chunks.next())) {
      sum = crc32(next.value, sum)
      yield next.value
    }
  } finally {
    stream.destroy()
  }
  if (sum !== expected) unreadable(damaged)
}

function orDamaged<T>(reading: Promise<T>): Promise<T> {
  return reading.catch(() => unreadable(damaged))
}

export function unreadable(reason: Bilingual): never {
  refuse('file-unreadable', { reason })
}

export function noLines(): never {
  unreadable({ zh: '文件中没有结算行。', en: 'The file holds no line of a settlement.' })
}

const damaged = {
  zh: 'ZIP 文件已损坏；请重新打包上传。',
  en: 'The ZIP is damaged; pack it again and send it.',
}
const notOne = {
  zh: 'ZIP 中须恰好有一个文件：制表符分隔的文本或 CSV。',
  en: 'The ZIP must hold exactly one file, tab-separated text or CSV.',
}
const locked = { zh: 'ZIP 已加密；请上传未加密的文件。', en: 'The ZIP is encrypted; send one that is not.' }
const tooLarge = {
  zh: `ZIP 解压后超过 ${mostUnpacked} 字节；请分期上传。`,
  en: `The ZIP unpacks to more than ${mostUnpacked} bytes; send shorter periods.`,
}
