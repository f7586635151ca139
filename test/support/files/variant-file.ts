import { gb18030 } from './gb18030.ts'
import { zipOf } from './hospital-file.ts'
import type { Choice } from './list-variants.ts'
import { type SheetCell, workbookOf } from './workbook.ts'

export const inFullWidth = (text: string) =>
  text.replace(/[0-9A-Za-z.,-]/g, (char) => String.fromCodePoint((char.codePointAt(0) as number) + 0xfee0))
const thousands = (text: string) => text.replace(/\d(?=(\d{3})+\.)/g, '$&,')

/** Of yuan and fen, below nothing for a reversal. */
export const amountForms: readonly ((amount: string) => string)[] = [
  (amount) => amount,
  (amount) => amount.replace(/\.00$/, ''),
  (amount) => amount.replace(/0$/, ''),
  (amount) => `${amount}00`,
  (amount) => thousands(amount),
  (amount) => inFullWidth(amount),
  (amount) => ` ${amount} `,
  (amount) => `'${amount}`,
  (amount) => thousands(amount).replace(/^(-?)/, '$1￥'),
  (amount) => `${amount}元`,
  (amount) => (amount.startsWith('-') ? `(${thousands(amount.slice(1))})` : thousands(amount)),
  (amount) => `="${amount}"`,
  (amount) => `\u202d${amount}\u202c`,
  (amount) => `${thousands(amount)}元整`,
  (amount) => `人民币${amount}元`,
  (amount) => `RMB ${thousands(amount)}`,
  (amount) => amount.replace('-', '—'),
  (amount) => amount.replace(/^(?=\d)/, '+'),
]

/** The rows as a file: its kind, separator, ends of lines and encoding by choice. */
export function contentOf(
  choice: Choice,
  table: readonly (readonly string[])[],
  { width, hasHeader }: { readonly width: number; readonly hasHeader: boolean },
): Buffer {
  const kind = choice.of(['csv', 'csv', 'tab', 'xlsx', 'zip'], true)
  if (kind === 'xlsx') return workbookOf(table.map((row) => row.map((cell): SheetCell => cell || null)))
  // Nothing but a header tells that semicolons part the columns.
  const separator = kind === 'tab' ? '\t' : choice.of(hasHeader ? [',', ';'] : [','], true)
  const end = choice.of(['\r\n', '\n', '\r'])
  const cellOf = (cell: string) =>
    new RegExp(`["\\r\\n${separator}]`).test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = table.map((row) => {
    const cells = [...row, ...Array.from({ length: Math.max(0, width - row.length) }, () => '')]
    return cells.map(cellOf).join(separator)
  })
  const text = lines.join(end) + choice.of(['', end])
  const isPlain = !/[\u200b\u202c\u202d\ufeff\u00a0￥]/.test(text)
  const encoding = choice.of(['utf-8', 'utf-8 with its mark', 'utf-16le', ...(isPlain ? ['gb18030'] : [])], true)
  const bytes = encodedAs(encoding, text)
  return kind === 'zip' ? zipOf([{ name: '明细.csv', content: bytes }]) : bytes
}

function encodedAs(encoding: string, text: string): Buffer {
  if (encoding === 'gb18030') return Buffer.from(gb18030(text))
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`, 'utf8')
}
