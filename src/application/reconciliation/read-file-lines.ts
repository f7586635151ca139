import {
  columns,
  type FaultyLine,
  type FileLine,
  headerOf,
  type Layout,
  plainLayout,
  readFileLine,
} from '../../domain/reconciliation/file-line.ts'
import { plainCell } from '../../domain/shared/plain-text.ts'
import { maxLineLength } from '../uploads/limits.ts'
import { headerIn, isBlank, type Row, type Rows } from '../uploads/rows.ts'
import { unreadable } from '../uploads/unreadable.ts'

/** How many cells are names of a file's columns. */
export function knownFileColumns(cells: readonly string[]): number {
  return new Set(headerOf(cells.map(plainCell))?.layout.filter((name) => name !== null)).size
}

/** The lines of an upload, read one by one; a line that cannot be read does not stop the others. Errors: `file-unreadable`. */
export async function* readFileLines(batches: Rows): AsyncGenerator<FileLine | FaultyLine> {
  let form: Form | undefined
  for await (const rows of batches) {
    const known: Form = form ?? formOf(rows)
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
}

/** One of the first rows may name the columns; without one they stand in the order of the interface. */
function formOf(rows: readonly Row[]): Form {
  const found = headerIn(rows, knownFileColumns)
  const header = found === null ? null : headerOf(found.cells.map(plainCell))
  if (found === null || header === null) return { layout: plainLayout, header: null, start: 0 }
  if (header.missing.length === 0) {
    const names = found.cells.map(plainCell)
    return { layout: header.layout, header: names, start: found.at + 1 }
  }
  const names = header.missing.map((name) => columns[name][0]).join(', ')
  return unreadable({
    zh: `以第 ${found.line} 行为表头（其中认识的列名最多），缺少列：${names}。`,
    en: `Line ${found.line} was taken for the header, because it names the most known columns, and lacks the columns ${names}.`,
  })
}

/** Null for a line of sums at the foot, or a header that is repeated. */
function lineOf({ line, cells, length }: Row, { layout, header }: Form): FileLine | FaultyLine | null {
  if (length > maxLineLength) return { lineNo: line, column: 'line', reason: 'too-long' }
  if (cells === null) return { lineNo: line, column: 'line', reason: 'quotes' }
  const plain = cells.map(plainCell)
  if (isSum(plain) || (header !== null && isSame(plain, header))) return null
  const width = layout.length
  const within = plain.length > width && isBlank(plain.slice(width)) ? plain.slice(0, width) : plain
  return readFileLine(line, within, layout)
}

function isSame(cells: readonly string[], header: readonly string[]): boolean {
  return cells.every((cell, at) => cell === (header[at] ?? ''))
}

/** No settlement is called so. */
function isSum(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? ''
  return /^(合计|总计|小计|共计|累计)/.test(first.slice(0, 10))
}
