import { describe, expect, test } from 'vitest'
import { type Faults, projectFiles, textOf } from './source.ts'

/** A bench that only its author can start is measured once. */
function unnamed(runs: readonly string[], scripts: Readonly<Record<string, string>>): Faults {
  return runs.filter((path) => {
    const name = path.slice('bench/runs/'.length, -'.ts'.length)
    return !scripts[`bench:${name}`]?.includes(`tsx ${path}`)
  })
}

describe('every bench has a script', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }

  test('bench:NAME, for each of bench/runs', () => {
    const runs = projectFiles('bench/runs')
    expect(runs.length).toBeGreaterThan(4)
    expect(unnamed(runs, scripts)).toEqual([])
  })

  test('sees one without', () => {
    expect(unnamed(['bench/runs/visits.ts'], scripts)).toEqual(['bench/runs/visits.ts'])
  })
})
