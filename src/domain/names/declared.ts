import type { Bilingual } from '../language.ts'

/**
 * Things that packs name beside ours: `limit outpatient`, `figure average-wage`, each by the region of the pack that names it.
 * Kept for the process, as the packs are.
 */
const names = new Map<string, Map<string, Bilingual>>()

export function declareName(of: string, code: string, name: Bilingual, region: string): void {
  const key = `${of} ${code}`
  const known = names.get(key) ?? new Map<string, Bilingual>()
  names.set(key, known.set(region, name))
}

/**
 * What a pack calls something: the nearest of the region's, from county to province; without a region whatever the last one
 * calls it. Undefined where none does: one place's word for a thing is never another's.
 */
export function declaredName(of: string, code: string, region: string | null = null): Bilingual | undefined {
  const known = names.get(`${of} ${code}`)
  return known && nearest(known, region)
}

/** The same by the packs of places alone: what is called so everywhere has words of its own in a sentence. */
export function nameInPlace(of: string, code: string, region: string | null): Bilingual | undefined {
  const known = new Map(names.get(`${of} ${code}`))
  known.delete(everywhere)
  return nearest(known, region)
}

function nearest(known: ReadonlyMap<string, Bilingual>, region: string | null): Bilingual | undefined {
  if (region === null || region === everywhere) return [...known.values()].at(-1)
  const near = [region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`, everywhere]
  const found = near.find((one) => known.has(one))
  return found === undefined ? undefined : known.get(found)
}

/** Rules that hold everywhere speak for no place. */
const everywhere = '000000'

/** The codes of what packs name of a kind, in the order in which they were read. */
export function declaredCodes(of: string): string[] {
  return [...names.keys()].filter((key) => key.startsWith(`${of} `)).map((key) => key.slice(of.length + 1))
}
