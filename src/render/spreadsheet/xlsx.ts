import writeXlsxFile from 'write-excel-file/node'

/**
 * Rows of text as an XLSX file of one sheet; the first row is the head and stays in sight.
 *
 * Every cell is text, so a document number keeps its eighteen digits and an amount its fen, and nothing that somebody
 * wrote is run as a formula. Chosen: write-excel-file, kept up and with one small dependency, over exceljs 4.4, which is
 * eight times as large, has nine and has stood still since 2023.
 */
export function xlsxOf(title: string, [head = [], ...rows]: readonly (readonly string[])[]): Promise<Buffer> {
  const text = (value: string) => ({ value, type: String })
  const sheet = [
    head.map((value) => ({ ...text(value), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(text)),
  ]
  const columns = head.map((_, at) => ({
    width: widthOf([head, ...rows.slice(0, measured)].map((row) => row[at] ?? '')),
  }))
  return writeXlsxFile(sheet, { sheet: title, stickyRowsCount: 1, columns }).toBuffer()
}

/** Rows whose width is looked at; those after them are much like them. */
const measured = 200

/** In characters of the usual font, of which a Chinese one takes two. */
function widthOf(values: readonly string[]): number {
  const widths = values.map((value) => [...value].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0))
  return Math.min(60, Math.max(6, ...widths) + 2)
}
