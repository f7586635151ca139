import type { components } from '../../../../clients/typescript/src/index.ts'

export type Reimbursement = components['schemas']['Reimbursement']

/** The day whose law holds. */
export const dayOf = ({ dischargedOn, servedOn }: Reimbursement): string => dischargedOn ?? servedOn ?? ''
