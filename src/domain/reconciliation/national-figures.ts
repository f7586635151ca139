import type { PayerAmounts } from '../adjudication/types.ts'
import type { Insurance } from '../names/insurances.ts'
import { figuresOf, minus } from './figures.ts'

/** Amounts of one visit under their national names: yuan in text, negative for a reversal. */
export interface NationalFigures {
  /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: string
  /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: string
  /** 企业补充医疗保险基金支出; residents' supplementary insurance has no field of its own and stands here. */
  readonly hifes_pay: string
  /** 居民大病保险资金支出 */ readonly hifmi_pay: string
  /** 职工大额医疗费用补助基金支出, which is to employees what critical-illness insurance is to residents. */ readonly hifob_pay: string
  /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: string
  /** 医疗救助基金支出: assistance, re-aid and tilt together. */ readonly maf_pay: string
  /** 其他支出: commercial insurance and social mutual aid. */ readonly oth_pay: string
  /** 基金支付总额 */ readonly fund_pay_sumamt: string
  /** 医院负担金额 */ readonly hosp_part_amt: string
  /** 个人负担总金额 */ readonly psn_part_amt: string
  /** 个人账户支出: residents have no account. */ readonly acct_pay: string
  /** 个人现金支出 */ readonly psn_cash_pay: string
  /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: string
}

const none = '0.00'

/**
 * Who pays what, as the national messages name it; the sums are those that reconciliation and clearing count with.
 *
 * The identities of a settlement's reply hold to the fen: the funds sum to `fund_pay_sumamt` (D), with the person and the
 * hospital they sum to the total (B), and the person's share is account and cash (C).
 */
export function nationalFigures(payers: PayerAmounts, insurance: Insurance = 'residents'): NationalFigures {
  const figures = figuresOf(payers)
  return {
    hifp_pay: figures.basicPaid,
    cvlserv_pay: none,
    hifes_pay: payers.supplementary,
    ...(insurance === 'employees'
      ? { hifmi_pay: none, hifob_pay: figures.criticalIllnessPaid }
      : { hifmi_pay: figures.criticalIllnessPaid, hifob_pay: none }),
    hifdm_pay: none,
    maf_pay: figures.aidPaid,
    oth_pay: minus(figures.otherPaid, payers.supplementary),
    fund_pay_sumamt: figures.fundPaid,
    hosp_part_amt: figures.hospitalPaid,
    psn_part_amt: figures.personPaid,
    acct_pay: figures.accountPaid,
    psn_cash_pay: figures.cashPaid,
    acct_mulaid_pay: none,
  }
}
