import { plainCell } from '../../domain/shared/plain-text.ts'
import type { Row } from './rows.ts'
import { unreadable } from './unreadable.ts'

/** A sum under a name that nobody knows would be dropped, and the rest reckoned as if it had not been there. Errors: `file-unreadable`. */
export function refuseUnknownAmounts(
  cells: readonly string[],
  layout: readonly (string | null)[],
  rows: readonly Row[],
  known: readonly string[],
): void {
  const unknown = cells.findIndex((cell, at) => {
    const name = plainCell(cell.slice(0, 60))
    if (layout[at] !== null || name === '') return false
    const values = rows
      .map((row) => plainCell((row.cells?.[at] ?? '').slice(0, 40)))
      .filter((value) => /[1-9]/.test(value))
    return values.some(isFenAmount) || (values.length > 0 && isOfMoney(name))
  })
  if (unknown < 0) return
  const name = plainCell(cells[unknown] ?? '').slice(0, 40)
  unreadable({
    zh: `不认识金额列「${name}」，未保存任何内容；请改用以下列名之一，或删去该列：${known.join('、')}。`,
    en: `The column of amounts "${name}" is none that is known, and nothing was kept; name it as one of these, or leave it out: ${known.join(', ')}.`,
  })
}

/** Written to the fen, as money is and nothing else in a list. */
const isFenAmount = (value: string) => /^-?[\d,]{1,18}\.\d{2}$/.test(value)

const ofMoney =
  /支付|金额|费用|自付|自负|自费|负担|报销|补偿|补助|互助|减免|救助|账户|统筹|大额|基金|限额|累计|保险|amount|paid|cost/i
const ofSomethingElse =
  /(类别|类型|险种|编号|编码|代码|号|日期|时间|名称|姓名|地区|区划|年度|月份|方式|次数|天数|状态|比例|单位|人)$/

function isOfMoney(name: string): boolean {
  const bare = name.split(/[(（]/)[0] ?? ''
  return ofMoney.test(bare) && !ofSomethingElse.test(bare)
}
