import { folded } from './plain-text.ts'

/** What lines above, between and under the people of a list begin with: sums, signatures, remarks. */
const beginnings = [
  ...[
    '合计',
    '总计',
    '小计',
    '共计',
    '累计',
    '本页',
    '总人数',
    '填表',
    '填报',
    '制表',
    '审核',
    '复核人',
    '经办',
    '负责人',
  ],
  ...[
    '单位负责人',
    '报送',
    '填制',
    '注：',
    '注:',
    '备注',
    '说明',
    '以下空白',
    '(以下空白',
    '联系电话',
    '联系人',
    '盖章',
    '签字',
    '分管领导',
    '(分)管领导',
    '主管领导',
    '日期',
    // A remark of the template that one starts from.
    '#',
  ],
]

/** ID numbers and person numbers have fifteen characters and more; a count, a day and a telephone number have less. */
const shortestNumber = 15
/** A cell with nothing in it but letters, digits and the marks that numbers are written with. */
const isCode = /^[0-9A-Za-z'"=._:-]+$/
const longDigits = /\d{15}/
/** 共3人, 共计十二户. */
const countsPeople = /^共(?:\d{1,7}|[一二三四五六七八九十百千]{1,9})[人户名]/

/**
 * Whether a line is about nobody: the first thing in it is a word of those, and no ID number or person number stands in it.
 * What the cell of the change says is none of them.
 */
export function isAboutNobody(cells: readonly string[]): boolean {
  const written = cells.map(folded).filter((cell) => cell !== '')
  const [first = ''] = written
  if (!beginnings.some((word) => first.startsWith(word)) && !countsPeople.test(first)) return false
  return !written.some(
    (cell) =>
      longDigits.test(cell) || (isCode.test(cell) && cell.replace(/[^0-9A-Za-z]/g, '').length >= shortestNumber),
  )
}

const sums = /^(?:合计|总计|小计|共计|累计|(?:sub|grand)?total[:：]?$)/i
/** What names a settlement, a bill or a person: letters and digits. */
const isNumber = /^[0-9A-Za-z._:-]+$/

/**
 * The same of a table whose lines are each about what one column numbers: a line of sums, whatever else is in it; a signature or a
 * remark only where that column names nothing, because a note may stand in front of a line that counts.
 */
export function isFootOf(cells: readonly string[], number: string): boolean {
  const first = cells.map(folded).find((cell) => cell !== '') ?? ''
  return sums.test(first) || (!isNumber.test(folded(number)) && isAboutNobody(cells))
}
