import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { type ByteBlock, blocksOf, linesIn } from './bytes.ts'
import { unreadable } from './unreadable.ts'

export type FileEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export const encodingNames: Record<FileEncoding, string> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
}

/** Lines with a Chinese character that are looked at, at least, before the encoding is decided. */
const witnesses = 50

/**
 * The encoding, by its mark, by what the sender said of it, or by most of the first lines that are not plain ASCII. By
 * most and not by all: one damaged line of UTF-8 must be named, and not turn the file into a GB18030 of wrong names.
 * Errors: `file-unreadable` for bytes that are no text.
 */
export async function encodingOf(bytes: Readable, said: FileEncoding | null): Promise<FileEncoding> {
  const votes = new Votes()
  let first = true
  for await (const block of blocksOf(bytes)) {
    const known = first ? (markOf(block) ?? said) : null
    if (known) return known
    first = false
    refuseBinary(block)
    if (votes.hear(block)) break
  }
  return votes.result
}

/** What the lines that are not plain ASCII speak for. */
class Votes {
  #utf8 = 0
  #other = 0

  /** Answers whether that is enough. */
  hear(block: ByteBlock): boolean {
    for (const line of linesIn(block).filter(isNotAscii)) {
      if (isUtf8(line)) this.#utf8 += 1
      else this.#other += 1
    }
    return this.#utf8 + this.#other >= witnesses
  }

  get result(): FileEncoding {
    return this.#utf8 >= this.#other ? 'utf-8' : 'gb18030'
  }
}

const marks: readonly (readonly [mark: string, encoding: FileEncoding])[] = [
  ['\xef\xbb\xbf', 'utf-8'],
  ['\x84\x31\x95\x33', 'gb18030'],
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
]

function markOf(block: ByteBlock): FileEncoding | null {
  const start = block.subarray(0, 4).toString('latin1')
  return marks.find(([mark]) => start.startsWith(mark))?.[1] ?? null
}

function isNotAscii(line: Buffer): boolean {
  return line.some((byte) => byte > 0x7f)
}

/** No character of UTF-8 or GB18030 has a byte of nothing. */
export function refuseBinary(block: ByteBlock): void {
  if (block.includes(0)) unreadable(noText)
}

const noText = {
  zh: '文件不是 UTF-8、GB18030 或带标记的 UTF-16 文本；请在表格软件中另存为“CSV UTF-8”后上传，或打包为 ZIP。',
  en: 'This is no text in UTF-8, GB18030, or UTF-16 with its mark; save it in the spreadsheet as “CSV UTF-8”, as it is or in a ZIP.',
}
