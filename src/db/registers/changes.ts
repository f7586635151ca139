import type { Prisma } from '../generated/client.ts'
import type { Registers } from './rows.ts'

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
