import { addEnrolment, listEnrolments } from '../../application/registers/enrolments.ts'
import { addInsuredRegion, listInsuredRegions } from '../../application/registers/insured-regions.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  enrolmentList,
  enrolmentRequest,
  insuredRegion,
  insuredRegionList,
  insuredRegionRequest,
  recordedEnrolment,
} from './fact-schemas.ts'
import { pageQuery, personParams } from './schemas.ts'

const facts = [
  'malformed-json',
  'not-found',
  'fact-period-invalid',
  'fact-overlaps',
  'fact-correction-invalid',
] as const

const addEnrolmentSchema = {
  operationId: 'createEnrolment',
  tags: [tags.registers],
  summary: 'Record an enrolment / 登记参保',
  description:
    'From when to when a person is enrolled in a year. From the first day of the first enrolment on, these tell and no longer the `enrolledTier` registered with the person, so an enrolment that ended has ended. Nothing is overwritten: a correction names the record that was wrong (`corrects`) and why (`reason`). The same body again answers the first record. Bureaus of the region. / 登记人员某年度的参保起止。自首条参保登记的首日起，以参保登记为准，不再看人员登记的 enrolledTier；登记截止即为停保。不覆盖原记录：更正时以 corrects 指明原记录并填写 reason。重复登记返回首次记录。仅限本地区经办机构。',
  params: personParams,
  body: enrolmentRequest,
  response: {
    201: answer(recordedEnrolment, 'Recorded', '已登记'),
    200: answer(recordedEnrolment, 'It was recorded already', '此前已登记'),
    ...refusals(...facts),
  },
}

const listEnrolmentsSchema = {
  operationId: 'listEnrolments',
  tags: [tags.registers],
  summary: 'Enrolments of a person / 查询参保登记',
  description: 'Corrected ones included. Bureaus and auditors of the region. / 含已更正的。限本地区经办机构与审计。',
  params: personParams,
  querystring: pageQuery,
  response: { 200: answer(enrolmentList, 'A page of enrolments', '一页参保登记'), ...refusals('not-found') },
}

const addInsuredRegionSchema = {
  operationId: 'createInsuredRegion',
  tags: [tags.registers],
  summary: 'Record where a person is insured / 登记参保地',
  description:
    'From which day a person is insured in a region, until the next one begins; before the first, the region registered with the person. Visits are settled by the region of their own day; what was settled stays. Nothing is overwritten: a correction names the record that was wrong (`corrects`) and why (`reason`). The same body again answers the first record. The bureau of the region that the person leaves, or one that holds both. / 登记参保地及起始日期，至下一条开始前有效；首条之前以人员登记的参保地为准。就医按当日参保地结算，已结算的不变。不覆盖原记录：更正时以 corrects 指明原记录并填写 reason。由原参保地或辖有两地的经办机构登记。',
  params: personParams,
  body: insuredRegionRequest,
  response: {
    201: answer(insuredRegion, 'Recorded', '已登记'),
    200: answer(insuredRegion, 'It was recorded already', '此前已登记'),
    ...refusals(...facts),
  },
}

const listInsuredRegionsSchema = {
  operationId: 'listInsuredRegions',
  tags: [tags.registers],
  summary: 'Insured regions of a person / 查询参保地登记',
  description: 'Corrected ones included. Bureaus and auditors of the region. / 含已更正的。限本地区经办机构与审计。',
  params: personParams,
  querystring: pageQuery,
  response: { 200: answer(insuredRegionList, 'A page of insured regions', '一页参保地登记'), ...refusals('not-found') },
}

export function factRoutes(app: App, { service }: Parts): void {
  const enrolments = '/beneficiaries/:personNo/enrolments'
  app.post(enrolments, { schema: addEnrolmentSchema }, async ({ caller, params, body, language }, reply) => {
    const { answer, created } = await addEnrolment(service, caller, { ...params, ...body }, language)
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get(enrolments, { schema: listEnrolmentsSchema }, ({ caller, params, query }) =>
    listEnrolments(service, caller, { ...params, ...query }),
  )

  const regions = '/beneficiaries/:personNo/insured-regions'
  app.post(regions, { schema: addInsuredRegionSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await addInsuredRegion(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get(regions, { schema: listInsuredRegionsSchema }, ({ caller, params, query }) =>
    listInsuredRegions(service, caller, { ...params, ...query }),
  )
}
