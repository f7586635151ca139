import type { Bilingual } from '../language.ts'

/**
 * What an operator is there to do. Posts are kept apart so that nobody enters, approves and pays the same money
 * (医疗保障经办机构内控); one person may hold several, and still never approves what they made themselves.
 */
export const posts = ['clerk', 'reviewer', 'finance', 'auditor', 'admin'] as const
export type Post = (typeof posts)[number]

export const postNames: Record<Post, Bilingual> = {
  clerk: { zh: '经办', en: 'clerk' },
  reviewer: { zh: '复核', en: 'reviewer' },
  finance: { zh: '财务', en: 'finance' },
  auditor: { zh: '审计', en: 'auditor' },
  admin: { zh: '管理', en: 'admin' },
}

/** Names of posts as a sentence lists them. */
export function namesOf(list: readonly Post[]): Bilingual {
  return {
    zh: list.map((post) => postNames[post].zh).join('、'),
    en: list.map((post) => postNames[post].en).join(' or '),
  }
}
