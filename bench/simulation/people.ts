import { addDays, type Day } from '../../src/domain/calendar.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import type { Department } from '../../src/domain/names/departments.ts'
import type { Random } from '../faults/random.ts'

/** The year that is simulated; its income figure, contribution and holidays are all in the packs. */
export const year = 2024

export const counties = ['140502', '140521', '140522', '140524', '140525', '140581'] as const

export interface HeldFor {
  readonly category: Category
  readonly department: Department
  readonly from: Day
  readonly to: Day | null
}

export interface Person {
  readonly personNo: string
  readonly idNumber: string
  readonly name: string
  readonly insuredRegion: string
  readonly enrolledTier: 1 | null
  /** What the departments' lists say of the person, in the order of its days. Empty for a resident. */
  readonly held: readonly HeldFor[]
  /** A resident who falls ill, and whom the bureau takes in on application. */
  readonly appliesFor: Category | null
  /** Who is in hospital again and again, until a limit is used up. */
  readonly heavy: boolean
}

const departmentsOf = {
  tekun: 'civil-affairs',
  dibao: 'civil-affairs',
  'low-income': 'civil-affairs',
  'poverty-returned': 'rural-revitalization',
  'monitored-unstable': 'rural-revitalization',
  'monitored-marginal': 'rural-revitalization',
  'monitored-sudden': 'rural-revitalization',
  youfu: 'veterans',
  'severely-disabled': 'disabled-federation',
} as const satisfies Partial<Record<Category, Department>>
type Listed = keyof typeof departmentsOf

/** Of a thousand people. What is left of the thousand are residents without an identity. */
const shares: readonly (readonly [Listed, number])[] = [
  ['tekun', 60],
  ['dibao', 470],
  ['poverty-returned', 120],
  ['monitored-unstable', 80],
  ['monitored-marginal', 80],
  ['monitored-sudden', 30],
  ['youfu', 40],
  ['severely-disabled', 50],
  ['low-income', 30],
]

export function makePerson(n: number, random: Random): Person {
  const insuredRegion = random.pick(counties)
  const category = categoryOf(random.int(1, 1000))
  const person = {
    personNo: `1405${String(n).padStart(16, '0')}`,
    idNumber: idNumberOf(n, insuredRegion),
    name: `${random.pick(['王', '李', '张', '刘', '陈', '赵'])}${random.pick(['伟', '芳', '秀英', '建国', '小梅'])}`,
    insuredRegion,
    enrolledTier: random.chance(0.985) ? (1 as const) : null,
    heavy: random.chance(0.02),
  }
  if (category === null) {
    const appliesFor = random.chance(0.6) ? random.pick<Category>(['dibao-marginal', 'illness-impoverished']) : null
    return { ...person, held: [], appliesFor }
  }
  return { ...person, held: heldBy(category, random), appliesFor: null }
}

function categoryOf(drawn: number): Listed | null {
  let upTo = 0
  for (const [category, share] of shares) {
    upTo += share
    if (drawn <= upTo) return category
  }
  return null
}

/** Most hold one all year; some a second one besides, and some change from one to another with a month. */
function heldBy(category: Listed, random: Random): HeldFor[] {
  const from = `2023-${twoDigits(random.int(1, 12))}-01`
  const all = (of: Listed, since: Day, to: Day | null): HeldFor => ({
    category: of,
    department: departmentsOf[of],
    from: since,
    to,
  })
  if (random.chance(0.05)) {
    const day = firstOf(random.int(2, 12))
    const next = random.pick(
      (['tekun', 'dibao', 'monitored-sudden', 'poverty-returned'] as const).filter((one) => one !== category),
    )
    return [all(category, from, addDays(day, -1)), ...(random.chance(0.8) ? [all(next, day, null)] : [])]
  }
  if (category === 'dibao' && random.chance(0.08))
    return [
      all('dibao', from, null),
      all(random.pick(['severely-disabled', 'monitored-marginal'] as const), from, null),
    ]
  if (random.chance(0.03)) return [all(category, firstOf(random.int(2, 12)), null)]
  return [all(category, from, null)]
}

export function firstOf(month: number): Day {
  return `${year}-${twoDigits(month)}-01`
}

/** Of the month; of the December before for 0. */
export function lastOf(month: number): Day {
  return addDays(month === 12 ? `${year + 1}-01-01` : firstOf(month + 1), -1)
}

export function twoDigits(n: number): string {
  return String(n).padStart(2, '0')
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A number of its own for each person, with the check digit of GB 11643. */
function idNumberOf(n: number, insuredRegion: string): string {
  const born = addDays('1945-01-01', n % 20_000).replaceAll('-', '')
  const digits = `${insuredRegion}${born}${String(Math.floor(n / 20_000) + 1).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}
