/**
 * Where in a value something is of another kind than a `T` has it, as a path such as `/costs/total`; null where all is well.
 * `of` is never there: it ties the shape to its type, so that the compiler sees a member that was forgotten or mistaken.
 */
export interface Shape<T> {
  (value: unknown): string | null
  readonly of?: T
}

/** What is stored cannot be read: it was changed by hand, or by a version that is not this one. */
export class UnreadableRow extends Error {
  constructor(what: string, path: string) {
    super(`${what}${path} is not what this version writes there`)
    this.name = 'UnreadableRow'
  }
}

/** The value itself, once it was looked at. Errors: UnreadableRow. */
export function shaped<T>(what: string, shape: Shape<T>, value: unknown): T {
  const path = shape(value)
  if (path !== null) throw new UnreadableRow(what, path)
  return value as T
}

export const text: Shape<string> = (value) => (typeof value === 'string' ? null : '')
export const number: Shape<number> = (value) => (typeof value === 'number' ? null : '')
export const trueOrFalse: Shape<boolean> = (value) => (typeof value === 'boolean' ? null : '')

export const maybe =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value) =>
    value === null ? null : shape(value)

export function among<const T extends string | number>(values: readonly T[]): Shape<T> {
  const known = new Set<unknown>(values)
  return (value) => (known.has(value) ? null : '')
}

export const list =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) return ''
    for (const [at, item] of value.entries()) {
      const path = shape(item)
      if (path !== null) return `/${at}${path}`
    }
    return null
  }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every member, whatever it is called. */
export const each =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value) => {
    if (!isObject(value)) return ''
    for (const name in value) {
      const path = shape(value[name])
      if (path !== null) return `/${name}${path}`
    }
    return null
  }

type OptionalOf<T> = { [Name in keyof T]-?: object extends Pick<T, Name> ? Name : never }[keyof T]
type Required<T> = { readonly [Name in Exclude<keyof T, OptionalOf<T>>]: Shape<T[Name]> }
type Optional<T> = { readonly [Name in OptionalOf<T>]-?: Shape<Exclude<T[Name], undefined>> }

/** These members, each of its shape, and those that may be left out. Others may stand beside. */
export function members<T extends object>(
  required: Required<T>,
  ...[optional]: OptionalOf<T> extends never ? [] : [Optional<T>]
): Shape<T> {
  const needed = Object.entries<Shape<unknown>>(required)
  const allowed = Object.entries<Shape<unknown>>(optional ?? {})
  return (value) => {
    if (!isObject(value)) return ''
    for (const [name, shape] of needed) {
      const path = shape(value[name])
      if (path !== null) return `/${name}${path}`
    }
    for (const [name, shape] of allowed) {
      const path = name in value ? shape(value[name]) : null
      if (path !== null) return `/${name}${path}`
    }
    return null
  }
}

/** A member for each of these names, all of one shape. */
export const allOf =
  <const Name extends string, T>(names: readonly Name[], shape: Shape<T>): Shape<Readonly<Record<Name, T>>> =>
  (value) => {
    if (!isObject(value)) return ''
    for (const name of names) {
      const path = shape(value[name])
      if (path !== null) return `/${name}${path}`
    }
    return null
  }
