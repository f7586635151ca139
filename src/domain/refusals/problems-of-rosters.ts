import { problem } from './problem.ts'

/** How a department's list, as a whole, is refused. A line that is wrong is reported and stops no other. */
export const problemsOfRosters = {
  'roster-columns-wrong': problem(
    'rejected',
    '名单的列不对',
    'The columns of the list are wrong',
    '未导入任何内容。{wrong.zh}请以首行表头发送这些列（中文或英文）：{columns}；可另有 序号、备注。',
    'Nothing was loaded. {wrong.en}Send these columns under a header in the first line, in English or Chinese: {columns}; no（序号） and note（备注） may stand beside them.',
  ),
  'roster-encoding-wrong': problem(
    'rejected',
    '名单的编码不对',
    'The encoding of the list is wrong',
    '第 {line} 行不是 {encoding} 文本，未导入任何内容；请以 UTF-8 或 GB18030 另存为 CSV 后重发，或在 content-type 的 charset 中注明编码。',
    'Line {line} is no text in {encoding} and nothing was loaded; save the list as CSV in UTF-8 or GB18030 and send it again, or name its encoding as the charset of the content-type.',
  ),
  'roster-applied': problem(
    'conflict',
    '该名单已执行',
    'The roster was applied',
    '名单 {id} 已于 {appliedOn} 执行，不再执行第二次；更正请报送新的名单。',
    'Roster {id} was applied on {appliedOn} and is not applied twice; send a new list to correct it.',
  ),
  'roster-expired': problem(
    'conflict',
    '该名单已过保存期',
    'The roster has expired',
    '名单 {id} 导入后未执行，已过保存期，明细已清除；请重新报送该名单。',
    'Roster {id} was loaded and never applied, and its lines were removed when its time was over; send the list again.',
  ),
  'roster-superseded': problem(
    'conflict',
    '已有更新的名单',
    'A newer roster was applied',
    '{department.zh} {month} 的名单 {newer} 已执行，较早的名单不能再执行；请按现状报送新的名单。',
    'Roster {newer} of {department.en} for {month} was applied, so an older one cannot be; send a new list of how things stand.',
  ),
  'roster-busy': problem(
    'conflict',
    '该部门有名单正在执行',
    'A roster of the department is being applied',
    '名单 {other} 正在执行；请待其完成（GET /v1/rosters/{other}），或取消其任务后再试。',
    'Roster {other} is being applied; try again when it is done (GET /v1/rosters/{other}), or cancel its job.',
  ),
  'roster-withdrawn': problem(
    'conflict',
    '该名单已放弃',
    'The roster was given up',
    '名单 {id} 执行中断后已放弃（已执行 {applied} 项变动，保持有效），不再继续；请按现状报送新的名单。',
    'Roster {id} was interrupted and given up; the {applied} changes that it made stay, and it does not go on. Send a new list of how things stand.',
  ),
  'roster-people-unreviewed': problem(
    'conflict',
    '名单中有新人员待复核',
    'New people of the list wait for review',
    '名单 {id} 中有 {count} 人没有人员编号且尚未登记；请先查看（GET /v1/rosters/{id}/new-people），再决定采用或不采用（POST /v1/rosters/{id}/new-people/decisions）。',
    'Roster {id} has {count} people without a person number whom nobody has registered; look at them (GET /v1/rosters/{id}/new-people) and take or refuse them (POST /v1/rosters/{id}/new-people/decisions) first.',
  ),
  'roster-not-interrupted': problem(
    'conflict',
    '该名单未中断',
    'The roster is not interrupted',
    '只能放弃执行中断的名单，名单 {id} 没有中断；{next.zh}',
    'Only a list that was interrupted is given up, and roster {id} is not; {next.en}',
  ),
} as const
