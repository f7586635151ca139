import { getBeneficiary, putBeneficiary } from '../../application/registers/beneficiaries.ts'
import { personVersions } from '../../application/registers/read-person-versions.ts'
import { listBeneficiaries, searchBeneficiaries } from '../../application/registers/search-beneficiaries.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  beneficiary,
  beneficiaryList,
  beneficiaryQuery,
  beneficiaryRequest,
  pageQuery,
  personParams,
  registeredBeneficiary,
  searchRequest,
} from './schemas.ts'
import { personVersionList } from './version-schemas.ts'

const putSchema = {
  operationId: 'putBeneficiary',
  tags: [tags.registers],
  summary: 'Register a person / 登记参保人',
  description:
    'The same path again replaces what is registered. Where anything was settled of the person, another name, document or birth is a correction and needs a `reason`; statements of before are printed with what was known then. The ID number is stored encrypted. Bureaus of the region. / 再次发送即更新。已有结算的人员更改姓名、证件或出生日期须填更正原因（reason），此前的结算单仍按当时登记打印。证件号码加密保存。仅限本地区经办机构。',
  params: personParams,
  body: beneficiaryRequest,
  response: {
    201: answer(registeredBeneficiary, 'Registered', '已登记'),
    200: answer(registeredBeneficiary, 'Replaced, or unchanged', '已更新或无变化'),
    ...refusals('malformed-json', 'code-taken', 'correction-needs-reason'),
  },
}

const getSchema = {
  operationId: 'getBeneficiary',
  tags: [tags.registers],
  summary: 'Read a person / 查询参保人 (1101)',
  description: 'Bureaus and auditors of the region. / 限本地区经办机构与审计。',
  params: personParams,
  querystring: beneficiaryQuery,
  response: { 200: answer(beneficiary, 'The person', '参保人'), ...refusals('not-found') },
}

const versionsSchema = {
  operationId: 'listBeneficiaryVersions',
  tags: [tags.registers],
  summary: 'What a person was registered as before / 参保人更正前的登记',
  description:
    'Each until it was replaced, with the reason; masked unless a bureau asks for it whole, which leaves a line in the audit trail. Bureaus and auditors of the region. / 历次更正前的姓名、证件和出生日期及更正原因；默认脱敏，经办机构查看完整信息留痕。限本地区经办机构与审计。',
  params: personParams,
  querystring: beneficiaryQuery,
  response: { 200: answer(personVersionList, 'The oldest first', '按时间先后'), ...refusals('not-found') },
}

const listSchema = {
  operationId: 'listBeneficiaries',
  tags: [tags.registers],
  summary: 'List people / 参保人列表',
  description: 'Bureaus and auditors of the region. / 限本地区经办机构与审计。',
  querystring: pageQuery,
  response: { 200: answer(beneficiaryList, 'A page of people', '一页参保人'), ...refusals() },
}

const searchSchema = {
  operationId: 'searchBeneficiaries',
  tags: [tags.registers],
  summary: 'Find a person by card, name or number / 按证件号码、姓名或人员编号查询参保人 (1101)',
  description:
    'By the whole number of the document, the whole name or the person number, in the body; what is sent must all agree. Bureaus and auditors of the region. / 以完整的证件号码、姓名或人员编号查询，放在请求体中；同填的须都相符。限本地区经办机构与审计。',
  body: searchRequest,
  querystring: pageQuery,
  response: {
    200: answer(beneficiaryList, 'Who it is', '查得的人员'),
    ...refusals('malformed-json', 'too-many-lookups'),
  },
}

export function beneficiaryRoutes(app: App, { service }: Parts): void {
  app.put('/beneficiaries/:personNo', { schema: putSchema }, async ({ caller, params, body, language }, reply) => {
    const { answer, created } = await putBeneficiary(service, caller, { ...params, ...body }, language)
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get('/beneficiaries/:personNo', { schema: getSchema }, ({ caller, params, query }) =>
    getBeneficiary(service, caller, { ...params, showIdNumber: query.show === 'idNumber' }),
  )

  app.get('/beneficiaries/:personNo/versions', { schema: versionsSchema }, ({ caller, params, query }) =>
    personVersions(service, caller, { ...params, showIdNumber: query.show === 'idNumber' }),
  )

  app.get('/beneficiaries', { schema: listSchema }, ({ caller, query }) => listBeneficiaries(service, caller, query))

  app.post('/beneficiaries/search', { schema: searchSchema }, ({ caller, body, query }) =>
    searchBeneficiaries(service, caller, { ...body, ...query }),
  )
}
