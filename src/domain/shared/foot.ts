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

/** 试验县民政局(公章), (盖章), with the day behind it or without. */
const stamp = /^\p{sc=Han}{0,40}\((?:公章|盖章|签章|印章|签字|加盖公章|单位公章|单位盖章)\)[:：]?/u
const date =
  /^(?:\d{4}年\d{1,2}月(?:\d{1,2}[日号])?|年月日|\d{4}([-/.])\d{1,2}\1\d{1,2}|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)$/
const page =
  /^(?:第[\d一二三四五六七八九十百]{1,6}页(?:[,、/]?共[\d一二三四五六七八九十百]{1,6}页)?|共[\d一二三四五六七八九十百]{1,6}页(?:[,、/]?第[\d一二三四五六七八九十百]{1,6}页)?)$/

/** A stamp, a day and a page, where nothing else is in the line; beside a stamp also who drew the list up: 制表人：王五. */
function isOnlyFoot(written: readonly string[]): boolean {
  const isStamp = (cell: string) => {
    const rest = cell.replace(stamp, '')
    return rest !== cell && (rest === '' || date.test(rest))
  }
  const isFoot = (cell: string) => isStamp(cell) || date.test(cell) || page.test(cell)
  const hasStamp = written.some(isStamp)
  return written.length > 0 && written.every((cell) => isFoot(cell) || (hasStamp && signs.test(cell)))
}

const signs = /^(?:填表|制表|审核|复核|经办|负责|填报|联系|分管领导|日期)[\p{sc=Han}]{0,4}[:：]/u

/**
 * Whether a line is about nobody: the first thing in it is a word of those, and no ID number or person number stands in it.
 * What the cell of the change says is none of them.
 */
export function isAboutNobody(cells: readonly string[]): boolean {
  const written = cells.map(folded).filter((cell) => cell !== '')
  const [first = ''] = written
  if (isOnlyFoot(written)) return true
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
  const written = cells.map(folded).filter((cell) => cell !== '')
  return sums.test(written[0] ?? '') || isOnlyFoot(written) || (!isNumber.test(folded(number)) && isAboutNobody(cells))
}
