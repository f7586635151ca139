/** What people read, in both languages. Codes are ours, names are the field's. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export type Language = keyof Bilingual
