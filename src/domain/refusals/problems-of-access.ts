import { problem } from './problem.ts'

/** What a caller may not see or take. None of them says where something is, or of whom. */
export const problemsOfAccess = {
  'certificate-not-read': problem(
    'not-found',
    '没有本机构可查看的该人员',
    'No such person for this hospital to see',
    '没有本机构可查看的人员 {personNo}：请核对编号；持证就诊的请先读取其证件（1101 或 POST /v1/certificate-reads），{hours} 小时内有效；有本机构未结束的就诊，或一年内未冲正的结算，亦可。',
    'There is no person {personNo} for this hospital to see. Check the number; whoever has the certificate at hand reads it first (POST /v1/certificate-reads, or 1101), which holds for {hours} hours. A visit of yours that has not ended, or a settlement within a year that stands, does as well.',
  ),
  'code-taken': problem(
    'conflict',
    '编号已被使用',
    'The number is in use',
    '{what.zh} {code} 已被使用，且不属于本密钥可办理的范围；请核对编号。',
    'The {what.en} {code} is in use and not yours to change; check it.',
  ),
  'demo-only': problem(
    'conflict',
    '仅限演示环境',
    'Only in the demo',
    '此操作仅限自带数据库的演示环境（不设 DATABASE_URL），设置时钟还须单进程（YIZHAN_WORKERS=1）；请在演示环境中重试。',
    'This is for a service with the embedded database alone (no DATABASE_URL), and setting the clock for one process (YIZHAN_WORKERS=1); try it there.',
  ),
} as const
