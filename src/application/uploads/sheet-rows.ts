import type { Bilingual } from '../../domain/language.ts'
import { notReckoned } from '../../domain/shared/spreadsheet-error.ts'
import { maxSheetColumns } from './limits.ts'
import { columnOfReference, type Merge, Merges, mergesOf } from './merged-cells.ts'
import { readXml } from './read-xml.ts'
import { headerIn, headerWithin, isBlank, type KnownColumns, type Row } from './rows.ts'
import { tooLarge, unreadable } from './unreadable.ts'
import { dayText, noSheet, numberText, openWorkbook, type Workbook, type WorkbookSheet } from './workbook.ts'
import type { ZipEntry } from './zip.ts'

/** Rows of a batch, and the first rows among which the header is looked for. */
const batch = 1000

/** Hears what is said of a list beside its rows: the name of its sheet, and what is printed on each page. */
export type Beside = (where: 'sheet' | 'page', words: string) => void

interface SheetReading {
  readonly maxRows: number
  readonly known: KnownColumns
  readonly beside?: Beside | undefined
}

/** Sheets that are looked at for a list. */
const maxSheets = 50
/** A sheet of remarks may name one column or another. */
const minColumns = 3

/**
 * The rows of the sheet that holds the list, each cell as the spreadsheet shows it: days as days, numbers in full. They are read
 * as they unpack, so that a sheet takes no more memory than its texts. Where nobody could say which, the sheet is the first.
 * Errors: `file-unreadable`, also where two sheets hold a list, of which one would be lost; `file-too-large`.
 */
export async function* sheetRows(
  parts: readonly ZipEntry[],
  { maxRows, known, beside }: SheetReading,
): AsyncGenerator<readonly Row[]> {
  const workbook = await openWorkbook(parts)
  const { name, part } = await sheetOfList(workbook, known)
  beside?.('sheet', name)
  const sheet = new SheetReader(workbook, { maxRows, merges: await mergesOf(part.bytes()), beside })
  let isHead = true
  for await (const _ of readXml(part.bytes(), sheet)) {
    if (sheet.ready < (isHead ? headerWithin : batch)) continue
    isHead = false
    yield sheet.take()
  }
  if (sheet.rows.length > 0) yield sheet.rest()
}

async function sheetOfList(workbook: Workbook, known: KnownColumns): Promise<WorkbookSheet> {
  const [first, ...others] = workbook.sheets
  if (first === undefined || others.length === 0) return first ?? unreadable(noSheet)
  const lists = []
  for (const sheet of workbook.sheets.slice(0, maxSheets))
    if (await isList(workbook, sheet.part, known)) lists.push(sheet)
  if (lists.length > 1) unreadable(severalLists(lists.map(({ name }) => name.slice(0, 40)).slice(0, 5)))
  return lists[0] ?? first
}

/** Whether a header stands among the first rows, and something below it. */
async function isList(workbook: Workbook, part: ZipEntry, known: KnownColumns): Promise<boolean> {
  const head = new SheetReader(workbook, { maxRows: Number.POSITIVE_INFINITY })
  for await (const _ of readXml(part.bytes(), head)) if (head.rows.length > headerWithin) break
  const header = headerIn(head.rows, known)
  return header !== null && header.known >= minColumns && head.rows.length > header.at + 1
}

const severalLists = (names: readonly string[]): Bilingual => ({
  zh: `有 ${names.length} 张工作表都是名单或明细（${names.join('、')}）；请合并为一张，或分别保存后逐份上传。`,
  en: `${names.length} sheets of the workbook hold a list (${names.join(', ')}); put them into one, or send each in a file of its own.`,
})

/** What is printed above and under each page. */
const ofPage = /^(?:odd|even|first)(?:Header|Footer)$/

interface ReaderOptions {
  readonly maxRows: number
  readonly merges?: readonly Merge[]
  readonly beside?: Beside | undefined
}

class SheetReader {
  readonly #workbook: Workbook
  readonly #maxRows: number
  rows: Row[] = []
  #line = 0
  #count = 0
  #cells: string[] = []
  #shownIn = new Map<number, string>()
  #column = -1
  #type = 'n'
  #style = 0
  #value = ''
  #isValue = false
  #isFormula = false
  readonly #merges: Merges

  readonly #beside: Beside | undefined

  constructor(workbook: Workbook, { maxRows, merges = [], beside }: ReaderOptions) {
    this.#workbook = workbook
    this.#maxRows = maxRows
    this.#beside = beside
    this.#merges = new Merges(merges)
  }

  /** Rows of which all is known: a cell of the last one may be merged with the next. */
  get ready(): number {
    const last = this.rows.at(-1)
    return last && this.#merges.isOpen(last.line) ? this.rows.length - 1 : this.rows.length
  }

  take(): Row[] {
    return this.rows.splice(0, this.ready)
  }

  /** What is left once the sheet has ended. */
  rest(): Row[] {
    return this.rows
  }

  readonly open = (tag: string, attribute: (name: string) => string | undefined): void => {
    if (tag === 'row') {
      this.#line = numberOf(attribute('r')) ?? this.#line + 1
      this.#cells = []
      if (this.#shownIn.size > 0) this.#shownIn = new Map()
      this.#column = -1
    } else if (tag === 'c') {
      this.#column = columnOfReference(attribute('r')) ?? this.#column + 1
      this.#type = attribute('t') ?? 'n'
      this.#style = numberOf(attribute('s')) ?? 0
      this.#value = ''
      this.#isFormula = false
    } else if (tag === 'f') this.#isFormula = true
    else if (ofPage.test(tag)) this.#value = ''
    this.#isValue = tag === 'v' || tag === 't' || ofPage.test(tag)
  }

  readonly text = (piece: string): void => {
    if (this.#isValue) this.#value += piece
  }

  readonly close = (tag: string): void => {
    this.#isValue = false
    if (tag === 'c') this.#keep()
    if (tag === 'row') this.#end()
    if (ofPage.test(tag)) this.#beside?.('page', this.#value)
  }

  #keep(): void {
    if (this.#column >= maxSheetColumns) return
    // A program that writes formulas does not reckon them: what a spreadsheet would show there nobody knows here.
    if (this.#value === '' && this.#isFormula && this.#type !== 'str') this.#value = notReckoned
    else if (this.#value === '') return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = this.#shown()
    const unit = this.#type === 'n' ? this.#workbook.unitStyles.get(this.#style) : undefined
    if (unit !== undefined) this.#shownIn.set(this.#column, unit)
  }

  #shown(): string {
    const value = this.#value
    if (value === notReckoned) return value
    if (this.#type === 's') return this.#workbook.strings[numberOf(value) ?? -1] ?? ''
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (this.#type !== 'n') return value
    return this.#workbook.dayStyles.has(this.#style) ? dayText(value, this.#workbook.epochShift) : numberText(value)
  }

  #end(): void {
    if (isBlank(this.#cells)) return
    const covered = this.#merges.coverIn(this.#line, this.#cells)
    this.#count += 1
    if (this.#count > this.#maxRows) tooLarge(tooManyRows(this.#maxRows))
    const length = this.#cells.reduce((sum, cell) => sum + cell.length, 0)
    const row = { line: this.#line, cells: this.#cells, length, covered }
    this.rows.push(this.#shownIn.size === 0 ? row : { ...row, shownIn: this.#shownIn })
  }
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}

const tooManyRows = (maxRows: number) => ({
  zh: `工作表超过 ${maxRows} 行；请分期、分批上传。`,
  en: `The sheet has more than ${maxRows} rows; send shorter periods or parts.`,
})
