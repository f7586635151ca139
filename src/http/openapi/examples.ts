import { demoHospitals, demoPeople, demoPerson } from '../../application/demo/demo-people.ts'
import { applicationExamples } from './application-examples.ts'
import { correctionExamples } from './correction-examples.ts'
import { openingExamples } from './opening-examples.ts'
import { operatorExamples } from './operator-examples.ts'
import { payoutExamples } from './payout-examples.ts'
import { reimbursementExamples } from './reimbursement-examples.ts'
import { whatIfExamples } from './what-if-examples.ts'

/** Numbers of the demo people and hospitals, so that every example works where the demo data is loaded. */
const jinchengDibao = demoPerson('140500', 'dibao')
const pengshuiMarginal = demoPerson('500243', 'dibao-marginal')
const jiningTekun = demoPerson('370800', 'tekun')

/** Examples of parameters, by name. Optional filters have none, because Swagger UI would send them. */
export const parameterExamples: Readonly<Record<string, string | number>> = {
  personNo: jinchengDibao,
  hospitalCode: 'H14050000001',
  region: '140500',
  year: 2023,
  category: 'dibao',
  lead: 'overlap',
  code: 'invalid-request',
  // In the right form, and never given out: the answer is that it is not genuine.
  receiptNo: '068FB-ZKW01-X0100-00000-00000-63JZ9-J6GMJ',
  quarter: '2023Q1',
}

/**
 * Whom the examples that change a person are tried on: somebody without an identity, so that the people of the other examples
 * and of `npm run demo` stay as they are.
 */
export const practicePerson = demoPeople.find(({ categories }) => categories.length === 0)?.personNo ?? jinchengDibao

/** Of those that must be sent; elsewhere the same names are filters. */
export const requiredExamples: Readonly<Record<string, string>> = {
  month: '2023-06',
  department: 'civil-affairs',
  from: '2023-05-11',
  kind: 'invoice',
}

