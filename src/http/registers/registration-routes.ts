import { decideRequest, listRequests } from '../../application/registers/registration-requests.ts'
import { addRegistration, endRegistration, listRegistrations } from '../../application/registers/registrations.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  registrationDecision,
  registrationRequestAnswer,
  registrationRequestList,
  registrationRequestParams,
  registrationRequestsQuery,
} from './request-schemas.ts'
import {
  pageQuery,
  personParams,
  registration,
  registrationEnd,
  registrationList,
  registrationParams,
  registrationRequest,
} from './schemas.ts'

const addSchema = {
  operationId: 'createRegistration',
  tags: [tags.registers],
  summary: 'Register a disease of a person / 人员慢特病备案 (2503)',
  description:
    'The same body again answers the first record. Bureaus of the region. / 重复备案返回首次记录。仅限本地区经办机构。',
  params: personParams,
  body: registrationRequest,
  response: {
    201: answer(registration, 'Registered', '已备案'),
    200: answer(registration, 'It was registered already', '此前已备案'),
    ...refusals('malformed-json', 'not-found', 'registration-invalid'),
  },
}

const endSchema = {
  operationId: 'endRegistration',
  tags: [tags.registers],
  summary: 'End a registration / 终止备案 (2504)',
  params: registrationParams,
  body: registrationEnd,
  response: {
    200: answer(registration, 'The registration with its end', '已终止的备案'),
    ...refusals('malformed-json', 'not-found', 'registration-invalid'),
  },
}

const listSchema = {
  operationId: 'listRegistrations',
  tags: [tags.registers],
  summary: 'Registrations of a person / 人员慢特病备案查询 (5301)',
  params: personParams,
  querystring: pageQuery,
  response: { 200: answer(registrationList, 'A page of registrations', '一页备案'), ...refusals('not-found') },
}

const requestsSchema = {
  operationId: 'listRegistrationRequests',
  tags: [tags.registers],
  summary: 'What hospitals ask to have registered / 医疗机构提交的备案 (2503)',
  description:
    'A hospital gains by a registration, so its 2503 waits here until the bureau confirms it; nothing is settled by it before. Bureaus and auditors of the region. / 医疗机构提交的备案经经办机构确认后生效，确认前不影响结算。限本地区经办机构与审计。',
  querystring: registrationRequestsQuery,
  response: { 200: answer(registrationRequestList, 'A page of requests', '一页申请'), ...refusals() },
}

const decideSchema = {
  operationId: 'decideRegistrationRequest',
  tags: [tags.registers],
  summary: 'Confirm or refuse it / 确认或退回',
  description:
    'The same decision again answers the first. Bureaus of the region. / 重复决定返回首次结果。仅限本地区经办机构。',
  params: registrationRequestParams,
  body: registrationDecision,
  response: {
    200: answer(registrationRequestAnswer, 'The request as decided', '处理后的申请'),
    ...refusals('malformed-json', 'not-found', 'registration-invalid'),
  },
}

export function registrationRoutes(app: App, { service }: Parts): void {
  app.post('/beneficiaries/:personNo/registrations', { schema: addSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await addRegistration(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.patch('/beneficiaries/:personNo/registrations/:id', { schema: endSchema }, ({ caller, params, body }) =>
    endRegistration(service, caller, { ...params, ...body }),
  )

  app.get('/beneficiaries/:personNo/registrations', { schema: listSchema }, ({ caller, params, query }) =>
    listRegistrations(service, caller, { ...params, ...query }),
  )

  app.get('/registration-requests', { schema: requestsSchema }, ({ caller, query }) =>
    listRequests(service, caller, query),
  )

  app.post(
    '/beneficiaries/:personNo/registration-requests/:id/decision',
    { schema: decideSchema },
    async ({ caller, params, body }) => (await decideRequest(service, caller, { ...params, ...body })).answer,
  )
}
