import { problem } from './problem.ts'

/** How the national messages of hospitals, and the visits that they tell of, are refused. */
export const problemsOfMessages = {
  'transaction-unknown': problem(
    'not-found',
    '没有该交易',
    'There is no such transaction',
    '没有交易编号 {infno}；可用：{known}。',
    'There is no transaction {infno}; there are: {known}.',
  ),
  'already-admitted': problem(
    'conflict',
    '该人员已在院',
    'The person is in hospital already',
    '该人员已在院：医疗机构 {hospitalCode}，{on} 入院，就诊ID {mdtrtId}；请先办理该次出院（2402）或撤销（2404），再办理入院。',
    'The person is in hospital {hospitalCode} since {on}, visit {mdtrtId}; end that stay (2402) or call it off (2404) first.',
  ),
  'care-not-settled': problem(
    'rejected',
    '该医疗类别不在此结算',
    'This kind of care is not settled here',
    'med_type {medType}（{name}）不在此办理：普通门急诊不属于救助“一站式”结算，门诊用 14，住院用 21 等；请改为 {settled}，或不在此登记。',
    'The med_type {medType} is not settled this way: ordinary outpatient care is not, 14 is outpatient care of a registered disease, 21 and others are stays; send {settled}, or do not register it here.',
  ),
  'message-reused': problem(
    'rejected',
    '报文编号已用于其他内容',
    'The message number was used for another message',
    '报文 {msgid} 已用于内容不同的 {infno}；请换用新的 msgid 重新发送。',
    'The msgid {msgid} was used for a {infno} with another content; send this one under a new msgid.',
  ),
  'message-undone': problem(
    'conflict',
    '报文已作废',
    'The message was undone',
    '报文 {msgid} 已由 2601 冲正或作废，不再结算；请用新的 msgid 重新结算。',
    'A 2601 has undone the message {msgid}, so it does not settle any more; settle again under a new msgid.',
  ),
  'not-undoable': problem('rejected', '不能以 2601 冲正', 'A 2601 does not undo this', '{reason.zh}', '{reason.en}'),
  'visit-state': problem(
    'conflict',
    '就诊状态不允许',
    'The visit does not allow this now',
    '就诊 {mdtrtId}：{reason.zh}',
    'Visit {mdtrtId}: {reason.en}',
  ),
  'visit-settled': problem(
    'conflict',
    '该就诊已结算',
    'The visit is settled',
    '就诊 {mdtrtId} 已由报文 {msgid} 结算；请先以 {undoneBy} 撤销结算，再重新发送。',
    'Visit {mdtrtId} was settled by message {msgid}; undo that settlement with {undoneBy} first, then send this again.',
  ),
  'visit-being-settled': problem(
    'conflict',
    '该就诊正在结算',
    'The visit is being settled',
    '就诊 {mdtrtId} 正由报文 {msgid} 结算，本报文未写入；请稍候以原报文重发。',
    'Visit {mdtrtId} is being settled by message {msgid}, so nothing of this one was taken; send it again in a moment.',
  ),
  'fee-line-invalid': problem(
    'rejected',
    '费用明细有误',
    'The fee line is not valid',
    '费用明细 {line}：{reason.zh}',
    'Fee line {line}: {reason.en}',
  ),
  'amounts-differ-from-lines': problem(
    'rejected',
    '金额与费用明细不符',
    'The amounts differ from the fee lines',
    '{field} 报文为 {sent}，费用明细合计 {summed}；请更正报文金额或明细，或不填由明细汇总。',
    '{field} is {sent} in the message and {summed} in the fee lines; correct either, or leave it out to have it summed.',
  ),
  'code-unknown': problem(
    'rejected',
    '代码不在对照表中',
    'The code is not in the region’s map',
    '地区 {region} 在 {on} 的 {table} 对照表中没有「{code}」；可用：{known}。',
    'The {table} map of region {region} on {on} has no `{code}`; it has: {known}.',
  ),
} as const
