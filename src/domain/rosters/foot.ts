import { folded } from '../shared/plain-text.ts'

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
    '日期',
  ],
]

/** ID numbers have fifteen characters and more; a count, a day and a telephone number have less. */
const shortestNumber = 15

/**
 * Whether a line is about nobody: the first thing in it is a word of those, and no ID number or person number stands in it.
 * What the cell of the change says is none of them.
 */
export function isAboutNobody(cells: readonly string[]): boolean {
  const written = cells.map(folded).filter((cell) => cell !== '')
  const [first = ''] = written
  if (!beginnings.some((word) => first.startsWith(word))) return false
  return !written.some((cell) => cell.replace(/[^0-9A-Za-z]/g, '').length >= shortestNumber)
}
