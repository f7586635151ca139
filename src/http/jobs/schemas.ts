import { z } from 'zod'
import { jobStatusNames } from '../../application/jobs/stop-job.ts'
import { problemCode } from '../shared/codes.ts'
import { instant, listOf, named, oneOf, page, regionField, uuid } from '../shared/fields.ts'

const statuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const

const kind = named(
  z
    .string({ error: 'code' })
    .regex(/^[a-z][a-z-]{1,39}$/, { error: 'code' })
    .meta({ examples: ['year-end'] }),
  'What kind of work it is',
  '任务类型',
)
export const jobStatus = oneOf(statuses, 'Where it stands', '状态', jobStatusNames)
const maybeWhen = (en: string, zh: string) => named(z.string().nullable(), en, zh)

const jobProblem = z.strictObject({
  type: named(z.string(), 'Address of the problem’s page', '错误说明页地址'),
  code: named(problemCode, 'Stable code, listed at /problems', '稳定的错误代码，见 /problems'),
  title: named(z.string(), 'What kind of problem it is', '错误名称'),
  detail: named(z.string(), 'What to do', '应如何处理'),
  errors: named(
    z.array(
      z.strictObject({
        pointer: named(z.string(), 'Where in the input', '输入中的位置'),
        detail: named(z.string(), 'What is wrong there', '错误内容'),
      }),
    ),
    'Each part of the input that was refused',
    '逐项说明',
  ).optional(),
})

export const job = z
  .strictObject({
    id: uuid('Id of the job', '任务 ID'),
    kind,
    region: regionField('Region that it is about', '所属地区'),
    input: named(z.record(z.string(), z.unknown()), 'What it was asked for', '任务参数'),
    status: jobStatus,
    done: named(z.int(), 'How much is done', '已完成数量'),
    total: named(z.int().nullable(), 'Of how much; null while nobody has counted', '总数；尚未统计时为 null'),
    failures: named(z.int(), 'How much could not be done', '未能完成的数量'),
    problem: named(
      jobProblem.nullable(),
      'Why it failed, or what it met last and is trying again',
      '失败原因，或最近一次出错（正在重试）',
    ),
    result: named(z.record(z.string(), z.unknown()).nullable(), 'What it came to', '任务结果'),
    attempts: named(z.int(), 'How often it was begun: once, and once more after each failure', '开始执行的次数'),
    createdAt: instant('When it was started', '发起时间'),
    createdBy: named(z.string(), 'Id of whoever started it', '发起方 ID'),
    startedAt: maybeWhen('When a process first took it up', '首次执行时间'),
    updatedAt: instant('When it last moved on', '最近进展时间'),
    finishedAt: maybeWhen('When it ended', '结束时间'),
  })
  .meta({ id: 'Job' })
export const jobList = listOf(job, 'Jobs, newest first', '任务列表，最新在前').meta({ id: 'JobList' })

/** What a route that starts a job answers. */
export const startedJob = {
  jobId: uuid('Id of the job', '任务 ID'),
  job: named(z.string(), 'Where its progress is read', '查询进度的地址'),
}

export const jobParams = z.strictObject({ id: uuid('Id of the job', '任务 ID') })
export const jobsQuery = z.strictObject({
  kind: kind.optional(),
  region: regionField('Jobs of this region alone', '只查该地区的任务').optional(),
  status: jobStatus.optional(),
  ...page,
})
