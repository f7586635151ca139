/** Sentences of a `warn_msg`, each with its stop; null where there is none. */
export function sentences(said: readonly (string | null)[]): string | null {
  const all = said.flatMap((one) => (one === null || one === '' ? [] : [one.endsWith('。') ? one : `${one}。`]))
  return all.length === 0 ? null : all.join('')
}
