import { type Decimal, decimal } from '../../../domain/money.ts'
import { hospitalLevels } from '../../../domain/names/hospitals.ts'
import type { CautionCode } from '../caution-words.ts'
import { type FaultParams, faultAt, type PackFault } from '../faults.ts'
import { everyClause, type RowAt, rowsIn, type World } from '../world.ts'
import { numbersSaid } from './numbers-said.ts'

type Warn = (code: CautionCode, params: FaultParams) => PackFault

/** Rates, bands and amounts that parse and are hardly ever meant. */
export function warnOfAmounts(world: World): PackFault[] {
  return everyClause(world).flatMap((place) =>
    rowsIn(world, place).flatMap((at) => {
      const warn: Warn = (code, params) => faultAt(at.spot, code, params)
      return [
        ...rates(at, warn),
        ...bands(at, warn),
        ...caps(at, warn),
        ...sizes(at, warn),
        ...ages(at, warn),
        ...levels(at, warn),
      ]
    }),
  )
}

function ratesOf(at: RowAt): readonly string[] {
  switch (at.kind) {
    case 'aid':
    case 'topUp':
      return [at.row.rate, ...(at.row.bands ?? []).map(({ rate }) => rate)].filter((rate) => rate !== undefined)
    case 'offCatalogueAid':
      return [at.row.rate]
    case 'criticalIllness':
      return at.row.bands.map(({ rate }) => rate)
    case 'basic':
      return Object.values(at.row.terms).map(({ rate }) => rate)
    case 'floor':
    case 'premium':
      return at.row.share === undefined ? [] : [at.row.share]
    default:
      return []
  }
}

function rates(at: RowAt, warn: Warn): PackFault[] {
  const { says } = at.place.clause
  const said = new Set([...numbersSaid(says.zh).shares, ...numbersSaid(says.en).shares])
  return ratesOf(at).flatMap((value) => {
    const rate = decimal(value)
    if (rate.isZero()) return [warn('rate-none', {})]
    if (rate.gte('0.1') || said.has(rate.toFixed())) return []
    return [warn('rate-low', { value, meant: rate.times(10).toFixed(2) })]
  })
}

function bands(at: RowAt, warn: Warn): PackFault[] {
  if (at.kind !== 'aid' && at.kind !== 'topUp' && at.kind !== 'criticalIllness') return []
  const rows = at.row.bands ?? []
  const falls = rows.findIndex(
    ({ rate }, index) => index > 0 && decimal(rate).lt(decimal(rows[index - 1]?.rate as string)),
  )
  const fall =
    falls < 0
      ? []
      : [warn('rates-fall', { before: rows[falls - 1]?.rate as string, value: rows[falls]?.rate as string })]
  if (at.kind !== 'criticalIllness' || !('amount' in at.row.deductible)) return fall
  const { amount: deductible } = at.row.deductible
  const below = rows.filter(({ upTo }) => upTo !== undefined && decimal(upTo).lte(decimal(deductible)))
  return [...fall, ...below.map(({ upTo }) => warn('band-below-deductible', { value: upTo as string, deductible }))]
}

function caps(at: RowAt, warn: Warn): PackFault[] {
  if (at.kind === 'criticalIllness') {
    const { cap, deductible } = at.row
    return typeof cap === 'string' && 'amount' in deductible ? capAbove(cap, deductible.amount, warn) : []
  }
  if (at.kind !== 'basic' || at.row.cap === null) return []
  const highest = Object.values(at.row.terms)
    .map(({ deductible }) => deductible)
    .sort((a, b) => decimal(b).cmp(decimal(a)))[0]
  return highest === undefined ? [] : capAbove(at.row.cap, highest, warn)
}

/** Levels that a schedule by level is for and says nothing of. */
function levels(at: RowAt, warn: Warn): PackFault[] {
  if (at.kind !== 'basic' || at.row.by !== 'level') return []
  const { terms, levels: of = hospitalLevels } = at.row
  const missing = of.filter((level) => !Object.hasOwn(terms, level))
  return missing.length === 0 ? [] : [warn('level-without-terms', { levels: missing.join(', ') })]
}

function capAbove(value: string, deductible: string, warn: Warn): PackFault[] {
  return decimal(value).gt(decimal(deductible)) ? [] : [warn('cap-below', { value, deductible })]
}

interface Sized {
  readonly key: string
  readonly value: string | undefined
  readonly min: number
  readonly max: number
}

/** What amounts are about, in yuan: outside of it a digit is missing or too many. */
function sizes(at: RowAt, warn: Warn): PackFault[] {
  return sized(at).flatMap(({ key, value, min, max }) => {
    const amount: Decimal | null = value === undefined ? null : decimal(value)
    if (amount === null || amount.isZero() || (amount.gte(min) && amount.lte(max))) return []
    return [warn(amount.lt(min) ? 'amount-small' : 'amount-large', { key, value: value as string })]
  })
}

function sized(at: RowAt): Sized[] {
  const size = (key: string, value: string | null | undefined, min: number, max: number): Sized => ({
    ...{ key, value: value ?? undefined, min, max },
  })
  switch (at.kind) {
    case 'limits':
      return [size('amount', at.row.amount, 200, 5_000_000)]
    case 'aid': {
      const { deductible } = at.row
      const amount = typeof deductible === 'object' && 'amount' in deductible ? deductible.amount : undefined
      return [size('deductible', amount, 10, 500_000)]
    }
    case 'topUp':
      return [size('threshold', typeof at.row.threshold === 'string' ? at.row.threshold : undefined, 100, 1_000_000)]
    case 'basic':
      return [
        size('cap', at.row.cap, 500, 10_000_000),
        ...Object.values(at.row.terms).map(({ deductible }) => size('deductible', deductible, 10, 20_000)),
      ]
    case 'criticalIllness':
      return [
        size('cap', typeof at.row.cap === 'string' ? at.row.cap : undefined, 10_000, 50_000_000),
        size('deductible', 'amount' in at.row.deductible ? at.row.deductible.amount : undefined, 200, 500_000),
      ]
    case 'premium':
      return [size('amount', at.row.amount, 10, 5_000)]
    case 'earlyWarning':
      return [size('above', at.row.above, 500, 1_000_000)]
    case 'figures':
      return ofFigures(at.row.name, Object.values(at.row.values ?? {}), size)
    default:
      return []
  }
}

function ofFigures(
  name: string,
  values: readonly string[],
  size: (key: string, value: string, min: number, max: number) => Sized,
) {
  if (name === 'income') return values.map((value) => size('income', value, 3_000, 300_000))
  return name === 'contribution' ? values.map((value) => size('contribution', value, 20, 5_000)) : []
}

function ages(at: RowAt, warn: Warn): PackFault[] {
  const row = at.row as { ages?: { from?: string; to?: string } }
  return [row.ages?.from, row.ages?.to].flatMap((value) =>
    value !== undefined && value.length === 3 && value > '110' ? [warn('age-high', { value })] : [],
  )
}
