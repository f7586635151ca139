import { problem } from './problem.ts'

/** What a caller may not see or take. None of them says where something is, or of whom. */
export const problemsOfAccess = {
  'code-taken': problem(
    'conflict',
    '编号已被使用',
    'The number is in use',
    '{what.zh} {code} 已被使用，且不属于本密钥可办理的范围；请核对编号。',
    'The {what.en} {code} is in use and not yours to change; check it.',
  ),
} as const
