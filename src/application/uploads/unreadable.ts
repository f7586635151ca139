import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

/** Refuses a file as a whole, with what to send instead. */
export function unreadable(reason: Bilingual): never {
  refuse('file-unreadable', { reason })
}

/** Refuses a file that would be more work than a list can be. */
export function tooLarge(reason: Bilingual): never {
  refuse('file-too-large', { reason })
}

/** Awaits a piece of unpacking; whatever fails there is the file's own fault. */
export function orDamaged<T>(reading: Promise<T>): Promise<T> {
  return reading.catch(() => unreadable(zipDamaged))
}

export const zipDamaged: Bilingual = {
  zh: 'ZIP 文件已损坏；请重新打包上传。',
  en: 'The ZIP is damaged; pack it again and send it.',
}
