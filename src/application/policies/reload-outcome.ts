import type { Bilingual } from '../../domain/language.ts'

/** What loading the packs again came to: of all processes of the service, or of none. */
export type ReloadOutcome =
  | { readonly kind: 'reloaded' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'refused'; readonly faults: readonly ReloadFault[] }

export interface ReloadFault {
  readonly file: string
  readonly line: number
  readonly message: Bilingual
}
