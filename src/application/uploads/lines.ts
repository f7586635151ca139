import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { type ByteBlock, blocksOf, linesIn } from './bytes.ts'
import { type FileEncoding, refuseBinary } from './encoding.ts'
import { tooLarge } from './unreadable.ts'

/** Lines that follow one another, without their line breaks. */
export interface Lines {
  /** The number of the first, from 1, as an editor counts. */
  readonly from: number
  readonly texts: readonly string[]
}

export interface Decoding {
  readonly encoding: FileEncoding
  readonly maxLines: number
  /** Refuses the file for a line, by its number, that is no text in the encoding. */
  readonly refuseLine: (line: number, encoding: FileEncoding) => never
}

const mark = '\uFEFF'
/** What a system of long ago ends a text with, and some programs still do. */
const endOfText = '\x1a'

/**
 * The lines of a text, some thousands at a time. What is no text in its encoding is refused, never read as something else.
 * Errors: those of `refuseLine`, `file-unreadable`, `file-too-large` for more lines than a list may have.
 */
export async function* linesOf(bytes: Readable, { encoding, maxLines, refuseLine }: Decoding): AsyncGenerator<Lines> {
  let from = 1
  const narrow = isWide(encoding) ? narrowed(bytes, encoding, refuseLine) : bytes
  for await (const block of blocksOf(narrow)) {
    refuseBinary(block)
    const read = isWide(encoding) ? 'utf-8' : encoding
    const texts = decode(block, read, (at) => refuseLine(from + at, encoding))
      .split('\n')
      .map(withoutEnd)
    if (from === 1 && texts[0]?.startsWith(mark)) texts[0] = texts[0].slice(mark.length)
    if (from + texts.length - 1 > maxLines) tooLarge(tooMany(maxLines))
    yield { from, texts }
    from += texts.length
  }
}

type Narrow = 'utf-8' | 'gb18030'

function isWide(encoding: FileEncoding): encoding is Exclude<FileEncoding, Narrow> {
  return encoding === 'utf-16le' || encoding === 'utf-16be'
}

/** UTF-16 as UTF-8: half of a line feed is a part of other characters, so bytes cannot be cut there. */
async function* narrowed(
  bytes: Readable,
  encoding: Exclude<FileEncoding, Narrow>,
  refuseLine: Decoding['refuseLine'],
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  const read = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch {
      return refuseLine(line, encoding)
    }
  }
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const text = read(chunk)
    line += text.split('\n').length - 1
    yield Buffer.from(text)
  }
  yield Buffer.from(read())
}

function decode(block: ByteBlock, encoding: Narrow, refuseAt: (line: number) => never): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(block)
  } catch {
    return refuseAt(linesIn(block).findIndex((line) => !isTextOf(line, encoding)))
  }
}

function isTextOf(bytes: Buffer, encoding: Narrow): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes)
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function withoutEnd(line: string): string {
  let end = line.endsWith(endOfText) ? line.length - 1 : line.length
  while (line.charAt(end - 1) === '\r') end -= 1
  return end === line.length ? line : line.slice(0, end)
}

const tooMany = (maxLines: number) => ({
  zh: `文件超过 ${maxLines} 行；请分期、分批上传。`,
  en: `The file has more than ${maxLines} lines; send shorter periods or parts.`,
})
