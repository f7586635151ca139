import {
  cellsOf,
  columns,
  type FaultyLine,
  type FileLine,
  headerOf,
  type Layout,
  plainLayout,
  readFileLine,
} from '../../domain/reconciliation/file-line.ts'
import { maxLineLength } from '../uploads/limits.ts'
import type { Lines } from '../uploads/lines.ts'
import { unreadable } from '../uploads/unreadable.ts'

/** The lines of an upload, read one by one; a line that cannot be read does not stop the others. Errors: `file-unreadable`. */
export async function* readFileLines(blocks: AsyncIterable<Lines>): AsyncGenerator<FileLine | FaultyLine> {
  let form: Form | undefined
  for await (const { from, texts } of blocks) {
    for (const [at, text] of texts.entries()) {
      if (text.trim() === '') continue
      if (form === undefined) {
        form = formOf(text)
        if (form.isHeader) continue
      }
      yield lineOf(from + at, text, form)
    }
  }
}

interface Form {
  readonly delimiter: string
  readonly layout: Layout
  readonly isHeader: boolean
}

/** The first line that says something tells what separates the columns, and may be their header. */
function formOf(text: string): Form {
  const delimiter = text.includes('\t') ? '\t' : ','
  const header = headerOf(cellsOf(text.slice(0, maxLineLength), delimiter))
  if (!header) return { delimiter, layout: plainLayout, isHeader: false }
  if (header.missing.length > 0) {
    const names = header.missing.map((name) => columns[name][0]).join(', ')
    return unreadable({ zh: `表头缺少列：${names}。`, en: `The header lacks the columns ${names}.` })
  }
  return { delimiter, layout: header.layout, isHeader: true }
}

function lineOf(lineNo: number, text: string, { delimiter, layout }: Form): FileLine | FaultyLine {
  if (text.length > maxLineLength) return { lineNo, column: 'line', reason: 'too-long' }
  return readFileLine(lineNo, cellsOf(text, delimiter), layout)
}
