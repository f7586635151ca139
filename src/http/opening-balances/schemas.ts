import { z } from 'zod'
import { openingStatuses, openingStatusNames } from '../../domain/opening-balances/opening-names.ts'
import { limitAccountFields } from '../shared/counted-period.ts'
import {
  amount,
  code,
  day,
  flagField,
  instant,
  listOf,
  money,
  named,
  oneOf,
  page,
  regionField,
  uuid,
  wordsText,
  yearField,
  yearQuery,
} from '../shared/fields.ts'
import { columnsPassedOver } from '../shared/list-answer.ts'

const openingNo = code(
  64,
  'Number that the bureau gives it; the same again is a replay',
  '期初编号，由经办机构编定，重复发送返回首次结果',
)
const personNo = code(30, 'Number of the person', '人员编号', 'psn_no')
const limitName = code(60, 'Name of the limit, as the annual cap has it', '限额名称，与年度限额查询一致')

const usedLimit = z
  .strictObject({ name: limitName, used: amount('Used of it', '已用金额') }, { error: 'object' })
  .meta({ id: 'OpenedLimitRequest' })
const paidTopUp = z
  .strictObject(
    { name: limitName, paidOn: amount('Of the self-pay, what it has paid on', '已计算补差的累计自付') },
    { error: 'object' },
  )
  .meta({ id: 'OpenedTopUpRequest' })

export const openingRequest = z
  .strictObject(
    {
      openingNo,
      personNo,
      asOf: day('The day up to which the sums go; its year is the year', '截止日期，所在年份即待遇年度'),
      source: wordsText(200, 'Where they are known from: the system or the paper', '数据来源：原系统或文件'),
      limits: named(z.array(usedLimit).max(20), 'What was used of each limit', '各限额已用金额').optional(),
      selfPay: amount(
        'In-scope self-pay after main aid, which tilt or re-aid looks at',
        '救助后累计自付（倾斜、再救助依据）',
      ).optional(),
      personBurden: amount(
        'All that the person paid, which early warning looks at',
        '个人负担累计（预警依据）',
        'psn_part_amt',
      ).optional(),
      inpatientSelfPay: amount(
        'In-scope inpatient self-pay, from which the deductible is met',
        '住院累计自付（累计起付标准）',
      ).optional(),
      criticalIllnessBase: amount('In-scope cost left by basic insurance', '大病保险累计合规自付').optional(),
      basicPaid: amount('Paid by basic insurance', '基本医保累计支付', 'hifp_pay').optional(),
      basicEntered: amount(
        'In-scope cost that entered basic insurance, where that has bands of the year',
        '进入基本医保分段计算的累计费用',
      ).optional(),
      topUps: named(z.array(paidTopUp).max(20), 'What tilt or re-aid has paid on', '倾斜、再救助已计算部分').optional(),
      stays: named(z.int().min(0).max(999), 'Stays of the year so far', '本年度已住院次数').optional(),
    },
    { error: 'object' },
  )
  .meta({ id: 'OpeningBalanceRequest', description: 'What a person has used of a year before / 期初余额' })

const resettleLater = flagField(
  'Recalculate what was settled here already, in the same step',
  '同时重算已结算的就诊',
).optional()
export const openingApproval = z.strictObject({ resettleLater }, { error: 'object' }).meta({ id: 'OpeningApproval' })
export const openingReason = z
  .strictObject({ reason: wordsText(500, 'Why', '原因') }, { error: 'object' })
  .meta({ id: 'OpeningReason' })
export const openingReversal = z
  .strictObject(
    {
      reversalNo: code(64, 'Number that the bureau gives the reversal', '冲销编号'),
      reason: wordsText(500, 'Why', '原因'),
      resettleLater,
    },
    { error: 'object' },
  )
  .meta({ id: 'OpeningReversal' })
export const openingApprovals = z
  .strictObject(
    {
      ids: named(z.array(uuid('Id', '期初余额 ID')).min(1).max(500), 'Which, 1 to 500', '期初余额，1 至 500 条'),
      resettleLater,
    },
    { error: 'object' },
  )
  .meta({ id: 'OpeningApprovals' })

export const openingParams = z.strictObject({ id: uuid('Id of the opening balance', '期初余额 ID') })
const status = oneOf(openingStatuses, 'Where it stands', '状态', openingStatusNames)
export const openingsQuery = z.strictObject({
  region: regionField('Region where the people are insured', '参保地区').optional(),
  personNo: personNo.optional(),
  year: yearQuery('Year', '待遇年度').optional(),
  status: status.optional(),
  ...page,
})

