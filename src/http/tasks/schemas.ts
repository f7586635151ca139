import { z } from 'zod'
import { heldOperations, taskStateNames, taskStates } from '../../domain/tasks/held.ts'
import { anInstant, instant, listOf, named, oneOf, page, regionField, uuid, wordsText } from '../shared/fields.ts'

const operations = Object.keys(heldOperations) as [keyof typeof heldOperations, ...(keyof typeof heldOperations)[]]
const person = z.strictObject({
  id: uuid('Id of the operator', '操作员 ID'),
  name: named(z.string(), 'Name', '姓名'),
})
const words = z.strictObject({
  zh: named(z.string(), 'In Chinese', '中文'),
  en: named(z.string(), 'In English', '英文'),
})

export const task = z
  .strictObject({
    id: uuid('Id of the task', '事项 ID'),
    region: regionField('Region of whoever asked', '所属地区'),
    operation: oneOf(operations, 'What is to be done, by its `operationId`', '事项操作', heldOperations),
    what: named(words, 'The same in words', '事项名称'),
    method: named(z.string(), 'Method of the request', '请求方法'),
    address: named(z.string(), 'Its address', '请求地址'),
    body: named(z.unknown(), 'Its body', '请求内容'),
    madeBy: named(person, 'Who asked for it', '提出人'),
    madeAt: instant('Since when it waits', '提出时间'),
    state: oneOf(taskStates, 'How it stands', '状态', taskStateNames),
    decidedBy: named(person.nullable(), 'The second person', '复核人'),
    decidedAt: named(anInstant.nullable(), 'When', '复核时间'),
    reason: named(z.string().nullable(), 'Why it was refused or taken back', '退回或撤回原因'),
    status: named(z.int().nullable(), 'What doing it was answered with', '执行结果状态码'),
    answer: named(z.unknown(), 'That answer', '执行结果'),
  })
  .meta({
    id: 'Task',
    description:
      'What one operator asked for and a second one has to look at. `doing` for more than ten minutes, after a failure of the service: approve it again / 一人提出、须另一人复核的事项；因故停留在 doing 超过十分钟的可再次通过',
  })
export const taskList = listOf(task, 'Tasks, newest first', '事项列表').meta({ id: 'TaskList' })
export const taskParams = z.strictObject({ id: uuid('Id of the task', '事项 ID') })
export const tasksQuery = z.strictObject({
  state: named(oneOf(taskStates, '', '', taskStateNames).optional(), 'Only those in this state', '状态'),
  ...page,
})
export const taskReason = z
  .strictObject({ reason: wordsText(500, 'Why', '原因') }, { error: 'object' })
  .meta({ id: 'TaskReason' })
