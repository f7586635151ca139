import { decimal } from '../../domain/money.ts'
import { feeClasses, hospitalLevels } from '../../domain/names/hospitals.ts'
import type { RowOf } from '../../domain/policies/pack.ts'
import { type FaultParams, faultAt, type PackFault } from './faults.ts'
import type { RowAt } from './world.ts'

type AidAt = Extract<RowAt, { kind: 'aid' }>
type TopUpAt = Extract<RowAt, { kind: 'topUp' | 'householdAid' | 'secondAid' }>
type Wrong = (code: PackFault['code'], params?: FaultParams) => PackFault

/** What rows with conditions and bands say of themselves. */
export function shapeOfAid(at: RowAt): PackFault[] {
  const wrong: Wrong = (code, params = {}) => faultAt(at.spot, code, params)
  switch (at.kind) {
    case 'aid':
      return [...rates(at, wrong), ...spans(at.row, wrong), ...ofAid(at.row, wrong), ...levels(at.row, wrong)]
    case 'topUp':
      return [...rates(at, wrong), ...spans(at.row, wrong)]
    case 'householdAid':
    case 'secondAid':
      return [...rates(at, wrong), ...ofYearAid(at.row, wrong)]
    case 'basic':
      return [...spans(at.row, wrong), ...ofCap(at.row, wrong)]
    case 'premium':
    case 'figures':
      return spans(at.row, wrong)
    case 'criticalIllness':
      return ofGrowth(at.row, wrong)
    case 'withoutReferral':
      return ofReferral(at.row, wrong)
    default:
      return []
  }
}

function rates({ row }: AidAt | TopUpAt, wrong: Wrong): PackFault[] {
  const { rate, bands } = row
  const faults = (rate === undefined) === (bands === undefined) ? [wrong('rate-or-bands')] : []
  const options = 'bandsAre' in row || 'bandsOver' in row
  if (options && bands === undefined) faults.push(wrong('bands-options'))
  return bands === undefined || rising(bands.map(({ upTo }) => upTo)) ? faults : [...faults, wrong('bands-order')]
}

/** The ends of bands rise from one to the next, and the last goes without. */
export function rising(ends: readonly (string | undefined)[]): boolean {
  const closed = ends.slice(0, -1)
  if (ends.at(-1) !== undefined || closed.includes(undefined)) return false
  const amounts = closed.map((end) => decimal(end as string))
  return amounts.every((end, at) => (at === 0 ? end.gt(0) : end.gt(amounts[at - 1] as typeof end)))
}

function levels({ levels: own, hospitalLevelAtLeast: least }: RowOf<'aid'>, wrong: Wrong): PackFault[] {
  const known = hospitalLevels as readonly string[]
  const from = least === undefined ? 0 : known.indexOf(least)
  return own === undefined || own.some((level) => known.indexOf(level) >= from) ? [] : [wrong('row-never')]
}

interface Spans {
  readonly inScopeAbove?: string | undefined
  readonly inScopeUpTo?: string | undefined
  readonly ages?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined
}

function spans({ inScopeAbove, inScopeUpTo, ages }: Spans, wrong: Wrong): PackFault[] {
  const faults: PackFault[] = []
  if (inScopeAbove !== undefined && inScopeUpTo !== undefined && decimal(inScopeAbove).gte(decimal(inScopeUpTo)))
    faults.push(wrong('span-reversed', { key: 'inScopeAbove' }))
  if (ages && ages.from === undefined && ages.to === undefined) faults.push(wrong('span-empty', { key: 'ages' }))
  if (ages?.from !== undefined && ages.to !== undefined && Number(ages.from) > Number(ages.to))
    faults.push(wrong('span-reversed', { key: 'ages' }))
  return faults
}

function ofAid({ deductible, care, perVisit, registration }: RowOf<'aid'>, wrong: Wrong): PackFault[] {
  const faults: PackFault[] = []
  if (perVisit && perVisit.cap === undefined && perVisit.least === undefined)
    faults.push(wrong('span-empty', { key: 'perVisit' }))
  if (perVisit?.cap !== undefined && perVisit.least !== undefined && decimal(perVisit.least).gt(decimal(perVisit.cap)))
    faults.push(wrong('span-reversed', { key: 'perVisit' }))
  if (registration === 'needed' && care.every((one) => one === 'inpatient' || one === 'outpatient-ordinary'))
    faults.push(wrong('registration-never'))
  faults.push(...ofPeriod(deductible, wrong))
  const counts = deductible === 'none' ? undefined : deductible.counts
  const left = counts && care.find((one) => !counts.includes(one))
  return left ? [...faults, wrong('counts-not-own-care', { care: left })] : faults
}

