import { type Category, categoryName } from '../../src/domain/names/categories.ts'
import type { Department } from '../../src/domain/names/departments.ts'
import { firstOf, type HeldFor, lastOf, type Person, year } from './people.ts'

export interface RosterFile {
  readonly month: string
  readonly department: Department
  readonly text: string
}

const listing = ['civil-affairs', 'rural-revitalization', 'veterans', 'disabled-federation'] as const
const header = '变动,人员编号,身份证号,姓名,救助身份,开始日期,截止日期,参保地,参保档次\r\n'

/** The lists that the departments send in a month: whom they added, whom they removed, and everybody who stands. */
export function rostersOf(people: readonly Person[], month: number): RosterFile[] {
  return listing.flatMap((department) => {
    const lines = people.flatMap((person) =>
      person.held.filter((held) => held.department === department).flatMap((held) => lineOf(person, held, month)),
    )
    if (lines.length === 0) return []
    return [{ month: firstOf(month).slice(0, 7), department, text: header + lines.join('') }]
  })
}

function lineOf(person: Person, held: HeldFor, month: number): string[] {
  const [first, last] = [firstOf(month), lastOf(month)]
  if (held.to === lastOf(month - 1)) return [written('减少', person, held)]
  if (held.from > last || (held.to !== null && held.to < first)) return []
  const isNew = month === 1 ? held.from <= last : held.from >= first
  return [written(isNew ? '新增' : '不变', person, held)]
}

function written(change: string, person: Person, { category, from, to }: HeldFor): string {
  const cells = [change, person.personNo, person.idNumber, person.name, categoryName(category).zh]
  const days = change === '新增' ? [from, ''] : change === '减少' ? ['', to ?? ''] : ['', '']
  return `${[...cells, ...days, person.insuredRegion, person.enrolledTier ?? ''].join(',')}\r\n`
}

/** What the register must hold of a person on a day once every list up to then was applied. */
export function categoriesOn(person: Person, day: string): Category[] {
  return person.held.filter(({ from, to }) => from <= day && (to === null || to >= day)).map(({ category }) => category)
}

export const lastDayOfYear = `${year}-12-31`
