import { z } from 'zod'
import { yearEndKindNames, yearEndKinds } from '../../domain/names/year-end-kinds.ts'
import { jobStatus, startedJob } from '../jobs/schemas.ts'
import { problemCode } from '../shared/codes.ts'
import {
  flagField,
  instant,
  listOf,
  money,
  named,
  oneOf,
  orNothing,
  page,
  regionField,
  uuid,
  yearField,
  yearQuery,
  yuanText,
} from '../shared/fields.ts'

const ofRegion = regionField('Region whose accounts are closed', '年度账户所属地区')

const kind = oneOf(
  yearEndKinds,
  'What the run aids: visits under a quota, which is meant when left out; households together; or people once more out of what the fund has left',
  '办理内容：限额管理的慢性病（默认）、家庭合并救助、用基金结余的二次救助',
  yearEndKindNames,
)

export const yearEndRequest = z
  .strictObject(
    {
      region: ofRegion,
      year: yearField('Year of the visits', '待遇年度'),
      dryRun: flagField('true to see what it would come to; nothing is posted', '为 true 时只预览，不记账').optional(),
      kind: kind.optional(),
      available: orNothing(
        money(
          'What the fund has left for the second aid; that kind alone takes it. Left out: what the fund has available by its account',
          '可用于二次救助的基金结余，仅二次救助填写；不填时取基金账上可用余额',
        ),
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'YearEndRequest' })

const sums = {
  visits: named(z.int(), 'Visits that waited for the end of the year', '待年末救助的就诊次数'),
  base: money('What the insurers had left of their in-scope cost', '保险支付后剩余的政策范围内费用'),
  due: money('What the rates come to, before the limit', '按比例应救助金额（未受限额限制）'),
  assistance: money('Medical assistance', '医疗救助'),
  reAid: money('Re-aid', '再救助'),
  tilt: money('Tilted assistance', '倾斜救助'),
}

export const yearEndRun = z
  .strictObject({
    id: uuid('Id of the run', '年末救助 ID'),
    region: ofRegion,
    year: yearField('Year of the visits', '待遇年度'),
    kind,
    available: named(
      yuanText.nullable(),
      'What the fund had left for it; null but for the second aid',
      '可用结余；二次救助以外为 null',
    ),
    dryRun: named(z.boolean(), 'Whether nothing is posted', '是否只预览'),
    ...startedJob,
    status: jobStatus,
    progress: named(
      z.strictObject({
        done: named(z.int(), 'People passed', '已处理人数'),
        total: named(
          z.int().nullable(),
          'People with a year there; null while nobody has counted',
          '总人数；尚未统计为 null',
        ),
      }),
      'How far the walk over the people is',
      '进度',
    ),
    people: named(z.int(), 'People that something was closed for', '涉及人数'),
    ...sums,
    failures: named(z.int(), 'People that could not be aided; their lines say why', '未能救助的人数，原因见明细'),
    startedAt: instant('When it was started', '发起时间'),
    startedBy: named(z.string(), 'Id of whoever started it', '发起方 ID'),
  })
  .meta({ id: 'YearEndRun' })
export const yearEndRunList = listOf(yearEndRun, 'Runs, newest first', '年末救助列表，最新在前').meta({
  id: 'YearEndRunList',
})

const line = z
  .strictObject({
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    householdNo: named(
      z.string().nullable(),
      'Number of the household; null but for its aid',
      '家庭编号；家庭合并救助以外为 null',
    ),
    ...sums,
    remaining: named(
      z.string().nullable(),
      'What is left of the annual limit; null where the text states none',
      '年度限额剩余；文件未规定限额时为 null',
    ),
    problem: named(
      problemCode.nullable(),
      'Code of what kept the person from being aided, listed at /problems; null where nothing did',
      '未能救助的错误代码，见 /problems；无误时为 null',
    ),
  })
  .meta({ id: 'YearEndLine' })
export const yearEndLineList = listOf(line, 'A line a person', '逐人明细').meta({ id: 'YearEndLineList' })

export const yearEndParams = z.strictObject({ id: uuid('Id of the run', '年末救助 ID') })
export const yearEndRunsQuery = z.strictObject({
  region: regionField('Runs of this region alone', '只查该地区').optional(),
  year: yearQuery('Runs of this year alone', '只查该年度').optional(),
  ...page,
})
export const yearEndLinesQuery = z.strictObject({ ...page })
