import type { Day } from '../../domain/calendar.ts'
import type { Prisma } from '../generated/client.ts'

/** A transaction of Prisma's, or its client where one statement is all there is. */
export type Registers = Prisma.TransactionClient

/** Prisma shows a `date` as midnight in UTC, whatever the time zone of the process. */
export function dayOfDate(date: Date): Day {
  return date.toISOString().slice(0, 10)
}

export function dateOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** Where a list goes on, and how many rows it takes. */
export interface PageOf {
  readonly after: string | null
  readonly take: number
}
