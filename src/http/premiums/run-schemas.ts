import { z } from 'zod'
import { jobStatusNames } from '../../application/jobs/stop-job.ts'
import { lineStatusNames } from '../../application/premiums/read-subsidy-lines.ts'
import { enrolmentGroups } from '../../domain/names/enrolment-groups.ts'
import { lineStatuses } from '../../domain/premiums/decide-subsidy.ts'
import { category, clauseField, maybeCategory, maybeClause, remark } from '../shared/clause.ts'
import { department as aDepartment } from '../shared/departments.ts'
import {
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
  signedMoney,
  uuid,
  yearField,
  yearQuery,
} from '../shared/fields.ts'

const place = regionField('Region whose people are meant: a county, a city or a province', '地区：县、市或省的区划')
const personNo = named(z.string(), 'Number of the person', '人员编号', 'psn_no')
const jobStatuses = Object.keys(jobStatusNames) as [keyof typeof jobStatusNames, ...(keyof typeof jobStatusNames)[]]
const status = oneOf(lineStatuses, 'What was found of the person', '结果', lineStatusNames)

export const subsidyRunRequest = z
  .strictObject(
    {
      region: place,
      year: yearField('Year of insurance', '参保年度'),
      dryRun: flagField('Find what would be recorded, and record nothing', '仅试算，不登记').default(false),
    },
    { error: 'object' },
  )
  .meta({ id: 'PremiumSubsidyRunRequest' })

const asked = {
  region: place,
  year: yearField('Year of insurance', '参保年度'),
  dryRun: named(z.boolean(), 'true when nothing was recorded', '是否仅试算'),
}

export const startedRun = z
  .strictObject({
    runId: uuid('Id of the run', '批次 ID'),
    run: named(z.string(), 'Where its figures are', '批次地址'),
    jobId: uuid('Id of its job', '任务 ID'),
    job: named(z.string(), 'Where its progress is', '任务地址'),
    ...asked,
  })
  .meta({ id: 'StartedPremiumSubsidyRun' })

const runShape = {
  id: uuid('Id of the run', '批次 ID'),
  ...asked,
  status: oneOf(jobStatuses, 'Where its job stands', '任务状态', jobStatusNames),
  done: named(z.int(), 'People looked at', '已处理人数'),
  total: named(
    z.int().nullable(),
    'People of the region; null before the first piece',
    '地区登记总人数；开始前为 null',
  ),
  failures: named(z.int(), 'People of whom nothing could be said', '无法计算的人数'),
  job: named(z.string(), 'Where its progress and its errors are', '任务地址'),
  requestedAt: instant('When it was asked for', '发起时间'),
  requestedBy: named(z.string(), 'Caller that asked for it', '发起的调用方'),
  finishedAt: named(z.string().nullable(), 'When it ended; null until then', '结束时间；未结束为 null'),
}

const sums = {
  people: named(z.int(), 'People', '人数'),
  due: money('What the law gives them', '应资助金额'),
  before: money('What was recorded before', '原登记金额'),
  amount: signedMoney('What the run recorded; in a dry run, would have', '本次登记金额；试算时为将登记金额'),
}

export const subsidyRunAnswer = z
  .strictObject({
    ...runShape,
    totals: named(z.strictObject(sums).meta({ id: 'PremiumSubsidySums' }), 'All together', '合计'),
    byStatus: named(
      z.array(z.strictObject({ status, ...sums }).meta({ id: 'PremiumSubsidyByStatus' })),
      'By what was found',
      '按结果',
    ),
    byCategory: named(
      z.array(
        z
          .strictObject({
            category: maybeCategory('Identity that counts', '采用的救助身份'),
            tier: named(
              z.int().nullable(),
              'Contribution tier; null where the region has none',
              '缴费档次；不分档为 null',
            ),
            ...sums,
            subsidised: named(z.int(), 'Subsidised, now or before', '已资助人数'),
            notEnrolled: named(z.int(), 'Entitled and not enrolled', '应资助但未参保人数'),
            nothing: named(z.int(), 'To whom nothing is due', '不予资助人数'),
            leftOpen: named(z.int(), 'For whom the documents leave it to another to decide', '文件未作规定人数'),
          })
          .meta({ id: 'PremiumSubsidyByCategory' }),
      ),
      'By the identity that counts and the tier',
      '按采用的救助身份和缴费档次',
    ),
  })
  .meta({ id: 'PremiumSubsidyRun' })

export const subsidyRunList = listOf(
  z.strictObject(runShape).meta({ id: 'PremiumSubsidyRunHead' }),
  'Runs, newest first',
  '批次列表，最新在前',
).meta({ id: 'PremiumSubsidyRunList' })

export const runParams = z.strictObject({ id: code(36, 'Id of the run', '批次 ID') })
export const subsidyRunsQuery = z.strictObject({
  region: place.optional(),
  year: yearQuery('Year of insurance', '参保年度').optional(),
  ...page,
})

const department = aDepartment('Department that certified the identity', '认定部门')
export const linesQuery = z.strictObject({ status: status.optional(), department: department.optional(), ...page })
export const lineExportQuery = z.strictObject({ status: status.optional(), department: department.optional() })

