import { type Problem, problem } from './problem.ts'

/** What is refused of an application for an identity. */
export const problemsOfApplications = {
  'application-status': problem(
    'conflict',
    '申请状态不允许此操作',
    'The application does not stand where this is possible',
    '申请 {id} {status.zh}，不能再{action.zh}；{next.zh}',
    'Application {id} is {status.en} and cannot be {action.en} now; {next.en}',
  ),
  'application-step-date': problem(
    'rejected',
    '办理日期早于上一环节',
    'The step is before the one before it',
    '本环节日期 {on}，上一环节「{before.zh}」日期 {beforeOn}；请填写不早于该日的日期。',
    'The step is dated {on} and the application was {before.en} on {beforeOn}; send that day or a later one.',
  ),
  'application-publicity-open': problem(
    'conflict',
    '公示期未满',
    'It is still public',
    '公示至 {until}（{clause}），次日起方可批准；本次批准日期为 {on}。',
    'It is public until {until} ({clause}) and can be approved from the next day on; the approval is dated {on}.',
  ),
  'application-papers-missing': problem(
    'conflict',
    '材料尚未补齐',
    'Papers are still to come',
    '申请 {id} 容缺受理，尚缺：{missing.zh}；请先登记补交的材料（POST /v1/applications/{id}/documents），再批准，或不予批准。',
    'Application {id} was taken without all papers, and these are still to come: {missing.en}. Record them first (POST /v1/applications/{id}/documents) and approve it then, or refuse it.',
  ),
  'application-invalid': problem(
    'rejected',
    '申请内容有误',
    'The application is not valid',
    '{reason.zh}',
    '{reason.en}',
  ),
} as const satisfies Record<string, Problem>
