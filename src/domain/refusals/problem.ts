import type { Bilingual } from '../language.ts'

export interface Problem {
  readonly status: number
  readonly title: Bilingual
  /** A sentence with `{param}` places. It says what to send or do, not only what is wrong. */
  readonly detail: Bilingual
}

export const problem = (status: number, zh: string, en: string, detailZh: string, detailEn: string): Problem => ({
  status,
  title: { zh, en },
  detail: { zh: detailZh, en: detailEn },
})
