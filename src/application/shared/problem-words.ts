import type { Language } from '../../domain/language.ts'
import { type ErrorCode, problems } from '../../domain/refusals/refusal.ts'

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(problems, code)

/** What a stored code of a problem means, in a few words; null where there was none. */
export function problemTitle(code: string | null, language: Language): string | null {
  return code !== null && isErrorCode(code) ? problems[code].title[language] : code
}