const step = z
  .strictObject({ at: instant('When', '时间'), by: named(z.string(), 'Caller', '调用方') })
  .meta({ id: 'OpeningStep' })

const openedFields = {
  openingNo: named(z.string(), 'The bureau’s number', '期初编号'),
  asOf: day('Up to which day', '截止日期'),
  source: named(z.string(), 'Where it is known from', '数据来源'),
  limits: named(
    z.array(z.strictObject({ ...limitAccountFields, used: money('Used', '已用') }).meta({ id: 'OpenedLimit' })),
    'What was used of each limit',
    '各限额已用',
  ),
  selfPay: money('Self-pay', '累计自付'),
  personBurden: money('Burden', '个人负担累计', 'psn_part_amt'),
  inpatientSelfPay: money('Inpatient self-pay', '住院累计自付'),
  criticalIllnessBase: money('Left by basic insurance', '大病保险累计合规自付'),
  basicPaid: money('Paid by basic insurance', '基本医保累计支付', 'hifp_pay'),
  basicEntered: money('Entered basic insurance', '进入基本医保累计费用'),
  topUps: named(
    z.array(
      z
        .strictObject({ name: named(z.string(), 'Limit', '限额'), paidOn: money('Paid on', '已计算') })
        .meta({ id: 'OpenedTopUp' }),
    ),
    'What tilt or re-aid has paid on',
    '倾斜、再救助已计算部分',
  ),
  stays: named(z.int(), 'Stays', '住院次数'),
}

/** As the accounts of a person show it. */
export const openedYearAnswer = z
  .strictObject(openedFields)
  .meta({ id: 'OpenedYear', description: 'What was used before / 期初' })

export const opening = z
  .strictObject({
    id: uuid('Id of the opening balance', '期初余额 ID'),
    region: regionField('Where the person is insured', '参保地区'),
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    lawRegion: regionField('Region whose accounts it opens', '限额账户所属地区'),
    year: yearField('Year', '待遇年度'),
    status,
    ...openedFields,
    entered: named(step, 'Entered', '录入'),
    decided: named(step.nullable(), 'Approved, refused or withdrawn', '复核、退回或撤回'),
    reversed: named(step.nullable(), 'Taken back', '冲销'),
    reversalNo: named(z.string().nullable(), 'Number under which it was taken back', '冲销编号'),
    reason: named(z.string().nullable(), 'Why it ended', '原因'),
  })
  .meta({ id: 'OpeningBalance' })
export const openingList = listOf(opening, 'Newest first', '最新在前').meta({ id: 'OpeningBalanceList' })

const said = named(z.string().nullable(), 'What to send instead', '应如何更正')
export const openingsOfFile = z
  .strictObject({
    entered: named(z.int(), 'Entered', '新录入条数'),
    known: named(z.int(), 'Entered before', '此前已录入'),
    refused: named(z.int(), 'Refused', '未录入'),
    columnsPassedOver,
    lines: named(
      z.array(
        z
          .strictObject({
            line: named(z.int(), 'Line of the file', '行号'),
            openingNo: named(z.string().nullable(), 'Number', '期初编号'),
            openingId: named(z.string().nullable(), 'Id', '期初余额 ID'),
            outcome: named(
              z.enum(['entered', 'known', 'refused']),
              'What came of it',
              '结果：entered 已录入, known 此前已录入, refused 未录入',
            ),
            detail: said,
          })
          .meta({ id: 'OpeningOfFile' }),
      ),
      'Line by line',
      '逐行结果',
    ),
  })
  .meta({ id: 'OpeningsOfFile' })

export const openingsApproved = z
  .strictObject({
    approved: named(z.int(), 'Posted', '已记账'),
    known: named(z.int(), 'Posted before', '此前已记账'),
    refused: named(z.int(), 'Refused', '未通过'),
    lines: named(
      z.array(
        z
          .strictObject({
            openingId: uuid('Id', '期初余额 ID'),
            openingNo: named(z.string().nullable(), 'Number', '期初编号'),
            outcome: named(
              z.enum(['approved', 'known', 'refused']),
              'What came of it',
              '结果：approved 已记账, known 此前已记账, refused 未通过',
            ),
            detail: said,
          })
          .meta({ id: 'ApprovedOpening' }),
      ),
      'One by one',
      '逐条结果',
    ),
  })
  .meta({ id: 'OpeningsApproved' })
