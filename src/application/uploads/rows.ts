/** A row of a table: a line of text, a record whose quotes hold line breaks, or a row of a sheet. */
export interface Row {
  /** Where it begins, from 1, as an editor or a spreadsheet counts. */
  readonly line: number
  /** Null where its quotes do not close. */
  readonly cells: readonly string[] | null
  /** The length of its text. */
  readonly length: number
}

/** The first batch holds the first rows that may be a header, unless there are fewer. */
export type Rows = AsyncIterable<readonly Row[]>

/** So far down a header is looked for: titles, units and days stand above it. */
export const headerWithin = 20

/** How many of these cells are names of columns. */
export type KnownColumns = (cells: readonly string[]) => number

export interface FoundHeader {
  /** Its place among the rows. */
  readonly at: number
  readonly line: number
  readonly cells: readonly string[]
  readonly known: number
}

/** The row that names the most columns, the first of such; null where none of the first rows names any. */
export function headerIn(rows: readonly Row[], known: KnownColumns): FoundHeader | null {
  let best: FoundHeader | null = null
  for (const [at, { line, cells }] of rows.slice(0, headerWithin).entries()) {
    const names = cells === null ? 0 : known(cells)
    if (cells !== null && names > (best?.known ?? 0)) best = { at, line, cells, known: names }
  }
  return best
}

/** Whether nothing is written in it: an empty line, or what a spreadsheet writes for an empty row. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
