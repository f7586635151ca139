export const callerKinds = ['hospital', 'bureau', 'auditor'] as const
export type CallerKind = (typeof callerKinds)[number]
