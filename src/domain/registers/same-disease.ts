/**
 * Whether two codes of diseases are one: `e11.900` is `E11.900`, and `I11.x00`, as the national table writes it, is `I11.X00`,
 * and a full-width `Ｅ１１．９００` or a space around it is a habit of the keyboard. What was sent is kept as it was written.
 */
export function isSameDisease(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && comparableDisease(one) === comparableDisease(other)
}

export function comparableDisease(code: string): string {
  return code.normalize('NFKC').replaceAll('。', '.').replace(/\s/gu, '').toUpperCase()
}
