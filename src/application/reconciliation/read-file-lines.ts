import {
  cellsOf,
  columns,
  type FaultyLine,
  type FileLine,
  headerOf,
  type Layout,
  plainLayout,
  readLine,
} from '../../domain/reconciliation/file-line.ts'
import { linesOf, type TextLine } from './lines.ts'
import { textOf, unreadable } from './unpack.ts'

/** The lines of an upload, read one by one; a line that cannot be read does not stop the others. Errors: `file-unreadable`. */
export async function* readLines(path: string): AsyncGenerator<FileLine | FaultyLine> {
  let form: Form | undefined
  for await (const line of linesOf(await textOf(path))) {
    if (line.text?.trim() === '') continue
    if (form === undefined) {
      form = formOf(line)
      if (form.isHeader) continue
    }
    yield line.text === null ? tooLong(line) : readLine(line.lineNo, cellsOf(line.text, form.delimiter), form.layout)
  }
}

interface Form {
  readonly delimiter: string
  readonly layout: Layout
  readonly isHeader: boolean
}

/** The first line that says something tells what separates the columns, and may be their header. */
function formOf({ text }: TextLine): Form {
  const delimiter = text?.includes('\t') ? '\t' : ','
  const cells = cellsOf(text ?? '', delimiter)
  const header = headerOf(cells)
  if (!header) return { delimiter, layout: plainLayout, isHeader: false }
  if (header.missing.length > 0) {
    const names = header.missing.map((name) => columns[name][0]).join(', ')
    return unreadable({ zh: `表头缺少列：${names}。`, en: `The header lacks the columns ${names}.` })
  }
  return { delimiter, layout: header.layout, isHeader: true }
}

function tooLong({ lineNo }: TextLine): FaultyLine {
  return { lineNo, column: 'line', reason: 'too-long' }
}
