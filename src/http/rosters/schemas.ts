import { z } from 'zod'
import { changes } from '../../domain/rosters/list-words.ts'
import { rosterStatuses } from '../../domain/rosters/roster-status.ts'
import { startedJob } from '../jobs/schemas.ts'
import { settledOn } from '../registers/identity-schemas.ts'
import { aCategory, maybeCategory, maybeClause } from '../shared/clause.ts'
import { rosterLineFault, rosterWarningCode } from '../shared/codes.ts'
import { department as aDepartment } from '../shared/departments.ts'
import { aDay, code, day, instant, listOf, named, oneOf, page, regionField, uuid } from '../shared/fields.ts'
import { listTypes, ndjsonTypes } from '../shared/list-body.ts'

const rosterRegion = regionField('Region that the list is for', '名单所报地区', 'admdvs')
const rostersRegion = regionField(
  'Region: its lists and those of what lies below it',
  '地区：含下级地区的名单',
  'admdvs',
)
const month = named(
  z
    .string({ error: 'month' })
    .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, { error: 'month' })
    .meta({ examples: ['2024-05'] }),
  'Month of the list, YYYY-MM',
  '名单年月 YYYY-MM',
)
const department = aDepartment('Department that certifies', '认定部门')

export const rosterUploadQuery = z.strictObject({ region: rosterRegion, month, department })
/** Read as a stream, never held whole. */
export const rosterUploadBody = z.unknown().meta({ type: 'string', format: 'binary' })
export const rosterUploadTypes = [...listTypes, ...ndjsonTypes]

const warning = z
  .strictObject({
    code: named(rosterWarningCode, 'A stable word for the warning', '提示代码'),
    text: named(z.string(), 'What to look at', '提示说明'),
    clause: maybeClause('The clause that draws the line', '所依据的条款'),
  })
  .meta({ id: 'RosterWarning' })

const fault = z
  .strictObject({
    line: named(z.int(), 'Line of the file, from 1', '文件行号，从 1 起'),
    column: named(z.string(), 'The column at fault; line is the whole', '有误的列；line 为整行'),
    reason: named(rosterLineFault, 'A stable word for the reason', '原因代码'),
    value: named(z.string().nullable(), 'What was sent, ID numbers and names masked', '所填内容，证件号码和姓名已脱敏'),
    otherLine: named(z.int().nullable(), 'The line that it meets', '与之相关的另一行'),
    foundAt: named(
      z.enum(['load', 'apply']),
      'apply where the register changed after the load',
      '环节：load 导入，apply 执行（导入后登记变动）',
    ),
    detail: named(z.string(), 'What to send instead', '应如何填写'),
  })
  .meta({ id: 'RosterFault' })

const count = (en: string, zh: string) => named(z.int(), en, zh)
const maybe = (en: string, zh: string) => named(z.string().nullable(), en, zh)

const rosterFields = {
  id: uuid('Id of the roster', '名单 ID'),
  region: rosterRegion,
  month,
  department,
  status: oneOf(rosterStatuses, 'Where it stands', '状态', {
    loaded: { zh: '已导入', en: 'loaded' },
    applying: { zh: '执行中', en: 'being applied' },
    interrupted: {
      zh: '执行中断，可继续执行或放弃',
      en: 'interrupted: its job was cancelled or failed; go on or give it up',
    },
    applied: { zh: '已执行', en: 'applied' },
    expired: { zh: '未执行已过期', en: 'never applied, its lines removed when its time was over' },
    withdrawn: { zh: '部分执行后放弃', en: 'given up after it was applied in part' },
  }),
  format: oneOf(['csv', 'ndjson', 'xlsx'], 'How it was written', '格式'),
  encoding: oneOf(['utf-8', 'gb18030', 'utf-16le', 'utf-16be'], 'Its encoding', '编码'),
  readAs: named(
    z
      .strictObject({
        headerLine: count('Line that was taken for the header', '作为表头的行'),
        columnsPassedOver: named(z.array(z.string()), 'Columns that were not read', '未读取的列'),
        linesPassedOver: count(
          'Lines about nobody: titles, sums, signatures, a repeated header',
          '跳过的非人员行：标题、合计、落款、重复表头',
        ),
      })
      .meta({ id: 'RosterReading' }),
    'How it was read',
    '读取方式',
  ),
  lines: count('Lines of people', '人员行数'),
  accepted: count('Good lines', '合格行数'),
  rejected: count('Lines that were not taken', '未采用行数'),
  newPeople: count('People whom the register did not know', '尚未登记的人数'),
  numbersMade: count(
    'Of them those without a person number in the list: each gets a number of ours until theirs is known',
    '其中名单未填人员编号、由本系统暂编号的人数',
  ),
  toReview: count(
    'Of them those of whom nobody has decided yet whether they are taken; before the list is applied there are none',
    '其中待复核人数；全部复核后方可执行',
  ),
  opened: count('Identities that it opens', '新开身份数'),
  ended: count('Identities whose last day it sets', '设定截止日的身份数'),
  standing: count('Lines that the register agrees with already', '与登记一致的行数'),
  missing: count(
    'Identities of the list before that are neither listed nor removed; they stay',
    '上次在册、本次未列也未报减少的身份数，保持不变',
  ),
  countingChanges: count('People whose counting identity changes (000000/G4)', '采用身份发生变化的人数（就高不重复）'),
  members: count('People listed as added or standing', '新增和不变的人数'),
  previousId: maybe('The list of the department applied last before this month', '该部门上一份已执行名单的 ID'),
  uploadedAt: instant('When it came', '收到时间'),
  uploadedBy: named(z.string(), 'Caller that sent it', '报送的调用方'),
  jobId: maybe('Id of the job that applies it', '执行任务 ID'),
  applied: count('Changes made', '已执行的变动数'),
  conflicts: count('Changes that the register no longer allowed; see the report', '因登记变动未能执行的数目，见报告'),
  appliedAt: maybe('When it was applied', '执行完成时间'),
  mergeBy: named(
    aDay.nullable(),
    'By when it is to be merged; null where no document says',
    '应汇总比对完成的日期；文件未写的为 null',
  ),
  warnings: named(z.array(warning), 'What to look at; stops nothing', '提示，不阻止执行'),
}

