import { readFileSync, writeFileSync } from 'node:fs'
import type { Finding } from './findings.ts'
import { keyOf } from './findings.ts'

/** A walk that once found something. It is played first in every run, so that what was mended stays so. */
export interface KeptSeed {
  readonly walk: number
  readonly found: string
  readonly on: string
}

const path = new URL('seeds.json', import.meta.url)
const maxKept = 300

export function keptSeeds(): readonly KeptSeed[] {
  return JSON.parse(readFileSync(path, 'utf8')) as KeptSeed[]
}

/** One walk a finding is enough. */
export function keepSeeds(findings: readonly Finding[], on: string): void {
  const kept = [...keptSeeds()]
  for (const finding of findings) {
    const { walk } = finding
    const found = keyOf(finding)
    if (walk !== null && !kept.some((seed) => seed.found === found)) kept.push({ walk, found, on })
  }
  writeFileSync(path, `${JSON.stringify(kept.slice(-maxKept), null, 2)}\n`)
}