const none = { offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' }

/** The certificate of a person on dibao in Jincheng; what `npm start` prints first. */
export const certificate = certificateOf(jinchengDibao)

function certificateOf(personNo: string) {
  const { idNumber = '', name = '' } = demoPeople.find((person) => person.personNo === personNo) ?? {}
  return { idType: '01', idNumber, name }
}

/** What registers hold of them on a fresh start, so that sending it changes nothing. */
function hospitalOf(hospitalCode: string) {
  const { hospitalCode: _, ...registered } = demoHospitals.find((one) => one.hospitalCode === hospitalCode) ?? {
    hospitalCode,
  }
  return registered
}

function personOf(personNo: string) {
  const person = demoPeople.find((one) => one.personNo === personNo)
  const { name, idNumber, birthDate, insuredRegion, enrolledTier = null } = person ?? {}
  return { name, idType: '01', idNumber, birthDate, insuredRegion, enrolledTier }
}

/** A stay in Jincheng of the same person; what `npm start` prints second. */
export const stay = {
  settlementNo: 'H140500000012023031512000001',
  personNo: jinchengDibao,
  hospitalCode: 'H14050000001',
  care: 'inpatient',
  admittedOn: '2023-03-01',
  dischargedOn: '2023-03-15',
  referral: 'proper',
  diseaseCode: 'M01.000',
  costs: { total: '52000.00', offCatalogue: '2000.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '50000.00' },
  paid: { basic: '34790.00', criticalIllness: '0.00', supplementary: '0.00', commercial: '0.00', socialAid: '0.00' },
}

const chronic = {
  settlementNo: 'H140500000012023040112000002',
  personNo: jinchengDibao,
  hospitalCode: 'H14050000001',
  care: 'outpatient-chronic',
  servedOn: '2023-04-01',
  diseaseCode: 'E11.900',
  costs: { total: '1200.00', ...none, inScope: '1200.00' },
  paid: { basic: '600.00', criticalIllness: '0.00' },
}

const pengshui = {
  settlementNo: 'H500243000012023070112000001',
  personNo: pengshuiMarginal,
  hospitalCode: 'H50024300001',
  care: 'inpatient',
  admittedOn: '2023-06-20',
  dischargedOn: '2023-07-01',
  costs: { total: '52000.00', ...none, offCatalogue: '2000.00', inScope: '50000.00' },
  paid: { basic: '34790.00', criticalIllness: '0.00' },
}

const jining = {
  settlementNo: 'H370800000012021020112000001',
  personNo: jiningTekun,
  hospitalCode: 'H37080000001',
  care: 'inpatient',
  admittedOn: '2021-01-20',
  dischargedOn: '2021-02-01',
  costs: { total: '30000.00', ...none, inScope: '30000.00' },
  paid: { basic: '18000.00', criticalIllness: '0.00' },
}

const claims = {
  jincheng: { summary: 'Jincheng, a stay, dibao / 晋城 住院 低保对象', value: stay },
  chronic: { summary: 'Jincheng, chronic disease, outpatient / 晋城 门诊慢性病', value: chronic },
  pengshui: { summary: 'Pengshui, a stay, dibao-marginal / 彭水 住院 低保边缘', value: pengshui },
  jining: { summary: 'Jining, a stay, tekun / 济宁 住院 特困人员', value: jining },
}

const aDay = { from: '2023-03-15', to: '2023-03-15' }
const nothingClaimed = { count: 0, total: '0.00', fundPaid: '0.00' }

const one = (summary: string, value: object) => ({ example: { summary, value } })

/** What a person on dibao in Jincheng is entitled to, asked as a hospital's program asks. */
const message = {
  infno: '2001',
  msgid: 'H14050000001202405051200000001',
  mdtrtarea_admvs: '140502',
  insuplc_admdvs: '140502',
  recer_sys_code: 'YIZHAN',
  infver: 'V1.0',
  opter_type: '1',
  opter: '001',
  opter_name: '示例',
  inf_time: '2024-05-05 12:00:00',
  fixmedins_code: 'H14050000001',
  fixmedins_name: '示例晋城市医院',
  input: { data: { psn_no: jinchengDibao, insutype: '390', begntime: '2023-03-01' } },
}

/** Examples of request bodies, by the name of their schema. */
export const bodyExamples: Readonly<Record<string, Readonly<Record<string, { summary: string; value: object }>>>> = {
  SettlementRequest: claims,
  QuoteRequest: claims,
  NationalMessage: one('What a person is entitled to (2001) / 人员待遇享受检查', message),
  ReversalRequest: one('Undo the stay in Jincheng / 冲正晋城住院结算', {
    hospitalCode: stay.hospitalCode,
    settlementNo: stay.settlementNo,
    reversalNo: 'H140500000012023031612000001',
    reason: '录入有误',
    resettleLater: false,
  }),
  CertificateReadRequest: one('The card of a person on dibao in Jincheng / 晋城低保对象的身份证', certificate),
  HospitalRequest: one(
    'The hospital of the examples, as it is registered / 示例医院，与登记一致',
    hospitalOf(stay.hospitalCode),
  ),
  BeneficiaryRequest: one('The person of the examples, as registered / 示例人员，与登记一致', personOf(jinchengDibao)),
  PremiumSubsidyRunRequest: one(
    'What Jincheng’s people are entitled to in 2024, recording nothing / 晋城 2024 年度试算',
    {
      region: '140500',
      year: 2024,
      dryRun: true,
    },
  ),
  YearEndRequest: one('What Jincheng’s year would come to, recording nothing / 晋城年末救助试算', {
    region: '140500',
    year: 2023,
    dryRun: true,
  }),
  BeneficiarySearch: one('By identity card / 按身份证', { idType: certificate.idType, idNumber: certificate.idNumber }),
  FilingRequest: one('Lives in Beijing since 2023 / 2023 年起异地长期居住北京', {
    kind: 'residence',
    toRegion: '110000',
    from: '2023-01-01',
    source: '异地安置备案表',
  }),
  FilingWithdrawal: one('Recorded by mistake / 误登', { reason: '登记有误' }),
  EnrolmentRequest: one('Enrolled in 2023 / 2023 年参保', {
    year: 2023,
    tier: 1,
    from: '2023-01-01',
    to: '2023-12-31',
    source: '税务征缴名单',
  }),
  InsuredRegionRequest: one('Moved to another city / 参保地变更', { region: '140581', from: '2024-01-01' }),
  JoinRequest: one('Two numbers of one person / 同一人的两个编号', {
    otherNo: demoPerson('140500', 'tekun'),
    source: '公安人口信息',
    reason: '换发证件前后登记的姓名和出生日期不同，经公安核对为同一人',
  }),
  DemoClockRequest: one('The last hour of a year / 年末最后一小时', { now: '2023-12-31T23:00:00+08:00' }),
  DeathRequest: one('By the register of deaths / 死亡登记', { diedOn: '2023-06-15', source: '公安死亡登记' }),
  IdentityRequest: one('On dibao since 2023 / 2023 年起低保', {
    category: 'dibao',
    from: '2023-01-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: '晋城民低2023-0001',
  }),
  IdentityEnd: one('Ends with the year / 年底终止', { to: '2023-12-31' }),
  RegistrationRequest: one('A chronic disease / 慢性病备案', {
    kind: 'chronic',
    diseaseCode: 'I10.x00',
    diseaseName: '高血压',
    management: 'visit',
    from: '2023-01-01',
    to: null,
  }),
  RegistrationEnd: one('Ends with the year / 年底终止', { to: '2023-12-31' }),
  RegistrationDecision: one('What a hospital asked for is right / 确认医院提交的备案', {
    decision: 'confirm',
    reason: null,
  }),
  CallerRequest: one('A key for a hospital / 医院密钥', {
    kind: 'hospital',
    name: '示例晋城市医院收费处',
    region: '140502',
    hospitalCode: 'H14050000001',
  }),
  ...operatorExamples,
  TotalsRequest: one('A day of the hospital / 医院某日', {
    hospitalCode: stay.hospitalCode,
    ...aDay,
    claimed: nothingClaimed,
  }),
  ReconciliationRequest: one('A file and its day / 文件与对账日', {
    hospitalCode: stay.hospitalCode,
    fileNo: '03cy2a7rwlrmz8b0g5c9h1k4e',
    ...aDay,
  }),
  ClearingRequest: one('A month / 月度清算', {
    hospitalCode: stay.hospitalCode,
    applicationNo: 'H14050000001-2023-03',
    month: '2023-03',
    clearingType: 'all',
    claimed: { ...nothingClaimed, personPaid: '0.00' },
  }),
  ...Object.fromEntries(
    Object.entries({
      ...payoutExamples,
      ...reimbursementExamples,
      ...openingExamples,
      ...applicationExamples,
      ...correctionExamples,
      ...whatIfExamples,
    }).map(([name, [summary, value]]) => [name, one(summary, value)]),
  ),
  ClearingDecision: one('Approve / 核准', { decision: 'approve', reason: null }),
  FundReceiptRequest: one('Money of the province / 省级补助到账', {
    receiptNo: 'SX-2023-0001',
    source: 'provincial',
    amount: '1000000.00',
    receivedOn: '2023-01-10',
    note: '2023 年省级医疗救助补助资金',
  }),
  ReceiptWithdrawalRequest: one('A digit too many / 金额多录一位', { reason: '金额录入有误' }),
  SubsidyPaymentRequest: one('The year 2024 / 2024 年度', {
    paymentNo: 'CB-2024-0001',
    year: 2024,
    paidOn: '2024-01-15',
    note: '2024 年度资助参保',
  }),
  FundRecoveryRequest: one('Of a clearing / 追回清算拨付', {
    recoveryNo: 'ZH-2023-0001',
    of: { clearingId: '0190f5fe-7c00-7a00-8000-000000000001' },
    amount: '1200.00',
    recoveredOn: '2023-06-30',
    reason: '重复收费',
  }),
  IdentityCorrectionRequest: one('By mistake / 误操作', { reason: '系误操作，经核实更正' }),
  RosterReviewRequest: one('Everybody who waits / 全部采用', { decision: 'taken' }),
  ResettlePreviewRequest: one('The year 2023 / 2023 年度', { year: 2023 }),
  HandDecisionRequest: one('An amount settled by hand / 人工核定金额', {
    ...{ decisionNo: 'HD-2023-0001', payer: 'assistance', amount: '1000.00' },
    grounds: '按文件条款人工核定',
  }),
  ResettleRequest: one('An identity recorded late / 身份补认定', {
    year: 2023,
    reason: '身份补认定',
    resettleNo: 'CS-2023-0001',
  }),
  AlertFollowUpRequest: one('Included / 已纳入监测', {
    result: 'included',
    on: '2024-05-05',
    from: '2024-05-01',
    category: 'monitored-sudden',
    reason: '医疗费用负担过重',
  }),
  AlertSweepRequest: one('The year 2024 of Jincheng / 晋城 2024 年度筛查', { region: '140500', year: 2024 }),
  WebhookRequest: one('Alerts of Jincheng / 晋城预警推送', {
    url: 'https://receiver.example.org/yizhan',
    events: ['alert.raised'],
    region: '140500',
  }),
  SubsidyRequest: one('The premium of 2024 / 2024 年参保资助', { personNo: jinchengDibao, year: 2024, tier: null }),
}
