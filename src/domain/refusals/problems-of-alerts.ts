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
    'Too many rows for one file',
    '超过 {most} 行；{instead.zh}',
    'There are more than {most} rows; {instead.en}',
  ),
  'webhook-invalid': problem('rejected', '推送地址有误', 'The webhook is not valid', '{reason.zh}', '{reason.en}'),
  'webhook-registered': problem(
    'conflict',
    '该推送地址已登记',
    'The webhook is registered already',
    '该地址已登记（推送 {id}，地区 {region}，事件 {events}），再登记会重复推送；密钥遗失的请先删除原登记（POST /v1/webhooks/{id}/withdraw）再登记，或只登记其他事件、其他地区。',
    'The address is registered as webhook {id} for region {region} ({events}) and would be sent each event twice. Where its secret was lost, delete that one first (POST /v1/webhooks/{id}/withdraw); else register other events or another region.',
  ),
  'delivery-status': problem(
    'conflict',
    '该推送不能重发',
    'The delivery cannot be sent again',
    '事件 {id} 的推送为「{status.zh}」；只有「多次失败」且推送地址仍有效的可以重发。',
    'The delivery of event {id} is {status.en}; only one that was given up is sent again, to a webhook that is still there.',
  ),
} as const
