import type { Language } from '../domain/language.ts'

/** The shell's language, as other commands take it. */
export function shellLanguage(env: NodeJS.ProcessEnv): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return locale.startsWith('zh') ? 'zh' : 'en'
}
