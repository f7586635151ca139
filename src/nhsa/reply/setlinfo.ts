import type { Codes } from '../../application/hospital-visits/national-codes.ts'
import type { Patient } from '../../application/hospital-visits/patients.ts'
import type { HospitalVisit } from '../../application/hospital-visits/visit.ts'
import type { SettlementAnswer } from '../../application/settlement/settlement-answer.ts'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import { decimal, less, yuan } from '../../domain/money.ts'
import { nationalFigures } from '../../domain/reconciliation/national-figures.ts'
import { exact, type Out } from '../envelope/json.ts'
import { insutypeOf, personFields, psnType } from './person.ts'

/** Everything that a settlement's reply is made of. */
export interface Shown {
  readonly settlement: SettlementAnswer
  readonly visit: HospitalVisit
  readonly medType: string
  readonly patient: Patient
  readonly codes: Codes
  readonly careRegion: string
}

/** A reversal shows what it was made from with every amount negated; its own id and number stand in place. */
export interface ShownAs {
  readonly setlId: string | null
  readonly msgid: string
  /** `2023-03-15 10:20:30`; null for a quote. */
  readonly at: string | null
  readonly payers: PayerAmounts
  readonly isNegated: boolean
}

/** All fields of `setlinfo` in the interface's order. The identities A to D hold to the fen, negated or not. */
export function setlinfo(shown: Shown, as: ShownAs): { readonly [name: string]: Out } {
  const { settlement, visit, medType, patient, codes, careRegion } = shown
  const on = settlement.dischargedOn ?? settlement.servedOn ?? ''
  const signed = (amount: string) => exact(as.isNegated ? yuan(decimal(amount).negated()) : amount)
  const figures = nationalFigures(as.payers, patient.insuranceOn(on))
  const deductible = deductibleOf(settlement)
  const { costs } = settlement
  return {
    mdtrt_id: visit.mdtrtId,
    setl_id: as.setlId,
    ...personFields(patient, on),
    insutype: insutypeOf(patient, on),
    psn_type: psnType(codes, patient, on),
    cvlserv_flag: '0',
    setl_time: as.at,
    mdtrt_cert_type: visit.certType,
    med_type: medType,
    medfee_sumamt: signed(costs.total),
    fulamt_ownpay_amt: signed(costs.offCatalogue),
    overlmt_selfpay: signed(costs.overLimit),
    preselfpay_amt: signed(costs.preSelfPay),
    inscp_scp_amt: signed(costs.inScope),
    act_pay_dedc: deductible === null ? null : signed(deductible),
    hifp_pay: exact(figures.hifp_pay),
    pool_prop_selfpay: exact(ratioOf(settlement)),
    cvlserv_pay: exact(figures.cvlserv_pay),
    hifes_pay: exact(figures.hifes_pay),
    hifmi_pay: exact(figures.hifmi_pay),
    hifob_pay: exact(figures.hifob_pay),
    hifdm_pay: exact(figures.hifdm_pay),
    maf_pay: exact(figures.maf_pay),
    hosp_part_amt: exact(figures.hosp_part_amt),
    oth_pay: exact(figures.oth_pay),
    fund_pay_sumamt: exact(figures.fund_pay_sumamt),
    psn_part_amt: exact(figures.psn_part_amt),
    acct_pay: exact(figures.acct_pay),
    psn_cash_pay: exact(figures.psn_cash_pay),
    balc: exact('0.00'),
    acct_mulaid_pay: exact(figures.acct_mulaid_pay),
    medins_setl_id: as.msgid,
    clr_optins: careRegion,
    clr_way: '1',
    clr_type: clearingType(visit),
  }
}

/** 清算类别: 11 outpatient, 21 inpatient. */
export function clearingType({ setting }: Pick<HospitalVisit, 'setting'>): string {
  return setting === 'inpatient' ? '21' : '11'
}

/** What basic insurance's deductible took of the scope, where its schedule was asked; unknown where its share was given. */
function deductibleOf({ lines, costs }: SettlementAnswer): string | null {
  const line = lines.find(({ step }) => step === 'basic')
  return line ? yuan(less(decimal(costs.inScope), decimal(line.base))) : null
}

/** Called a self-pay in the field's name, it is basic insurance's share: of its schedule, or what was given of the scope. */
function ratioOf({ lines, payers, costs }: SettlementAnswer): string {
  const rate = lines.find(({ step, payer }) => payer === 'basic' && step !== 'basic-given')?.rate
  if (rate) return decimal(rate).toFixed(4)
  const scope = decimal(costs.inScope)
  return scope.isZero() ? '0.0000' : decimal(payers.basic).div(scope).toFixed(4)
}
