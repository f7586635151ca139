import type { Bilingual } from '../language.ts'

/** What a cell is read as whose formula no spreadsheet has reckoned yet. */
export const notReckoned = '#公式未计算'

const errors = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|公式未计算)$/i
/** What a spreadsheet shows, and saves as text, where a column is too narrow for a day or a number. */
const tooNarrow = /^#{3,}$/

/** Whether a cell holds what a spreadsheet writes instead of a value. */
export function isSpreadsheetError(text: string): boolean {
  return text.startsWith('#') && (errors.test(text) || tooNarrow.test(text))
}

export const spreadsheetError: Bilingual = {
  zh: '单元格中是公式的错误值（如 #N/A）、未计算的公式，或因列宽不足显示的 ####；请在电子表格中更正并保存，或直接填写实际值。',
  en: 'The cell holds an error of a formula (such as #N/A), a formula that was not calculated, or the #### of a column that is too narrow; mend it in the spreadsheet and save, or write the value itself.',
}

export const coveredCell: Bilingual = {
  zh: '该单元格是合并单元格的一部分，不能确定每行各是什么；请取消合并，逐行填写后重新上传。',
  en: 'The cell is part of a merged one, so it is not known what each line says; unmerge it, fill in every line and send the list again.',
}
