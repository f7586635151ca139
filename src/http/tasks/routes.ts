import {
  approveTask,
  getTask,
  listTasks,
  type Perform,
  refuseTask,
  withdrawTask,
} from '../../application/tasks/tasks.ts'
import { tags } from '../openapi/openapi.ts'
import { asTask } from '../server/session.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { task, taskList, taskParams, taskReason, tasksQuery } from './schemas.ts'

const listSchema = {
  operationId: 'listTasks',
  tags: [tags.operators],
  summary: 'What waits for a second pair of eyes / 待复核事项',
  description:
    'What an operator of a bureau asks for and a second one has to look at: it was validated, and answered with 202 and the task. Bureaus and auditors. / 经办机构操作员提出、须另一人复核的事项；已通过校验，提出时返回 202。仅限经办机构和审计。',
  querystring: tasksQuery,
  response: { 200: answer(taskList, 'A page of tasks', '一页事项'), ...refusals() },
}

const getSchema = {
  operationId: 'getTask',
  tags: [tags.operators],
  summary: 'Read a task / 查询事项',
  params: taskParams,
  response: { 200: answer(task, 'The task', '事项'), ...refusals('not-found') },
}

const decisions = ['not-found', 'task-decided', 'second-pair-of-eyes'] as const

const approveSchema = {
  operationId: 'approveTask',
  tags: [tags.operators],
  summary: 'Approve a task, and have it done / 复核通过并执行',
  description:
    'Done as it was asked, in the name of whoever asked, with you as the second person. `state` says whether it could be: `failed` has the refusal in `answer`. Signed-in reviewers; never one’s own. / 按原请求执行，记载提出人与复核人；未能执行的 state 为 failed，answer 为原因。须由另一复核岗操作员办理。',
  params: taskParams,
  response: { 200: answer(task, 'Decided', '已复核'), ...refusals(...decisions) },
}

const refuseSchema = {
  operationId: 'refuseTask',
  tags: [tags.operators],
  summary: 'Refuse a task / 复核退回',
  params: taskParams,
  body: taskReason,
  response: { 200: answer(task, 'Refused', '已退回'), ...refusals('malformed-json', ...decisions) },
}

const withdrawSchema = {
  operationId: 'withdrawTask',
  tags: [tags.operators],
  summary: 'Take back what one asked for / 撤回事项',
  params: taskParams,
  body: taskReason,
  response: { 200: answer(task, 'Taken back', '已撤回'), ...refusals('malformed-json', 'not-found', 'task-decided') },
}

export function taskRoutes(app: App, { service }: Parts): void {
  /** The same way in as for everybody, so that nothing is checked less. */
  const perform =
    (language: string, requestId: string): Perform =>
    ({ method, address, body }, maker) =>
      asTask(maker, async (headers) => {
        const reply = await app.inject({
          method: method as 'POST' | 'PUT' | 'PATCH' | 'DELETE',
          url: address,
          payload: body,
          headers: {
            ...headers,
            'content-type': 'application/json',
            'accept-language': language,
            'x-request-id': requestId,
          },
        })
        return { status: reply.statusCode, answer: reply.body === '' ? 'null' : reply.body }
      })

  app.get('/tasks', { schema: listSchema }, ({ caller, query }) => listTasks(service, caller, query))

  app.get('/tasks/:id', { schema: getSchema }, ({ caller, params }) => getTask(service, caller, params.id))

  app.post('/tasks/:id/approve', { schema: approveSchema }, ({ caller, params, language, id }) =>
    approveTask(service, caller, params.id, perform(language, id)),
  )

  app.post('/tasks/:id/refuse', { schema: refuseSchema }, ({ caller, params, body }) =>
    refuseTask(service, caller, { id: params.id, ...body }),
  )

  app.post('/tasks/:id/withdraw', { schema: withdrawSchema }, ({ caller, params, body }) =>
    withdrawTask(service, caller, { id: params.id, ...body }),
  )
}
