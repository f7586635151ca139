import { problem } from './problem.ts'

/** What keeps a disallowance from being raised or ended. */
export const problemsOfDisallowances = {
  'disallowance-exceeds-aid': problem(
    'rejected',
    '扣减金额超过该结算可扣减的救助金额',
    'More would be disallowed than the settlement has of aid',
    '结算 {settlementNo} 可扣减的救助金额为 {left} 元（其他未办结的扣减已占 {asked} 元），不能扣减 {amount} 元；请填写大于 0、不超过 {left} 元的金额。',
    'Settlement {settlementNo} has {left} of aid that can be disallowed, beside {asked} that others ask which nobody has decided, and {amount} cannot be; send an amount above nothing and up to {left}.',
  ),
  'disallowance-nothing-left': problem(
    'conflict',
    '该结算没有可扣减的救助金额',
    'Nothing of the settlement is left to disallow',
    '结算 {settlementNo}：{reason.zh}。',
    'Settlement {settlementNo}: {reason.en}.',
  ),
  'disallowance-waits': problem(
    'conflict',
    '医疗机构答复期未满',
    'The hospital is still to be heard',
    '稽核扣减 {disallowanceNo} 尚未收到医疗机构答复，答复截止日为 {answerBy}；请待答复或次日再决定。',
    'The hospital has not answered disallowance {disallowanceNo} and may until {answerBy}; decide once it has, or from the day after.',
  ),
  'disallowance-decided': problem(
    'conflict',
    '稽核扣减已有答复或决定',
    'The disallowance was answered or decided otherwise',
    '稽核扣减 {disallowanceNo} 的状态为“{state.zh}”，不能改变；请查询其内容（GET /v1/disallowances/{id}）。',
    'Disallowance {disallowanceNo} is {state.en} and stays so; read it (GET /v1/disallowances/{id}).',
  ),
} as const
