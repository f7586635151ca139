import { type HeldOperation, needsSecondPerson, type TaskState, taskStates } from '../../domain/tasks/held.ts'
import { among, shaped, UnreadableRow } from '../shared/shape.ts'
import type { Queryable } from '../sql.ts'

export interface TaskRow {
  readonly id: string
  readonly region: string
  readonly operation: HeldOperation
  readonly method: string
  readonly address: string
  readonly body: string
  readonly madeBy: string
  readonly makerName: string
  readonly madeAt: Date
  readonly state: TaskState
  readonly decidedBy: string | null
  readonly deciderName: string | null
  readonly decidedAt: Date | null
  readonly reason: string | null
  readonly status: number | null
  readonly answer: string | null
}

export type NewTask = Pick<TaskRow, 'id' | 'region' | 'operation' | 'method' | 'address' | 'body' | 'madeBy' | 'madeAt'>

const aState = among(taskStates)

function read(
  row: Omit<TaskRow, 'operation' | 'state'> & { readonly operation: string; readonly state: string },
): TaskRow {
  const { operation } = row
  if (!needsSecondPerson(operation)) throw new UnreadableRow('tasks.operation', '')
  return { ...row, operation, state: shaped('tasks.state', aState, row.state) }
}

const columns = `t.id, t.region, t.operation, t.method, t.address, t.body, t.made_by AS "madeBy", m.name AS "makerName",
  t.made_at AS "madeAt", t.state, t.decided_by AS "decidedBy", d.name AS "deciderName", t.decided_at AS "decidedAt", t.reason,
  t.status, t.answer`
const from = 'tasks t JOIN operators m ON m.id = t.made_by LEFT JOIN operators d ON d.id = t.decided_by'

export async function insertTask(client: Queryable, task: NewTask): Promise<void> {
  await client.query(
    `INSERT INTO tasks (id, region, operation, method, address, body, made_by, made_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')`,
    [task.id, task.region, task.operation, task.method, task.address, task.body, task.madeBy, task.madeAt],
  )
}

export async function findTask(client: Queryable, id: string): Promise<TaskRow | null> {
  const { rows } = await client.query<Parameters<typeof read>[0]>(`SELECT ${columns} FROM ${from} WHERE t.id = $1`, [
    id,
  ])
  return rows[0] === undefined ? null : read(rows[0])
}

/** Newest first. */
export async function listTaskRows(
  client: Queryable,
  { regionPrefix, state }: { readonly regionPrefix: string; readonly state: string | null },
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<TaskRow[]> {
  const { rows } = await client.query<Parameters<typeof read>[0]>(
    `SELECT ${columns} FROM ${from}
     WHERE t.region LIKE $1 || '%' AND ($2::text IS NULL OR t.state = $2) AND ($3::uuid IS NULL OR t.id < $3)
     ORDER BY t.id DESC LIMIT $4`,
    [regionPrefix, state, after, take],
  )
  return rows.map(read)
}

/** Takes a waiting task for a decision; of two at once, one gets it. */
export async function decideTaskRow(
  client: Queryable,
  id: string,
  decision: { readonly state: string; readonly by: string; readonly at: Date; readonly reason: string | null },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE tasks SET state = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE id = $1 AND state = 'waiting'`,
    [id, decision.state, decision.by, decision.at, decision.reason],
  )
  return rowCount === 1
}

/** Takes up again what a process that died left half done since before `since`. */
export async function resumeTaskRow(
  client: Queryable,
  id: string,
  { by, at, since }: { readonly by: string; readonly at: Date; readonly since: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE tasks SET decided_by = $2, decided_at = $3 WHERE id = $1 AND state = 'doing' AND made_by <> $2 AND decided_at < $4`,
    [id, by, at, since],
  )
  return rowCount === 1
}

export async function answerTaskRow(
  client: Queryable,
  id: string,
  { state, status, answer }: { readonly state: string; readonly status: number; readonly answer: string },
): Promise<void> {
  await client.query(`UPDATE tasks SET state = $2, status = $3, answer = $4 WHERE id = $1 AND state = 'doing'`, [
    ...[id, state, status, answer],
  ])
}
