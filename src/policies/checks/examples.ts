import { categories } from '../../domain/names/categories.ts'
import { feeClasses } from '../../domain/names/hospitals.ts'
import type { Example } from '../../domain/policies/example-rows.ts'
import { chainOf } from '../../domain/policies/merge.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import { codeAdvice } from './advice.ts'
import { faultAt, type PackFault, type Spot } from './faults.ts'
import type { World } from './world.ts'

type Named = 'identity' | 'grade' | 'group'

/** Identities, groups and grades of examples are known where the example's person is insured: else a wrong 0 would come out right. */
export function checkExamples(world: World): PackFault[] {
  return world.packs.flatMap((pack) =>
    (pack.file.examples ?? []).flatMap((example, index) => {
      const known = knownIn(world.files, example.person?.insured ?? pack.file.region)
      const spot = { file: pack.path, line: pack.lineOf(['examples', index]) }
      return [
        ...identities(example, known('identity'), spot),
        ...groups(example, known('group'), spot),
        ...grades(example, known('grade'), spot),
      ]
    }),
  )
}

function knownIn(files: readonly PackFile[], region: string): (of: Named) => readonly string[] {
  const near = [region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`]
  const chain = new Set(near.flatMap((one) => chainOf(files, one)))
  const rows = files
    .filter((file) => chain.has(file.region))
    .flatMap(({ clauses }) => clauses.flatMap(({ names = [] }) => names))
  const ours = { identity: categories, grade: feeClasses, group: [] } as const
  return (of) => [...new Set([...ours[of], ...rows.flatMap((row) => (row.of === of ? [row.code] : []))])]
}

function identities({ person = {} }: Example, known: readonly string[], spot: Spot): PackFault[] {
  const named = [...(person.identities ?? []), ...(person.held ?? []).map(({ identity }) => identity)]
  return [...new Set(named)]
    .filter((code) => !known.includes(code))
    .map((value) =>
      faultAt(spot, 'unknown-category', { value, known: known.join(', '), advice: codeAdvice(value, known) }),
    )
}

function groups({ person = {} }: Example, known: readonly string[], spot: Spot): PackFault[] {
  const { group } = person
  if (group === undefined || known.includes(group)) return []
  return [faultAt(spot, 'group-unknown', { value: group, known: known.join(', ') || '-' })]
}

function grades({ visits }: Example, known: readonly string[], spot: Spot): PackFault[] {
  const named = visits.flatMap(({ hospital }) => hospital?.grade ?? [])
  return [...new Set(named)]
    .filter((grade) => !known.includes(grade))
    .map((value) => faultAt(spot, 'grade-unknown', { value, known: known.join(', ') }))
}
