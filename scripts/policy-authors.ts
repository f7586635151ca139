import { writeFile } from 'node:fs/promises'
import { authorsPage, authorsPages } from './policy-authors/page.ts'

/** Writes the authors' pages anew, from the schema's words and the packs; a test fails when they are not the current ones. */
for (const language of ['en', 'zh'] as const) {
  await writeFile(authorsPages[language], await authorsPage(language))
  console.log(`${authorsPages[language]} written`)
}
