import { z } from 'zod'
import {
  alarmNames,
  alarms,
  alertCauseNames,
  alertCauses,
  alertStatuses,
  alertStatusNames,
  followUpNames,
  followUpResults,
} from '../../domain/alerts/alert-names.ts'
import { startedJob } from '../jobs/schemas.ts'
import { category, clauseField, maybeCategory } from '../shared/clause.ts'
import { department, departmentsListed } from '../shared/departments.ts'
import {
  aDay,
  code,
  day,
  instant,
  listOf,
  money,
  named,
  oneOf,
  page,
  regionField,
  someWords,
  uuid,
  yearField,
  yearQuery,
} from '../shared/fields.ts'

const aMonth = z
  .string({ error: 'month' })
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, { error: 'month' })
  .meta({ examples: ['2023-06'] })
const result = oneOf(followUpResults, 'What was found', '核查结果', followUpNames)
const status = oneOf(alertStatuses, 'Where it stands', '状态', alertStatusNames)
const pushedTo = named(
  z.array(z.string()),
  'Departments that the clause sends it to, each month',
  `条款规定每月推送的部门：${departmentsListed}`,
)

export const alertParams = z.strictObject({ id: uuid('Id of the alert', '预警 ID') })

export const alertsQuery = z.strictObject({
  region: regionField(
    'Where people are insured; left out, the region of the key',
    '参保地区；不填为密钥所属地区',
  ).optional(),
  year: yearQuery('Year of the burden', '年度').optional(),
  status: status.optional(),
  from: day('Raised on this day or later, in China', '预警日期起').optional(),
  to: day('Raised on this day or earlier', '预警日期止').optional(),
  ...page,
})

export const alertExportQuery = z.strictObject({
  region: regionField('Where people are insured', '参保地区'),
  month: named(aMonth, 'Month in which alerts were raised, in China', '预警月份'),
  department: department('Whom the file is for', '接收部门'),
  format: named(
    z.enum(['csv', 'xlsx']).default('csv'),
    'csv for programs; xlsx for people, whose spreadsheet would shorten the ID numbers of a CSV',
    '文件格式：csv 供程序读取；人工查看请用 xlsx，电子表格直接打开 CSV 会损坏证件号码',
  ),
})

export const followUpRequest = z
  .strictObject(
    {
      result,
      on: day('The day it was found out', '核查日期'),
      from: named(aDay.nullish(), 'For included: from which day', 'included 时填写：纳入起始日期'),
      category: named(category('c', 'c').nullish(), 'For included: as what', 'included 时填写：身份类别'),
      reason: named(someWords(500).nullish(), 'Needed for not-included', 'not-included 时必填：原因'),
    },
    { error: 'object' },
  )
  .meta({ id: 'AlertFollowUpRequest' })

export const sweepRequest = z
  .strictObject(
    { region: regionField('A region of the pack', '地区'), year: yearField('Year of the burden', '年度') },
    { error: 'object' },
  )
  .meta({ id: 'AlertSweepRequest' })

export const startedSweep = z
  .strictObject({
    ...startedJob,
    region: regionField('The pack that is swept', '筛查的政策包地区'),
    year: yearField('The year', '年度'),
  })
  .meta({ id: 'StartedAlertSweep' })

const followUp = z
  .strictObject({
    result,
    on: day('The day it was found out', '核查日期'),
    from: named(z.string().nullable(), 'Included from', '纳入起始日期'),
    category: named(z.string().nullable(), 'Included as', '纳入的身份类别'),
    reason: named(z.string().nullable(), 'Why', '原因'),
    recordedAt: instant('When it was recorded', '登记时间'),
    recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
    identityId: named(
      z.string().nullable(),
      'The identity of that category in force on that day; null until the certifying department’s list has opened it',
      '该类别在起始日期有效的身份；认定部门名单登记之前为 null',
    ),
  })
  .meta({ id: 'AlertFollowUp' })

export const alert = z
  .strictObject({
    id: uuid('Id of the alert', '预警 ID'),
    personNo: code(64, 'The person', '人员编号', 'psn_no'),
    name: named(z.string(), 'The name, masked', '姓名（已遮盖）', 'psn_name'),
    region: regionField('Whose policy it is raised under', '适用政策的地区'),
    year: yearField('Year of the burden', '年度', 'year'),
    insuredRegion: regionField('Where the person is insured', '参保地区', 'insuplc_admdvs'),
    cause: oneOf(alertCauses, 'What found it', '触发来源', alertCauseNames),
    settlementId: named(z.string().nullable(), 'The settlement that passed the line', '触发预警的结算 ID', 'setl_id'),
    category: maybeCategory('The person’s category in force; null when none is', '人员有效的救助身份；没有则为 null'),
    alarm: oneOf(alarms, 'What the person is watched against', '预警类别', alarmNames),
    line: money('The line', '预警标准'),
    burdenBefore: money('The burden of the year before', '触发前的个人累计负担'),
    burden: money('The burden of the year that was above the line', '触发时的个人累计负担'),
    burdenNow: money('The burden of the year now', '目前的个人累计负担'),
    happenedOn: day('Day of the visit or sweep', '就诊或筛查日期'),
    raisedAt: instant('When it was raised', '预警时间'),
    checkBy: day('Day by which it is to be checked', '核查期限'),
    clause: clauseField('The clause that gives the line', '标准所依据的条款'),
    policyHash: named(z.string(), 'Hash of the policy pack', '政策包哈希'),
    pushedTo,
    status,
    followUps: named(z.array(followUp), 'What was done, in order', '核查与处理记录'),
  })
  .meta({ id: 'Alert', description: 'A person above the line of early warning / 预警' })

const watched = z
  .strictObject({
    region: regionField('A pack', '政策包地区'),
    says: named(
      z.enum(['lines', 'left-open', 'nothing']),
      'lines: alerts are raised; left-open: the documents leave the line to someone else; nothing: they do not speak of it',
      'lines 有标准；left-open 文件留待他方规定；nothing 文件未提及',
    ),
    lines: named(
      z.array(
        z.strictObject({
          for: named(z.union([z.array(z.string()), z.literal('everyone-else')]), 'Whom it is for', '适用人员'),
          alarm: oneOf(alarms, 'What people are watched against', '预警类别', alarmNames),
          above: money('Strictly above', '超过（不含）'),
          pushedTo,
          clause: clauseField('The clause', '条款'),
        }),
      ),
      'The lines in force',
      '生效的标准',
    ),
    gap: named(
      z
        .strictObject({
          clause: clauseField('The clause', '条款'),
          decides: named(z.string(), 'Who is to decide', '由谁确定'),
        })
        .nullable(),
      'The clause that leaves it open',
      '未明确标准的条款',
    ),
    text: named(z.string(), 'The same as a sentence', '说明文字'),
  })
  .meta({ id: 'Watched', description: 'What a region’s documents say of early warning / 地区文件对预警的规定' })

export const alertList = listOf(alert, 'Alerts, newest first', '预警列表，最新在前')
  .extend({ watched: named(z.array(watched), 'What the documents of the region say', '该地区文件的规定') })
  .meta({ id: 'AlertList' })
