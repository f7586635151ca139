import type { FastifyTypeProvider } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { faultsOfIssues } from './advice.ts'
import { unstorableIn } from './unstorable.ts'

/** Gives handlers the type of what validation let through. Answers are typed by the use cases. */
export interface Wire extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
  serializer: unknown
}

/**
 * Validates one part of a request. What is wrong becomes the faults of one refusal. Text that the database cannot hold is
 * refused here for every field, whatever its own schema lets through.
 */
export function validator({ schema }: { schema: z.ZodType }) {
  return (data: unknown) => {
    const read = schema.safeParse(data)
    const unstorable = unstorableIn(data)
    if (read.success && unstorable.length === 0) return { value: read.data }
    // What was sent is only kept for the advice, and keeping it costs as much as the checks.
    const faults = faultsOfIssues(schema.safeParse(data, { reportInput: true }).error?.issues ?? [])
    const named = new Set(faults.map(({ pointer }) => pointer))
    const others = unstorable.filter(({ pointer }) => !named.has(pointer))
    return { error: new Refusal('invalid-request', {}, { faults: [...faults, ...others] }) }
  }
}

/**
 * Writes answers as they are. A settlement that was posted must be answered even if its answer has
 * drifted from the documentation, so drift is an error in tests only (`checkedSerializer`).
 */
export function serializer() {
  return (data: unknown) => JSON.stringify(data)
}

/** As `serializer`, and fails where an answer is not what the documentation says. */
export function checkedSerializer({ schema, url }: { schema: z.ZodType; url: string }) {
  return (data: unknown) => {
    const text = JSON.stringify(data)
    const read = schema.safeParse(JSON.parse(text))
    if (!read.success) throw new Error(`an answer of ${url} is not as documented: ${z.prettifyError(read.error)}`)
    return text
  }
}
