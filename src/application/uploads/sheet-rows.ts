import { readXml } from './read-xml.ts'
import { headerWithin, isBlank, type Row } from './rows.ts'
import { tooLarge } from './unreadable.ts'
import { dayText, numberText, openWorkbook, type Workbook } from './workbook.ts'
import type { ZipEntry } from './zip.ts'

/** Columns of a list are a few dozen; a sheet has sixteen thousand, which a stray mark far to the right would fill. */
const maxColumns = 256
/** Rows of a batch, and the first rows among which the header is looked for. */
const batch = 1000

/**
 * The rows of a workbook's first sheet, each cell as the spreadsheet shows it: days as days, numbers in full. They are read
 * as they unpack, so that a sheet takes no more memory than its texts. Errors: `file-unreadable`, `file-too-large`.
 */
export async function* sheetRows(parts: readonly ZipEntry[], maxRows: number): AsyncGenerator<readonly Row[]> {
  const workbook = await openWorkbook(parts)
  const sheet = new SheetReader(workbook, maxRows)
  let isHead = true
  for await (const _ of readXml(workbook.sheet.bytes(), sheet)) {
    if (sheet.rows.length < (isHead ? headerWithin : batch)) continue
    isHead = false
    yield sheet.take()
  }
  if (sheet.rows.length > 0) yield sheet.take()
}

class SheetReader {
  readonly #workbook: Workbook
  readonly #maxRows: number
  rows: Row[] = []
  #line = 0
  #count = 0
  #cells: string[] = []
  #column = -1
  #type = 'n'
  #style = 0
  #value = ''
  #isValue = false

  constructor(workbook: Workbook, maxRows: number) {
    this.#workbook = workbook
    this.#maxRows = maxRows
  }

  take(): Row[] {
    const rows = this.rows
    this.rows = []
    return rows
  }

  readonly open = (tag: string, attribute: (name: string) => string | undefined): void => {
    if (tag === 'row') {
      this.#line = numberOf(attribute('r')) ?? this.#line + 1
      this.#cells = []
      this.#column = -1
    } else if (tag === 'c') {
      this.#column = columnOf(attribute('r')) ?? this.#column + 1
      this.#type = attribute('t') ?? 'n'
      this.#style = numberOf(attribute('s')) ?? 0
      this.#value = ''
    }
    this.#isValue = tag === 'v' || tag === 't'
  }

  readonly text = (piece: string): void => {
    if (this.#isValue) this.#value += piece
  }

  readonly close = (tag: string): void => {
    this.#isValue = false
    if (tag === 'c') this.#keep()
    if (tag === 'row') this.#end()
  }

  #keep(): void {
    if (this.#column >= maxColumns || this.#value === '') return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = this.#shown()
  }

  #shown(): string {
    const value = this.#value
    if (this.#type === 's') return this.#workbook.strings[numberOf(value) ?? -1] ?? ''
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (this.#type !== 'n') return value
    return this.#workbook.dayStyles.has(this.#style) ? dayText(value, this.#workbook.epochShift) : numberText(value)
  }

  #end(): void {
    if (isBlank(this.#cells)) return
    this.#count += 1
    if (this.#count > this.#maxRows) tooLarge(tooManyRows(this.#maxRows))
    const length = this.#cells.reduce((sum, cell) => sum + cell.length, 0)
    this.rows.push({ line: this.#line, cells: this.#cells, length })
  }
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** `AB12` is the 28th column, 27 from nothing. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference?.slice(0, 10) ?? '')?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const tooManyRows = (maxRows: number) => ({
  zh: `工作表超过 ${maxRows} 行；请分期、分批上传。`,
  en: `The sheet has more than ${maxRows} rows; send shorter periods or parts.`,
})
