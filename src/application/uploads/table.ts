import type { Readable } from 'node:stream'
import type { Bilingual } from '../../domain/language.ts'
import { shownText } from '../../domain/registers/shown-text.ts'
import { withoutUnit } from '../../domain/shared/amount-unit.ts'
import { isFootOf } from '../../domain/shared/foot.ts'
import { headerWord } from '../../domain/shared/header-word.ts'
import { folded, lostCharacter, plainCell } from '../../domain/shared/plain-text.ts'
import { isScientific, rounded } from '../../domain/shared/rounded.ts'
import { coveredCell, isSpreadsheetError, spreadsheetError } from '../../domain/shared/spreadsheet-error.ts'
import { isExactPower } from '../../domain/shared/written-amount.ts'
import { withContent } from './content.ts'
import { encodingNames, type FileEncoding } from './encoding.ts'
import { maxLineLength, type UploadLimits } from './limits.ts'
import { openList } from './open-list.ts'
import { isLineOfUnits, refuseOtherUnitIn, refuseOtherUnits, refuseShownIn, refuseUnitBeside } from './other-units.ts'
import { headerAgain, headerIn, isBlank, type Row, secondTable } from './rows.ts'
import { type Spooled, spooled } from './spool.ts'
import { refuseUnknownAmounts } from './unknown-amounts.ts'
import { unreadable } from './unreadable.ts'

/** The columns of a table, each with the names that a header may give it, the one to write first. */
export type TableColumns<Name extends string> = Readonly<Record<Name, readonly string[]>>

export interface TableLine<Name extends string> {
  /** As an editor or a spreadsheet counts. */
  readonly line: number
  /** Empty where nothing is written. */
  readonly values: Readonly<Record<Name, string>>
}

export interface UnreadLine {
  readonly line: number
  readonly detail: Bilingual
}

export interface Table<Name extends string> {
  readonly hash: Buffer
  readonly lines: readonly TableLine<Name>[]
  readonly unread: readonly UnreadLine[]
  /** By their names, as an answer may show them: what was no header may be somebody's number. */
  readonly columnsPassedOver: readonly string[]
}

export interface TableForm<Name extends string> {
  readonly columns: TableColumns<Name>
  readonly needed: readonly Name[]
  readonly limits: UploadLimits
  /** Whether a column of amounts that none of `columns` is called by is refused; else it is passed over. */
  readonly allAmounts?: boolean
  /** Names that give way to another of the same column: 入院时间 beside 入院日期 is the hour. */
  readonly givingWay?: readonly string[]
}

/**
 * A table with a header, as CSV, tab-separated text or XLSX, plain or in a ZIP; whole, so for tables of some ten thousand
 * lines. A line of sums at its foot, blank lines and a header that is repeated are passed over.
 * Errors: `body-too-large`, `file-unreadable`, `file-too-large`.
 */
export function readTable<Name extends string>(content: Readable, form: TableForm<Name>): Promise<Table<Name>> {
  return spooled(content, form.limits.bytes, (file) => tableOf(file, form))
}

function tableOf<Name extends string>(file: Spooled, form: TableForm<Name>): Promise<Table<Name>> {
  const known = (cells: readonly string[]) => new Set(layoutOf(cells, form).filter((name) => name !== null)).size
  return withContent(file, form.limits, async (content) => {
    const list = await openList(content, {
      said: null,
      maxLines: form.limits.lines,
      known,
      refuseLine,
      beside: refuseUnitBeside,
    })
    if (list.format === 'ndjson') return unreadable(objects)
    const rows: Row[] = []
    for await (const batch of list.rows) rows.push(...batch)
    return { hash: file.hash, ...linesOf(rows, known, form) }
  })
}

