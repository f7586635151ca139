import type { Content } from './content.ts'
import { csvRows } from './csv-rows.ts'
import { encodingOf, type FileEncoding } from './encoding.ts'
import type { Lines } from './lines.ts'
import { linesOf } from './lines.ts'
import type { KnownColumns, Rows } from './rows.ts'
import { type Beside, sheetRows } from './sheet-rows.ts'

export interface Reading {
  /** As the sender named it; told from the bytes where nothing was said. */
  readonly said: FileEncoding | null
  readonly maxLines: number
  readonly known: KnownColumns
  readonly beside?: Beside
  readonly refuseLine: (line: number, encoding: FileEncoding) => never
}

export type Format = 'csv' | 'ndjson' | 'xlsx'

/** A list, told by what it holds and not by what it is called. */
export type List =
  | { readonly format: 'csv' | 'xlsx'; readonly encoding: FileEncoding; readonly rows: Rows }
  | { readonly format: 'ndjson'; readonly encoding: FileEncoding; readonly lines: AsyncIterable<Lines> }

/** Opens a list; errors of its lines come as they are read. Errors: `file-unreadable`, `file-too-large`. */
export async function openList(
  content: Content,
  { said, maxLines, known, refuseLine, beside }: Reading,
): Promise<List> {
  if (content.kind === 'workbook')
    return { format: 'xlsx', encoding: 'utf-8', rows: sheetRows(content.parts, { maxRows: maxLines, known, beside }) }
  const encoding = await encodingOf(content.read(), said)
  const lines = () => linesOf(content.read(), { encoding, maxLines, refuseLine })
  if (await beginsWithObject(lines())) return { format: 'ndjson', encoding, lines: lines() }
  return { format: 'csv', encoding, rows: csvRows(lines(), known) }
}

/** Blank lines at the beginning that are looked over. */
const maxBlankLines = 1000

/** No header begins with a brace. */
async function beginsWithObject(lines: AsyncIterable<Lines>): Promise<boolean> {
  for await (const { from, texts } of lines) {
    if (from > maxBlankLines) return false
    const first = texts.find((text) => text.trim() !== '')
    if (first !== undefined) return first.trimStart().startsWith('{')
  }
  return false
}
