import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { cautionWords } from '../../src/policies/checks/caution-words.ts'
import { faultsOfPacks, warningsOfPacks } from '../../src/policies/checks/check.ts'
import type { PackFault } from '../../src/policies/checks/faults.ts'
import { builtInPolicies, loadPacks, packFrom } from '../../src/policies/loader/load.ts'
import { clause, pack, warningsIn } from './packs.ts'

interface Mistake {
  readonly why: string
  readonly code: string
  readonly from: string
  readonly to: string
  readonly zh: string
  readonly en: string
  readonly at?: string
}

const textOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const county = textOf('county.yaml')
const mistakes = parse(textOf('mistakes.yaml')) as Mistake[]
const everywhere = (await loadPacks([builtInPolicies])).files.filter(({ file }) => file.region === '000000')

/** Everything that the check says of the county's pack, beside the packs of the service. */
function saidOf(text: string, path = 'county.yaml'): PackFault[] {
  const read = packFrom(path, new TextEncoder().encode(text))
  if (Array.isArray(read)) return faultsOfPacks({ files: [], unread: [], faults: read })
  const files = [...everywhere, read]
  const faults = faultsOfPacks({ files, unread: [], faults: [] })
  return faults.length > 0 ? faults : warningsOfPacks({ files, unread: [] })
}

function typed({ from, to }: Mistake): string {
  return county.replace(from, () => to)
}

/** The line of what was typed, or of the words that the mistake names. */
function lineOf(mistake: Mistake): number {
  const text = typed(mistake)
  const { from, to, at } = mistake
  let offset = at === undefined ? county.indexOf(from) : text.indexOf(at)
  // What stands before the slip on its own lines is as it was.
  if (at === undefined) while (offset < county.length && text[offset] === county[offset] && to !== '') offset += 1
  return text.slice(0, offset).split('\n').length
}

describe('mistakes of authors', () => {
  test('a pack without any is not pointed at', () => {
    expect(saidOf(county)).toEqual([])
  })

  test('are many', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(100)
    expect(mistakes.filter(({ from }) => !county.includes(from))).toEqual([])
  })

  test.each(mistakes)('$code: $why', (mistake) => {
    const said = saidOf(typed(mistake))
    const found = said.find(({ code, line }) => code === mistake.code && line === lineOf(mistake))
    expect(found, JSON.stringify(said)).toBeDefined()
    expect(found?.message.zh).toContain(mistake.zh)
    expect(found?.message.en).toContain(mistake.en)
    expect(`${found?.message.zh}${found?.message.en}`).not.toMatch(/\{[\w-]+\}|undefined|\[object/)
    // What is refused is refused for one reason; what is only pointed at may be odd in two ways.
    if (!(mistake.code in cautionWords)) expect(said).toHaveLength(1)
  })

  test('a file in the folder of another region, and a region that inherits from far away', () => {
    const moved = saidOf(county, '/packs/140522/county.yaml')
    expect(moved.map(({ code, line }) => [code, line])).toEqual([['folder-region', 2]])
    const far = warningsIn(pack(clause('A1')), pack(clause('B1'), { region: '140521', inherits: '990100' }))
    expect(far.map(({ code, file, line }) => [code, file, line])).toContainEqual(['inherits-far', '2.yaml', 6])
  })

  test('each warning is given for some of them, or for a file as a whole', () => {
    const given = new Set([
      'name-differs',
      ...mistakes.map(({ code }) => code),
      'folder-region',
      'not-read',
      'inherits-far',
    ])
    expect(Object.keys(cautionWords).filter((code) => !given.has(code))).toEqual([])
  })
})
