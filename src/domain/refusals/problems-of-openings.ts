import { problem } from './problem.ts'

/** How opening balances are refused. */
export const problemsOfOpenings = {
  'opening-standing': problem(
    'conflict',
    '该年度已有期初余额',
    'The year begins already',
    '人员 {personNo} 的 {year} 年度已有期初余额 {openingNo}（{status.zh}）；一个年度只能有一条，有误的请先撤回（…/withdraw）或冲销（…/reverse）。',
    'The year {year} of person {personNo} has the opening balance {openingNo}, {status.en}; a year has one, so withdraw that (…/withdraw) or take it back (…/reverse) first.',
  ),
  'opening-status': problem(
    'conflict',
    '期初余额的状态不允许此操作',
    'The opening balance does not stand where this is possible',
    '期初余额 {openingNo} 为「{status.zh}」，不能{action.zh}；{next.zh}',
    'Opening balance {openingNo} is {status.en}, so you cannot {action.en} it; {next.en}',
  ),
} as const