function linesOf<Name extends string>(
  rows: readonly Row[],
  known: (cells: readonly string[]) => number,
  form: TableForm<Name>,
): Omit<Table<Name>, 'hash'> {
  const header = headerIn(rows, known)
  const layout = header === null ? [] : layoutOf(header.cells, form)
  const missing = form.needed.filter((name) => !layout.includes(name))
  if (header === null || missing.length > 0) return unreadable(withoutColumns(missing, form, header?.line ?? null))
  refuseDoubled(header.cells, form)
  refuseOtherUnits(header.cells, layout, rows.slice(0, header.at))
  if (form.allAmounts) {
    const known = Object.values<readonly string[]>(form.columns).flatMap(([first]) => first ?? [])
    refuseUnknownAmounts(header.cells, layout, rows.slice(header.at + 1), known)
  }
  const read = rows
    .slice(header.at + 1)
    .map((row) => lineOf(row, { cells: header.cells, layout }, form))
    .filter((line) => line !== null)
  if (read.length === 0) return unreadable(empty)
  return {
    lines: read.filter((line) => 'values' in line),
    unread: read.filter((line) => 'detail' in line),
    columnsPassedOver: passedOver(header.cells, layout),
  }
}

const maxNamed = 30
/** A signature, a day and a unit stand side by side. */
const maxCellsOfRemark = 4

function passedOver(cells: readonly string[], layout: readonly (string | null)[]): string[] {
  const names = cells
    .map((cell) => plainCell(cell.slice(0, 60)))
    .filter((name, at) => layout[at] === null && name !== '')
  return names.slice(0, maxNamed).map((name) => shownText(name))
}

/** Null for a line that says nothing: blank, of sums or signatures, or the header again. */
function lineOf<Name extends string>(
  row: Row,
  { cells: header, layout }: { readonly cells: readonly string[]; readonly layout: readonly (Name | null)[] },
  form: TableForm<Name>,
): TableLine<Name> | UnreadLine | null {
  const { line, cells, length, covered = [] } = row
  if (length > maxLineLength) return { line, detail: tooLong }
  if (cells === null) return { line, detail: quotes }
  const plain = cells.map(plainCell)
  const [numbering] = form.needed
  const number = numbering === undefined ? '' : (plain[layout.indexOf(numbering)] ?? '')
  if (isBlank(plain)) return null
  const again = headerAgain(cells, layout, (names) => layoutOf(names, form))
  if (again === 'other') unreadable(secondTable(line))
  if (again === 'same') return null
  if (plain.filter((cell) => cell !== '').length <= maxCellsOfRemark) refuseOtherUnitIn(line, plain)
  if (isLineOfUnits(line, plain, layout)) return null
  if (isFootOf(plain, number)) return null
  if (!isBlank(plain.slice(layout.length))) return { line, detail: tooMany }
  refuseShownIn(row, header, layout)
  const values = valuesOf(plain, layout, form)
  const merged = layout.find((name, at) => name !== null && covered.includes(at)) ?? null
  const detail = merged === null ? faultIn(values, form) : inColumn(form.columns[merged][0] ?? '', coveredCell)
  return detail === null ? { line, values } : { line, detail }
}

/** What nobody can give back, whichever column it is in: digits that a spreadsheet has rounded, characters that were lost, values that were not reckoned. */
function faultIn<Name extends string>(
  values: Readonly<Record<Name, string>>,
  { columns }: TableForm<Name>,
): Bilingual | null {
  const named = (is: (value: string) => boolean) =>
    (Object.keys(columns) as Name[]).filter((name) => is(values[name])).map((name) => columns[name][0])
  const [lost] = named((value) => value.includes(lostCharacter))
  if (lost !== undefined)
    return {
      zh: `「${lost}」中有无法识别的字符（U+FFFD），原字符已丢失；请在原系统中重新导出，或更正后重新上传。`,
      en: `${lost} holds U+FFFD, the mark of a character that was lost; export the list again, or write what was there.`,
    }
  const [error] = named(isSpreadsheetError)
  if (error !== undefined) return inColumn(error, spreadsheetError)
  const [number] = named((value) => isScientific(value) && !isExactPower(value))
  return number === undefined ? null : inColumn(number, rounded)
}

function inColumn(column: string, { zh, en }: Bilingual): Bilingual {
  return { zh: `「${column}」：${zh}`, en: `${column}: ${en}` }
}

