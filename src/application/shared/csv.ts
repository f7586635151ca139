/**
 * A line of CSV. A cell that begins like a formula would be run by a spreadsheet, and words are other people's; an amount
 * below nothing is a number and stays one. Some spreadsheets read the signs of full width as they do the narrow ones.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** The mark that makes a spreadsheet read a file as UTF-8. */
export const csvMark = '\uFEFF'

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = /^[=+@＝＋－＠\t\r\n]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
