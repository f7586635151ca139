import type { Readable } from 'node:stream'
import { unreadable } from './unreadable.ts'

/** Whole lines, without the last line feed. */
export type ByteBlock = Buffer

export const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Bytes in blocks of whole lines. They are cut at line feeds, which no character of UTF-8 or GB18030 has a part in, so
 * that a character is never cut in two and a line that cannot be read can be named. The last line of a file may have none.
 * Errors: `file-unreadable` where no line ends at all.
 */
export async function* blocksOf(bytes: Readable | AsyncIterable<Buffer>): AsyncGenerator<ByteBlock> {
  let rest: Buffer[] = []
  for await (const chunk of withLineFeeds(bytes)) {
    const end = chunk.lastIndexOf(lineFeed)
    if (end === -1) {
      rest.push(chunk)
      refuseEndless(rest)
      continue
    }
    yield Buffer.concat([...rest, chunk.subarray(0, end)])
    rest = [chunk.subarray(end + 1)]
  }
  const last = Buffer.concat(rest)
  if (last.length > 0) yield last
}

/** Lines of a Macintosh of long ago end in carriage returns alone, as a spreadsheet saves them there to this day. */
async function* withLineFeeds(bytes: Readable | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let endsInReturns: boolean | null = null
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    endsInReturns ??= chunk.length === 0 ? null : isByReturns(chunk)
    yield endsInReturns ? Buffer.from(chunk.map((byte) => (byte === carriageReturn ? lineFeed : byte))) : chunk
  }
}

/**
 * Whether more returns stand alone than there are line feeds, which a cell of several lines may hold. The last byte may be half of a
 * line end.
 */
function isByReturns(first: Buffer): boolean {
  let alone = 0
  for (
    let at = first.indexOf(carriageReturn);
    at !== -1 && at < first.length - 1;
    at = first.indexOf(carriageReturn, at + 1)
  )
    if (first[at + 1] !== lineFeed) alone += 1
  let feeds = 0
  if (alone > 0) for (let at = first.indexOf(lineFeed); at !== -1; at = first.indexOf(lineFeed, at + 1)) feeds += 1
  return alone > feeds
}

export function linesIn(block: ByteBlock): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = block.indexOf(lineFeed); end !== -1; end = block.indexOf(lineFeed, start)) {
    lines.push(block.subarray(start, end))
    start = end + 1
  }
  return [...lines, block.subarray(start)]
}

/** A megabyte without a line break is no list, and would be held in memory whole. */
const maxLineBytes = 1_000_000

function refuseEndless(pieces: readonly Buffer[]): void {
  if (pieces.reduce((sum, piece) => sum + piece.length, 0) <= maxLineBytes) return
  unreadable({
    zh: '内容没有换行；请上传每人（每笔）一行的文件。',
    en: 'There is no line break in it; send a file with one person, or one settlement, a line.',
  })
}
