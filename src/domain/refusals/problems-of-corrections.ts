import { problem } from './problem.ts'

/** What keeps a settlement from being put right. */
export const problemsOfCorrections = {
  'correction-of-reversed': problem(
    'conflict',
    '结算已冲正，不能更正',
    'A settlement that is reversed is not corrected',
    '结算 {settlementNo} 已冲正，不再有效，没有可更正的内容；已重新结算的，请更正新的结算（以其结算编号）。',
    'Settlement {settlementNo} is reversed and does not stand, so nothing of it is left to correct; where the visit was settled again, correct that settlement by its own number.',
  ),
  'correction-number-reused': problem(
    'conflict',
    '更正编号已用于其他内容',
    'The number of the correction was used for something else',
    '更正编号 {number} 已用于不同的内容，或已是该医疗机构的结算编号、冲正编号；请核对，或换用新编号。',
    'The number {number} was used for a correction with other content, or is a number of a settlement or reversal of the hospital; check it, or send a new number.',
  ),
  'correction-not-possible': problem(
    'rejected',
    '该结算不能这样更正或冲正',
    'The settlement cannot be corrected or reversed so',
    '结算 {settlementNo}：{reason.zh}',
    'Settlement {settlementNo}: {reason.en}',
  ),
  'correction-exceeds-aid': problem(
    'rejected',
    '追回金额超过该结算的救助金额',
    'More would be taken back than the settlement has of aid',
    '结算 {settlementNo} 尚有救助金 {left} 元，不能追回 {amount} 元；请填写不超过 {left} 元的金额。',
    'Settlement {settlementNo} has {left} of aid left, and {amount} cannot be taken back; send no more than {left}.',
  ),
  'correction-same-person': problem(
    'rejected',
    '结算已属于该人员',
    'The settlement is of that person already',
    '结算 {settlementNo} 的人员编号已是 {personNo}；请填写结算应属人员的编号。',
    'Settlement {settlementNo} is of {personNo} already; send the number of the person whose it should be.',
  ),
  'recalculation-run-status': problem(
    'conflict',
    '批量重算的状态不允许此操作',
    'The run does not stand where this is possible',
    '批量重算 {runNo} 为「{status.zh}」，不能{action.zh}；{next.zh}',
    'The run {runNo} is {status.en}, so you cannot {action.en} it; {next.en}',
  ),
} as const
