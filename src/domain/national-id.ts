/**
 * Our ids in the fields of the national messages, which hold thirty characters: a UUID written in base 36 has 25.
 * Upper case letters and digits only, so that it survives a spreadsheet and a telephone.
 */
const digits = 25

/** A UUID as `setl_id` and the like. */
export function nationalId(uuid: string): string {
  const value = BigInt(`0x${uuid.replaceAll('-', '')}`)
  return value.toString(36).toUpperCase().padStart(digits, '0')
}

/** The UUID behind a `setl_id`, also where a UUID itself was sent; null for what is neither. */
export function uuidOf(id: string): string | null {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id.toLowerCase()
  if (!/^[0-9A-Z]{25}$/i.test(id)) return null
  let value = 0n
  for (const digit of id.toLowerCase()) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  const hex = value.toString(16).padStart(32, '0')
  if (hex.length > 32) return null
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
