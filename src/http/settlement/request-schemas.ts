import { z } from 'zod'
import { careNames, cares } from '../../domain/names/care.ts'
import { amount, code, day, flagField, named, oneOf, orNothing, wordsText } from '../shared/fields.ts'

const none = '0.00'

export const costs = z
  .strictObject(
    {
      total: amount('Total cost of the visit in yuan', '医疗费总额', 'medfee_sumamt'),
      offCatalogue: amount(
        'Cost outside the catalogue, all the patient’s; 0.00 when left out',
        '全自费金额；不填为 0.00',
        'fulamt_ownpay_amt',
      ).default(none),
      overLimit: amount(
        'Cost above a price limit; 0.00 when left out',
        '超限价自费费用；不填为 0.00',
        'overlmt_selfpay',
      ).default(none),
      preSelfPay: amount(
        'Part of in-catalogue items that the patient pays first; 0.00 when left out',
        '先行自付金额；不填为 0.00',
        'preselfpay_amt',
      ).default(none),
      inScope: amount('Cost within the scope of the policy', '符合政策范围金额', 'inscp_scp_amt'),
    },
    { error: 'object' },
  )
  .meta({ id: 'Costs' })

export const paid = z
  .strictObject(
    {
      basic: orNothing(
        amount(
          'Paid by basic insurance; computed from the schedule of the policy when left out',
          '基本医疗保险统筹基金支出；不填则按政策标准计算',
          'hifp_pay',
        ),
      ),
      criticalIllness: orNothing(
        amount(
          'Paid by residents’ critical-illness insurance; computed when left out',
          '居民大病保险资金支出；不填则按政策标准计算',
          'hifmi_pay',
        ),
      ),
      supplementary: amount(
        'Paid by supplementary insurance; 0.00 when left out',
        '补充医疗保险支出；不填为 0.00',
        'hifes_pay',
      ).default(none),
      commercial: amount(
        'Paid by commercial insurance; 0.00 when left out',
        '商业保险支出；不填为 0.00',
        'oth_pay',
      ).default(none),
      socialAid: amount(
        'Given by social mutual aid; 0.00 when left out',
        '社会互助帮扶支出；不填为 0.00',
        'oth_pay',
      ).default(none),
      assistance: orNothing(
        amount(
          'Paid as assistance under an earlier policy that the documents do not hold; only for people whose aid they leave open (`left-open`), and re-aid is then reckoned on the rest',
          '原有政策已支付的医疗救助；仅限文件把救助留待他方确定（left-open）的人员，再救助按其余部分计算',
          'maf_pay',
        ),
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'Paid' })

export const settlementNo = code(
  64,
  'The hospital’s own number of the settlement, never used for another',
  '医药机构结算编号，由医院编定、不得重复使用',
  'medins_setl_id',
)
export const personNo = code(30, 'Number of the insured person', '人员编号', 'psn_no')
export const hospitalCode = code(30, 'Code of the hospital', '定点医药机构编号', 'fixmedins_code')

export const besidesOf = (en: string, zh: string) =>
  orNothing(named(z.array(settlementNo, { error: 'besides' }).max(20, { error: 'besides' }), en, zh))

export const visitFields = {
  personNo,
  hospitalCode,
  care: oneOf(cares, 'Kind of care', '医疗类别 (med_type)', careNames),
  admittedOn: orNothing(day('Day of admission; stays only', '入院日期，仅住院填写', 'begndate')),
  dischargedOn: orNothing(day('Day of discharge; stays only', '出院日期，仅住院填写', 'dscgTime')),
  servedOn: orNothing(day('Day of service; outpatient care only', '就诊日期，仅门诊填写')),
  referral: orNothing(
    named(
      z.enum(['proper', 'none']),
      'Whether the patient was properly referred; matters only outside the insured place',
      '转诊情况：proper 规范转诊, none 未转诊；仅参保地以外就医时有影响',
    ),
  ),
  emergency: flagField('Whether it was an emergency; false when left out', '是否急诊；不填为 false').default(false),
  diseaseCode: orNothing(
    wordsText(
      50,
      'Code of the disease, as registered; needed for all care but a plain stay',
      '病种编码，与备案一致；除普通住院外必填',
    ),
  ),
  costs: named(costs, 'Costs of the visit; the four parts add up to the total', '费用构成，四项之和等于总额'),
  paid: named(paid, 'What other payers have already settled', '其他支付方已结算金额').prefault({}),
  thirdPartyInjury: flagField(
    'Whether somebody else caused the injury; false when left out. It is settled with a warning, or refused where the region says so',
    '是否由第三人造成的伤害（rel_ttp_flag）；不填为 false。照收并提示，地区规定不予结算的除外',
  ).default(false),
  besides: besidesOf(
    'Numbers of the hospital’s settlements of the same day, disease and amounts beside which this is another visit; only where it is refused as `same-visit-settled` and there were two. Outpatient care only',
    '同日、同病种、同金额的本院其他结算编号，表示本次是另一次就诊；仅在以 same-visit-settled 退回且确为两次时填写，限门诊',
  ),
}

interface Days {
  readonly besides?: readonly string[] | null | undefined
  readonly care: (typeof cares)[number]
  readonly admittedOn?: string | null | undefined
  readonly dischargedOn?: string | null | undefined
  readonly servedOn?: string | null | undefined
}

/** Stays have two days and outpatient care has one; the package of a critical disease may be either. */
export function daysFitCare(body: Days, context: z.RefinementCtx): void {
  const [admitted, discharged, servedOn] = [body.admittedOn, body.dischargedOn, body.servedOn].map((day) => day != null)
  const stay = admitted && discharged && !servedOn
  const served = servedOn && !admitted && !discharged
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (body.care === 'inpatient' && !stay) refuse(missingDay(body), 'stay-days')
  else if (body.care === 'critical-disease' && !stay && !served) refuse(missingDay(body), 'stay-or-served')
  else if (body.care.startsWith('outpatient') && !served) refuse('servedOn', 'served-on')
  if (body.besides?.length && !served) refuse('besides', 'besides')
}

function missingDay({ admittedOn, dischargedOn }: Days): string {
  if (admittedOn == null) return 'admittedOn'
  return dischargedOn == null ? 'dischargedOn' : 'servedOn'
}

export const settlementRequest = z
  .strictObject({ settlementNo, ...visitFields }, { error: 'object' })
  .superRefine(daysFitCare)
  .meta({
    id: 'SettlementRequest',
    description: 'One discharge or outpatient visit to settle / 一次住院或门诊的结算请求',
  })

export const quoteRequest = z
  .strictObject({ settlementNo: settlementNo.optional(), ...visitFields }, { error: 'object' })
  .superRefine(daysFitCare)
  .meta({
    id: 'QuoteRequest',
    description: 'The same as a settlement; its number may be left out / 预结算请求，编号可不填',
  })

export type SettlementBody = z.output<typeof settlementRequest>
export type QuoteBody = z.output<typeof quoteRequest>
