import { describe, expect, test } from 'vitest'
import { chainOf, clausesFor } from '../../src/domain/policies/merge.ts'
import { builtInPolicies, loadPacks } from '../../src/policies/loader/load.ts'
import { goldenPacks } from './cases.ts'

const loaded = await loadPacks([builtInPolicies, goldenPacks])
const files = loaded.files.map(({ file }) => file)
const regions = [...new Set(files.filter(({ role }) => role === 'policy').map(({ region }) => region))]

/** Numbers of documents of places, as 晋市政办〔2022〕40号, each with the regions whose documents they are. */
const numbers = new Map<string, string[]>()
for (const { region, document } of files)
  if (region !== '000000' && /〔\d{4}〕/.test(document.number))
    numbers.set(document.number, [...(numbers.get(document.number) ?? []), region])

/** Documents of other places that the law of a region would cite. */
function foreign(region: string, cites: readonly string[]): string[] {
  const chain = chainOf(files, region)
  return cites.filter((cite) =>
    [...numbers].some(([number, of]) => cite.includes(number) && !of.some((one) => chain.includes(one))),
  )
}

describe('what a place’s answers cite', () => {
  test.each(regions)(
    '%s: its own documents, those it inherits, and the common rules under a name of no place',
    (region) => {
      const from = files.find((file) => file.region === region && file.role === 'policy')?.inForce.from as string
      const cites = clausesFor(files, region, from).map(({ clause }) => clause.cite)
      expect(cites.length).toBeGreaterThan(30)
      expect(foreign(region, cites)).toEqual([])
    },
  )

  test('another place’s is seen', () => {
    expect(foreign('500243', ['晋市政办〔2022〕40号 第九条', '彭水府办发〔2023〕52号 二'])).toEqual([
      '晋市政办〔2022〕40号 第九条',
    ])
  })
})
