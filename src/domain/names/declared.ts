import type { Bilingual } from '../language.ts'

/** Things that packs name beside ours: `limit outpatient`, `figure average-wage`. Kept for the process, as the packs are. */
const names = new Map<string, Bilingual>()

export function declareName(of: string, code: string, name: Bilingual): void {
  names.set(`${of} ${code}`, name)
}

/** What a pack calls something; undefined where none of this process does. */
export function declaredName(of: string, code: string): Bilingual | undefined {
  return names.get(`${of} ${code}`)
}

/** The codes of what packs name of a kind, in the order in which they were read. */
export function declaredCodes(of: string): string[] {
  return [...names.keys()].filter((key) => key.startsWith(`${of} `)).map((key) => key.slice(of.length + 1))
}
