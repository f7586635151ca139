/*
 * One spelling for a file that is taken along (`….csv`) and one for taking something back (`POST …/withdraw`). What was
 * spelt otherwise before stays, because programs call it.
 */

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
}

/** The same operation at the address that it had first. */
export function alsoSpelt<S extends Described>(schema: S, operationId: string, preferred: string): S {
  return {
    ...schema,
    operationId,
    description: `Another spelling of \`${preferred}\`, which is preferred. / 与 \`${preferred}\` 相同，建议使用后者。`,
  }
}
