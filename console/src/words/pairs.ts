import type { Words } from './language.tsx'

/** Words by their keys, each in both languages. */
export const catalogue = <Key extends string>(words: Readonly<Record<Key, Words>>) => words
