import type { Bilingual } from '../language.ts'

/** What is applied for: an identity, and the aid that goes with it; or aid alone, under an identity that is held. */
export const applicationKinds = ['identity', 'aid'] as const
export type ApplicationKind = (typeof applicationKinds)[number]

export const applicationKindNames: Record<ApplicationKind, Bilingual> = {
  identity: { zh: '身份认定', en: 'identity' },
  aid: { zh: '医疗救助', en: 'aid' },
}

/** Where an application stands. The last three are ends. */
export const applicationStatuses = ['received', 'checked', 'publicised', 'approved', 'refused', 'withdrawn'] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

export const applicationStatusNames: Record<ApplicationStatus, Bilingual> = {
  received: { zh: '已受理', en: 'received' },
  checked: { zh: '已核对', en: 'checked' },
  publicised: { zh: '公示中', en: 'publicised' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '不予批准', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}

/** The step that each open status waits for; a law's periods go by these words. */
export const nextSteps = { received: 'check', checked: 'publicise', publicised: 'decide' } as const
export type WaitingStatus = keyof typeof nextSteps
export type AwaitedStep = (typeof nextSteps)[WaitingStatus]

export const awaitedStepNames: Record<AwaitedStep, Bilingual> = {
  check: { zh: '入户核查、信息核对', en: 'check' },
  publicise: { zh: '公示', en: 'publication' },
  decide: { zh: '审批', en: 'decision' },
}

export function isWaiting(status: ApplicationStatus): status is WaitingStatus {
  return status in nextSteps
}

const onward: Record<ApplicationStatus, readonly ApplicationStatus[]> = {
  received: ['checked', 'refused', 'withdrawn'],
  checked: ['publicised', 'refused', 'withdrawn'],
  publicised: ['approved', 'refused', 'withdrawn'],
  approved: [],
  refused: [],
  withdrawn: [],
}

/** Whether the step leads on from where the application stands. The database holds the same table. */
export function leadsTo(from: ApplicationStatus, to: ApplicationStatus): boolean {
  return onward[from].includes(to)
}

/** What comes next, in words. */
export function nextOf(status: ApplicationStatus): Bilingual {
  if (!isWaiting(status)) return { zh: '申请已办结。', en: 'the application is closed.' }
  const name = awaitedStepNames[nextSteps[status]]
  return {
    zh: `下一步是${name.zh}，也可不予批准或撤回。`,
    en: `the next step is the ${name.en}; it may also be refused or withdrawn.`,
  }
}
