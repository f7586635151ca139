import type { Bilingual } from '../../domain/language.ts'
import { shownText } from '../../domain/registers/shown-text.ts'
import {
  otherUnitOfColumn,
  otherUnitOfTable,
  otherUnitOfTitle,
  unitsUnderHeader,
} from '../../domain/shared/amount-unit.ts'
import { plainCell } from '../../domain/shared/plain-text.ts'
import type { Row } from './rows.ts'
import { unreadable } from './unreadable.ts'

type Columns = readonly (string | null)[]

/**
 * Amounts are read as yuan: those of a table in 万元 would each be ten thousand times too small, and look like any other.
 * Errors: `file-unreadable`.
 */
export function refuseOtherUnits(header: readonly string[], layout: Columns, above: readonly Row[]): void {
  for (const [at, cell] of header.entries()) {
    const unit = (layout[at] ?? null) === null ? null : otherUnitOfColumn(cell)
    if (unit !== null) unreadable(ofColumn(cell, unit))
  }
  for (const { line, cells } of above) {
    const unit = otherUnitOfTitle(overColumns(cells ?? [], layout))
    if (unit !== null) unreadable(ofLine(line, unit))
  }
}

/** Fewer are a title, and more the upper row of a header. */
const minNames = 3
/** What names the unit of the table, and no column. */
const labelled = /^[（(【[]?\s*(?:金额|计量|货币)?(?:单\s*位|單\s*位|币种|金\s*额|數?数?额)/

/** The cells of a line above a table but those that are over other columns: 家庭收入（万元） says nothing of the amounts beside it. */
function overColumns(cells: readonly string[], layout: Columns): readonly string[] {
  if (cells.filter((cell) => cell.trim() !== '').length < minNames) return cells
  return cells.map((cell, at) => {
    if (cell.trim() === '' || labelled.test(cell.trim())) return cell
    const next = cells.findIndex((other, place) => place > at && other.trim() !== '')
    const under = layout.slice(at, next < 0 ? undefined : next)
    return under.some((name) => name !== null) ? cell : ''
  })
}

/** The same of a line beside the table, such as a remark at its foot. Errors: `file-unreadable`. */
export function refuseOtherUnitIn(line: number, cells: readonly string[]): void {
  const unit = otherUnitOfTable(cells)
  if (unit !== null) unreadable(ofLine(line, unit))
}

/** The same of the name of a sheet and of what is printed on its pages. Errors: `file-unreadable`. */
export function refuseUnitBeside(where: 'sheet' | 'page', words: string): void {
  const unit = where === 'page' ? otherUnitOfTable(printed(words)) : otherUnitOfTitle([words])
  // A sheet may be called by a letter, or by somebody's name: 万 says less than 报销(万).
  const isUnit = unit !== null && (/[元币]/.test(unit) || (/[(（:：]/.test(words) && /[千万亿]/.test(unit)))
  if (isUnit) unreadable(besideList(where, words, unit))
}

/** The parts of what is printed, left, in the midst and right, without fonts, sizes and colours. Source: ECMA-376, 18.3.1.39. */
function printed(words: string): string[] {
  const codes = /&(?:"[^"]*"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-Z&])/gi
  return words
    .slice(0, 1000)
    .split(/&[LCR]/)
    .map((part) => part.replace(codes, ''))
}

/**
 * Whether a line says of the columns in what unit they are, as one does under a header; such a line is about nobody.
 * Errors: `file-unreadable`, where a column that is read is not in yuan.
 */
export function isLineOfUnits(line: number, cells: readonly string[], layout: Columns): boolean {
  const units = unitsUnderHeader(cells)
  const unit = units?.find((one, at) => one !== null && (layout[at] ?? null) !== null) ?? null
  if (unit !== null) unreadable(ofLine(line, unit))
  return units !== null
}

/** What a sheet shows as 1.20万 and stores as 1.2 is read as neither. Errors: `file-unreadable`. */
export function refuseShownIn({ line, cells, shownIn }: Row, header: readonly string[], layout: Columns): void {
  const [at, unit] = [...(shownIn ?? [])].find(([place]) => (layout[place] ?? null) !== null) ?? []
  if (at === undefined || unit === undefined || (cells?.[at] ?? '').trim() === '') return
  unreadable(inFormat(line, shownName(header[at] ?? ''), unit))
}

const shownName = (cell: string) => shownText(plainCell(cell).replace(/\s/g, ' ').slice(0, 40))

const ofColumn = (cell: string, unit: string): Bilingual => ({
  zh: `列「${shownName(cell)}」的金额以“${unit}”为单位，未保存任何内容；${toYuan.zh}`,
  en: `The column "${shownName(cell)}" is in ${unit}, and nothing was kept; ${toYuan.en}`,
})
const ofLine = (line: number, unit: string): Bilingual => ({
  zh: `第 ${line} 行注明金额以“${unit}”为单位，未保存任何内容；${toYuan.zh}`,
  en: `Line ${line} says that amounts are in ${unit}, and nothing was kept; ${toYuan.en}`,
})
const besideList = (where: 'sheet' | 'page', words: string, unit: string): Bilingual => ({
  zh: `${where === 'sheet' ? `工作表名称「${shownName(words)}」` : '打印页眉或页脚'}注明金额以“${unit}”为单位，未保存任何内容；${toYuan.zh}`,
  en: `${where === 'sheet' ? `The name of the sheet, "${shownName(words)}",` : 'What is printed on each page'} says that amounts are in ${unit}, and nothing was kept; ${toYuan.en}`,
})
const toYuan: Bilingual = {
  zh: '请将全部金额换算为元，并改写单位后重新上传。',
  en: 'write all amounts in yuan, change what it says of the unit, and send the list again.',
}
const inFormat = (line: number, column: string, unit: string): Bilingual => ({
  zh: `第 ${line} 行「${column}」的单元格格式使显示的数与所存的数不同（${unit}），不能确定以何为准，未保存任何内容；请将该列格式改为“数值”、两位小数，以元为单位填写后重新上传。`,
  en: `In line ${line} the cell of "${column}" is formatted so that what it shows is not what it holds (${unit}), and nothing was kept, because nobody knows which is meant; format the column as a number with two decimals, in yuan, and send the list again.`,
})
