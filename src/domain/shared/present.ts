/** The value, which is there by what was written before. Errors: an Error that names what is missing, where that was not so. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} is not there`)
  return value
}
