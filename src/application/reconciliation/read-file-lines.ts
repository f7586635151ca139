import {
  columns,
  type FaultyLine,
  type FileLine,
  headerOf,
  type Layout,
  plainLayout,
  readFileLine,
} from '../../domain/reconciliation/file-line.ts'
import { isFootOf } from '../../domain/shared/foot.ts'
import { plainCell } from '../../domain/shared/plain-text.ts'
import { maxLineLength } from '../uploads/limits.ts'
import { isLineOfUnits, refuseOtherUnitIn, refuseOtherUnits, refuseShownIn } from '../uploads/other-units.ts'
import { headerAgain, headerIn, isBlank, type Row, type Rows, secondTable } from '../uploads/rows.ts'
import { unreadable } from '../uploads/unreadable.ts'

/** How many cells are names of a file's columns. */
export function knownFileColumns(cells: readonly string[]): number {
  return new Set(headerOf(cells.map(plainCell))?.layout.filter((name) => name !== null)).size
}

/**
 * The lines of an upload, read one by one; a line that cannot be read does not stop the others. A row of a sheet ends where its last
 * cell is filled in; one of a text that is shorter than the header was cut off. Errors: `file-unreadable`.
 */
export async function* readFileLines(batches: Rows, isSheet: boolean): AsyncGenerator<FileLine | FaultyLine> {
  let form: Form | undefined
  for await (const rows of batches) {
    const known: Form = form ?? { ...formOf(rows), isSheet }
    for (const row of rows.slice(form === undefined ? known.start : 0)) {
      const line = lineOf(row, known)
      if (line !== null) yield line
    }
    form = known
  }
}

interface Form {
  readonly layout: Layout
  /** The cells of the header, plain; null where there is none. */
  readonly header: readonly string[] | null
  /** The first row behind the header. */
  readonly start: number
  readonly isSheet: boolean
}

/** One of the first rows may name the columns; without one they stand in the order of the interface. */
function formOf(rows: readonly Row[]): Omit<Form, 'isSheet'> {
  const found = headerIn(rows, knownFileColumns)
  const header = found === null ? null : headerOf(found.cells.map(plainCell))
  if (found === null || header === null) return { layout: plainLayout, header: null, start: 0 }
  if (header.missing.length === 0) {
    const names = found.cells.map(plainCell)
    refuseOtherUnits(names, header.layout, rows.slice(0, found.at))
    return { layout: header.layout, header: names, start: found.at + 1 }
  }
  const names = header.missing.map((name) => columns[name][0]).join(', ')
  return unreadable({
    zh: `以第 ${found.line} 行为表头（其中认识的列名最多），缺少列：${names}。`,
    en: `Line ${found.line} was taken for the header, because it names the most known columns, and lacks the columns ${names}.`,
  })
}

/** Null for a line about no settlement (sums, signatures, remarks), or a header that is repeated. */
function lineOf(row: Row, { layout, header, isSheet }: Form): FileLine | FaultyLine | null {
  const { line, cells, length, covered = [] } = row
  if (length > maxLineLength) return { lineNo: line, column: 'line', reason: 'too-long' }
  if (cells === null) return { lineNo: line, column: 'line', reason: 'quotes' }
  const plain = cells.map(plainCell)
  if (header !== null && isSame(plain, header)) return null
  if (isFootOf(plain, plain[layout.indexOf('settlement')] ?? '')) {
    refuseOtherUnitIn(line, plain)
    return null
  }
  if (isLineOfUnits(line, plain, layout)) return null
  refuseShownIn(row, header ?? layout.map((name) => name ?? ''), layout)
  const merged = layout.find((name, at) => name !== null && covered.includes(at))
  if (merged) return { lineNo: line, column: merged, reason: 'merged-cell' }
  const width = layout.length
  const within = plain.length > width && isBlank(plain.slice(width)) ? plain.slice(0, width) : plain
  const isShort = isSheet && within.length < width
  const read = readFileLine(line, isShort ? layout.map((_, at) => within[at] ?? '') : within, layout)
  return 'reason' in read && header !== null ? lineOrHeader(read, plain, layout) : read
}

/** Null for a header that is repeated. Errors: `file-unreadable` for that of another table, and for a remark of another unit. */
function lineOrHeader(read: FaultyLine, plain: readonly string[], layout: Layout): FaultyLine | null {
  refuseOtherUnitIn(read.lineNo, plain)
  const again = headerAgain(plain, layout, (names) => headerOf(names)?.layout ?? [])
  if (again === 'other') unreadable(secondTable(read.lineNo))
  return again === 'same' ? null : read
}

function isSame(cells: readonly string[], header: readonly string[]): boolean {
  return cells.every((cell, at) => cell === (header[at] ?? ''))
}
