import writeXlsxFile from 'write-excel-file/node'

export type SheetCell = string | number | null
/** An amount is yuan as text and becomes a number that can be added up; a count is a number. */
export type SheetKind = 'text' | 'amount' | 'count'

export interface Sheet {
  readonly title: string
  readonly heads: readonly string[]
  /** Of the columns; text where there are none. */
  readonly kinds?: readonly SheetKind[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** So many empty rows below whose cells take what is typed as text. */
  readonly emptyRows?: number
}

/**
 * Rows as an XLSX file; the first row of each sheet is the head and stays in sight.
 *
 * Every cell but amounts and counts is text, so a document number keeps its eighteen digits, and nothing that somebody
 * wrote is run as a formula. Chosen: write-excel-file, kept up and with one small dependency, over exceljs 4.4, which is
 * eight times as large, has nine and has stood still since 2023.
 */
export function xlsxOf(...sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ title, heads, kinds = [], rows, emptyRows = 0 }) => ({
      data: [
        heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map((value, at) => cellOf(value, kinds[at] ?? 'text'))),
        ...Array.from({ length: emptyRows }, () => heads.map(() => typedAsText)),
      ],
      sheet: sheetNameOf(title),
      stickyRowsCount: 1,
      columns: heads.map((_, at) => ({
        width: widthOf([heads, ...rows.slice(0, measured)].map((row) => String(row[at] ?? ''))),
      })),
    })),
  ).toBuffer()
}

/** A sheet's name has at most 31 characters, none of them one of these, and is not empty; a longer title is cut. */
function sheetNameOf(title: string): string {
  return (
    title
      .replaceAll(/[[\]*?/\\:']/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet'
  )
}

/** Rows of which the first is the head. */
export function sheetOf(title: string, [heads = [], ...rows]: readonly (readonly string[])[]): Sheet {
  return { title, heads, rows }
}

/** The format of text: what is typed into the cell is not read as a number, whose last digits would be lost. */
const asText = '@'
const typedAsText = { value: '', type: String, format: asText }
const asAmount = '#,##0.00'
/** A spreadsheet's numbers keep fifteen digits; a longer amount stays text, to the fen. */
const longestNumber = 15

function cellOf(value: SheetCell, kind: SheetKind) {
  if (value === null) return null
  if (typeof value === 'number') return { value, type: Number }
  const isNumber = kind === 'amount' && /^-?\d+\.\d{2}$/.test(value) && value.length - 1 <= longestNumber
  return isNumber ? { value: Number(value), type: Number, format: asAmount } : { value, type: String, format: asText }
}

/** Rows whose width is looked at; those after them are much like them. */
const measured = 200

/** In characters of the usual font, of which a Chinese one takes two. */
function widthOf(values: readonly string[]): number {
  const widths = values.map((value) => [...value].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0))
  return Math.min(60, Math.max(6, ...widths) + 2)
}
