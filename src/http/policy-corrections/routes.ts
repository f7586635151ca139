import {
  correctedHospitals,
  correctedPeople,
  correctedSettlements,
  correctionTable,
  getCorrection,
  listCorrections,
} from '../../application/policy-corrections/read-corrections.ts'
import {
  postCorrection,
  resumeCorrection,
  startPolicyCorrection,
} from '../../application/policy-corrections/start-correction.ts'
import { tags } from '../openapi/openapi.ts'
import {
  runFileQuery,
  runHospitalList,
  runLineList,
  runLinesQuery,
  runPersonList,
} from '../recalculation/run-schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import {
  correctionList,
  correctionParams,
  correctionsQuery,
  policyCorrection,
  policyCorrectionRequest,
} from './schemas.ts'

const started = answer(
  policyCorrection,
  'The correction as it stands; `location` is its address',
  '政策更正现状，location 为其地址',
)

const startSchema = {
  operationId: 'startPolicyCorrection',
  tags: [tags.policies],
  summary: 'List whom a mistake in a pack paid / 发起政策更正',
  description:
    'For a pack that was mended and loaded again: everything of the region that stands under `policyHash` is recalculated with the pack in use, with the facts that it was settled with, and what comes out differently is listed by settlement, person and hospital. Posts nothing. While a list for the same two packs is being made, that is the answer. A job that is stopped by POST /v1/jobs/{id}/cancel is gone on with by POST /v1/policy-corrections/{id}/resume. Bureaus. / 政策包更正并重新加载后：将该地区按 policyHash 结算且仍有效的结算，用结算当时的事实、按现行政策包重新计算，结果改变的按结算、人员、医疗机构列出，不记账。同样两个政策包的清单正在生成时返回该清单。可用 POST /v1/jobs/{id}/cancel 停止，用 POST /v1/policy-corrections/{id}/resume 继续。仅限经办机构。',
  body: policyCorrectionRequest,
  response: {
    202: started,
    ...refusals('malformed-json', 'policy-missing', 'policy-hash-unknown', 'policy-hash-in-use'),
  },
}

const postSchema = {
  operationId: 'postPolicyCorrection',
  tags: [tags.policies],
  summary: 'Post a correction / 政策更正记账',
  description:
    'Recalculates every person of the list under the mended pack as the year stands by then, once each, and posts the differences as adjustments. What was reversed since has none, and what was settled since is recalculated with it. An operator’s request waits for a second person (POST /v1/tasks/{id}/approve). Bureaus. / 对清单所列人员逐人按更正后的政策包、以记账当时的年度状况重算一次，差额记为调整；清单之后冲正的不再调整，之后新结算的一并重算。操作员发起的须由另一人复核（POST /v1/tasks/{id}/approve）。仅限经办机构。',
  params: correctionParams,
  response: { 202: started, ...refusals('not-found', 'correction-not-listed', 'correction-outdated') },
}

const resumeSchema = {
  operationId: 'resumePolicyCorrection',
  tags: [tags.policies],
  summary: 'Go on with a correction / 继续政策更正',
  description:
    'Goes on with a list or postings that were stopped or failed, from where they were; otherwise answers how far they are. Bureaus. / 从停止或失败处继续清单或记账；未停止的返回现状。仅限经办机构。',
  params: correctionParams,
  response: { 202: started, ...refusals('not-found') },
}

const listSchema = {
  operationId: 'listPolicyCorrections',
  tags: [tags.policies],
  summary: 'List corrections / 查询政策更正列表',
  querystring: correctionsQuery,
  response: { 200: answer(correctionList, 'A page of corrections', '一页政策更正'), ...refusals() },
}

const getSchema = {
  operationId: 'getPolicyCorrection',
  tags: [tags.policies],
  summary: 'Read a correction / 查询政策更正',
  description: 'What it has come to so far. Bureaus and auditors. / 截至目前的合计。仅限经办机构和审计。',
  params: correctionParams,
  response: { 200: answer(policyCorrection, 'The correction', '政策更正'), ...refusals('not-found') },
}

