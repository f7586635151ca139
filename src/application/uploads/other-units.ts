import { shownText } from '../../domain/registers/shown-text.ts'
import { otherUnitOfColumn, otherUnitOfTable } from '../../domain/shared/amount-unit.ts'
import { plainCell } from '../../domain/shared/plain-text.ts'
import type { Row } from './rows.ts'
import { unreadable } from './unreadable.ts'

/**
 * Amounts are read as yuan: those of a table in 万元 would each be ten thousand times too small, and look like any other.
 * Errors: `file-unreadable`.
 */
export function refuseOtherUnits(
  header: readonly string[],
  layout: readonly (string | null)[],
  above: readonly Row[],
): void {
  for (const [at, cell] of header.entries()) {
    const unit = (layout[at] ?? null) === null ? null : otherUnitOfColumn(cell)
    if (unit !== null) unreadable(inUnit(shownText(plainCell(cell).slice(0, 40)), unit))
  }
  for (const { cells } of above) refuseOtherUnitIn(cells ?? [])
}

/** The same of a line beside the table, such as a remark at its foot. Errors: `file-unreadable`. */
export function refuseOtherUnitIn(cells: readonly string[]): void {
  const unit = otherUnitOfTable(cells)
  if (unit !== null) unreadable(inUnit('单位', unit))
}

const inUnit = (name: string, unit: string) => ({
  zh: `「${name}」注明金额以“${unit}”为单位，未保存任何内容；请将全部金额换算为元，并改写单位后重新上传。`,
  en: `"${name}" says that amounts are in ${unit}, and nothing was kept; write all amounts in yuan, change what it says of the unit, and send the list again.`,
})
