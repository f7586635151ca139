import { type Options, parse } from 'csv-parse/sync'
import { maxLineLength } from './limits.ts'
import type { Lines } from './lines.ts'
import { headerWithin, isBlank, type KnownColumns, type Row } from './rows.ts'

/** A note with line breaks in it has a few; what goes on for longer is a quote that was never closed. */
const maxLinesOfRecord = 50
const delimiters = [',', '\t', ';', '|'] as const

/**
 * The records of a text in columns. What separates the columns is told by the first lines: by `sep=;`, as spreadsheets
 * write it, or by what lets them name the most columns. A quote that does not close takes its own line along and no other.
 */
export async function* csvRows(blocks: AsyncIterable<Lines>, known: KnownColumns): AsyncGenerator<readonly Row[]> {
  let reader: RecordReader | null = null
  for await (const block of withHead(blocks)) {
    reader ??= new RecordReader(delimiterOf(block.texts, known))
    const rows = reader.read(block)
    if (rows.length > 0) yield rows
  }
  const last = reader?.end() ?? []
  if (last.length > 0) yield last
}

/** The first lines in one block, so that they can be looked at together. */
async function* withHead(blocks: AsyncIterable<Lines>): AsyncGenerator<Lines> {
  let head: Lines | null = { from: 1, texts: [] }
  for await (const block of blocks) {
    if (head === null) {
      yield block
      continue
    }
    head = { from: head.from, texts: [...head.texts, ...block.texts] }
    if (head.texts.length < 4 * headerWithin) continue
    yield head
    head = null
  }
  if (head !== null && head.texts.length > 0) yield head
}

const separatorLine = /^"?sep=(.)"?$/i

function delimiterOf(texts: readonly string[], known: KnownColumns): string {
  const first = texts.filter((text) => text.trim() !== '').slice(0, headerWithin)
  const named = separatorLine.exec(first[0]?.slice(0, 20) ?? '')?.[1]
  if (named !== undefined) return named
  const maxNames = (delimiter: string) =>
    Math.max(0, ...first.map((text) => known(text.slice(0, maxLineLength).replaceAll('"', '').split(delimiter))))
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, names: maxNames(delimiter) }))
    .sort((a, b) => b.names - a.names)
  if (best !== undefined && best.names > 0) return best.delimiter
  return (['\t', ',', ';'] as const).find((delimiter) => first[0]?.includes(delimiter)) ?? ','
}

interface Line {
  readonly line: number
  readonly text: string
}

class RecordReader {
  readonly #delimiter: string
  /** Lines of a record whose end has not come yet. */
  #waiting: Line[] = []
  /** Cells of the record before: what a quote opened and closes in another line has to have as many. */
  #width: number | null = null

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  read({ from, texts }: Lines): Row[] {
    const plain = this.#waiting.length === 0 && !texts.some((text) => text.includes('"'))
    if (plain)
      return texts.flatMap((text, at) =>
        text === '' ? [] : this.#shown({ line: from + at, text }, text.split(this.#delimiter)),
      )
    return this.#records([...this.#waiting, ...texts.map((text, at) => ({ line: from + at, text }))], false)
  }

  end(): Row[] {
    return this.#records(this.#waiting, true)
  }

  #records(lines: readonly Line[], isEnd: boolean): Row[] {
    this.#waiting = []
    const rows: Row[] = []
    const balanced = this.#together(lines)
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] as Line
      if (!opens(line.text)) {
        rows.push(...this.#shown(line, balanced.get(line.line) ?? null))
        continue
      }
      const through = closingAfter(lines, at)
      if (through === null && !isEnd && lines.length - at <= maxLinesOfRecord) {
        this.#waiting = lines.slice(at)
        break
      }
      const record = through === null ? null : this.#record(lines.slice(at, through + 1))
      rows.push(...this.#shown(line, record))
      if (record !== null && through !== null) at = through
    }
    return rows
  }

  /** A record of several lines; null for what only happens to begin and to end with a quote. */
  #record(lines: readonly Line[]): string[] | null {
    const text = lines.map((line) => line.text).join('\n')
    const cells = text.length > maxLineLength ? null : (parsed(text, this.#delimiter, false)?.[0] ?? null)
    return cells !== null && (this.#width === null || cells.length === this.#width) ? cells : null
  }

  /** The cells of lines whose quotes close within them, read together, which takes a tenth of the time. */
  #together(lines: readonly Line[]): Map<number, string[] | null> {
    const whole = lines.filter(({ text }) => !opens(text))
    const quoted = whole.filter(({ text }) => text.includes('"'))
    const together = parsed(quoted.map(({ text }) => text).join('\n'), this.#delimiter)
    const cells = new Map<number, string[] | null>()
    for (const { line, text } of whole) if (!text.includes('"')) cells.set(line, text.split(this.#delimiter))
    for (const [at, { line, text }] of quoted.entries()) {
      const alone = together?.length === quoted.length ? together[at] : parsed(text, this.#delimiter)?.[0]
      cells.set(line, alone ?? null)
    }
    return cells
  }

  #shown({ line, text }: Line, cells: string[] | null): Row[] {
    if (cells !== null && (isBlank(cells) || separatorLine.test(text.slice(0, 20)))) return []
    if (cells !== null) this.#width = cells.length
    return [{ line, cells, length: text.length }]
  }
}

/** Whether a quote is open at the end of a line that began with none. */
function opens(text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}

/** The line in which the quote that one opens is closed; null where that is too far away. */
function closingAfter(lines: readonly Line[], at: number): number | null {
  const found = lines.slice(at + 1, at + maxLinesOfRecord).findIndex(({ text }) => opens(text))
  return found === -1 ? null : at + 1 + found
}

/** `relax`: a quote within a cell that does not begin with one is a character of it, as in `="0012"`. */
function parsed(text: string, delimiter: string, relax = true): string[][] | null {
  if (text === '') return []
  const options: Options = { delimiter, relax_column_count: true, relax_quotes: relax, record_delimiter: '\n' }
  try {
    return parse(text, options)
  } catch {
    return null
  }
}