export const roster = z
  .strictObject({
    ...rosterFields,
    faults: named(z.array(fault), 'The first hundred lines that were not taken', '前一百条未采用的行'),
  })
  .meta({ id: 'Roster' })

const arrival = z
  .strictObject({
    department,
    dueOn: day('By when the list is due', '应报送日期'),
    receivedOn: named(aDay.nullable(), 'When the first list of the month came', '首份名单收到日期'),
    rosterId: maybe('Id of that list', '该名单 ID'),
    late: named(z.boolean(), 'Whether it came late, or is late', '是否逾期'),
    warnings: named(z.array(warning), 'What to look at', '提示'),
    clause: maybeClause('The clause that gives the day', '所依据的条款'),
  })
  .meta({ id: 'RosterArrival' })

export const rosterList = listOf(
  z.strictObject(rosterFields).meta({ id: 'RosterHead' }),
  'Rosters, newest first',
  '名单列表，最新在前',
)
  .extend({
    departments: named(
      z.array(arrival),
      'For a month: each department that has a day, and whether its list is in',
      '指定年月时：各部门名单的报送情况',
    ),
  })
  .meta({ id: 'RosterList' })

export const rosterParams = z.strictObject({ id: code(36, 'Id of the roster', '名单 ID') })
export const rostersQuery = z.strictObject({ region: rostersRegion, month: month.optional(), ...page })

const types = ['opened', 'ended', 'standing', 'missing', 'refused'] as const
export const changesFileQuery = z.strictObject({
  type: oneOf(
    [...types, 'counting', 'settled'],
    'Changes of this type alone; counting: those whose counting identity changes; settled: those that touch visits which are settled',
    '只看一类',
    {
      opened: { zh: '新开', en: 'opened' },
      ended: { zh: '终止', en: 'ended' },
      standing: { zh: '不变', en: 'standing' },
      missing: { zh: '未列入', en: 'missing' },
      refused: {
        zh: '已列入但该行未采用，身份保持不变',
        en: 'listed in a line that was not taken; the identity stays',
      },
      counting: { zh: '采用身份变化', en: 'counting' },
      settled: { zh: '涉及已结算的就诊', en: 'touching visits that are settled' },
    },
  ).optional(),
})
export const changesQuery = changesFileQuery.extend(page)

const change = z
  .strictObject({
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    category: named(aCategory, 'Identity', '救助身份'),
    line: named(z.int().nullable(), 'Line of the file; null for who is missing from it', '文件行号；未列入的为 null'),
    change: oneOf(changes, 'What the list says', '名单所报变动', {
      added: { zh: '新增', en: 'added' },
      removed: { zh: '减少', en: 'removed' },
      standing: { zh: '不变', en: 'standing' },
    }),
    type: oneOf(types, 'What it does to the register', '对登记的影响'),
    from: named(aDay.nullable(), 'First day', '开始日期'),
    to: named(aDay.nullable(), 'Last day; null while there is none', '截止日期'),
    identityId: maybe('The identity on record that is kept or ended', '所涉已登记身份 ID'),
    newPerson: named(z.boolean(), 'Whether the register did not know the person', '是否尚未登记'),
    counting: named(
      z.strictObject({
        before: maybeCategory('Identity that counts on the last day of the month', '月末采用的身份（执行前）'),
        after: maybeCategory('The same once the list is applied', '月末采用的身份（执行后）'),
        changes: named(z.boolean(), 'Whether it changes', '是否变化'),
      }),
      'Of several identities the one that gives most counts, the others are kept (000000/G4)',
      '多重身份就高不重复，其余身份保留',
    ),
    settled: named(
      z.array(settledOn),
      'What stands of visits within an identity that is opened, or after the end of one that is ended; the first 20. They stay as settled until the year is recalculated (/v1/beneficiaries/{personNo}/resettle-preview, …/resettle)',
      '新开身份期间内、或终止日之后未撤销的结算，最多 20 笔；金额不变，须经年度重算（/v1/beneficiaries/{personNo}/resettle-preview、…/resettle）',
    ),
  })
  .meta({ id: 'RosterChange' })
export const changeList = listOf(change, 'Changes by person', '变动列表，按人员编号').meta({ id: 'RosterChangeList' })

export const startedApply = z
  .strictObject({ rosterId: uuid('Id of the roster', '名单 ID'), ...startedJob })
  .meta({ id: 'StartedRosterApply' })