/** A deductible goes by one period: each of these says another. */
function ofPeriod(deductible: RowOf<'aid'>['deductible'], wrong: Wrong): PackFault[] {
  if (deductible === 'none') return []
  const { over, period, lookBack } = deductible
  if (period !== undefined && over !== undefined) return [wrong('period-twice', { keys: '`period`, `over`' })]
  if (period !== undefined && lookBack !== undefined) return [wrong('period-twice', { keys: '`period`, `lookBack`' })]
  return over === 'visit' && lookBack !== undefined ? [wrong('look-back-of-visit')] : []
}

function ofYearAid({ cap, least }: RowOf<'householdAid'>, wrong: Wrong): PackFault[] {
  const reversed = cap !== null && least !== undefined && decimal(least).gt(decimal(cap))
  return reversed ? [wrong('span-reversed', { key: 'least' })] : []
}

/** What fills a cap is said of a cap, and the care of the row is among it. */
function ofCap({ cap, capCounts, care }: RowOf<'basic'>, wrong: Wrong): PackFault[] {
  if (capCounts === undefined || (cap !== null && care.every((one) => capCounts.includes(one)))) return []
  return [wrong('cap-counts', { care: care.join(', ') })]
}

/** A cap that grows by nothing is one that does not grow. */
function ofGrowth({ cap }: RowOf<'criticalIllness'>, wrong: Wrong): PackFault[] {
  const grows = cap === null || typeof cap === 'string' ? undefined : cap.grows
  if (grows === undefined) return []
  const without = grows.perYear === undefined && grows.perYearWithoutClaims === undefined
  return without ? [wrong('span-empty', { key: 'grows' })] : []
}

function ofReferral({ aid, points, factor, lost }: RowOf<'withoutReferral'>, wrong: Wrong): PackFault[] {
  const numbers = { full: undefined, points, factor, 'lost-part': lost }
  const said = [points, factor, lost].filter((one) => one !== undefined)
  const fits = aid === 'full' ? said.length === 0 : said.length === 1 && numbers[aid] !== undefined
  const key = { full: '-', points: 'points', factor: 'factor', 'lost-part': 'lost' }[aid]
  return fits ? [] : [wrong('without-referral-shape', { aid, key })]
}

/** Groups of insured people that rows go by are declared by a pack of the region. */
export function checkGroups(rows: readonly RowAt[]): PackFault[] {
  const known = rows.flatMap((at) => (at.kind === 'names' && at.row.of === 'group' ? [at.row.code] : []))
  return rows.flatMap((at) =>
    ((at.row as { groups?: readonly string[] }).groups ?? [])
      .filter((group) => !known.includes(group))
      .map((value) => faultAt(at.spot, 'group-unknown', { value, known: known.join(', ') || '-' })),
  )
}

/** Grades that rows go by are ours, or declared by a pack of the region. */
export function checkGrades(rows: readonly RowAt[]): PackFault[] {
  const own = rows.flatMap((at) => (at.kind === 'names' && at.row.of === 'grade' ? [at.row.code] : []))
  const known = [...feeClasses, ...own]
  return rows.flatMap((at) =>
    gradesIn(at)
      .filter((grade) => !known.includes(grade))
      .map((value) => faultAt(at.spot, 'grade-unknown', { value, known: known.join(', ') })),
  )
}

function gradesIn(at: RowAt): readonly string[] {
  if (at.kind === 'aid' || at.kind === 'topUp') return at.row.grades ?? []
  if (at.kind === 'offCatalogueControl') return keysBy(at.row.by ?? 'grade', Object.keys(at.row.share))
  return at.kind === 'basic' ? keysBy(at.row.by === 'feeClass' ? 'grade' : at.row.by, Object.keys(at.row.terms)) : []
}

/** The keys that are no grade, where rows go by the level or by nothing, are at fault as well. */
function keysBy(by: 'grade' | 'level' | 'any', keys: readonly string[]): readonly string[] {
  if (by === 'grade') return keys
  const fitting: readonly string[] = by === 'level' ? hospitalLevels : ['any']
  return keys.filter((key) => !fitting.includes(key))
}
