import { z } from 'zod'

/** An answer of a route that is a file of lines. */
export function csvText(en: string, zh: string) {
  return { description: `${en} / ${zh}`, content: { 'text/csv': { schema: z.string() } } }
}

/** A table as CSV, or as a spreadsheet where that is asked for. */
export function tableFile(en: string, zh: string) {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return {
    description: `${en} / ${zh}`,
    content: { 'text/csv': { schema: z.string() }, [spreadsheet]: { schema: z.string().meta({ format: 'binary' }) } },
  }
}

/** What is said of a file about people that bureaus and auditors may take. */
export const wholeForBureaus =
  'For bureaus with whole names and ID numbers, so that people can be found: treat it as personal data; each such file leaves a line in the audit trail. For auditors names are masked and numbers left out. / 经办机构导出的文件含完整姓名与证件号码，须按个人信息保护要求传递，每次导出均留痕；审计导出的文件姓名脱敏、不含证件号码。'
