import type { Bilingual } from '../language.ts'

/**
 * What a refusal is, whichever way it is told.
 *
 * `rejected`: what was sent has to be changed. `forbidden`: not for whoever asks. `not-found`: there is no such thing.
 * `conflict`: not as things are now. `limited`: too much for the moment. `unavailable`: the same may pass later.
 * `internal`: an error of the service.
 */
export type RefusalKind = 'rejected' | 'forbidden' | 'not-found' | 'conflict' | 'limited' | 'unavailable' | 'internal'

export interface Problem {
  readonly kind: RefusalKind
  readonly title: Bilingual
  /** A sentence with `{param}` places. It says what to send or do, not only what is wrong. */
  readonly detail: Bilingual
}

export const problem = (kind: RefusalKind, zh: string, en: string, detailZh: string, detailEn: string): Problem => ({
  kind,
  title: { zh, en },
  detail: { zh: detailZh, en: detailEn },
})
