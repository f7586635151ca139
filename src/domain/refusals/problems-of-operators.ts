import { type Problem, problem } from './problem.ts'

/** What a person who signs in is told, and a machine never. */
export const problemsOfOperators = {
  'sign-in-failed': problem(
    'forbidden',
    '用户名或密码不符',
    'The user name or the password is wrong',
    '请核对用户名和密码；忘记密码的请联系本机构管理员重置。',
    'Check both; whoever forgot the password asks an admin of their office to reset it.',
  ),
  'too-many-sign-ins': problem(
    'limited',
    '登录失败次数过多',
    'Too many failed sign-ins',
    '该用户名在此地址多次登录失败；请 {seconds} 秒后再试，或联系管理员重置密码。',
    'This user name has failed to sign in too often from here; try again in {seconds} s, or ask an admin to reset the password.',
  ),
  'session-ended': problem(
    'forbidden',
    '登录已失效',
    'The session has ended',
    '登录已超时、已退出或已被管理员结束；请用 POST /v1/sessions 重新登录。',
    'It was idle too long, signed out, or ended by an admin; sign in again with POST /v1/sessions.',
  ),
  'session-token-missing': problem(
    'forbidden',
    '缺少防伪令牌',
    'The token against forgery is missing',
    '登录后的写操作须在请求头 x-csrf-token 中发送登录时返回的 csrfToken；可用 GET /v1/sessions/current 取得。',
    'A request of a session that changes something sends the `csrfToken` of the sign-in as `x-csrf-token`; GET /v1/sessions/current tells it.',
  ),
  'password-must-change': problem(
    'forbidden',
    '须先修改初始密码',
    'The first password has to be changed',
    '请先用 POST /v1/sessions/current/password 修改密码。',
    'Change it with POST /v1/sessions/current/password first.',
  ),
  'password-invalid': problem('rejected', '密码不合要求', 'The password will not do', '{reason.zh}', '{reason.en}'),
  'operator-invalid': problem('rejected', '操作员信息有误', 'The operator is not valid', '{reason.zh}', '{reason.en}'),
  'username-taken': problem(
    'conflict',
    '用户名已被使用',
    'The user name is in use',
    '用户名 {username} 已被使用；请换一个。',
    'The user name {username} is in use; choose another.',
  ),
  'post-missing': problem(
    'forbidden',
    '该岗位无此权限',
    'The post may not do this',
    '此操作须由{posts.zh}岗位办理；您的岗位：{held.zh}。',
    'This is for the post {posts.en}; yours: {held.en}.',
  ),
  'task-decided': problem(
    'conflict',
    '该事项已处理',
    'The task has been decided',
    '事项 {id} 的状态为{state.zh}，不能再处理；请查看 GET /v1/tasks/{id}。',
    'Task {id} is {state.en} and cannot be decided again; see GET /v1/tasks/{id}.',
  ),
} as const satisfies Record<string, Problem>
