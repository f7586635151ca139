import type { ReactNode } from 'react'
import { shellWords } from '../words/catalogue.ts'
import { useSay } from '../words/language.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

/** The frame of what is seen before the pages: sign-in, and the first password. */
export function Front({ children }: { readonly children: ReactNode }) {
  const say = useSay()
  return (
    <main className="front">
      <div className="front-card">
        <header className="front-head">
          <h1>{say(shellWords.title)}</h1>
          <LanguageSwitch />
        </header>
        {children}
      </div>
    </main>
  )
}
