import type { ReadAs } from '../../db/rosters/rosters.ts'
import { isAboutNobody } from '../../domain/rosters/foot.ts'
import type { FaultReason } from '../../domain/rosters/line-faults.ts'
import { columnNames, columnOf, type RosterColumn } from '../../domain/rosters/roster-columns.ts'
import {
  type Cells,
  type FaultyRosterLine,
  type Frame,
  type RosterLine,
  readRosterLine,
  shownValue,
} from '../../domain/rosters/roster-line.ts'
import { withoutHidden } from '../../domain/shared/plain-text.ts'
import { maxLineLength } from '../uploads/limits.ts'
import type { Lines } from '../uploads/lines.ts'
import type { List } from '../uploads/open-list.ts'
import { isBlank, type Row } from '../uploads/rows.ts'
import { objectCells } from './ndjson.ts'
import { type FoundRosterHeader, rosterFieldsIn, rosterHeaderIn, shownNames } from './roster-header.ts'

type ReadLine = RosterLine | FaultyRosterLine

/** The lines of a list, some at a time and in their order. A line that cannot be read does not stop the others. */
export class RosterReader {
  readonly #frame: Frame
  #header: FoundRosterHeader | null = null
  #linesPassedOver = 0
  /** Where each column stands; -1 for one that the list does not have. */
  #places = new Map<RosterColumn, number>()

  constructor(frame: Frame) {
    this.#frame = frame
  }

  /** Errors: `roster-columns-wrong` where no header can be found, or in the fields of the first object. */
  async *lines(list: List): AsyncGenerator<ReadLine[]> {
    if (list.format === 'ndjson') for await (const block of list.lines) yield this.#objects(block)
    else for await (const rows of list.rows) yield this.#rows(rows, list.format === 'xlsx')
  }

  /** Once all lines are read. */
  get readAs(): ReadAs {
    return {
      headerLine: this.#header?.line ?? 1,
      columnsPassedOver: shownNames(this.#header?.passedOver ?? []),
      linesPassedOver: this.#linesPassedOver,
    }
  }

  #objects({ from, texts }: Lines): ReadLine[] {
    return texts.flatMap((text, at) => (text.trim() === '' ? [] : [this.#object(from + at, text)]))
  }

  #object(lineNo: number, text: string): ReadLine {
    if (text.length > maxLineLength) return faulty(lineNo, 'too-long')
    const object = objectCells(text)
    if (object === null) return faulty(lineNo, 'json')
    this.#header ??= rosterFieldsIn(object.fields, lineNo)
    const { cells, fault } = object
    if (fault === null) return readRosterLine(lineNo, cells, this.#frame)
    return { lineNo, ...fault, value: shownValue(fault.column, cells(fault.column)) }
  }

  #rows(rows: readonly Row[], isSheet: boolean): ReadLine[] {
    const start = this.#header === null ? this.#startAfterHeader(rows) : 0
    return rows.slice(start).flatMap((row) => this.#row(row, isSheet) ?? [])
  }

  #startAfterHeader(rows: readonly Row[]): number {
    const header = rosterHeaderIn(rows)
    this.#header = header
    this.#places = new Map(columnNames.map((name) => [name, header.layout.indexOf(name)]))
    const at = rows.findIndex(({ line }) => line === header.line)
    this.#linesPassedOver = at
    return at + 1
  }

  /** Null for a line about nobody. */
  #row({ line, cells, length }: Row, isSheet: boolean): ReadLine | null {
    if (length > maxLineLength) return faulty(line, 'too-long')
    if (cells === null) return faulty(line, 'quotes')
    if (this.#isPassedOver(cells)) {
      this.#linesPassedOver += 1
      return null
    }
    const width = this.#header?.layout.length ?? 0
    if (!isSheet && cells.length < width) return faulty(line, 'columns')
    if (cells.length > width && !isBlank(cells.slice(width))) return faulty(line, 'columns')
    const value: Cells = (name) => plain(cells[this.#places.get(name) ?? -1])
    return readRosterLine(line, value, this.#frame)
  }

  #isPassedOver(cells: readonly string[]): boolean {
    const place = this.#places.get('change') ?? -1
    return isAboutNobody(cells) || columnOf(cells[place] ?? '') === 'change'
  }
}

function faulty(lineNo: number, reason: FaultReason): FaultyRosterLine {
  return { lineNo, column: 'line', reason, value: null }
}

/** Spreadsheets are kept from rounding a number by `="…"` or a leading apostrophe. */
function plain(cell: string | undefined): string | null {
  const text = withoutHidden(cell ?? '').trim()
  if (text === '') return null
  const kept = text.startsWith('=') ? text.replace(/^="(.*)"$/, '$1') : text.startsWith("'") ? text.slice(1) : text
  return kept.trim() || null
}
