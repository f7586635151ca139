import { z } from 'zod'
import { recalculationRunStatuses, recalculationRunStatusNames } from '../../domain/recalculation-runs/run-statuses.ts'
import { runStage } from '../recalculation/run-schemas.ts'
import { personNo } from '../settlement/request-schemas.ts'
import {
  aDay,
  code,
  day,
  flagField,
  instant,
  listOf,
  named,
  oneOf,
  page,
  regionField,
  uuid,
  wordsText,
  yearField,
  yearQuery,
} from '../shared/fields.ts'

const ofRegion = regionField('Region whose bureau recalculates', '办理重算的地区')
const runNo = code(
  64,
  'Number that the bureau gives the run; the same again is a replay',
  '批量重算编号，由经办机构编定，重复发送返回首次结果',
)
const ofYear = yearField('Year to recalculate', '重算年度')
const rosterId = uuid(
  'A list that was applied: whom it gave or took an identity',
  '已执行的名单：由其认定或取消身份的人员',
)

export const recalculationRunRequest = z
  .strictObject(
    {
      region: ofRegion,
      runNo,
      year: ofYear,
      reason: wordsText(200, 'Why, as the postings will say it', '重算原因，随记账保存'),
      rosterId: rosterId.optional(),
      recordedFrom: day(
        'First day on which something was recorded, whatever brought it: identities, approvals of applications, further numbers of a person',
        '登记日期起：在此期间登记、更正、终止身份，批准申请或合并编号的人员',
      ).optional(),
      recordedTo: day('Last day of those; sent together', '登记日期止，与 recordedFrom 同时填写').optional(),
      personNos: named(z.array(personNo).min(1).max(2000), 'Whom, 1 to 2,000', '指定人员，1 至 2000 人').optional(),
    },
    { error: 'object' },
  )
  .meta({
    id: 'RecalculationRunRequest',
    description:
      'By a list, by days of recording, or by names; none of them is everybody of the year / 按名单、登记日期或指定人员，都不填为该年度全部人员',
  })

export const runWithdrawal = z
  .strictObject({ reason: wordsText(500, 'Why', '原因') }, { error: 'object' })
  .meta({ id: 'RecalculationRunWithdrawal' })

export const recalculationRun = z
  .strictObject({
    id: uuid('Id of the run', '批量重算 ID'),
    region: ofRegion,
    runNo: named(z.string(), 'Number that the bureau gave it', '批量重算编号'),
    year: ofYear,
    status: oneOf(recalculationRunStatuses, 'Where it stands', '状态', recalculationRunStatusNames),
    reason: named(z.string(), 'Why', '重算原因'),
    rosterId: named(z.string().nullable(), 'The list; null where it is about no list', '名单 ID；非按名单的为 null'),
    recordedFrom: named(aDay.nullable(), 'First day on which something was recorded', '登记日期起'),
    recordedTo: named(aDay.nullable(), 'Last day of those', '登记日期止'),
    namesPeople: flagField('Whether it is about people that were named', '是否为指定人员'),
    startedAt: instant('When it was started', '发起时间'),
    startedBy: named(z.string(), 'Id of whoever started it', '发起方 ID'),
    withdrawn: named(
      z
        .strictObject({
          at: instant('When', '时间'),
          by: named(z.string(), 'Id of whoever did', '撤回方 ID'),
          reason: named(z.string(), 'Why', '原因'),
        })
        .meta({ id: 'RecalculationRunWithdrawn' })
        .nullable(),
      'That it was withdrawn',
      '撤回',
    ),
    listing: runStage('The list: what would come out differently', '清单：将会改变的结果'),
    posting: runStage('The postings; null until they are approved', '记账；复核前为 null'),
  })
  .meta({ id: 'RecalculationRun' })
export const recalculationRunList = listOf(recalculationRun, 'Runs, newest first', '批量重算列表，最新在前').meta({
  id: 'RecalculationRunList',
})

export const recalculationRunParams = z.strictObject({ id: uuid('Id of the run', '批量重算 ID') })
export const recalculationRunsQuery = z.strictObject({
  region: regionField('Runs of this region alone', '只查该地区').optional(),
  year: yearQuery('Year', '待遇年度').optional(),
  runNo: runNo.optional(),
  ...page,
})
