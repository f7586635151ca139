/**
 * Whether two codes of diseases are one: `e11.900` is `E11.900`, and `I11.x00`, as the national table writes it, is `I11.X00`. What was
 * sent is kept as it was written.
 */
export function isSameDisease(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toUpperCase() === other.toUpperCase()
}
