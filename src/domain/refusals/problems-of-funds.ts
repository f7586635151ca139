import { problem } from './problem.ts'

/** How a receipt of a fund is refused that was taken back, or cannot be. */
export const problemsOfFunds = {
  'receipt-withdrawn': problem(
    'conflict',
    '该到账已撤回',
    'The receipt was taken back',
    '到账 {receiptNo} 已撤回；请按银行回单重新登记正确的金额、来源和日期。内容确实无误的，请在摘要（note）中说明后登记。',
    'Receipt {receiptNo} was taken back; record what the bank’s slip says under the same number. If it was right after all, say so in `note` and record it.',
  ),
  'receipt-spent': problem(
    'conflict',
    '到账款项已使用，不能撤回',
    'The money of the receipt is spent',
    '到账 {receiptNo} 为 {amount} 元，基金余额只有 {balance} 元，撤回后将透支；请先登记实际到账，或追回多付款项，再撤回。',
    'Receipt {receiptNo} is {amount} and the fund holds {balance}, so taking it back would overdraw the fund; record the money that did arrive, or recover what was wrongly paid, and take it back then.',
  ),
} as const
