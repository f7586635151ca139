import {
  approveApplication,
  previewApplication,
  recalculateApplication,
} from '../../application/aid-applications/approve-application.ts'
import { getApplication, listApplications } from '../../application/aid-applications/read-applications.ts'
import { receiveApplication } from '../../application/aid-applications/receive-application.ts'
import { tags } from '../openapi/openapi.ts'
import { recalculation } from '../recalculation/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  application,
  applicationList,
  applicationParams,
  applicationQuery,
  applicationRequest,
  applicationsQuery,
  approvedApplication,
  approveRequest,
} from './schemas.ts'
import { answered, atStep, recordedBefore, stepRoutes } from './step-routes.ts'

const receiveSchema = {
  operationId: 'createApplication',
  tags: [tags.applications],
  summary: 'Take an application / 受理申请',
  description:
    'A person applies for an identity, the rule for the margin of dibao and those impoverished by illness. The same number with the same body is a replay. Bureaus of the region. / 依申请救助的受理，如低保边缘家庭成员、因病致贫重病患者。重复编号返回首次结果。仅限参保地经办机构。',
  body: applicationRequest,
  response: {
    201: answer(application, 'Taken', '已受理'),
    200: recordedBefore,
    ...refusals(
      'malformed-json',
      'not-found',
      'application-invalid',
      'date-in-future',
      'policy-missing',
      'number-reused',
    ),
  },
}

const listSchema = {
  operationId: 'listApplications',
  tags: [tags.applications],
  summary: 'List applications / 查询申请列表',
  description: 'Bureaus and auditors, within their region. / 经办机构与审计查本地区。',
  querystring: applicationsQuery,
  response: { 200: answer(applicationList, 'A page of applications', '一页申请'), ...refusals() },
}

const getSchema = {
  operationId: 'getApplication',
  tags: [tags.applications],
  summary: 'Read an application / 查询申请',
  params: applicationParams,
  querystring: applicationQuery,
  response: { 200: answer(application, 'The application with its steps', '申请及办理过程'), ...refusals('not-found') },
}

const approveSchema = {
  operationId: 'approveApplication',
  tags: [tags.applications],
  summary: 'Approve / 批准',
  description:
    'Of an identity (kind `identity`): opens it from its stated day and shows what recalculating the visits since then would give back; nothing is recalculated by it. Of aid (kind `aid`): covers the visits from the day on, and what waited is posted at once as adjustments, owed to the person. / 身份认定：登记身份，并预览自该日起已结算费用重算后应退金额；本操作不重算。救助申请（kind 为 aid）：覆盖自该日起的就医，待付部分随即以更正记账，应付给个人。',
  params: applicationParams,
  body: approveRequest,
  response: {
    201: answer(approvedApplication, 'Approved', '已批准'),
    200: answer(approvedApplication, 'It was approved already; `idempotent-replayed: true`', '此前已批准'),
    ...refusals(
      ...atStep,
      'second-pair-of-eyes',
      'application-publicity-open',
      'application-papers-missing',
      'identity-period-invalid',
      'category-not-certified',
      'identity-overlaps',
    ),
  },
}

const previewSchema = {
  operationId: 'previewApplicationRecalculation',
  tags: [tags.applications],
  summary: 'Preview of the recalculation / 重算预览',
  description:
    'Each settlement since the first day of the identity that comes out differently: before, after, the entry, what the person gets back. Writes nothing. / 自身份开始日起结果改变的每笔结算：原支付、现支付、分录、应退金额。不写入。',
  params: applicationParams,
  response: {
    200: answer(recalculation, 'What would be posted', '将记入的内容'),
    ...refusals(
      'malformed-json',
      'not-found',
      'application-status',
      'figure-missing',
      'schedule-missing',
      'tier-missing',
    ),
  },
}

const resettleSchema = {
  ...previewSchema,
  operationId: 'recalculateApplication',
  summary: 'Recalculate / 重算',
  description:
    'Recalculates the years in order and posts the differences as adjustments, once an application; they are in the hospitals’ next clearing. / 按顺序重算，差额记为调整，一件申请只记一次，并入医院下次清算。',
  response: {
    201: answer(recalculation, 'Posted', '已记账'),
    200: answer(recalculation, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      'malformed-json',
      'not-found',
      'application-status',
      'figure-missing',
      'schedule-missing',
      'tier-missing',
      'overloaded',
      'deadline-exceeded',
    ),
  },
}

export function applicationRoutes(app: App, { service }: Parts): void {
  app.post('/applications', { schema: receiveSchema }, async ({ caller, body, language }, reply) =>
    answered(reply, await receiveApplication(service, caller, body, language)),
  )

  app.get('/applications', { schema: listSchema }, ({ caller, query, language }) =>
    listApplications(service, caller, query, language),
  )

  app.get('/applications/:id', { schema: getSchema }, ({ caller, params, query, language }) =>
    getApplication(service, caller, { ...params, showContact: query.show === 'contact' }, language),
  )

  stepRoutes(app, { service })
  approvalRoutes(app, { service })
}

function approvalRoutes(app: App, { service }: Pick<Parts, 'service'>): void {
  app.post(
    '/applications/:id/approve',
    { schema: approveSchema },
    async ({ caller, params, body, language }, reply) => {
      const { created, ...answer } = await approveApplication(service, caller, { ...params, ...body }, language)
      return answered(reply, { created, answer })
    },
  )

  app.post('/applications/:id/resettle-preview', { schema: previewSchema }, ({ caller, params }) =>
    previewApplication(service, caller, params.id),
  )

  app.post('/applications/:id/resettle', { schema: resettleSchema }, async ({ caller, params, log }, reply) => {
    const { resettlement: answer, replayed } = await recalculateApplication(service, caller, params.id)
    log.info({
      event: 'application.resettled',
      applicationId: params.id,
      adjusted: answer.settlements.length,
      replayed,
    })
    return answered(reply, { created: !replayed, answer })
  })
}
