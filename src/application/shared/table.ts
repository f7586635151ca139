import type { Bilingual, Language } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Page, PageInput } from './page.ts'

/** In a spreadsheet amounts and counts are numbers that can be added up; everything else is text, so that no number loses digits. */
export type ColumnKind = 'text' | 'amount' | 'count'

export type ExportCell = string | number | null

export interface ExportColumn<Row> {
  readonly head: Bilingual
  readonly kind: ColumnKind
  readonly cell: (row: Row) => ExportCell
}

/** A table to take along. */
export interface ExportTable {
  /** Of the file, without its ending. */
  readonly name: string
  readonly title: string
  readonly heads: readonly string[]
  readonly kinds: readonly ColumnKind[]
  /** In portions, as they are read. */
  readonly rows: AsyncIterable<readonly (readonly ExportCell[])[]>
}

export interface ExportTableOf<Row> {
  readonly name: string
  readonly title: Bilingual
  readonly columns: readonly ExportColumn<Row>[]
  readonly rows: AsyncIterable<readonly Row[]>
}

export const column = <Row>(
  zh: string,
  en: string,
  cell: (row: Row) => ExportCell,
  kind: ColumnKind = 'text',
): ExportColumn<Row> => ({ head: { zh, en }, kind, cell })

export function tableOf<Row>({ name, title, columns, rows }: ExportTableOf<Row>, language: Language): ExportTable {
  return {
    name,
    title: title[language],
    heads: columns.map(({ head }) => head[language]),
    kinds: columns.map(({ kind }) => kind),
    rows: cellsOf(rows, columns),
  }
}

async function* cellsOf<Row>(portions: AsyncIterable<readonly Row[]>, columns: readonly ExportColumn<Row>[]) {
  for await (const rows of portions) yield rows.map((row) => columns.map(({ cell }) => cell(row)))
}

const portionRows = 1000

/** A list of the database, a portion after the other, by its key. */
export async function* portionsOf<Row, Key>(
  read: (part: { readonly after: Key | null; readonly take: number }) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<readonly Row[]> {
  for (let after: Key | null = null; ; ) {
    const rows: readonly Row[] = await read({ after, take: portionRows })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < portionRows) return
    after = keyOf(last)
  }
}

/** Every item of a list, page by page; what the first page is refused with is told before anything is sent. */
export async function pagesOf<Item>(
  list: (page: PageInput) => Promise<Page<Item>>,
): Promise<AsyncGenerator<readonly Item[]>> {
  const first = await list({ limit: portionRows })
  return (async function* () {
    for (let page = first; ; ) {
      yield page.items
      if (page.nextCursor === null) return
      page = await list({ limit: portionRows, cursor: page.nextCursor })
    }
  })()
}

/** As many as a spreadsheet and this process hold without trouble. */
const maxSheetRows = 50_000

/** All rows of a table, for a spreadsheet. Errors: `export-too-large`. */
export async function exportRows({ rows }: Pick<ExportTable, 'rows'>): Promise<(readonly ExportCell[])[]> {
  const all: (readonly ExportCell[])[] = []
  for await (const portion of rows) {
    if (all.length + portion.length > maxSheetRows)
      refuse('export-too-large', { most: String(maxSheetRows), instead: takeCsv })
    all.push(...portion)
  }
  return all
}

const takeCsv: Bilingual = {
  zh: '请缩小范围，或下载 CSV（同一地址，以 .csv 结尾），其行数不限。',
  en: 'ask for less, or take the CSV at the same address ending in .csv, which has no such limit.',
}
