import { problem } from './problem.ts'

/** How work behind the requests is refused, and why it may fail; and when a year is closed. */
export const problemsOfJobs = {
  'job-finished': problem(
    'conflict',
    '任务已结束',
    'The job has ended',
    '任务 {id} 已结束（{status.zh}），不能取消；GET {path} 可查看结果。',
    'Job {id} has ended ({status.en}), so it cannot be cancelled; GET {path} shows how.',
  ),
  'job-failed': problem(
    'internal',
    '任务出错',
    'The job met an error of the service',
    '多次重试后仍出错，已完成的部分有效；请将任务编号提供给运维人员，排除原因后重新发起，从未完成处继续。',
    'It was tried several times; what is done stays done. Give the id of the job to those who run the service, then start it anew: it goes on where nothing is done yet.',
  ),
  'job-interrupted': problem(
    'internal',
    '任务多次中断',
    'The job was interrupted too often',
    '执行任务的进程多次中止，已完成的部分有效；请运维人员查明进程中止的原因后重新发起。',
    'The processes that ran it ended again and again; what is done stays done. Have those who run the service find out why, then start it anew.',
  ),
  'year-not-over': problem(
    'conflict',
    '年度尚未结束',
    'The year is not over',
    '{year} 年尚未结束（今天是 {today}，北京时间）；请在次年办理，或以 dryRun: true 预览。',
    'The year {year} is not over, it is {today} in China; run it in the next year, or send `dryRun: true` to see what it would come to.',
  ),
  'year-end-not-in-policy': problem(
    'rejected',
    '政策没有年末救助',
    'The policy aids nothing at the end of the year',
    '地区 {region} {year} 年的政策没有规定年末一次性救助；可用 GET /v1/policies/{region} 查看条款。',
    'The policy of region {region} for {year} leaves nothing to the end of the year; GET /v1/policies/{region} shows its clauses.',
  ),
} as const
