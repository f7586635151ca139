import { getHospital, listHospitals, putHospital, readHospitalTerms } from '../../application/registers/hospitals.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { hospitalTerms } from './hospital-schemas.ts'
import { hospital, hospitalList, hospitalParams, hospitalRequest, pageQuery } from './schemas.ts'

const putSchema = {
  operationId: 'putHospital',
  tags: [tags.registers],
  summary: 'Register a hospital / 登记医疗机构',
  description:
    'The same path again replaces what is registered. A change of level, charge class or designation holds from a day on (`from`, today where it is left out), and what held before is kept: visits go by what the hospital was on their day. Where anything was settled, another name needs a `reason`, and statements of before keep the name of then. Bureaus of the region. / 再次发送即更新。等级、收费类别、定点的变更自 from 起（不填为今天）执行，之前的保留，就医按当日情况结算。已有结算的更改名称须填 reason，此前的结算单仍按原名称打印。仅限本地区经办机构。',
  params: hospitalParams,
  body: hospitalRequest,
  response: {
    201: answer(hospital, 'Registered', '已登记'),
    200: answer(hospital, 'Replaced, or unchanged', '已更新或无变化'),
    ...refusals('malformed-json', 'code-taken', 'date-in-future', 'correction-needs-reason'),
  },
}

const getSchema = {
  operationId: 'getHospital',
  tags: [tags.registers],
  summary: 'Read a hospital / 查询医疗机构 (1201)',
  params: hospitalParams,
  response: { 200: answer(hospital, 'The hospital', '医疗机构'), ...refusals('not-found') },
}

const termsSchema = {
  operationId: 'getHospitalTerms',
  tags: [tags.registers],
  summary: 'What a hospital was from day to day / 医疗机构历次等级与定点',
  params: hospitalParams,
  response: { 200: answer(hospitalTerms, 'Its terms', '历次情况'), ...refusals('not-found') },
}

const listSchema = {
  operationId: 'listHospitals',
  tags: [tags.registers],
  summary: 'List hospitals / 医疗机构列表',
  querystring: pageQuery,
  response: { 200: answer(hospitalList, 'A page of hospitals', '一页医疗机构'), ...refusals() },
}

export function hospitalRoutes(app: App, { service }: Parts): void {
  app.put('/hospitals/:hospitalCode', { schema: putSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await putHospital(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get('/hospitals/:hospitalCode', { schema: getSchema }, ({ caller, params }) =>
    getHospital(service, caller, params),
  )

  app.get('/hospitals/:hospitalCode/terms', { schema: termsSchema }, ({ caller, params }) =>
    readHospitalTerms(service, caller, params),
  )

  app.get('/hospitals', { schema: listSchema }, ({ caller, query }) => listHospitals(service, caller, query))
}
