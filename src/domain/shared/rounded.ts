import type { Bilingual } from '../language.ts'

/** What is to be said of a number that a spreadsheet has rounded: what was lost nobody can give back. */
export const rounded: Bilingual = {
  zh: '号码已被电子表格按数值取整（如 1.40500E+17，或末三位变为 000）；请将该列设为“文本”格式，按证件或文书重新填写。',
  en: 'A spreadsheet has rounded this number (1.40500E+17, or its last three digits are 000); format the column as text and send the number as the document has it.',
}

/** `1.40500E+17`, as a spreadsheet shows more digits than fit the cell. */
export function isScientific(text: string): boolean {
  return /^\d(?:\.\d{1,30})?E\+\d{1,3}$/i.test(text)
}
