import type { Readable } from 'node:stream'
import type { Bilingual } from '../../domain/language.ts'
import { folded, plainCell } from '../../domain/shared/plain-text.ts'
import { withContent } from './content.ts'
import { encodingNames, type FileEncoding } from './encoding.ts'
import { maxLineLength, type UploadLimits } from './limits.ts'
import { openList } from './open-list.ts'
import { headerIn, isBlank, type Row } from './rows.ts'
import { type Spooled, spooled } from './spool.ts'
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
}

export interface TableForm<Name extends string> {
  readonly columns: TableColumns<Name>
  readonly needed: readonly Name[]
  readonly limits: UploadLimits
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
    const list = await openList(content, { said: null, maxLines: form.limits.lines, known, refuseLine })
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
  const read = rows
    .slice(header.at + 1)
    .map((row) => lineOf(row, layout, form, (cells) => known(cells) === known(header.cells)))
    .filter((line) => line !== null)
  if (read.length === 0) return unreadable(empty)
  return {
    lines: read.filter((line) => 'values' in line),
    unread: read.filter((line) => 'detail' in line),
  }
}

/** Null for a line that says nothing: blank, of sums, or the header again. */
function lineOf<Name extends string>(
  { line, cells, length }: Row,
  layout: readonly (Name | null)[],
  form: TableForm<Name>,
  isHeader: (cells: readonly string[]) => boolean,
): TableLine<Name> | UnreadLine | null {
  if (length > maxLineLength) return { line, detail: tooLong }
  if (cells === null) return { line, detail: quotes }
  const plain = cells.map(plainCell)
  if (isBlank(plain) || isSum(plain) || isHeader(cells)) return null
  if (!isBlank(plain.slice(layout.length))) return { line, detail: tooMany }
  return { line, values: valuesOf(plain, layout, form) }
}

/** Which column stands where; the first of two with one name counts. */
function layoutOf<Name extends string>(cells: readonly string[], { columns }: TableForm<Name>): (Name | null)[] {
  const names = Object.keys(columns) as Name[]
  const found = cells.map((cell) => names.find((name) => isNamed(columns[name], plainCell(cell.slice(0, 60)))) ?? null)
  return found.map((name, at) => (found.indexOf(name) === at ? name : null))
}

/** `账号*`, `账号（必填）` and `账号:` are 账号. */
function isNamed(called: readonly string[], cell: string): boolean {
  const plain = folded(cell).toLowerCase().replace(/[*★:]/g, '')
  const bracket = plain.indexOf('(')
  const bare = bracket > 0 ? plain.slice(0, bracket) : plain
  return called.some((name) => folded(name).toLowerCase() === bare)
}

function valuesOf<Name extends string>(
  cells: readonly string[],
  layout: readonly (Name | null)[],
  { columns }: TableForm<Name>,
): Record<Name, string> {
  const names = Object.keys(columns) as Name[]
  const value = (name: Name) => {
    const cell = cells[layout.indexOf(name)] ?? ''
    return cell.toLowerCase() === 'null' ? '' : cell
  }
  return Object.fromEntries(names.map((name) => [name, layout.includes(name) ? value(name) : ''])) as Record<
    Name,
    string
  >
}

function isSum(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? ''
  return /^(合计|总计|小计|共计|累计)/.test(first.slice(0, 10))
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
