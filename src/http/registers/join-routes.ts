import { addJoin, listSamePeople, readJoins } from '../../application/registers/joins.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { join, joinRequest, joinsAnswer, samePeopleList, samePeopleQuery } from './join-schemas.ts'
import { personParams } from './schemas.ts'

const addSchema = {
  operationId: 'createJoin',
  tags: [tags.registers],
  summary: 'Join two numbers of one person / 合并同一人的两个编号',
  description:
    'What both have used of a year counts together from then on: limits, deductibles, what accumulates, the burden. What was settled before stays; recalculating the year shows what it changes. A wrong join is taken apart by another that names it (`corrects`, `withdrawn: true`) and why (`reason`). Bureaus of the region of both. / 此后两个编号的年度限额、起付线、累计和负担合并计算；已结算的不变，重新计算该年度可见影响。合并有误的以 corrects 指明、withdrawn 为 true 并填写 reason 撤销。限两个编号所在地区的经办机构。',
  params: personParams,
  body: joinRequest,
  response: {
    201: answer(join, 'Recorded', '已登记'),
    200: answer(join, 'It was recorded already', '此前已登记'),
    ...refusals('malformed-json', 'not-found', 'join-invalid', 'fact-overlaps', 'fact-correction-invalid'),
  },
}

const readSchema = {
  operationId: 'getJoins',
  tags: [tags.registers],
  summary: 'Numbers of one person / 查询同一人的编号',
  description:
    'With the numbers that may be the same person and are not joined. Bureaus and auditors of the region. / 含可能为同一人而未合并的编号。限本地区经办机构与审计。',
  params: personParams,
  response: { 200: answer(joinsAnswer, 'Joins and candidates', '合并记录与疑似编号'), ...refusals('not-found') },
}

const listSchema = {
  operationId: 'listSamePeople',
  tags: [tags.registers],
  summary: 'Numbers that may be one person / 疑似同一人的编号',
  description:
    'By document, or by name and birth, within a region; those that are joined are left out. Bureaus and auditors of the region. / 证件号码相同，或姓名和出生日期相同，且未合并的。限本地区经办机构与审计。',
  querystring: samePeopleQuery,
  response: { 200: answer(samePeopleList, 'A page of pairs', '一页编号对'), ...refusals() },
}

export function joinRoutes(app: App, { service }: Parts): void {
  app.post('/beneficiaries/:personNo/joins', { schema: addSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await addJoin(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get('/beneficiaries/:personNo/joins', { schema: readSchema }, ({ caller, params }) =>
    readJoins(service, caller, params.personNo),
  )

  app.get('/same-people', { schema: listSchema }, ({ caller, query }) => listSamePeople(service, caller, query))
}
