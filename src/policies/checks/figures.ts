import { type Day, yearOf } from '../../domain/calendar.ts'
import { faultAt, type PackFault, type Spot } from './faults.ts'
import { type RowAt, rowTwice } from './world.ts'

type TableAt = Extract<RowAt, { kind: 'figures' }>

/** A figure that a rule asks for. `yearsBack`: the deductible of a year takes the income of the year before. */
interface Need {
  readonly name: string
  readonly tier: string | undefined
  readonly yearsBack: number
  readonly byCode: boolean
  readonly spot: Spot
}

/** The tables of a figure: those the rules ask for are there, reach back far enough, leave no year out, and say each once. */
export function checkFigures(on: Day, rows: readonly RowAt[]): PackFault[] {
  const tables = rows.filter((at): at is TableAt => at.kind === 'figures')
  const names = new Set(tables.map(nameOf))
  return [
    ...rows.flatMap(needsOf).flatMap((need) => meets(on, need, tables)),
    ...[...names].flatMap((name) => years(tables.filter((at) => nameOf(at) === name))),
  ]
}

function nameOf({ row }: TableAt): string {
  const { groups, ages } = row
  const whose = [groups?.join('+'), ages && `${ages.from ?? ''}-${ages.to ?? ''}`]
  return ['figures', row.name, row.tier && `tier ${row.tier}`, row.code, ...whose].filter(Boolean).join(' ')
}

function needsOf(at: RowAt): Need[] {
  const need = (name: string, tier?: string, yearsBack = 0): Need => {
    return { name, tier, yearsBack, byCode: name === 'package', spot: at.spot }
  }
  switch (at.kind) {
    case 'aid':
      return at.row.deductible === 'none' ? [] : ofAmount(at.row.deductible, need)
    case 'householdAid':
    case 'secondAid':
      return at.row.threshold === undefined || typeof at.row.threshold === 'string'
        ? []
        : ofAmount(at.row.threshold, need)
    case 'topUp':
      return typeof at.row.threshold === 'string' ? [] : ofAmount(at.row.threshold, need)
    case 'criticalIllness':
      return [...ofAmount(at.row.deductible, need), ...ofAmount(at.row.cap ?? {}, need)]
    case 'premium':
      return [...new Set([at.row.tier, at.row.ofTier ?? at.row.tier])].map((tier) => need('contribution', tier))
    case 'package':
      return [need('package')]
    default:
      return []
  }
}

/** An amount of a row that is a figure, or a share of one; the share is of the year before. */
function ofAmount(value: object | string, need: (name: string, tier?: string, yearsBack?: number) => Need): Need[] {
  const { figure, of } = value as { figure?: string; of?: string }
  if (figure !== undefined) return [need(figure)]
  return of === undefined ? [] : [need(of, undefined, 1)]
}

function meets(on: Day, need: Need, tables: readonly TableAt[]): PackFault[] {
  // A subsidy that names no tier is of every tier that the place has.
  const anyTier = need.byCode || (need.name === 'contribution' && need.tier === undefined)
  const fitting = tables.filter(({ row }) => row.name === need.name && (anyTier || row.tier === need.tier))
  const figure = [need.name, need.tier && `tier ${need.tier}`].filter(Boolean).join(' ')
  if (fitting.length === 0) return [faultAt(need.spot, 'figure-unknown', { figure })]
  if (need.byCode) return []
  // Only a subsidy asks whose the contribution is; another rule would take the figure of everyone in silence.
  if (need.name !== 'contribution' && fitting.some(({ row }) => row.groups !== undefined || row.ages !== undefined))
    return [faultAt(need.spot, 'figure-by-person', { figure })]
  const year = yearOf(on) - need.yearsBack
  const known = fitting.flatMap(({ row }) => [...Object.keys(row.values ?? {}), ...(row.missing ?? [])]).map(Number)
  return year < Math.min(...known) ? [faultAt(need.spot, 'figure-year-missing', { figure, year: String(year) })] : []
}

function years(tables: readonly TableAt[]): PackFault[] {
  const stated = tables.flatMap((at) => statedBy(at).map((year) => ({ year, at }))).sort((a, b) => a.year - b.year)
  const codes = tables.filter(({ row }) => row.value !== undefined)
  const again = codes.slice(1).map((at) => rowTwice('*', nameOf(at), codes[0] as TableAt, at))
  return [...again, ...stated.slice(1).flatMap((next, index) => follows(stated[index] as typeof next, next))]
}

/** A year known to be missing is stated too: its absence is then the answer, not an oversight. */
function statedBy({ row }: TableAt): number[] {
  return [...Object.keys(row.values ?? {}), ...(row.missing ?? [])].map(Number)
}

function follows(before: { year: number; at: TableAt }, next: { year: number; at: TableAt }): PackFault[] {
  if (next.year === before.year) return [rowTwice(String(next.year), nameOf(next.at), before.at, next.at)]
  return Array.from({ length: next.year - before.year - 1 }, (_, index) =>
    faultAt(next.at.spot, 'figure-year-missing', { figure: next.at.row.name, year: String(before.year + 1 + index) }),
  )
}
