import {
  addDocuments,
  forwardApplication,
  tellOutcome,
} from '../../application/aid-applications/accompany-application.ts'
import {
  checkApplication,
  publiciseApplication,
  refuseApplication,
  withdrawApplication,
} from '../../application/aid-applications/step-application.ts'
import type { ErrorCode } from '../../domain/refusals/refusal.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { application, applicationParams } from './schemas.ts'
import {
  checkRequest,
  documentsRequest,
  forwardRequest,
  publiciseRequest,
  refuseRequest,
  tellRequest,
  withdrawRequest,
} from './step-schemas.ts'

export const recordedBefore = answer(application, 'It was recorded already; `idempotent-replayed: true`', '此前已登记')

export const atStep = [
  'malformed-json',
  'not-found',
  'application-status',
  'application-step-date',
  'date-in-future',
] as const

interface StepTexts<B> {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly body: B
}

function stepSchema<B>(step: StepTexts<B>, ...more: ErrorCode[]) {
  return {
    tags: [tags.applications],
    ...{ ...step, params: applicationParams },
    response: { 201: answer(application, 'Recorded', '已登记'), 200: recordedBefore, ...refusals(...atStep, ...more) },
  }
}

const checkSchema = stepSchema({
  operationId: 'checkApplication',
  summary: 'Record the check / 核查核对',
  description: 'The household was visited and the data compared. / 入户核查、信息核对，确认符合条件。',
  body: checkRequest,
})
const publiciseSchema = stepSchema(
  {
    operationId: 'publiciseApplication',
    summary: 'Record the publication / 公示',
    description: 'What was found is public until a day. / 登记公示地点与期限。',
    body: publiciseRequest,
  },
  'application-invalid',
)
const refuseSchema = stepSchema({
  operationId: 'refuseApplication',
  summary: 'Refuse / 不予批准',
  description: 'With the reason. / 须写明理由。',
  body: refuseRequest,
})
const withdrawSchema = stepSchema({
  operationId: 'withdrawApplication',
  summary: 'Withdraw / 撤回',
  description: 'The applicant takes it back. / 申请人撤回。',
  body: withdrawRequest,
})

const documentsSchema = stepSchema({
  operationId: 'addApplicationDocuments',
  summary: 'Record papers that follow / 登记补交材料',
  description:
    'Of an application that was taken without all papers: those that came in since. It stands where it stood. / 容缺受理后补交的材料，不改变办理状态。',
  body: documentsRequest,
})
const forwardSchema = stepSchema({
  operationId: 'forwardApplication',
  summary: 'Forward to a department / 转办',
  description:
    'It is sent on to the department that certifies the identity. It stands where it stood, and what the department answers is a finding of the check. / 转交身份认定部门，不改变办理状态；部门意见在核对时登记。',
  body: forwardRequest,
})
const tellSchema = stepSchema({
  operationId: 'tellApplicationOutcome',
  summary: 'Tell the outcome / 反馈结果',
  description: 'The applicant was told that it was approved or refused. / 已将批准或不予批准的结果告知申请人。',
  body: tellRequest,
})

export function stepRoutes(app: App, { service }: Pick<Parts, 'service'>): void {
  app.post('/applications/:id/check', { schema: checkSchema }, async ({ caller, params, body, language }, reply) =>
    answered(reply, await checkApplication(service, caller, { ...params, ...body }, language)),
  )

  app.post(
    '/applications/:id/publicise',
    { schema: publiciseSchema },
    async ({ caller, params, body, language }, reply) =>
      answered(reply, await publiciseApplication(service, caller, { ...params, ...body }, language)),
  )

  app.post('/applications/:id/refuse', { schema: refuseSchema }, async ({ caller, params, body, language }, reply) =>
    answered(reply, await refuseApplication(service, caller, { ...params, ...body }, language)),
  )

  app.post(
    '/applications/:id/withdraw',
    { schema: withdrawSchema },
    async ({ caller, params, body, language }, reply) =>
      answered(reply, await withdrawApplication(service, caller, { ...params, ...body }, language)),
  )

  app.post(
    '/applications/:id/documents',
    { schema: documentsSchema },
    async ({ caller, params, body, language }, reply) =>
      answered(reply, await addDocuments(service, caller, { ...params, ...body }, language)),
  )

  app.post('/applications/:id/forward', { schema: forwardSchema }, async ({ caller, params, body, language }, reply) =>
    answered(reply, await forwardApplication(service, caller, { ...params, ...body }, language)),
  )

  app.post('/applications/:id/tell', { schema: tellSchema }, async ({ caller, params, body, language }, reply) =>
    answered(reply, await tellOutcome(service, caller, { ...params, ...body }, language)),
  )
}

interface Reply {
  header(name: string, value: string): unknown
  code(status: number): { send(body: unknown): unknown }
}

export function answered(
  reply: Reply,
  { answer, created }: { readonly answer: object; readonly created: boolean },
): unknown {
  if (!created) reply.header('idempotent-replayed', 'true')
  return reply.code(created ? 201 : 200).send(answer)
}
