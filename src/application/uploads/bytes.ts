import type { Readable } from 'node:stream'
import { unreadable } from './unreadable.ts'

/** Whole lines, without the last line feed. */
export type ByteBlock = Buffer

export const lineFeed = 0x0a

/**
 * Bytes in blocks of whole lines. They are cut at line feeds, which no character of UTF-8 or GB18030 has a part in, so
 * that a character is never cut in two and a line that cannot be read can be named. The last line of a file may have none.
 * Errors: `file-unreadable` where there is no line feed at all.
 */
export async function* blocksOf(bytes: Readable | AsyncIterable<Buffer>): AsyncGenerator<ByteBlock> {
  let rest: Buffer[] = []
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
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
