import type { Registers } from '../../db/registers/dates.ts'
import { recordChange } from '../../db/registers/register-changes.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'

/** A use case that is repeated by a caller who lost the answer gives the first one again. */
export interface WrittenAnswer<Answer> {
  readonly answer: Answer
  /** False when nothing was written because it was there already, word for word. */
  readonly created: boolean
}

/** One transaction of Prisma's. Everything that a register's use case writes, its audit line included, is in it. */
export function inRegisterTransaction<Answer>(
  service: Service,
  work: (registers: Registers) => Promise<Answer>,
): Promise<Answer> {
  return service.db.prisma.$transaction(work, { maxWait: 10_000, timeout: 20_000 })
}

/** Of what was changed: never an ID number, never a name. */
export type ChangeDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export interface NotedChange {
  readonly action: string
  readonly personNo?: string
  readonly hospitalCode?: string
  readonly detail: ChangeDetail
}

export function note(service: Service, caller: Caller, registers: Registers, change: NotedChange): Promise<void> {
  return recordChange(registers, { ...change, callerId: caller.id, at: service.clock() })
}

/** Names of the fields in which two rows differ. The audit trail names the fields, not what stood in them. */
export function changedFields<Row extends object>(before: Row, after: Partial<Row>): string[] {
  const same = (a: unknown, b: unknown) =>
    a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b
  return Object.entries(after)
    .filter(([name, value]) => !same(before[name as keyof Row], value))
    .map(([name]) => name)
}

/** Errors: invalid-request, with what is said of the day. */
export function refuseImplausible(pointer: string, detail: Bilingual | null): void {
  if (detail !== null) refuse('invalid-request', {}, { faults: [{ pointer, detail }] })
}

export function noSuchPerson(personNo: string): never {
  refuse('not-found', { what: { zh: `人员 ${personNo}`, en: `person ${personNo}` } })
}
