import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { refuse } from '../../domain/refusals/refusal.ts'

export type Encoding = 'utf-8' | 'gb18030'

/** Lines that follow one another, without their line breaks. */
export interface Lines {
  /** The number of the first, from 1, as an editor counts. */
  readonly from: number
  readonly texts: readonly string[]
}

const lineFeed = 0x0a
const names: Record<Encoding, string> = { 'utf-8': 'UTF-8', gb18030: 'GB18030' }
const mark = '\uFEFF'

/**
 * The lines of a list, some thousands at a time.
 *
 * Bytes are cut at line feeds, which no character of UTF-8 or GB18030 has a part in, so that a character is never cut in
 * two and a line that cannot be read can be named. Errors: `roster-encoding-wrong` with the number of the line.
 */
export async function* linesOf(bytes: Readable, encoding: Encoding): AsyncGenerator<Lines> {
  let from = 1
  for await (const block of blocksOf(bytes)) {
    const texts = decode(block, encoding, from).split('\n').map(withoutReturn)
    if (from === 1 && texts[0]?.startsWith(mark)) texts[0] = texts[0].slice(mark.length)
    yield { from, texts }
    from += texts.length
  }
}

/** Whole lines, without the last line feed. The last line of a file may have none. */
async function* blocksOf(bytes: Readable): AsyncGenerator<Buffer> {
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

/** Sixteen pieces of a stream without a line break are no list, and would be held in memory whole. */
const mostPieces = 16

function refuseEndless(pieces: readonly Buffer[]): void {
  if (pieces.length <= mostPieces) return
  refuse('file-unreadable', {
    reason: {
      zh: '内容没有换行；请发送一行一人的 CSV 或 NDJSON。',
      en: 'There is no line break in it; send CSV or NDJSON, one person a line.',
    },
  })
}

function decode(block: Buffer, encoding: Encoding, from: number): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(block)
  } catch {
    return refuse('roster-encoding-wrong', { line: String(from + badLine(block, encoding)), encoding: names[encoding] })
  }
}

function badLine(block: Buffer, encoding: Encoding): number {
  return linesIn(block).findIndex((line) => !isTextOf(line, encoding))
}

function linesIn(block: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = block.indexOf(lineFeed); end !== -1; end = block.indexOf(lineFeed, start)) {
    lines.push(block.subarray(start, end))
    start = end + 1
  }
  return [...lines, block.subarray(start)]
}

function isTextOf(bytes: Buffer, encoding: Encoding): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes)
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** Lines with a Chinese character that are looked at, at least, before the encoding is decided. */
const witnesses = 50

/**
 * The encoding, by its mark, by what the sender said of it, or by most of the first lines that are not plain ASCII. By
 * most and not by all: one damaged line of UTF-8 must be named, and not turn the file into a GB18030 of wrong names.
 * Errors: `file-unreadable` for UTF-16, a spreadsheet's own file and other bytes that are no text.
 */
export async function encodingOf(bytes: Readable, said: Encoding | null): Promise<Encoding> {
  const votes = new Votes()
  let first = true
  for await (const block of blocksOf(bytes)) {
    const known = first ? (markOf(block) ?? said) : null
    if (known) return known
    first = false
    if (votes.hear(block)) break
  }
  return votes.result
}

/** What the lines that are not plain ASCII speak for. */
class Votes {
  #utf8 = 0
  #other = 0

  /** Answers whether that is enough. */
  hear(block: Buffer): boolean {
    for (const line of linesIn(block).filter(isNotAscii)) {
      if (isUtf8(line)) this.#utf8 += 1
      else this.#other += 1
    }
    return this.#utf8 + this.#other >= witnesses
  }

  get result(): Encoding {
    return this.#utf8 >= this.#other ? 'utf-8' : 'gb18030'
  }
}

function markOf(block: Buffer): Encoding | null {
  refuseNoText(block)
  if (block.subarray(0, 3).equals(Buffer.from(mark))) return 'utf-8'
  return block.subarray(0, 4).equals(gb18030Mark) ? 'gb18030' : null
}

const gb18030Mark = Buffer.from([0x84, 0x31, 0x95, 0x33])

function isNotAscii(line: Buffer): boolean {
  return line.some((byte) => byte > 0x7f)
}

function refuseNoText(block: Buffer): void {
  const start = block.subarray(0, 2).toString('latin1')
  if (!['\xff\xfe', '\xfe\xff', 'PK', '\xd0\xcf'].includes(start) && !block.includes(0)) return
  refuse('file-unreadable', {
    reason: {
      zh: '这不是 UTF-8 或 GB18030 文本；请在表格软件中另存为“CSV UTF-8”后发送。',
      en: 'This is no text in UTF-8 or GB18030; save it in the spreadsheet as “CSV UTF-8” and send that.',
    },
  })
}
