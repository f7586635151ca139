import { problem } from './problem.ts'

/** How money to people is refused: payouts, their batches, what a bank said. */
export const problemsOfPayouts = {
  'account-invalid': problem(
    'rejected',
    '收款账号有误',
    'The account is not valid',
    '收款账号有误：{reason.zh}。',
    'The account cannot be paid into: {reason.en}.',
  ),
  'payee-invalid': problem(
    'rejected',
    '收款人有误',
    'The payee is not valid',
    '收款人「{kind.zh}」填写有误，请按 errors 逐项修改。',
    'The payee cannot be {kind.en} as it was sent; change what `errors` lists.',
  ),
  'payout-nothing-owed': problem(
    'conflict',
    '没有应付个人的款项',
    'Nothing is owed to the person',
    '地区 {region} 的基金对人员 {personNo} 没有未编入支付的应付款（{amount} 元）；可用 GET /v1/payouts?personNo= 查看已有支付，或用 GET /v1/payouts/owed 查看应付名单。',
    'The fund of region {region} owes person {personNo} nothing that no payout holds ({amount}); GET /v1/payouts?personNo= lists what was made, GET /v1/payouts/owed who is owed.',
  ),
  'payout-differs-from-owed': problem(
    'rejected',
    '支付金额与应付金额不符',
    'The amount is not what is owed',
    '地区 {region} 的基金应付人员 {personNo} {owed} 元，填写的是 {amount} 元；请填应付金额，或去掉 amount。',
    'The fund of region {region} owes person {personNo} {owed} and `amount` is {amount}; send what is owed, or leave it out.',
  ),
  'payout-status': problem(
    'conflict',
    '支付状态不允许此操作',
    'The payout does not stand where this is possible',
    '支付 {payoutNo} 为「{status.zh}」，不能{action.zh}；{next.zh}',
    'Payout {payoutNo} is {status.en}, so you cannot {action.en}; {next.en}',
  ),
  'payouts-not-ready': problem(
    'conflict',
    '支付不能编入批次',
    'Some payouts cannot go into a batch',
    '下列支付不存在、不属于该地区、已在批次中、退回后尚未更正账号，或收款人已死亡：{ids}；请从 payouts 中去掉。',
    'These are not there, of another fund, in a batch already, came back and have no mended account, or are of somebody who has died: {ids}; leave them out of `payouts`.',
  ),
  'payee-died': problem(
    'conflict',
    '收款人已死亡',
    'A payee has died',
    '下列支付的收款人已登记死亡：{payouts}；请作废批次，撤回这些支付，再以 heir（继承人）及依据重新登记。',
    'The payees of these have died: {payouts}. Withdraw the batch and these payouts, and make them anew with `heir` and the grounds.',
  ),
  'payouts-none-open': problem(
    'conflict',
    '没有待编批的支付',
    'No payout is open',
    '地区 {region} 没有待编批的支付；应付名单见 GET /v1/payouts/owed，退回的请先更正账号，超过应付金额的请撤销后重新编制。',
    'Region {region} has no payout that could go into a batch; GET /v1/payouts/owed lists who is owed, what came back needs a mended account first, and what is above what is owed by now is withdrawn and made anew.',
  ),
  'payout-exceeds-owed': problem(
    'conflict',
    '支付金额超过现在的应付金额',
    'More would be paid than is owed by now',
    '支付编制后有结算冲正或重算，下列支付已超过应付金额：{payouts}；请撤销批次和这些支付，按现在的应付金额重新编制。',
    'Something was reversed or recalculated since: {payouts} would pay more than is owed; withdraw the batch and these payouts and make them anew.',
  ),
  'batch-status': problem(
    'conflict',
    '批次状态不允许此操作',
    'The batch does not stand where this is possible',
    '支付批次 {batchNo} 为「{status.zh}」，不能{action.zh}；{next.zh}',
    'Batch {batchNo} is {status.en}, so you cannot {action.en} it; {next.en}',
  ),
  'second-pair-of-eyes': problem(
    'forbidden',
    '须由他人复核',
    'Somebody else has to approve it',
    '{what.zh}由您（或本密钥）经办，不能自行复核；请由另一人（或另一密钥）复核。',
    'You, or this key, made the {what.en}; another person, or another key, approves it.',
  ),
  'sent-before-approval': problem(
    'rejected',
    '发送日期早于复核日期',
    'The batch would be sent before it was approved',
    '支付批次 {batchNo} 于 {approvedOn} 复核，发送日期（sentOn）为 {sentOn}；请填复核当日或之后的日期。',
    'Batch {batchNo} was approved on {approvedOn} and `sentOn` is {sentOn}; send a day on or after the approval.',
  ),
} as const
