import { problem } from './problem.ts'

/** How the movements of a fund are refused: a receipt taken back, a recovery, the payment of a clearing. */
export const problemsOfFunds = {
  'fund-elsewhere': problem(
    'rejected',
    '该地区没有单独的基金账',
    'The region keeps no fund of its own',
    '地区 {region} 的医疗救助基金由 {keptBy} 统一记账；请改用 /v1/funds/{keptBy}。',
    'The fund of region {region} is kept by {keptBy}; ask /v1/funds/{keptBy}.',
  ),
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
  'recovery-unnamed': problem(
    'rejected',
    '未写明追回的是哪些结算',
    'The recovery does not say of which settlements',
    '清算 {id} 有 {count} 笔结算可追回；请在 of.settlements 中逐笔填写 settlementId 和 amount（合计等于 amount），可追回的结算及金额见 settlements。以后冲正这些结算时，已追回的金额不再扣回。',
    'Clearing {id} has {count} settlements that something can come back of; name them in `of.settlements`, each with `settlementId` and `amount`, which sum to `amount`. `settlements` lists them with what is left. What came back of one is not taken back again when it is reversed.',
  ),
  'recovery-sum-differs': problem(
    'rejected',
    '逐笔追回金额合计与总额不符',
    'The settlements of the recovery do not add up',
    'of.settlements 各笔合计 {sum} 元，amount 为 {amount} 元；请使两者相等。',
    'The amounts in `of.settlements` sum to {sum} and `amount` is {amount}; send the same.',
  ),
  'payment-before-approval': problem(
    'rejected',
    '拨付日期早于核准日期',
    'The payment is before the approval',
    '清算 {id} 于 {approvedOn} 核准，拨付日期（paidOn）为 {paidOn}；请按银行回单填写核准当日或之后的日期。',
    'Clearing {id} was approved on {approvedOn} and `paidOn` is {paidOn}; send the day of the bank’s slip, on or after the approval.',
  ),
  'payment-differs': problem(
    'conflict',
    '该清算已按其他日期或凭证号拨付',
    'The clearing was paid under another day or number',
    '清算 {id} 已于 {paidOn} 拨付，银行凭证号 {paymentNo}，未作更改；请核对，重复发送时填写相同内容。',
    'Clearing {id} was paid on {paidOn} under the number {paymentNo} and stays so; check it, and send the same to repeat it.',
  ),
} as const
