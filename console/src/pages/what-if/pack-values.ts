/** A value of a clause, and where it stands within it. */
export interface PackValue {
  /** A JSON pointer (RFC 6901). */
  readonly path: string
  readonly value: string | null
  /** The identities that it is for; none where the clause does not say. */
  readonly for: readonly string[]
}

/** Every value of a clause that is not made of others, in its order. */
export function packValues(holder: unknown, path = '', of: readonly string[] = []): PackValue[] {
  if (holder === null || typeof holder !== 'object') {
    return [{ path, value: holder === null ? null : String(holder), for: of }]
  }
  const named = 'for' in holder && Array.isArray(holder.for) ? holder.for.map(String) : of
  return Object.entries(holder).flatMap(([name, value]) =>
    packValues(value, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, named),
  )
}
