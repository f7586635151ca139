import type { ReadAs } from '../../db/rosters/rosters.ts'
import type { FaultReason } from '../../domain/rosters/line-faults.ts'
import {
  columnNames,
  columnOf,
  type RosterColumn,
  type RosterLayout,
  rosterHeaderOf,
} from '../../domain/rosters/roster-columns.ts'
import {
  type Cells,
  type FaultyRosterLine,
  type Frame,
  listedPersonOf,
  type RosterLine,
  readRosterLine,
  shownValue,
} from '../../domain/rosters/roster-line.ts'
import { isAboutNobody } from '../../domain/shared/foot.ts'
import { plainCell } from '../../domain/shared/plain-text.ts'
import { isSpreadsheetError } from '../../domain/shared/spreadsheet-error.ts'
import { maxLineLength } from '../uploads/limits.ts'
import type { Lines } from '../uploads/lines.ts'
import type { List } from '../uploads/open-list.ts'
import { headerAgain, isBlank, type Row, secondTable } from '../uploads/rows.ts'
import { unreadable } from '../uploads/unreadable.ts'
import { objectCells } from './ndjson.ts'
import { type FoundRosterHeader, rosterFieldsIn, rosterHeaderIn, shownNames } from './roster-header.ts'

/** As many as an answer names. */
const maxUnknown = 30

type ReadLine = RosterLine | FaultyRosterLine

/** The lines of a list, some at a time and in their order. A line that cannot be read does not stop the others. */
export class RosterReader {
  readonly #frame: Frame
  #header: FoundRosterHeader | null = null
  #linesPassedOver = 0
  readonly #unknown = new Set<string>()
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
      columnsPassedOver: shownNames([...new Set([...(this.#header?.passedOver ?? []), ...this.#unknown])]),
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
    this.#noteUnknown(object.fields)
    const { cells, fault } = object
    if (fault === null) return readRosterLine(lineNo, cells, this.#frame)
    const about = listedPersonOf(cells, this.#frame)
    return { lineNo, ...fault, value: shownValue(fault.column, cells(fault.column)), about }
  }

  /** Each object has fields of its own, and what is read of none is named. */
  #noteUnknown(fields: readonly string[]): void {
    if (this.#unknown.size < maxUnknown)
      for (const field of fields) if (columnOf(field) === undefined) this.#unknown.add(field)
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
  #row({ line, cells, length, covered = [] }: Row, isSheet: boolean): ReadLine | null {
    if (length > maxLineLength) return faulty(line, 'too-long')
    if (cells === null) return faulty(line, 'quotes')
    if (this.#isPassedOver(cells, line)) {
      this.#linesPassedOver += 1
      return null
    }
    const width = this.#header?.layout.length ?? 0
    const value: Cells = (name) => plain(cells[this.#places.get(name) ?? -1])
    const isOther = (!isSheet && cells.length < width) || (cells.length > width && !isBlank(cells.slice(width)))
    if (isOther) return { ...faulty(line, 'columns'), about: listedPersonOf(value, this.#frame) }
    const fault = this.#sheetFault(cells, covered)
    return fault === null
      ? this.#notAHeader(cells, readRosterLine(line, value, this.#frame))
      : { ...faulty(line, fault.reason), column: fault.column, about: listedPersonOf(value, this.#frame) }
  }

  /** What a spreadsheet left in a column instead of a value of that line. */
  #sheetFault(
    cells: readonly string[],
    covered: readonly number[],
  ): { readonly column: RosterColumn; readonly reason: FaultReason } | null {
    const columnIn = (is: (place: number) => boolean) => columnNames.find((name) => is(this.#places.get(name) ?? -1))
    const merged = covered.length === 0 ? undefined : columnIn((place) => covered.includes(place))
    if (merged !== undefined) return { column: merged, reason: 'merged-cell' }
    if (!cells.some((cell) => cell.startsWith('#'))) return null
    const error = columnIn((place) => isSpreadsheetError((cells[place] ?? '').trim()))
    return error === undefined ? null : { column: error, reason: 'spreadsheet-error' }
  }

  #isPassedOver(cells: readonly string[], line: number): boolean {
    const place = this.#places.get('change') ?? -1
    if (columnOf(cells[place] ?? '') !== 'change') return isAboutNobody(cells)
    this.#refuseSecondTable(cells, line)
    return true
  }

  /** The header of a second table has some other name where the change stood. */
  #notAHeader(cells: readonly string[], read: ReadLine): ReadLine {
    if ('reason' in read && read.reason === 'change') this.#refuseSecondTable(cells, read.lineNo)
    return read
  }

  /** Errors: `file-unreadable`. */
  #refuseSecondTable(cells: readonly string[], line: number): void {
    const layout = this.#header?.layout ?? []
    const again = headerAgain(cells, layout, layoutOf)
    if (again === 'other') unreadable(secondTable(line))
  }
}

function layoutOf(names: readonly string[]): RosterLayout {
  const header = rosterHeaderOf(names)
  return 'layout' in header ? header.layout : names.map((name) => columnOf(name) ?? null)
}

function faulty(lineNo: number, reason: FaultReason): FaultyRosterLine {
  return { lineNo, column: 'line', reason, value: null, about: null }
}

/** Null where nothing is written, which national files write as a word. */
function plain(cell: string | undefined): string | null {
  const text = plainCell(cell ?? '')
  return text === '' || (text.length === 4 && text.toLowerCase() === 'null') ? null : text
}
