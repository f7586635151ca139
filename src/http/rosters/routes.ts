import { applyRoster } from '../../application/rosters/apply-roster.ts'
import { rosterReport } from '../../application/rosters/faults-report.ts'
import { getRoster, listRosters, rosterChanges, type ShownRoster } from '../../application/rosters/read-rosters.ts'
import { uploadRoster } from '../../application/rosters/upload-roster.ts'
import { withdrawRoster } from '../../application/rosters/withdraw-roster.ts'
import type { Language } from '../../domain/language.ts'
import { tags } from '../openapi/openapi.ts'
import { mediaTypeOf } from '../server/media-type.ts'
import type { App, Parts } from '../server/wire.ts'
import { listBody } from '../shared/list-body.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { csvText } from '../shared/text.ts'
import {
  changeList,
  changesQuery,
  roster,
  rosterList,
  rosterParams,
  rostersQuery,
  rosterUploadBody,
  rosterUploadQuery,
  rosterUploadTypes,
  startedApply,
} from './schemas.ts'

const uploadSchema = {
  operationId: 'uploadRoster',
  tags: [tags.registers],
  summary: 'Send a department’s list / 报送救助对象名单',
  description:
    'One person a line: change（变动）, category（救助身份）, from（开始日期）, personNo（人员编号） or idNumber（身份证号）, and where they are known name（姓名）, birthDate（出生日期）, to（截止日期）, certificateNo（证件编号）, insuredRegion（参保地）, enrolledTier（参保档次）. XLSX (the sheet that holds the list; two such sheets are refused by their names) or CSV under a header in either language, or NDJSON with the same names; told from the bytes, whatever the content-type says of it; UTF-8, UTF-16 or GB18030. Other columns are passed over and named in `readAs`. Wrong lines are reported and the others load; nothing is applied. The same bytes again answer the first roster. / 一行一人，XLSX（含名单的工作表；有两张名单的按表名退回）、CSV（中文或英文表头）或 NDJSON，按内容识别；UTF-8、UTF-16 或 GB18030。其他列跳过，列于 readAs。有误的行逐行报告，其余导入；导入不改变登记。相同内容再次报送返回同一名单。',
  consumes: rosterUploadTypes,
  querystring: rosterUploadQuery,
  body: rosterUploadBody,
  response: {
    201: answer(roster, 'Loaded and compared with the register', '已导入并与登记比对'),
    200: answer(roster, 'Sent before; `idempotent-replayed: true`', '此前已报送'),
    ...refusals(
      'body-too-large',
      'unsupported-media-type',
      'policy-missing',
      'file-unreadable',
      'file-too-large',
      'file-faulty',
      'uploads-at-once',
      'uploads-busy',
      'roster-columns-wrong',
      'roster-encoding-wrong',
    ),
  },
}

const listSchema = {
  operationId: 'listRosters',
  tags: [tags.registers],
  summary: 'List rosters, and who is late / 名单列表与报送情况',
  querystring: rostersQuery,
  response: { 200: answer(rosterList, 'A page of rosters', '一页名单'), ...refusals('policy-missing') },
}

const getSchema = {
  operationId: 'getRoster',
  tags: [tags.registers],
  summary: 'Read a roster / 查询名单',
  params: rosterParams,
  response: { 200: answer(roster, 'The roster', '名单'), ...refusals('not-found') },
}

const reportSchema = {
  operationId: 'exportRosterReport',
  tags: [tags.registers],
  summary: 'The lines that were not taken, as CSV / 下载未采用行报告 CSV',
  params: rosterParams,
  response: { 200: csvText('The lines, ID numbers masked', '未采用的行，证件号码已脱敏'), ...refusals('not-found') },
}

const reportPaths = [
  ['/rosters/:id/report.csv', reportSchema],
  ['/rosters/:id/report', alsoSpelt(reportSchema, 'getRosterReport', 'GET /v1/rosters/{id}/report.csv')],
] as const

const changesSchema = {
  operationId: 'listRosterChanges',
  tags: [tags.registers],
  summary: 'What the list changes / 名单带来的变动',
  description:
    'Person by person, before it is applied and after. Who was in the list before and is neither listed nor removed is missing: such an identity stays until it is sent as removed. Who holds an identity and is listed in a line that was not taken is refused, which changes nothing either, and is looked for in the next list. / 逐人列出，执行前后均可查询。上次在册、本次未列也未报减少的为 missing，其身份保持不变，直至以“减少”报送。在册人员的行未被采用的为 refused，身份同样不变，下次名单继续核对。',
  params: rosterParams,
  querystring: changesQuery,
  response: { 200: answer(changeList, 'A page of changes', '一页变动'), ...refusals('not-found') },
}

