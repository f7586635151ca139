import { addDays, type Day } from '../calendar.ts'
import type { Bilingual } from '../language.ts'

/** Nothing that is registered began before the People's Republic did. */
const earliest: Day = '1949-10-01'
const daysAhead = 366

/**
 * What is to be said of a beginning that cannot be meant; null where it can. A spreadsheet shows an empty cell that was
 * made a day as one of 1900, and a slip of the pen makes 2042 of 2024.
 */
export function implausibleBeginning(day: Day, today: Day): Bilingual | null {
  const latest = addDays(today, daysAhead)
  if (day >= earliest && day <= latest) return null
  const from1900 = day < '1901-01-01'
  return {
    zh: `${day} 不可能是开始日期${from1900 ? '（电子表格将空单元格显示为 1900 年的日期）' : ''}；请填写 ${earliest} 至 ${latest} 之间的实际开始日期。`,
    en: `Nothing begins on ${day}${from1900 ? ' (a spreadsheet shows an empty cell as a day of 1900)' : ''}; send the day on which it begins, from ${earliest} to ${latest}.`,
  }
}

const oldest = 120

/** The same of a date of birth: nobody on record has lived longer than this. */
export function implausibleBirth(day: Day, today: Day): Bilingual | null {
  const first = `${Number(today.slice(0, 4)) - oldest}-01-01`
  if (day >= first) return null
  return {
    zh: `出生日期 ${day} 距今超过 ${oldest} 年（电子表格将空单元格显示为 1900 年的日期）；请按证件填写出生日期。`,
    en: `${day} is more than ${oldest} years ago (a spreadsheet shows an empty cell as a day of 1900); send the date of birth as the document has it.`,
  }
}
