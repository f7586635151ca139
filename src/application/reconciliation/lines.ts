import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { unreadable } from './unpack.ts'

/** The longest line that is kept; the columns of a settlement take a tenth of it. */
const longest = 4096

export interface TextLine {
  /** From 1, as an editor counts. */
  readonly lineNo: number
  /** Null for a line that was too long to keep. */
  readonly text: string | null
}

/**
 * Lines of a text in UTF-8, with or without a mark, or in GB18030, as Chinese spreadsheets save it.
 *
 * A line is ended by its line break and by nothing else. A CSV library would let a cell in quotes run on over several
 * lines, and then one stray quote takes all the lines after it along; no column here can hold a line break.
 */
export async function* linesOf(bytes: Readable): AsyncGenerator<TextLine> {
  const line = new Line()
  for await (const text of textsOf(bytes)) {
    const [first = '', ...further] = text.split('\n')
    line.add(first)
    for (const part of further) {
      yield line.end()
      line.add(part)
    }
  }
  if (!line.isEmpty) yield line.end()
}

/** The line that is being read, from as many pieces as it comes in. */
class Line {
  #lineNo = 0
  #text = ''
  #tooLong = false

  get isEmpty(): boolean {
    return this.#text === '' && !this.#tooLong
  }

  add(part: string): void {
    if (this.#text.length + part.length > longest) this.#tooLong = true
    this.#text = this.#tooLong ? '' : this.#text + part
  }

  end(): TextLine {
    this.#lineNo += 1
    const text = this.#tooLong ? null : withoutReturn(this.#text)
    this.#text = ''
    this.#tooLong = false
    return { lineNo: this.#lineNo, text }
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** The encoding is told by the first bytes: text in GB18030 with a Chinese word in it is no UTF-8. */
async function* textsOf(bytes: Readable): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(isUtf8(chunk) ? 'utf-8' : 'gb18030')
    yield refuseBinary(decoder.decode(chunk, { stream: true }))
  }
  if (decoder) yield decoder.decode()
}

function isUtf8(chunk: Buffer): boolean {
  try {
    // `stream` lets the chunk end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(chunk, { stream: true })
    return true
  } catch {
    return false
  }
}

function refuseBinary(text: string): string {
  return text.includes('\0') ? unreadable(noText) : text
}

const noText = {
  zh: '文件不是文本；请上传 CSV、制表符分隔的文本，或内含其一的 ZIP。',
  en: 'The file is no text; send CSV or tab-separated text, or a ZIP with one of them.',
}