const applySchema = {
  operationId: 'applyRoster',
  tags: [tags.registers],
  summary: 'Apply a roster / 执行名单',
  description:
    'Registers new people, opens and ends identities; a job does it in pieces. While the job is under way it is the answer; after one that was cancelled or failed, a new one goes on from there. / 登记新人员，开立和终止身份，由后台任务分批完成。任务进行中时返回该任务；任务取消或失败后再次执行则从未完成处继续。',
  params: rosterParams,
  response: {
    202: answer(startedApply, 'Started', '已开始'),
    200: answer(startedApply, 'Under way already; `idempotent-replayed: true`', '已在进行中'),
    ...refusals(
      'not-found',
      'second-pair-of-eyes',
      'roster-applied',
      'roster-expired',
      'roster-superseded',
      'roster-busy',
      'roster-withdrawn',
      'roster-people-unreviewed',
    ),
  },
}

const withdrawSchema = {
  operationId: 'withdrawRoster',
  tags: [tags.registers],
  summary: 'Give up a roster / 放弃名单',
  description:
    'For a list whose job was cancelled or failed halfway. What it changed stays, the rest is not done, and the content may be sent again as a new list. Applying a newer list of the department gives it up too. / 用于执行中断（任务取消或失败）的名单：已执行的变动保持有效，其余不再执行，相同内容可重新报送；执行该部门更新的名单时也自动放弃。',
  params: rosterParams,
  response: {
    200: answer(roster, 'Given up; `idempotent-replayed: true` if it was already', '已放弃'),
    ...refusals('not-found', 'roster-applied', 'roster-expired', 'roster-not-interrupted'),
  },
}

export function rosterRoutes(app: App, { service }: Parts): void {
  app.register((scope, _options, done) => {
    uploadRoute(scope as App, service)
    done()
  })

  app.get('/rosters', { schema: listSchema }, async ({ caller, query, language }) => {
    const { items, departments, nextCursor } = await listRosters(service, caller, query)
    return {
      items: items.map((item) => ({ ...item, warnings: said(item.warnings, language) })),
      nextCursor,
      departments: departments.map((one) => ({ ...one, warnings: said(one.warnings, language) })),
    }
  })

  app.get('/rosters/:id', { schema: getSchema }, async ({ caller, params, language }) =>
    shown(await getRoster(service, caller, params.id), language),
  )

  app.get('/rosters/:id/changes', { schema: changesSchema }, ({ caller, params, query }) =>
    rosterChanges(service, caller, params.id, query),
  )

  for (const [path, schema] of reportPaths) {
    app.get(path, { schema }, async ({ caller, params, language }, reply) => {
      const csv = await rosterReport(service, caller, params.id, language)
      reply.header('content-type', 'text/csv; charset=utf-8')
      reply.header('content-disposition', `attachment; filename="roster-${params.id}.csv"`)
      return reply.send(csv)
    })
  }

  app.post('/rosters/:id/apply', { schema: applySchema }, async ({ caller, params }, reply) => {
    const { started, ...apply } = await applyRoster(service, caller, params.id)
    if (!started) reply.header('idempotent-replayed', 'true')
    return reply
      .code(started ? 202 : 200)
      .header('location', apply.job)
      .send(apply)
  })

  app.post('/rosters/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params, language }, reply) => {
    const { roster: given, replayed } = await withdrawRoster(service, caller, params.id)
    if (replayed) reply.header('idempotent-replayed', 'true')
    return shown(given, language)
  })
}

/** The body is handed on as it comes, and the use case counts its bytes. */
function uploadRoute(app: App, service: Parts['service']): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(rosterUploadTypes, (_request, payload, done) => done(null, payload))

  app.post('/rosters', { schema: uploadSchema }, async ({ caller, query, body, headers, language }, reply) => {
    const { encoding } = mediaTypeOf(headers['content-type'])
    const sent = { ...query, encoding, content: listBody(body, headers, rosterUploadTypes) }
    const { replayed, ...loaded } = await uploadRoster(service, caller, sent)
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(shown(loaded, language))
  })
}

interface Said {
  readonly text: { readonly zh: string; readonly en: string }
}

function said<W extends Said>(warnings: readonly W[], language: Language) {
  return warnings.map((warning) => ({ ...warning, text: warning.text[language] }))
}

function shown({ faults, warnings, ...rest }: ShownRoster, language: Language) {
  return {
    ...rest,
    warnings: said(warnings, language),
    faults: faults.map((fault) => ({ ...fault, detail: fault.detail[language] })),
  }
}
