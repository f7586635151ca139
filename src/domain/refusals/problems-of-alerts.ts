import { problem } from './problem.ts'

/** Refusals of early warning and of the webhooks that tell of it. */
export const problemsOfAlerts = {
  'warning-left-open': problem(
    'conflict',
    '该地区没有预警标准',
    'The region has no line of early warning',
    '{reason.zh}',
    '{reason.en}',
  ),
  'department-not-told': problem(
    'rejected',
    '条款没有规定推送该部门',
    'No clause sends alerts to this department',
    '地区 {region} 的条款规定推送：{departments.zh}；请更改 department。',
    'The clauses of region {region} send alerts to {departments.en}; change `department`.',
  ),
  'export-too-large': problem(
    'rejected',
    '一份文件装不下',
    'Too many people for one file',
    '{month} 的预警超过 {most} 人；请按县（region 填县级区划代码）分别导出。',
    '{month} has more than {most} alerts; export by county, with its six digits as `region`.',
  ),
  'webhook-invalid': problem('rejected', '推送地址有误', 'The webhook is not valid', '{reason.zh}', '{reason.en}'),
  'delivery-status': problem(
    'conflict',
    '该推送不能重发',
    'The delivery cannot be sent again',
    '事件 {id} 的推送为「{status.zh}」；只有「多次失败」且推送地址仍有效的可以重发。',
    'The delivery of event {id} is {status.en}; only one that was given up is sent again, to a webhook that is still there.',
  ),
} as const
