/** Code tables of the national messages that are left to the regions: identities, kinds of visit, funds, kinds of insured. */
export const codeTables = ['psn_idet_type', 'med_type', 'fund_pay_type', 'psn_type'] as const
export type CodeTable = (typeof codeTables)[number]
