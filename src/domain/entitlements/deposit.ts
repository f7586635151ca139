/** Why a deposit is not waived (140500/J19), in the order in which it is said. */
export const depositObstacles = ['died', 'no-identity', 'not-named', 'not-designated', 'outside-insured-place'] as const
export type DepositObstacle = (typeof depositObstacles)[number]
