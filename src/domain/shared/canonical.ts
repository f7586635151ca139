/**
 * JSON with sorted keys, so that equal values give equal text and so equal hashes.
 *
 * `undefined` members are left out, as JSON does. Numbers may only be integers: an amount is text here.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') return `{${members(value).join(',')}}`
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`not an exact number: ${value}`)
  return JSON.stringify(value)
}

function members(value: object): string[] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
}
