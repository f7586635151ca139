/**
 * An id as the national messages can carry it: they allow 30 characters and a UUID has 36. Twenty-five digits of base
 * 36 hold the same 128 bits, and sort as the ids do.
 */
export function shortId(uuid: string): string {
  return BigInt(`0x${uuid.replaceAll('-', '')}`)
    .toString(36)
    .padStart(shortLength, '0')
}

const shortLength = 25
const shortForm = /^[0-9a-z]{25}$/i
const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const endOfRange = 1n << 128n

/** The UUID that is written in either form; null for anything else. */
export function uuidOf(text: string): string | null {
  if (uuidForm.test(text)) return text.toLowerCase()
  if (!shortForm.test(text)) return null
  const value = [...text.toLowerCase()].reduce((sum, digit) => sum * 36n + BigInt(parseInt(digit, 36)), 0n)
  if (value >= endOfRange) return null
  const hex = value.toString(16).padStart(32, '0')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
