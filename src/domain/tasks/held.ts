import type { Bilingual } from '../language.ts'

/** Operations that one operator asks for and a second one has done. What they move cannot be looked at beforehand otherwise. */
export const heldOperations = {
  createReversal: { zh: '冲正', en: 'a reversal' },
  correctSettlement: { zh: '结算更正', en: 'a correction of a settlement' },
  recalculate: { zh: '重新结算', en: 'a recalculation' },
  recalculateApplication: { zh: '批准后的重新结算', en: 'a recalculation after an approval' },
  startYearEndRun: { zh: '年末救助', en: 'a year-end run' },
  postPolicyCorrection: { zh: '政策更正记账', en: 'the postings of a policy correction' },
  createFundRecovery: { zh: '基金追回', en: 'a recovery of the fund' },
  reverseOpeningBalance: { zh: '期初余额冲销', en: 'taking back an opening balance' },
  createFundReceipt: { zh: '基金收入', en: 'a receipt of the fund' },
  createSubsidyPayment: { zh: '参保资助拨付', en: 'a subsidy payment' },
} as const satisfies Record<string, Bilingual>

export type HeldOperation = keyof typeof heldOperations

export const needsSecondPerson = (operation: string): operation is HeldOperation =>
  Object.hasOwn(heldOperations, operation)

export const taskStates = ['waiting', 'doing', 'done', 'failed', 'refused', 'withdrawn'] as const
export type TaskState = (typeof taskStates)[number]

export const taskStateNames: Record<TaskState, Bilingual> = {
  waiting: { zh: '待复核', en: 'waiting for a second person' },
  doing: { zh: '执行中', en: 'being done' },
  done: { zh: '已执行', en: 'done' },
  failed: { zh: '未能执行', en: 'could not be done' },
  refused: { zh: '未通过', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'taken back' },
}
