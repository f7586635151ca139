import type { Category } from '../../src/domain/names/categories.ts'

const categories: readonly Category[] = ['dibao', 'dibao', 'dibao', 'tekun', 'dibao-marginal', 'illness-impoverished']
const families = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const header = 'change,personNo,idNumber,name,birthDate,category,from,to,certificateNo,insuredRegion,enrolledTier\n'

/** Numbers that look random and are the same for the same seed. Source: Numerical Recipes' linear congruence. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A thousand people to a birthday, so that nobody has the ID number of another. */
export function idNumberOf(index: number): { readonly idNumber: string; readonly birthDate: string } {
  const birthDate = new Date(Date.UTC(1945, 0, 1 + Math.floor(index / 1000))).toISOString().slice(0, 10)
  const body = `140502${birthDate.replaceAll('-', '')}${String(index % 1000).padStart(3, '0')}`
  return { idNumber: body + checkDigit(body), birthDate }
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Source: GB 11643-1999. Trying all eleven would take longer than loading the list. */
function checkDigit(body: string): string {
  let sum = 0
  for (let at = 0; at < weights.length; at++) sum += (weights[at] ?? 0) * Number(body[at])
  return '10X98765432'[sum % 11] ?? ''
}

const personNo = (index: number) => `140502${String(30_000_000 + index).padStart(14, '0')}`

interface Listed {
  readonly change: 'added' | 'standing' | 'removed'
  readonly to?: string
}

function line(index: number, from: string, { change, to = '' }: Listed): string {
  const { idNumber, birthDate } = idNumberOf(index)
  const name = `${families[index % families.length]}示例`
  const category = categories[index % categories.length]
  return `${change},${personNo(index)},${idNumber},${name},${birthDate},${category},${from},${to},晋城民低${index},140502,\n`
}

/** The first list of a department: everybody is new. */
export function* firstList(people: number, from: string): Generator<string> {
  yield header
  for (let index = 0; index < people; index++) yield line(index, from, { change: 'added' })
}

/** The list of the month after: of a hundred people one is removed, the others stand, and as many are new. */
export function* nextList(
  people: number,
  seed: number,
  days: { from: string; added: string; removed: string },
): Generator<string> {
  const next = seeded(seed)
  let indices = people
  yield header
  for (let index = 0; index < people; index++) {
    const removed = next(100) === 0
    yield line(index, days.from, removed ? { change: 'removed', to: days.removed } : { change: 'standing' })
    if (removed) yield line(indices++, days.added, { change: 'added' })
  }
}
