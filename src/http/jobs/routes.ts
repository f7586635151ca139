import { cancelJob, getJob, listJobs, type ShownJob } from '../../application/jobs/read-jobs.ts'
import type { Language } from '../../domain/language.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { job, jobList, jobParams, jobsQuery } from './schemas.ts'

const getSchema = {
  operationId: 'getJob',
  tags: [tags.jobs],
  summary: 'Read a job / 查询任务',
  description:
    'How far it is, what it came to, and why it failed. A process that dies in the middle is replaced by another within about a minute, which goes on where it was. Bureaus and auditors. / 查询进度、结果和失败原因。执行进程中途中止的，约一分钟内由其他进程从中断处继续。仅限经办机构和审计。',
  params: jobParams,
  response: { 200: answer(job, 'The job', '任务'), ...refusals('not-found') },
}

const listSchema = {
  operationId: 'listJobs',
  tags: [tags.jobs],
  summary: 'List jobs / 查询任务列表',
  querystring: jobsQuery,
  response: { 200: answer(jobList, 'A page of jobs', '一页任务'), ...refusals() },
}

const withdrawSchema = {
  operationId: 'withdrawJob',
  tags: [tags.jobs],
  summary: 'Cancel a job / 取消任务',
  description:
    'It ends after the piece in hand; what is done stays done. Cancelled again it answers the same. Bureaus. / 完成手头的一步后停止，已完成的部分有效；重复取消结果相同。仅限经办机构。',
  params: jobParams,
  response: { 200: answer(job, 'The job, cancelled', '已取消的任务'), ...refusals('not-found', 'job-finished') },
}

const cancelSchema = alsoSpelt(withdrawSchema, 'cancelJob', 'POST /v1/jobs/{id}/withdraw')

export function jobRoutes(app: App, { service }: Parts): void {
  app.get('/jobs/:id', { schema: getSchema }, async ({ caller, params, language }) =>
    spoken(await getJob(service, caller, params.id), language),
  )

  app.get('/jobs', { schema: listSchema }, async ({ caller, query, language }) => {
    const { items, nextCursor } = await listJobs(service, caller, query)
    return { items: items.map((one) => spoken(one, language)), nextCursor }
  })

  app.post('/jobs/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params, language }) =>
    spoken(await cancelJob(service, caller, params.id), language),
  )

  app.post('/jobs/:id/cancel', { schema: cancelSchema }, async ({ caller, params, language }) =>
    spoken(await cancelJob(service, caller, params.id), language),
  )
}

/** The problem in the caller's language. */
function spoken(shown: ShownJob, language: Language) {
  const { problem } = shown
  if (!problem) return { ...shown, problem: null }
  const errors = problem.errors?.map((one) => ({ pointer: one.pointer, detail: one.detail[language] }))
  const { code, title, detail } = problem
  return {
    ...shown,
    problem: {
      type: `/problems/${code}`,
      code,
      title: title[language],
      detail: detail[language],
      ...(errors ? { errors } : {}),
    },
  }
}
