import type { Bilingual } from '../../domain/language.ts'
import type { WarningCode } from '../../domain/names/codes.ts'

/** Cautions about values that were used: not confirmed, or standing in for one that is not out yet. */
export const warningWords: Readonly<Record<WarningCode, Bilingual>> = {
  'unconfirmed-value': {
    zh: '使用了{what}，来自第三方公开资料，未经官方文件证实。',
    en: 'Used without a document here that confirms it, from other public sources: {what}.',
  },
  'unconfirmed-figure': {
    zh: '使用了「{figure}」{of}{value} 元，未经官方文件证实。',
    en: 'A figure was used that no document here confirms: {figure} {of}{value}.',
  },
  'doubtful-figure': {
    zh: '使用了「{figure}」{of}{value} 元，该数据最不确定，须核实。',
    en: 'A figure was used that is among the least sure and should be checked: {figure} {of}{value}.',
  },
  'provisional-figure': {
    zh: '所需年度的「{figure}」尚未公布，暂用 {year} 年的 {value} 元。',
    en: 'For the year asked for, {figure} is not published yet; that of {year}, {value}, stands in provisionally.',
  },
}
