import { createContext, type ReactNode, use, useMemo, useState } from 'react'

export type Language = 'zh' | 'en'

/** Words in both languages, Chinese first. */
export interface Words {
  readonly zh: string
  readonly en: string
}

const kept = 'yizhan.language'

/** What requests outside of the page's tree ask for too. */
export const currentLanguage = (): Language => (localStorage.getItem(kept) === 'en' ? 'en' : 'zh')

interface Speaking {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
  /** The words in the language of the page. */
  readonly say: (words: Words) => string
}

const Context = createContext<Speaking | null>(null)

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(currentLanguage)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  const speaking = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        localStorage.setItem(kept, next)
        setLanguage(next)
      },
      say: (words: Words) => words[language],
    }),
    [language],
  )
  return <Context value={speaking}>{children}</Context>
}

export function useLanguage(): Speaking {
  const speaking = use(Context)
  if (!speaking) throw new Error('a page is inside of LanguageProvider')
  return speaking
}

export const useSay = () => useLanguage().say
