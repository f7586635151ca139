import { findOperator } from '../../db/operators/operators.ts'
import {
  answerTaskRow,
  decideTaskRow,
  findTask,
  insertTask,
  listTaskRows,
  resumeTaskRow,
  type TaskRow,
} from '../../db/tasks/tasks.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type HeldOperation, heldOperations, type TaskState, taskStateNames } from '../../domain/tasks/held.ts'
import { type Caller, coversRegion, prefixOf, requireAnother, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { newId } from '../shared/ids.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'

export type ShownTask = ReturnType<typeof shown>

/** A request as it was made. */
export interface HeldRequest {
  readonly operation: HeldOperation
  readonly method: string
  readonly address: string
  readonly body: string
}

/** Keeps what an operator asked for until a second one has looked at it. */
export async function holdRequest(service: Service, caller: Caller, request: HeldRequest): Promise<ShownTask> {
  const id = newId()
  const { region } = caller
  await insertTask(service.db.pool, { id, region, ...request, madeBy: caller.id, madeAt: service.clock() })
  return shown(await taskOf(service, caller, id))
}

/** Newest first. Errors: `forbidden`. */
export function listTasks(
  service: Service,
  caller: Caller,
  asked: PageInput & { readonly state?: TaskState | undefined },
): Promise<Page<ShownTask>> {
  requireKind(caller, 'bureau', 'auditor')
  const of = { regionPrefix: prefixOf(caller.region), state: asked.state ?? null }
  return pageOf('tasks', asked, (part) => listTaskRows(service.db.pool, of, part), { key: ({ id }) => id, item: shown })
}

/** Errors: `forbidden`, `not-found`. */
export async function getTask(service: Service, caller: Caller, id: string): Promise<ShownTask> {
  return shown(await taskOf(service, caller, id))
}

/** Has the request done as its maker, with this operator as the second person; what it comes to is the task's answer. */
export type Perform = (task: TaskRow, as: Caller) => Promise<{ readonly status: number; readonly answer: string }>

/** No request takes longer; what is `doing` since before is nobody's any more. */
const longestMs = 10 * 60_000

/**
 * The second pair of eyes. What ends in an error of the service, or in a process that died, stays `doing`, and is approved
 * again after ten minutes: the request's own number makes it a replay.
 * Errors: `forbidden`, `not-found`, `task-decided`, `second-pair-of-eyes`.
 */
export async function approveTask(service: Service, caller: Caller, id: string, perform: Perform): Promise<ShownTask> {
  const task = await decidable(service, caller, id)
  const maker = await makerOf(service, task)
  const by = { by: caller.id, at: service.clock(), reason: null }
  const isTaken =
    task.state === 'doing'
      ? await resumeTaskRow(service.db.pool, id, { ...by, since: new Date(by.at.getTime() - longestMs) })
      : await decideTaskRow(service.db.pool, id, { state: 'doing', ...by })
  if (!isTaken) return refuseDecided(service, caller, id)
  const { status, answer } = await perform(task, { ...maker, approvedBy: caller.id })
  if (status < 500) {
    const state = status < 300 ? 'done' : 'failed'
    await answerTaskRow(service.db.pool, id, { state, status, answer })
  }
  return shown(await taskOf(service, caller, id))
}

/** Errors: `forbidden`, `not-found`, `task-decided`, `second-pair-of-eyes`. */
export async function refuseTask(
  service: Service,
  caller: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<ShownTask> {
  await decidable(service, caller, id)
  return decided(service, caller, { id, state: 'refused', reason })
}

/** By whoever made it. Errors: `forbidden`, `not-found`, `task-decided`. */
export async function withdrawTask(
  service: Service,
  caller: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<ShownTask> {
  const task = await taskOf(service, caller, id)
  if (task.madeBy !== caller.id) noSuch(id)
  return decided(service, caller, { id, state: 'withdrawn', reason })
}

async function decided(
  service: Service,
  caller: Caller,
  { id, state, reason }: { readonly id: string; readonly state: TaskState; readonly reason: string },
): Promise<ShownTask> {
  const by = { by: caller.id, at: service.clock(), reason }
  const isTaken = await decideTaskRow(service.db.pool, id, { state, ...by })
  return isTaken ? shown(await taskOf(service, caller, id)) : refuseDecided(service, caller, id)
}

/** A key has no person behind it that could be the second. */
async function decidable(service: Service, caller: Caller, id: string): Promise<TaskRow> {
  const task = await taskOf(service, caller, id)
  if (caller.posts === undefined) refuse('forbidden', { reason: bySessionOnly })
  requireAnother(caller, task.madeBy, { zh: `事项 ${id}`, en: `task ${id}` })
  return task
}

const bySessionOnly = {
  zh: '复核须由登录的操作员办理，不能用密钥。',
  en: 'A person who signed in decides this, not a key; see POST /v1/sessions.',
}

/** As they are now: whose posts were taken meanwhile no longer has it done. */
async function makerOf(service: Service, { madeBy }: TaskRow): Promise<Caller> {
  const maker = await findOperator(service.db.pool, madeBy)
  if (!maker || maker.withdrawnAt !== null) refuse('forbidden', { reason: makerIsGone })
  const { id, name, region, hospitalCode } = maker
  return { id, kind: maker.kind, name, region, hospitalCode, posts: maker.posts }
}

const makerIsGone = {
  zh: '提出此事项的操作员已停用；请退回后由他人重新提出。',
  en: 'Whoever asked for this was withdrawn; refuse it, and have somebody else ask anew.',
}

async function refuseDecided(service: Service, caller: Caller, id: string): Promise<never> {
  const { state } = await taskOf(service, caller, id)
  return refuse('task-decided', { id, state: taskStateNames[state] })
}

async function taskOf(service: Service, caller: Caller, id: string): Promise<TaskRow> {
  requireKind(caller, 'bureau', 'auditor')
  const task = await findTask(service.db.pool, id)
  return task && coversRegion(caller.region, task.region) ? task : noSuch(id)
}

function noSuch(id: string): never {
  refuse('not-found', { what: { zh: `事项 ${id}`, en: `task ${id}` } })
}

function shown(task: TaskRow) {
  return {
    ...{ id: task.id, region: task.region, operation: task.operation },
    what: heldOperations[task.operation],
    ...{ method: task.method, address: task.address, body: JSON.parse(task.body) as unknown },
    madeBy: { id: task.madeBy, name: task.makerName },
    madeAt: chinaTime(task.madeAt),
    state: task.state,
    decidedBy: task.decidedBy === null ? null : { id: task.decidedBy, name: task.deciderName ?? '' },
    decidedAt: task.decidedAt && chinaTime(task.decidedAt),
    ...{ reason: task.reason, status: task.status, answer: task.answer && (JSON.parse(task.answer) as unknown) },
  }
}
