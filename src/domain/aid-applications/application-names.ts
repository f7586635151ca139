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

/** What a step did: led onward, or was done where the application stands (140500/J18). */
export const applicationStepKinds = ['advanced', 'documents', 'forwarded', 'told'] as const
export type ApplicationStepKind = (typeof applicationStepKinds)[number]

export const applicationStepKindNames: Record<ApplicationStepKind, Bilingual> = {
  advanced: { zh: '进入下一环节', en: 'led onward' },
  documents: { zh: '补齐材料（容缺后补）', en: 'papers that followed' },
  forwarded: { zh: '转办', en: 'forwarded' },
  told: { zh: '反馈结果', en: 'the outcome told' },
}

/** The step that each open status waits for where publication is asked for; a law's periods go by these words. */
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
  checked: ['publicised', 'approved', 'refused', 'withdrawn'],
  publicised: ['approved', 'refused', 'withdrawn'],
  approved: [],
  refused: [],
  withdrawn: [],
}

/** Whether the step leads on from where the application stands. The database holds the same table. */
export function leadsTo(from: ApplicationStatus, to: ApplicationStatus): boolean {
  return onward[from].includes(to)
}

/** Where papers may follow and a department be asked, and where an outcome is told. */
export function isDoneWhereItStands(kind: ApplicationStepKind, status: ApplicationStatus): boolean {
  if (kind === 'told') return status === 'approved' || status === 'refused'
  return kind !== 'advanced' && isWaiting(status)
}

/** What comes next, in words; `awaited` is the step that the law asks for, null of one that has ended. */
export function nextOf(awaited: AwaitedStep | null): Bilingual {
  if (awaited === null) return { zh: '申请已办结。', en: 'the application is closed.' }
  const name = awaitedStepNames[awaited]
  return {
    zh: `下一步是${name.zh}，也可不予批准或撤回。`,
    en: `the next step is the ${name.en}; it may also be refused or withdrawn.`,
  }
}
