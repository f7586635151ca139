import type { Clause } from '../../domain/policies/pack.ts'
import type { DraftEdit } from './asked.ts'

type Holder = Record<string, unknown> | unknown[]

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null

/** What stands at a JSON pointer within a clause; undefined where it leads nowhere (RFC 6901). */
export function valueAt(clause: Clause, path: string): unknown {
  return stepsOf(path)?.reduce<unknown>((at, step) => (isHolder(at) ? memberOf(at, step) : undefined), clause)
}

/** The clause with a value in the place of another; null where the path leads to none. The clause itself stays as it is. */
export function withValue(clause: Clause, { path, value }: Pick<DraftEdit, 'path' | 'value'>): Clause | null {
  const steps = stepsOf(path)
  const last = steps?.at(-1)
  if (!steps || last === undefined) return null
  const copy = structuredClone(clause)
  let at: unknown = copy
  for (const step of steps.slice(0, -1)) at = isHolder(at) ? memberOf(at, step) : undefined
  if (!isHolder(at) || memberOf(at, last) === undefined) return null
  if (Array.isArray(at)) at[Number(last)] = value
  else at[last] = value
  return copy
}

function memberOf(holder: Holder, step: string): unknown {
  if (Array.isArray(holder)) return /^(0|[1-9]\d{0,3})$/.test(step) ? holder[Number(step)] : undefined
  return Object.hasOwn(holder, step) ? holder[step] : undefined
}

function stepsOf(path: string): string[] | null {
  if (!path.startsWith('/')) return null
  return path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}
