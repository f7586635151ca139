import { z } from 'zod'
import { cares } from '../../domain/names/care.ts'
import { runStageNames, runStages } from '../../domain/names/run-stages.ts'
import { jobStatus, startedJob } from '../jobs/schemas.ts'
import { hospitalCode, personNo } from '../settlement/request-schemas.ts'
import { payersAnswer } from '../settlement/schemas.ts'
import { problemCode } from '../shared/codes.ts'
import {
  aDay,
  instant,
  listOf,
  money,
  named,
  oneOf,
  page,
  regionField,
  signedMoney,
  yearField,
} from '../shared/fields.ts'

const sums = {
  personGetsBack: signedMoney('What people get back; negative where they owe', '应退个人金额；负数为个人应补'),
  fundsPay: signedMoney('What the funds pay more; negative where they get back', '各项基金增加支付；负数为应收回'),
  hospitalBears: signedMoney('What hospitals bear more', '医院增加负担', 'hosp_part_amt'),
  owedToPerson: signedMoney(
    'What of it goes to people by a payout, because the hospital has claimed the settlement; negative where they owe',
    '其中由基金直接支付个人的金额（医院已申请清算的结算）；负数为个人欠款',
  ),
}

const howMany = (en: string, zh: string) => named(z.int(), en, zh)

const fundsOfRegion = z
  .strictObject({
    region: regionField('Where the people were insured: whose funds they are', '参保地区，即基金所属地区'),
    settlements: howMany('Settlements that come out differently', '结果改变的结算笔数'),
    basic: signedMoney('What basic insurance pays more', '基本医保基金增加支付', 'hifp_pay'),
    criticalIllness: signedMoney('What critical-illness insurance pays more', '大病保险增加支付', 'hifmi_pay'),
    assistance: signedMoney(
      'What the assistance fund pays more, with re-aid and tilted assistance',
      '医疗救助基金增加支付，含再救助和倾斜救助',
      'maf_pay',
    ),
    fundsPay: signedMoney('What they pay more together', '合计增加支付'),
  })
  .meta({ id: 'RecalculatedFunds' })

const stageSoFar = z
  .strictObject({
    ...startedJob,
    status: jobStatus,
    progress: named(
      z.strictObject({
        done: howMany('People passed', '已处理人数'),
        total: named(z.int().nullable(), 'Of how many; null while nobody has counted', '总人数；尚未统计为 null'),
      }),
      'How far the walk over the people is',
      '进度',
    ),
    askedAt: instant('When it was asked for', '发起时间'),
    askedBy: named(z.string(), 'Id of whoever asked for it', '发起方 ID'),
    approvedBy: named(z.string().nullable(), 'Id of the second person; null where none was needed', '复核人 ID'),
    people: howMany('People of whom something comes out differently', '结果改变的人数'),
    hospitals: howMany('Hospitals of those settlements', '涉及医疗机构数'),
    settlements: howMany('Settlements that come out differently', '结果改变的结算笔数'),
    ...sums,
    gaining: howMany('People who get back more than they owe', '应退的人数'),
    gains: money('What those get back', '应退金额合计'),
    losing: howMany('People who owe', '应补的人数'),
    losses: money('What those owe', '应补金额合计'),
    failures: howMany('People that could not be recalculated; their lines say why', '未能重算的人数，原因见明细'),
    funds: named(z.array(fundsOfRegion), 'The same by the funds that pay', '按基金所属地区汇总'),
  })
  .meta({ id: 'RecalculationStage', description: 'What a stage has come to so far / 该阶段进展与合计' })

/** What a stage has come to; null where it has not begun. */
export const runStage = (en: string, zh: string) => named(stageSoFar.nullable(), en, zh)

const problem = named(
  problemCode.nullable(),
  'Code of what kept the person from being recalculated, listed at /problems; null where nothing did',
  '未能重算的错误代码，见 /problems；无误时为 null',
)

const runLine = z
  .strictObject({
    personNo,
    seq: howMany('Number of the line among the person’s', '该人员的明细序号'),
    year: yearField('Year of the accounts', '待遇年度'),
    settlementId: named(
      z.string().nullable(),
      'Id of the settlement; null of a person who could not be recalculated, as everything of a settlement',
      '结算 ID；未能重算的人员各项为 null',
      'setl_id',
    ),
    settlementNo: named(z.string().nullable(), 'Number of the settlement', '结算编号', 'medins_setl_id'),
    hospitalCode: named(hospitalCode.nullable(), 'Code of the hospital', '医疗机构编号', 'fixmedins_code'),
    insuredRegion: named(
      z.string().nullable(),
      'Where the person was insured then',
      '结算时的参保地',
      'insuplc_admdvs',
    ),
    care: named(z.enum(cares).nullable(), 'Kind of care', '医疗类别'),
    eventOn: named(aDay.nullable(), 'Day of discharge or service', '出院或就诊日期'),
    before: named(payersAnswer.nullable(), 'Who paid what before', '原各方支付'),
    after: named(payersAnswer.nullable(), 'Who pays what now', '现各方支付'),
    ...sums,
    problem,
    detail: named(z.string().nullable(), 'What to do about the problem', '处理办法'),
  })
  .meta({ id: 'RecalculationLine' })
export const runLineList = listOf(runLine, 'A line a settlement', '逐笔明细').meta({ id: 'RecalculationLineList' })

const runPerson = z
  .strictObject({
    personNo,
    settlements: howMany('Settlements that come out differently', '结果改变的结算笔数'),
    hospitals: howMany('Hospitals of those settlements', '涉及医疗机构数'),
    ...sums,
    problem,
  })
  .meta({ id: 'RecalculatedPerson' })
export const runPersonList = listOf(runPerson, 'People, by their numbers', '涉及人员').meta({
  id: 'RecalculatedPersonList',
})

const runHospital = z
  .strictObject({
    hospitalCode,
    people: howMany('People of whom something comes out differently', '结果改变的人数'),
    settlements: howMany('Settlements that come out differently', '结果改变的结算笔数'),
    ...sums,
  })
  .meta({ id: 'RecalculatedHospital' })
export const runHospitalList = listOf(runHospital, 'Hospitals, by their codes', '涉及医疗机构').meta({
  id: 'RecalculatedHospitalList',
})

const stage = oneOf(
  runStages,
  'As the list foresaw it, which is meant when left out, or as it was posted',
  '清单所列（默认）或已记账',
  runStageNames,
).optional()
export const runLinesQuery = z.strictObject({ stage, ...page })
export const runFileQuery = z.strictObject({ stage })
