import { newPeople, reviewNewPeople } from '../../application/rosters/review-new-people.ts'
import { changesTable, newPeopleTable } from '../../application/rosters/roster-tables.ts'
import { rosterTemplate } from '../../application/rosters/roster-template.ts'
import { csvLine, csvMark } from '../../application/shared/csv.ts'
import { xlsxOf } from '../../render/spreadsheet/xlsx.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable, xlsxType } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import {
  newPeopleFileQuery,
  newPeopleList,
  newPeopleQuery,
  reviewed,
  reviewRequest,
  templateQuery,
} from './new-people-schemas.ts'
import { changesFileQuery, rosterParams } from './schemas.ts'

const templateSchema = {
  operationId: 'getRosterTemplate',
  tags: [tags.registers],
  summary: 'An empty list to fill in / 下载名单模板',
  description:
    'The columns of a department’s list under their names in the language of the answer, and below it every word that is accepted, of the region’s pack too. The lines that begin with # are passed over when the list is sent. / 名单的表头，以及各列可用的词（含本地区政策包的代码）；以 # 开头的行报送时自动跳过。',
  querystring: templateQuery,
  response: { 200: csvText('The template', '名单模板'), ...refusals('policy-missing') },
}
const templateSheetSchema = {
  ...templateSchema,
  operationId: 'getRosterTemplateSheet',
  summary: 'An empty list to fill in, as a spreadsheet / 下载名单模板（电子表格）',
  description:
    'A sheet for the list, whose cells are text so that no ID number is rounded, and a second one with every word that is accepted, which is not read when the list is sent. / 第一张工作表填名单，单元格均为文本格式，证件号码不会失真；第二张为填写说明，报送时不读取。',
  response: { 200: tableFile('The template', '名单模板'), ...refusals('policy-missing') },
}

const changesFileSchema = {
  operationId: 'exportRosterChanges',
  tags: [tags.registers],
  summary: 'What the list changes, with names, as CSV / 下载名单变动 CSV（含姓名）',
  description:
    'Names and ID numbers are whole: personal data, and each file leaves a line in the audit trail. Bureaus. / 含完整姓名与证件号码，须按个人信息保护要求传递；每次下载均留痕。仅限经办机构。',
  params: rosterParams,
  querystring: changesFileQuery,
  response: { 200: csvText('The changes', '变动明细'), ...refusals('not-found') },
}
const changesSheetSchema = {
  ...changesFileSchema,
  operationId: 'exportRosterChangesSheet',
  summary: 'What the list changes, with names, as a spreadsheet / 下载名单变动电子表格（含姓名）',
  response: { 200: tableFile('The changes', '变动明细'), ...refusals('not-found', 'export-too-large') },
}

const newPeopleSchema = {
  operationId: 'listRosterNewPeople',
  tags: [tags.registers],
  summary: 'New people of a list to review / 名单新人员（待复核）',
  description:
    'People without a person number in the list whom the register does not find by their card and name: each gets a number of ours. They are looked at and taken or refused before the list is applied. `alike` are registered people with the same name and birth, who may be the same. Whole for a bureau, which leaves a line in the audit trail; masked for an auditor. / 名单未填人员编号、凭证件和姓名也未找到登记的人员，由本系统暂编号，须先复核（采用或不采用）再执行名单。alike 为同名同生日的已登记人员，可能是同一人。经办机构可见完整信息并留痕，审计可见脱敏信息。',
  params: rosterParams,
  querystring: newPeopleQuery,
  response: { 200: answer(newPeopleList, 'A page of new people', '一页新人员'), ...refusals('not-found') },
}
const newPeopleFileSchema = {
  operationId: 'exportRosterNewPeople',
  tags: [tags.registers],
  summary: 'New people of a list, as CSV / 下载新人员名单 CSV',
  description:
    'Names and ID numbers are whole: personal data, and each file leaves a line in the audit trail. Bureaus. / 含完整姓名与证件号码，须按个人信息保护要求传递；每次下载均留痕。仅限经办机构。',
  params: rosterParams,
  querystring: newPeopleFileQuery,
  response: { 200: csvText('The people', '新人员'), ...refusals('not-found') },
}
const newPeopleSheetSchema = {
  ...newPeopleFileSchema,
  operationId: 'exportRosterNewPeopleSheet',
  summary: 'New people of a list, as a spreadsheet / 下载新人员名单电子表格',
  response: { 200: tableFile('The people', '新人员'), ...refusals('not-found', 'export-too-large') },
}

const reviewSchema = {
  operationId: 'reviewRosterNewPeople',
  tags: [tags.registers],
  summary: 'Take or refuse new people of a list / 复核新人员',
  description:
    'Some of them, or with `personNos` left out everybody of whom nobody has decided yet. Whoever is refused is not registered, and their lines are reported when the list is applied. It may be decided otherwise until then. Bureaus. / 指定人员，或不填 personNos 表示全部待复核人员。不采用的不登记，执行名单时列入未采用行报告。执行前可改变决定。仅限经办机构。',
  params: rosterParams,
  body: reviewRequest,
  response: {
    200: answer(reviewed, 'How many are decided by now', '复核情况'),
    ...refusals('malformed-json', 'not-found', 'roster-applied', 'roster-expired', 'roster-withdrawn'),
  },
}

/** Rows of a template to type into. */
const emptyRows = 500

export function rosterPeopleRoutes(app: App, { service }: Parts): void {
  app.get('/rosters/template.csv', { schema: templateSchema }, ({ caller, query, language }, reply) => {
    const { name, list, guide } = rosterTemplate(service, caller, query, language)
    const remarks = [guide.heads, ...guide.rows].map(([what = '', ...rest]) =>
      csvLine([`#${what}：${rest.join('：')}`]),
    )
    reply.header('content-disposition', `attachment; filename="${name}.csv"`)
    return reply.type('text/csv; charset=utf-8').send(csvMark + csvLine(list.heads) + remarks.join(''))
  })
  app.get('/rosters/template.xlsx', { schema: templateSheetSchema }, async ({ caller, query, language }, reply) => {
    const { name, list, guide } = rosterTemplate(service, caller, query, language)
    reply.header('content-disposition', `attachment; filename="${name}.xlsx"`)
    return reply.type(xlsxType).send(await xlsxOf({ ...list, rows: [], emptyRows }, guide))
  })

  for (const [format, schema] of [
    ['csv', changesFileSchema],
    ['xlsx', changesSheetSchema],
  ] as const)
    app.get(`/rosters/:id/changes.${format}`, { schema }, async ({ caller, params, query, language }, reply) =>
      sendTable(reply, await changesTable(service, caller, params.id, { type: query.type ?? null, language }), format),
    )

  app.get('/rosters/:id/new-people', { schema: newPeopleSchema }, ({ caller, params, query }) =>
    newPeople(service, caller, params.id, query),
  )
  for (const [format, schema] of [
    ['csv', newPeopleFileSchema],
    ['xlsx', newPeopleSheetSchema],
  ] as const)
    app.get(`/rosters/:id/new-people.${format}`, { schema }, async ({ caller, params, query, language }, reply) =>
      sendTable(
        reply,
        await newPeopleTable(service, caller, params.id, { decision: query.decision ?? null, language }),
        format,
      ),
    )

  app.post('/rosters/:id/new-people/decisions', { schema: reviewSchema }, ({ caller, params, body }) =>
    reviewNewPeople(service, caller, params.id, body),
  )
}
