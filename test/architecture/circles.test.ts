import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFiles, textOf } from './source.ts'

/** The files that each file imports, types included: who reads one of a circle has to read all of them. */
type Imports = ReadonlyMap<string, readonly string[]>

function importsOf(path: string, text: string): string[] {
  const named = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) => match[1] as string)
  return named.map((name) => posix.join(posix.dirname(path), name))
}

/** Whether there is a way back from a file to itself. Each file is walked once. */
function returns(imports: Imports, start: string): boolean {
  const seen = new Set<string>()
  const waiting = [...(imports.get(start) ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === start) return true
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...(imports.get(next) ?? []))
  }
  return false
}

/** Files that import each other, directly or by way of others. */
function inCircles(imports: Imports): string[] {
  return [...imports.keys()].filter((path) => returns(imports, path)).sort()
}

const code = projectFiles().filter((path) => /^(src|test|bench|scripts|clients|console)\/.*\.tsx?$/.test(path))

describe('files do not import in a circle', () => {
  test('neither values nor types, in all of the project', () => {
    const imports = new Map(code.map((path) => [path, importsOf(path, textOf(path))]))
    expect(imports.size).toBeGreaterThan(1000)
    expect(inCircles(imports)).toEqual([])
  })

  test.each([
    ['two of one room', { 'src/a/x.ts': "import { y } from './y.ts'", 'src/a/y.ts': "import { x } from './x.ts'" }, 2],
    [
      'a type is enough',
      { 'src/a/x.ts': "import type { Y } from '../b/y.ts'", 'src/b/y.ts': "export { x } from '../a/x.ts'" },
      2,
    ],
    [
      'three, and not who looks on',
      {
        'src/x.ts': "import './y.ts'",
        'src/y.ts': "import('./z.ts')",
        'src/z.ts': "import { x } from './x.ts'",
        'src/main.ts': "import './x.ts'",
      },
      3,
    ],
    ['a chain', { 'src/x.ts': "import './y.ts'", 'src/y.ts': "import { z } from 'z'" }, 0],
  ])('sees %s', (_, files, found) => {
    const imports = new Map(Object.entries(files).map(([path, text]) => [path, importsOf(path, text)]))
    expect(inCircles(imports)).toHaveLength(found)
  })
})
