import { parse } from 'csv-parse/sync'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { FaultReason } from '../../domain/rosters/line-faults.ts'
import {
  columnNames,
  type Header,
  type HeaderFaults,
  headersOf,
  type RosterLayout,
  rosterHeaderOf,
} from '../../domain/rosters/roster-columns.ts'
import {
  type Cells,
  type FaultyRosterLine,
  type Frame,
  type RosterLine,
  readRosterLine,
} from '../../domain/rosters/roster-line.ts'
import { withoutHidden } from '../../domain/shared/plain-text.ts'
import { maxLineLength } from '../uploads/limits.ts'
import type { Lines } from '../uploads/lines.ts'
import { objectCells } from './ndjson.ts'

export type Format = 'csv' | 'ndjson'

/**
 * The lines of a list, a block at a time, in the order of the file. A line that cannot be read does not stop the others.
 * Errors: `roster-columns-wrong` where the header is not one, or the fields of the first object.
 */
export async function* readRosterLines(
  blocks: AsyncIterable<Lines>,
  format: Format,
  frame: Frame,
): AsyncGenerator<(RosterLine | FaultyRosterLine)[]> {
  const reader = format === 'csv' ? new CsvReader(frame) : new NdjsonReader(frame)
  for await (const block of blocks) yield reader.read(block)
}

abstract class Reader {
  protected readonly frame: Frame

  constructor(frame: Frame) {
    this.frame = frame
  }

  protected faulty(lineNo: number, reason: FaultReason): FaultyRosterLine {
    return { lineNo, column: 'line', reason, value: null }
  }
}

class NdjsonReader extends Reader {
  #first = true

  read({ from, texts }: Lines): (RosterLine | FaultyRosterLine)[] {
    return texts.flatMap((text, at) => (text.trim() === '' ? [] : [this.#line(from + at, text)]))
  }

  #line(lineNo: number, text: string): RosterLine | FaultyRosterLine {
    if (text.length > maxLineLength) return this.faulty(lineNo, 'too-long')
    const object = objectCells(text)
    if (object === null) return this.faulty(lineNo, 'json')
    if (this.#first) layoutOf(rosterHeaderOf(object.fields))
    this.#first = false
    return object.cells === null ? this.faulty(lineNo, 'field') : readRosterLine(lineNo, object.cells, this.frame)
  }
}

class CsvReader extends Reader {
  #layout: RosterLayout | null = null
  #delimiter = ','
  /** Where each column stands; -1 for one that the list does not have. */
  #places = new Map<string, number>()

  read({ from, texts }: Lines): (RosterLine | FaultyRosterLine)[] {
    const start = this.#layout ? 0 : this.#header(texts)
    const rows = cellsOfLines(texts.slice(start), this.#delimiter)
    return rows.flatMap((cells, at) => {
      const text = texts[start + at] ?? ''
      return isEmpty(text) ? [] : [this.#line(from + start + at, text, cells)]
    })
  }

  /** The first line that says something; answers the place after it. */
  #header(texts: readonly string[]): number {
    const at = texts.findIndex((text) => !isEmpty(text))
    if (at === -1) return texts.length
    const text = texts[at] ?? ''
    this.#delimiter = text.includes('\t') ? '\t' : ','
    const [cells] = cellsOfLines([text], this.#delimiter)
    this.#layout = layoutOf(rosterHeaderOf(cells ?? [text]))
    this.#places = new Map(columnNames.map((name) => [name, this.#layout?.indexOf(name) ?? -1]))
    return at + 1
  }

  #line(lineNo: number, text: string, cells: readonly string[] | null): RosterLine | FaultyRosterLine {
    if (text.length > maxLineLength) return this.faulty(lineNo, 'too-long')
    if (cells === null) return this.faulty(lineNo, 'quotes')
    if (cells.length !== this.#layout?.length) return this.faulty(lineNo, 'columns')
    const value: Cells = (name) => plain(cells[this.#places.get(name) ?? -1])
    return readRosterLine(lineNo, value, this.frame)
  }
}

/** Spreadsheets are kept from rounding a number by `="…"` or a leading apostrophe. */
function plain(cell: string | undefined): string | null {
  const text = withoutHidden(cell ?? '').trim()
  if (text === '') return null
  const kept = text.startsWith('=') ? text.replace(/^="(.*)"$/, '$1') : text.startsWith("'") ? text.slice(1) : text
  return kept.trim() || null
}

/** An empty line, or one that a spreadsheet wrote for an empty row. */
function isEmpty(text: string): boolean {
  return text === '' || /^[,\t\s"]*$/.test(text)
}

/** The cells of each line; null for a line whose quotes do not close. */
function cellsOfLines(texts: readonly string[], delimiter: string): (string[] | null)[] {
  // Most lists have no quotes at all, and then a line is what lies between its commas.
  if (!texts.some((text) => text.includes('"'))) return texts.map((text) => text.split(delimiter))
  const options = { delimiter, relax_column_count: true, skip_empty_lines: false, record_delimiter: '\n' }
  const together = parsed(texts.join('\n'), options)
  // A quote that does not close would take the lines after it along; then each is read by itself.
  if (together?.length === texts.length) return together
  return texts.map((text) => {
    if (!text.includes('"')) return text.split(delimiter)
    const rows = parsed(text, options)
    return rows?.length === 1 ? (rows[0] ?? null) : null
  })
}

function parsed(text: string, options: object): string[][] | null {
  try {
    return parse(text, options) as unknown as string[][]
  } catch {
    return null
  }
}

function layoutOf(header: Header): RosterLayout {
  return 'layout' in header ? header.layout : refuse('roster-columns-wrong', { wrong: wrongIn(header), columns: all })
}

const all = columnNames.map(headersOf).join(', ')

/** What was sent is repeated only where some of it is a header; else it is a line of people. */
function wrongIn({ unknown, twice, missing, known }: HeaderFaults): Bilingual {
  if (known === 0) return { zh: '首行不是表头。', en: 'The first line is no header. ' }
  const list = (names: readonly string[]) =>
    names
      .map((name) => name.trim().slice(0, 60) || '""')
      .slice(0, 10)
      .join(', ')
  const said = [
    { names: unknown, zh: '不认识的列：', en: 'Unknown columns: ' },
    { names: twice, zh: '重复的列：', en: 'Columns that stand twice: ' },
    { names: missing, zh: '缺少的列：', en: 'Missing columns: ' },
  ].filter(({ names }) => names.length > 0)
  const zh = said.map(({ names, zh }) => `${zh}${list(names)}。`).join('')
  const en = said.map(({ names, en }) => `${en}${list(names)}. `).join('')
  return { zh, en }
}
