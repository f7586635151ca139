import type pg from 'pg'
import type { Prisma } from '../generated/client.ts'
import type { Queryable } from '../sql.ts'
import type { Registers } from './dates.ts'

/** One line of the audit trail. `detail` holds no ID number and no name: it is read by more people than the registers. */
export interface RegisterChange {
  readonly callerId: string
  readonly personNo?: string
  readonly hospitalCode?: string
  readonly action: string
  readonly at: Date
  readonly detail: Prisma.InputJsonObject
}

export async function recordChange(registers: Registers, change: RegisterChange): Promise<void> {
  await registers.registerChange.create({ data: change })
}

/** The same, in a transaction of plain SQL. */
export async function recordChangeIn(client: pg.ClientBase, change: RegisterChange): Promise<void> {
  await client.query(
    `INSERT INTO register_changes (caller_id, person_no, hospital_code, action, at, detail) VALUES ($1, $2, $3, $4, $5, $6)`,
    [change.callerId, change.personNo ?? null, change.hospitalCode ?? null, change.action, change.at, change.detail],
  )
}

/** Who took the steps of an application before its approval. */
export async function findApplicationCallers(
  client: Queryable,
  { personNo, id }: { readonly personNo: string; readonly id: string },
): Promise<string[]> {
  const { rows } = await client.query<{ caller: string }>(
    `SELECT DISTINCT caller_id AS caller FROM register_changes
     WHERE person_no = $1 AND action IN ('application-received', 'application-checked', 'application-publicised')
       AND detail->>'applicationId' = $2`,
    [personNo, id],
  )
  return rows.map(({ caller }) => caller)
}
