import { z } from 'zod'
import { underLaws } from '../../application/recalculation/recalculate.ts'
import { cares } from '../../domain/names/care.ts'
import { hospitalCode, personNo } from '../settlement/request-schemas.ts'
import { payerAmounts, payersAnswer } from '../settlement/schemas.ts'
import { aCategory } from '../shared/clause.ts'
import { problemCode } from '../shared/codes.ts'
import { limitAccountFields } from '../shared/counted-period.ts'
import {
  aDay,
  anInstant,
  code,
  listOf,
  money,
  named,
  page,
  regionField,
  signedMoney,
  wordsText,
  yearField,
  yearQuery,
} from '../shared/fields.ts'

export const previewRequest = z
  .strictObject(
    {
      year: yearField('Year to recalculate', '重算年度'),
      under: named(
        z.enum(underLaws),
        'Under the law of each settlement (then), or the packs in use now: what a newer document, figure or reading would have given',
        '依据：then 结算时的政策，now 现行政策包（用于查看新文件、新数据或新解读的影响，不改变已结算结果）',
      ).default('then'),
    },
    { error: 'object' },
  )
  .meta({ id: 'ResettlePreviewRequest' })

export const recalculationRequest = z
  .strictObject(
    {
      year: yearField('Year to recalculate', '重算年度'),
      reason: wordsText(200, 'Why, such as an identity that was recorded late', '重算原因，如身份补认定'),
      resettleNo: code(
        64,
        'The bureau’s own number of it; sent again it answers the first time',
        '重算编号，由经办机构编定',
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'ResettleRequest' })

export const recalculationDifferencesQuery = z.strictObject({
  region: regionField(
    'Region whose law, or that of what lies below it, the year is settled by',
    '适用政策的地区，含下级地区',
  ),
  year: yearQuery('Year of the accounts', '待遇年度'),
  ...page,
})

const categoryThen = named(
  z.strictObject({
    before: named(aCategory.nullable(), 'The identity that counted', '原有效身份'),
    after: named(aCategory.nullable(), 'The identity that counts', '现有效身份'),
  }),
  'The identity that counts',
  '有效身份',
)

const sums = {
  personGetsBack: signedMoney(
    'What the person gets back; negative where the person owes',
    '应退个人金额；负数为个人应补',
  ),
  fundsPay: signedMoney('What the funds pay more', '各项基金增加支付'),
  hospitalBears: signedMoney('What the hospital bears more', '医院增加负担', 'hosp_part_amt'),
  owedToPerson: signedMoney(
    'What of it goes to the person by a payout, because the hospital has claimed the settlement; negative where the person owes',
    '其中由基金直接支付个人（编制支付）的金额：医院已申请清算的结算；负数为个人欠款',
  ),
}

const moved = z
  .strictObject({
    ...limitAccountFields,
    amount: signedMoney('What the entry uses more, or frees', '占用变化（负数为释放）'),
    usedBefore: money('Used before', '之前已用'),
    usedAfter: money('Used after', '之后已用'),
  })
  .meta({ id: 'MovedLimit' })

const resettled = z
  .strictObject({
    id: named(z.string(), 'Id of the settlement', '结算 ID', 'setl_id'),
    settlementNo: named(z.string(), 'Number of the settlement', '结算编号', 'medins_setl_id'),
    hospitalCode,
    care: named(z.enum(cares), 'Kind of care', '医疗类别'),
    eventOn: named(aDay, 'Day of discharge or service', '出院或就诊日期'),
    region: regionField('Region of the accounts', '限额账户所属地区'),
    year: yearField('Year of the accounts', '待遇年度'),
    insuredRegion: regionField(
      'Where the person was insured then: whose funds pay',
      '结算时的参保地，即支付基金所属地区',
    ),
    seq: named(z.int(), 'Place of the entry in the year', '分录在年度内的序号'),
    category: categoryThen,
    before: named(payersAnswer, 'Who paid what before', '原各方支付'),
    after: named(payersAnswer, 'Who pays what now', '现各方支付'),
    difference: named(
      z.strictObject(payerAmounts(signedMoney)).meta({ id: 'ResettledPayers' }),
      'The entry: what each bears more or less',
      '分录：各方支付的差额',
    ),
    limits: named(z.array(moved), 'What it uses more or less of the limits', '限额占用变化'),
    personGetsBack: sums.personGetsBack,
    owedToPerson: sums.owedToPerson,
  })
  .meta({ id: 'ResettledSettlement', description: 'A settlement that comes out differently / 结果改变的结算' })

const ofHospital = z
  .strictObject({ hospitalCode, settlements: named(z.int(), 'Settlements', '结算笔数'), ...sums })
  .meta({ id: 'ResettledHospital' })

export const recalculation = z
  .strictObject({
    personNo,
    resettleNo: named(z.string().nullable(), 'Its number; null in a preview of a year', '重算编号；年度预览为 null'),
    reason: named(z.string().nullable(), 'Why; null in a preview of a year', '原因；年度预览为 null'),
    firstYear: yearField('First year recalculated', '起始年度'),
    lastYear: yearField('Last year recalculated', '截止年度'),
    resettledAt: named(anInstant.nullable(), 'When; null in a preview', '重算时间；预览为 null'),
    considered: named(z.int(), 'Settlements that were recalculated', '参与重算的结算笔数'),
    settlements: named(z.array(resettled), 'Those that come out differently, in order', '结果改变的结算，按顺序'),
    hospitals: named(
      z.array(ofHospital),
      'The same by hospital: what it pays back to its patients and the funds pay it, of settlements that it has not claimed',
      '按医院汇总：尚未申请清算的结算由医院退还个人',
    ),
    ...sums,
  })
  .meta({ id: 'Resettlement', description: 'Years recalculated with identities recorded late / 补认定后的重算' })

export const recalculationList = listOf(
  recalculation,
  'People of whom something would come out differently; a page may be empty and go on',
  '结果会改变的人员；某一页可能为空而后续仍有',
)
  .extend({
    refused: named(
      z.array(
        z.strictObject({
          personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
          code: named(problemCode, 'Stable code, listed at /problems', '稳定的错误代码，见 /problems'),
          detail: named(z.string(), 'What is missing, and what to do', '所缺内容和处理办法'),
        }),
      ),
      'People of the page whom the packs in use cannot reckon',
      '本页中现行政策包无法计算的人员',
    ),
  })
  .meta({ id: 'ResettlementList' })