const settlementsSchema = {
  operationId: 'listCorrectedSettlements',
  tags: [tags.policies],
  summary: 'Settlements of a correction / 政策更正逐笔明细',
  params: correctionParams,
  querystring: runLinesQuery,
  response: {
    200: answer(runLineList, 'A page of lines, by the number of the person', '一页明细'),
    ...refusals('not-found'),
  },
}

const csvSchema = {
  operationId: 'exportCorrectedSettlements',
  tags: [tags.policies],
  summary: 'Settlements of a correction, as CSV / 下载政策更正明细 CSV',
  params: correctionParams,
  querystring: runFileQuery,
  response: { 200: csvText('The lines', '明细'), ...refusals('not-found') },
}
const sheetSchema = {
  ...csvSchema,
  operationId: 'exportCorrectedSettlementsSheet',
  summary: 'Settlements of a correction, as a spreadsheet / 下载政策更正明细电子表格',
  response: { 200: tableFile('The lines', '明细'), ...refusals('not-found', 'export-too-large') },
}

const peopleSchema = {
  operationId: 'listCorrectedPeople',
  tags: [tags.policies],
  summary: 'People of a correction / 政策更正涉及人员',
  params: correctionParams,
  querystring: runLinesQuery,
  response: { 200: answer(runPersonList, 'A page of people', '一页人员'), ...refusals('not-found') },
}

const hospitalsSchema = {
  operationId: 'listCorrectedHospitals',
  tags: [tags.policies],
  summary: 'Hospitals of a correction / 政策更正涉及医疗机构',
  params: correctionParams,
  querystring: runLinesQuery,
  response: { 200: answer(runHospitalList, 'A page of hospitals', '一页医疗机构'), ...refusals('not-found') },
}

export function policyCorrectionRoutes(app: App, { service }: Parts): void {
  app.post('/policy-corrections', { schema: startSchema }, async ({ caller, body }, reply) => {
    const run = await startPolicyCorrection(service, caller, body)
    return reply.code(202).header('location', `/v1/policy-corrections/${run.id}`).send(run)
  })

  app.post('/policy-corrections/:id/post', { schema: postSchema }, async ({ caller, params }, reply) => {
    const run = await postCorrection(service, caller, params.id)
    return reply.code(202).header('location', `/v1/policy-corrections/${run.id}`).send(run)
  })

  app.post('/policy-corrections/:id/resume', { schema: resumeSchema }, async ({ caller, params }, reply) => {
    const run = await resumeCorrection(service, caller, params.id)
    return reply.code(202).header('location', `/v1/policy-corrections/${run.id}`).send(run)
  })

  app.get('/policy-corrections', { schema: listSchema }, ({ caller, query }) => listCorrections(service, caller, query))

  app.get('/policy-corrections/:id', { schema: getSchema }, ({ caller, params }) =>
    getCorrection(service, caller, params.id),
  )

  app.get('/policy-corrections/:id/settlements', { schema: settlementsSchema }, ({ caller, params, query, language }) =>
    correctedSettlements(service, caller, { ...params, ...query }, language),
  )

  app.get(
    '/policy-corrections/:id/settlements.csv',
    { schema: csvSchema },
    async ({ caller, params, query, language }, reply) =>
      sendTable(reply, await correctionTable(service, caller, { ...params, ...query }, language), 'csv'),
  )
  app.get(
    '/policy-corrections/:id/settlements.xlsx',
    { schema: sheetSchema },
    async ({ caller, params, query, language }, reply) =>
      sendTable(reply, await correctionTable(service, caller, { ...params, ...query }, language), 'xlsx'),
  )

  app.get('/policy-corrections/:id/people', { schema: peopleSchema }, ({ caller, params, query }) =>
    correctedPeople(service, caller, params.id, query),
  )

  app.get('/policy-corrections/:id/hospitals', { schema: hospitalsSchema }, ({ caller, params, query }) =>
    correctedHospitals(service, caller, params.id, query),
  )
}