/** Which column stands where; the first of two with one name counts. */
function layoutOf<Name extends string>(cells: readonly string[], form: TableForm<Name>): (Name | null)[] {
  const found = namesIn(cells, form)
  return found.map((name, at) => (found.indexOf(name) === at ? name : null))
}

function namesIn<Name extends string>(
  cells: readonly string[],
  { columns, givingWay = [] }: TableForm<Name>,
): (Name | null)[] {
  const names = Object.keys(columns) as Name[]
  const plain = cells.map((cell) => plainCell(cell.slice(0, 60)))
  const found = plain.map((cell) => names.find((name) => isNamed(columns[name], cell)) ?? null)
  const givesWay = plain.map((cell) => givingWay.includes(headerWord(cell)))
  const better = new Set(found.filter((_, at) => !givesWay[at]))
  return found.map((name, at) => (givesWay[at] && better.has(name) ? null : name))
}

/** Which of the two was meant nobody guesses. Errors: `file-unreadable`. */
function refuseDoubled<Name extends string>(cells: readonly string[], form: TableForm<Name>): void {
  const found = namesIn(cells, form)
  const twice = found.find((name, at) => name !== null && found.indexOf(name) !== at)
  if (!twice) return
  const [column] = form.columns[twice]
  unreadable({
    zh: `列「${column}」出现两次，未保存任何内容；请只保留一列。`,
    en: `The column ${column} stands twice and nothing was kept; leave one of them.`,
  })
}

function isNamed(called: readonly string[], cell: string): boolean {
  const words = [headerWord(cell), headerWord(withoutUnit(cell))]
  return called.some((name) => words.includes(folded(name).toLowerCase()))
}

/** What a program or a clerk writes into a cell that holds nothing, whatever its column. */
const nothingWritten = /^(?:null|[-\u2010-\u2015\u2212\uff0d]{1,4}|\/)$/i

function valuesOf<Name extends string>(
  cells: readonly string[],
  layout: readonly (Name | null)[],
  { columns }: TableForm<Name>,
): Record<Name, string> {
  const names = Object.keys(columns) as Name[]
  const value = (name: Name) => {
    const cell = cells[layout.indexOf(name)] ?? ''
    return nothingWritten.test(cell) ? '' : cell
  }
  return Object.fromEntries(names.map((name) => [name, layout.includes(name) ? value(name) : ''])) as Record<
    Name,
    string
  >
}

function withoutColumns<Name extends string>(
  missing: readonly Name[],
  { columns }: TableForm<Name>,
  line: number | null,
): Bilingual {
  const names = missing.map((name) => columns[name][0]).join(', ')
  return line === null
    ? {
        zh: `前二十行中没有表头；须有列：${names}。`,
        en: `None of the first twenty lines is a header; it needs the columns ${names}.`,
      }
    : {
        zh: `以第 ${line} 行为表头，缺少列：${names}。`,
        en: `Line ${line} was taken for the header and lacks the columns ${names}.`,
      }
}

function refuseLine(line: number, encoding: FileEncoding): never {
  const name = encodingNames[encoding]
  unreadable({
    zh: `第 ${line} 行不是 ${name} 文本，未保存任何内容；请以 UTF-8 或 GB18030 另存后重新上传。`,
    en: `Line ${line} is no text in ${name} and nothing was kept; save the file in UTF-8 or GB18030 and send it again.`,
  })
}

const objects: Bilingual = {
  zh: '这是 JSON；请上传带表头的 XLSX、CSV 或制表符分隔的文本。',
  en: 'This is JSON; send XLSX, CSV or tab-separated text with a header.',
}
const empty: Bilingual = { zh: '表头之后没有内容。', en: 'There is nothing behind the header.' }
const tooLong: Bilingual = { zh: '该行过长。', en: 'The line is too long.' }
const quotes: Bilingual = {
  zh: '双引号不成对；请将内容中的 " 写作 ""。',
  en: 'A double quote is not closed; write " within a value as "".',
}
const tooMany: Bilingual = {
  zh: '列数多于表头；含逗号的内容（如 1,200.00）请加英文双引号。',
  en: 'It has more columns than the header; put what has a comma in it, such as 1,200.00, in double quotes.',
}
