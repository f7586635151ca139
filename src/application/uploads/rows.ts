import type { Bilingual } from '../../domain/language.ts'
import { headerWord } from '../../domain/shared/header-word.ts'

/** A row of a table: a line of text, a record whose quotes hold line breaks, or a row of a sheet. */
export interface Row {
  /** Where it begins, from 1, as an editor or a spreadsheet counts. */
  readonly line: number
  /** Null where its quotes do not close. */
  readonly cells: readonly string[] | null
  /** The length of its text. */
  readonly length: number
  /** Columns, from nothing, that lie under a cell which is merged over several: what it says of each nobody knows. */
  readonly covered?: readonly number[]
  /** Units in which a sheet shows the numbers of a column, from nothing, by their format: 1.2 as 1.20万. */
  readonly shownIn?: ReadonlyMap<number, string>
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

/**
 * The row that names the most columns, the first of such, or two rows that name more together, as where 费用 stands above 总额
 * and 自付; null where none of the first rows names any. Of two rows the names are read as one word where that is a column.
 */
export function headerIn(rows: readonly Row[], known: KnownColumns): FoundHeader | null {
  let best: FoundHeader | null = null
  const first = rows.slice(0, headerWithin)
  const offer = (at: number, cells: readonly string[]) => {
    const names = known(cells)
    if (names > (best?.known ?? 0)) best = { at, line: first[at]?.line ?? 0, cells, known: names }
  }
  for (const [at, { cells }] of first.entries()) if (cells !== null) offer(at, cells)
  for (const [at, { cells }] of first.entries()) {
    const above = first[at - 1]?.cells
    if (cells !== null && above && !cells.some((cell) => figures.test(cell))) offer(at, joined(above, cells, known))
  }
  return best
}

/** In a line of people or bills is a number; the names of columns have a digit or two. */
const figures = /[\d０-９]{4}/

/**
 * Two rows of a header as one: 费用 over 总额 is 费用总额 where a column is called so, else what stands below says more than what is
 * written over it. A cell above goes on to the right as far as nothing else is written there, as one that is merged does.
 */
function joined(above: readonly string[], below: readonly string[], known: KnownColumns): string[] {
  const width = Math.max(above.length, below.length)
  let over = ''
  return Array.from({ length: width }, (_, at) => {
    const [upper, lower] = [above[at] ?? '', below[at] ?? '']
    if (upper.trim() !== '') over = headerWord(upper)
    if (lower.trim() === '') return upper
    const both = `${over}${lower}`
    return over !== '' && known([both]) > 0 ? both : lower
  })
}

/** Whether nothing is written in it: an empty line, or what a spreadsheet writes for an empty row. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

/** Fewer names of columns may stand in a remark. */
const minNames = 3

const longNumber = /[\d０-９]{5}/

/**
 * What another row of names says of the columns that a list was begun with: `same` where each stands where it stood, as on the next
 * page, `other` where one does not, as over a second table; null for what is no header.
 */
export function headerAgain(
  cells: readonly string[],
  layout: readonly (string | null)[],
  layoutOf: (cells: readonly string[]) => readonly (string | null)[],
): 'same' | 'other' | null {
  if (cells.some((cell) => longNumber.test(cell))) return null
  const again = layoutOf(cells)
  if (new Set(again.filter((name) => name !== null)).size < Math.min(minNames, layout.length)) return null
  const width = Math.max(again.length, layout.length)
  const isSame = Array.from({ length: width }, (_, at) => at).every(
    (at) => (again[at] ?? null) === (layout[at] ?? null) || (cells[at] ?? '').trim() === '',
  )
  return isSame ? 'same' : 'other'
}

/** Said of a second table whose columns stand in another order: read by the first header, its values would be each other's. */
export function secondTable(line: number): Bilingual {
  return {
    zh: `第 ${line} 行又是表头，列的顺序与前面的表头不同，未保存任何内容；请将各表按同样的列序合并，或分别保存后逐份上传。`,
    en: `Line ${line} is a header again, with its columns in another order, and nothing was kept; put the tables into one with the same columns, or send each in a file of its own.`,
  }
}
