import { z } from 'zod'
import {
  createOperator,
  getOperator,
  listOperators,
  resetPassword,
  updateOperator,
  withdrawOperator,
} from '../../application/operators/operators.ts'
import { tags } from '../openapi/openapi.ts'
import { pageQuery } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { newPassword, operator, operatorChange, operatorList, operatorParams, operatorRequest } from './schemas.ts'

const createSchema = {
  operationId: 'createOperator',
  tags: [tags.operators],
  summary: 'Add a person who signs in / 添加操作员',
  description:
    'The first password is in the answer and nowhere else; the person has to change it. Bureaus for their region and its hospitals; a hospital’s admin for the hospital. / 初始密码只在本次返回中出现，首次登录须修改。经办机构可添加本地区及其医疗机构的操作员；医疗机构管理员添加本机构的。',
  body: operatorRequest,
  response: {
    201: answer(newPassword, 'The operator and the first password', '操作员及初始密码'),
    ...refusals('malformed-json', 'operator-invalid', 'username-taken', 'overloaded'),
  },
}

const listSchema = {
  operationId: 'listOperators',
  tags: [tags.operators],
  summary: 'List operators / 操作员列表',
  querystring: pageQuery,
  response: { 200: answer(operatorList, 'A page of operators', '一页操作员'), ...refusals() },
}

const getSchema = {
  operationId: 'getOperator',
  tags: [tags.operators],
  summary: 'Read an operator / 查询操作员',
  params: operatorParams,
  response: { 200: answer(operator, 'The operator', '操作员'), ...refusals('not-found') },
}

const updateSchema = {
  operationId: 'updateOperator',
  tags: [tags.operators],
  summary: 'Change name or posts / 变更姓名或岗位',
  description:
    'From the person’s next request on. Nobody changes their own posts. / 自该操作员下一次请求起生效；不能更改自己的岗位。',
  params: operatorParams,
  body: operatorChange,
  response: {
    200: answer(operator, 'The operator', '操作员'),
    ...refusals('malformed-json', 'not-found', 'operator-invalid'),
  },
}

const resetSchema = {
  operationId: 'resetOperatorPassword',
  tags: [tags.operators],
  summary: 'Give a new first password / 重置密码',
  description:
    'The person’s sessions end, and a lock ends with the old password. / 该操作员的会话全部结束，登录锁定解除。',
  params: operatorParams,
  response: {
    200: answer(newPassword, 'The operator and the first password', '操作员及初始密码'),
    ...refusals('not-found', 'overloaded'),
  },
}

const withdrawSchema = {
  operationId: 'withdrawOperator',
  tags: [tags.operators],
  summary: 'Withdraw an operator / 停用操作员',
  description:
    'For good; sessions end at once. The user name is not given out again. / 永久停用，会话立即结束；用户名不再使用。',
  params: operatorParams,
  response: {
    204: z.null().meta({ description: 'Withdrawn / 已停用' }),
    ...refusals('not-found', 'operator-invalid'),
  },
}

export function operatorRoutes(app: App, { service }: Parts): void {
  app.post('/operators', { schema: createSchema }, async ({ caller, body }, reply) =>
    reply.code(201).send(await createOperator(service, caller, body)),
  )

  app.get('/operators', { schema: listSchema }, ({ caller, query }) => listOperators(service, caller, query))

  app.get('/operators/:id', { schema: getSchema }, ({ caller, params }) => getOperator(service, caller, params.id))

  app.patch('/operators/:id', { schema: updateSchema }, ({ caller, params, body }) =>
    updateOperator(service, caller, { id: params.id, ...body }),
  )

  app.post('/operators/:id/reset-password', { schema: resetSchema }, ({ caller, params }) =>
    resetPassword(service, caller, params.id),
  )

  app.post('/operators/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params }, reply) => {
    await withdrawOperator(service, caller, params.id)
    return reply.code(204).send()
  })
}