const line = z
  .strictObject({
    personNo,
    name: named(z.string(), 'Name, masked', '姓名（脱敏）', 'psn_name'),
    insuredRegion: regionField('Region of insurance', '参保地医保区划', 'insuplc_admdvs'),
    status,
    category: maybeCategory('Identity that counts', '采用的救助身份'),
    department: named(z.string().nullable(), 'Department that certified it', '认定部门'),
    enrolled: named(z.boolean(), 'Whether the person is enrolled', '是否参保'),
    tier: named(z.int().nullable(), 'Contribution tier', '缴费档次'),
    contribution: named(z.string().nullable(), 'Personal contribution of the year', '个人缴费标准'),
    due: named(
      z.string().nullable(),
      'What the law gives; null where it could not be said',
      '应资助金额；无法计算时为 null',
    ),
    before: named(
      z.string().nullable(),
      'What was recorded before; null where nothing was',
      '原登记金额；未登记为 null',
    ),
    amount: signedMoney('What the run recorded', '本次登记金额'),
    clauseId: named(z.string().nullable(), 'The clause it follows', '所依据的条款编号'),
    reasons: named(z.array(remark), 'Why nothing is due, or could be said', '不予资助或无法计算的原因'),
  })
  .meta({ id: 'PremiumSubsidyLine' })
export const lineList = listOf(line, 'People, by their numbers', '人员明细，按编号排序').meta({
  id: 'PremiumSubsidyLineList',
})

const dayQuery = day(
  'Day on which identities are looked at; left out today, or the last day of a past year',
  '身份所依据的日期；不填为今天，往年为年末',
).optional()
const enrolmentOf = { region: place, year: yearQuery('Year of insurance', '参保年度'), on: dayQuery }
export const enrolmentQuery = z.strictObject(enrolmentOf)
export const notEnrolledQuery = z.strictObject({ ...enrolmentOf, ...page })

const percent = (en: string, zh: string) => named(z.string().nullable(), en, zh)

export const rateFields = {
  people: named(z.int(), 'People who hold one of them', '应参保人数'),
  enrolled: named(z.int(), 'Of them, enrolled', '已参保人数'),
  rate: percent(
    'Per cent enrolled, rounded down to two decimals; null without people',
    '参保率（%），向下取两位小数；无人时为 null',
  ),
  below: named(
    z.boolean().nullable(),
    'Whether the exact rate is below the line; null without a line',
    '是否低于规定；无规定时为 null',
  ),
}
export const groupField = named(
  z.enum(enrolmentGroups).nullable(),
  'The group; null where the law names none',
  '人群：rural-low-income 农村低收入人口, formerly-poor 脱贫人口；文件未分时为 null',
)
export const asksFor = named(z.string(), 'Per cent that the law asks for', '规定的参保率（%）')
const rateOfPlace = z.strictObject({ region: place, ...rateFields }).meta({ id: 'EnrolmentOfPlace' })
const groupAnswer = z
  .strictObject({
    group: groupField,
    line: asksFor,
    clause: clauseField('The clause that draws the line', '所依据的条款'),
    ...rateFields,
    categories: named(
      z.array(z.strictObject({ category: category('Identity', '救助身份'), ...rateFields })),
      'By category; who holds two counts in each',
      '分身份；持有两种身份的各计一次',
    ),
    counties: named(z.array(rateOfPlace), 'By county', '分县'),
    cities: named(z.array(rateOfPlace), 'By city', '分市'),
  })
  .meta({ id: 'EnrolmentOfGroup' })
const cityBelow = z
  .strictObject({
    group: groupField,
    line: asksFor,
    clause: clauseField('The clause that draws the line', '所依据的条款'),
    region: place,
    ...rateFields,
  })
  .meta({ id: 'CityBelowLine' })

export const enrolmentAnswer = z
  .strictObject({
    region: place,
    year: yearField('Year of insurance', '参保年度'),
    on: day('Day on which identities were looked at', '身份所依据的日期'),
    categories: named(z.array(category('Identity', '救助身份')), 'Identities that are counted', '统计的救助身份'),
    people: named(z.int(), 'People who hold one of them', '应参保人数'),
    enrolled: named(z.int(), 'Of them, enrolled', '已参保人数'),
    rate: percent(
      'Per cent enrolled, rounded down to two decimals; null without people',
      '参保率（%），向下取两位小数；无人时为 null',
    ),
    line: percent('Per cent that the law asks for; null where it names none', '规定的参保率（%）；文件未规定时为 null'),
    below: named(
      z.boolean().nullable(),
      'Whether the exact rate is below the line; null without a line',
      '是否低于规定；无规定时为 null',
    ),
    clause: maybeClause('The clause that draws the line', '所依据的条款'),
    policy: named(
      z.string().nullable(),
      'The policy that was applied; null where the region leaves it to the places below, whose clauses the groups name',
      '适用政策；本地区没有、由下级地区规定时为 null，各人群列有所依据的条款',
    ),
    groups: named(z.array(groupAnswer), 'Each group that the law has a line for', '文件规定的各类人群'),
    citiesBelow: named(z.array(cityBelow), 'Cities of which a group is below its line', '低于规定参保率的市'),
    notEnrolled: named(z.string(), 'Where the list of the not enrolled is', '未参保名单地址'),
  })
  .meta({ id: 'Enrolment' })

const notEnrolledPerson = z
  .strictObject({
    insuredRegion: regionField('Region of insurance', '参保地医保区划', 'insuplc_admdvs'),
    personNo,
    name: named(z.string(), 'Name, masked', '姓名（脱敏）', 'psn_name'),
    categories: named(z.array(category('Identity', '救助身份')), 'Identities held', '持有的救助身份'),
    department: named(z.string().nullable(), 'Department that certified the first', '认定部门'),
  })
  .meta({ id: 'NotEnrolledPerson' })
export const notEnrolledList = listOf(notEnrolledPerson, 'Who is not enrolled', '未参保名单').meta({
  id: 'NotEnrolledList',
})
