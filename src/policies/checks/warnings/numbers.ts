import { decimal } from '../../../domain/money.ts'
import type { PlacedClause } from '../../../domain/policies/merge.ts'
import { faultAt, type PackFault } from '../faults.ts'
import { everyClause, type RowAt, rowsIn, spotOf, type World } from '../world.ts'
import { type NumbersSaid, numbersSaid } from './numbers-said.ts'

/** Numbers of rows and words that do not agree: both sides have one that the other lacks. */
export function warnOfNumbers(world: World): PackFault[] {
  return everyClause(world).flatMap((place) => [
    ...rowsAgainstWords(world, place),
    ...languages(world, place),
    ...withoutRows(world, place),
  ])
}

/** Names of fields that hold an amount in yuan, and of those that hold a share. */
const amountKeys: ReadonlySet<string> = new Set([
  ...['amount', 'threshold', 'cap', 'inScopeAbove', 'inScopeUpTo', 'upTo', 'least', 'entersUpTo', 'above'],
  ...['atLeast', 'limitAtLeast', 'deductible', 'value'],
])
const shareKeys: ReadonlySet<string> = new Set([
  ...['rate', 'share', 'basic', 'aid', 'points', 'factor', 'lost', 'deductibleReducedBy', 'rateAtLeast'],
])

interface Numbers {
  readonly amounts: Set<string>
  readonly shares: Set<string>
}

/** Kinds of rows whose numbers their clause's words sum up. Tables of figures, codes and days are not retold. */
const retold: ReadonlySet<RowAt['kind']> = new Set([
  ...(['limits', 'aid', 'withoutReferral', 'floor', 'offCatalogueControl', 'offCatalogueAid', 'topUp'] as const),
  ...([
    'package',
    'basic',
    'criticalIllness',
    'criticalIllnessTilt',
    'premium',
    'floorOfProvince',
    'earlyWarning',
  ] as const),
])

function numbersIn(value: unknown, into: Numbers, within = ''): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inside] of Object.entries(value)) {
    if (typeof inside !== 'string' || !/^\d{1,14}(\.\d{1,6})?$/.test(inside)) numbersIn(inside, into, key)
    else if (amountKeys.has(key)) into.amounts.add(decimal(inside).toFixed())
    else if (shareKeys.has(key) || within === 'share') into.shares.add(decimal(inside).toFixed())
  }
}

function rowNumbers(world: World, place: PlacedClause): Numbers {
  const into: Numbers = { amounts: new Set(), shares: new Set() }
  for (const at of rowsIn(world, place)) if (retold.has(at.kind)) numbersIn(at.row, into)
  return into
}

const whole: ReadonlySet<string> = new Set(['0', '1'])

function rowsAgainstWords(world: World, place: PlacedClause): PackFault[] {
  const rows = rowNumbers(world, place)
  const { clause, file } = place
  const spot = spotOf(world, file, clause, 'says')
  const said = both(numbersSaid(clause.says.zh), numbersSaid(`${clause.says.en} ${clause.says.zh}`))
  const params = { clause: clause.clause }
  const amounts = apart(rows.amounts, said.amounts)
  const shares = apart(rows.shares, said.shares)
  return [
    ...(amounts ? [faultAt(spot, 'says-amount', { ...params, ...amounts })] : []),
    ...(shares ? [faultAt(spot, 'says-share', { ...params, ...shares })] : []),
  ]
}

function both(a: NumbersSaid, b: NumbersSaid): NumbersSaid {
  return { amounts: new Set([...a.amounts, ...b.amounts]), shares: new Set([...a.shares, ...b.shares]) }
}

/** What rows have and words do not, beside what words have and rows do not; only where there is something of each. */
function apart(rows: ReadonlySet<string>, said: ReadonlySet<string>): { row: string; said: string } | null {
  const [own, other] = [difference(rows, said), difference(said, rows)]
  return own.length > 0 && other.length > 0 ? { row: own.join(', '), said: other.join(', ') } : null
}

function difference(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((one) => !b.has(one) && !whole.has(one))
}

function languages(world: World, place: PlacedClause): PackFault[] {
  const { clause, file } = place
  const [zh, en] = [numbersSaid(clause.says.zh), numbersSaid(clause.says.en)]
  return (['amounts', 'shares'] as const).flatMap((kind) => {
    const [own, other] = [difference(zh[kind], en[kind]), difference(en[kind], zh[kind])]
    if (own.length === 0 || other.length === 0) return []
    const params = { clause: clause.clause, zh: own.join(', '), en: other.join(', ') }
    return [faultAt(spotOf(world, file, clause, 'says'), 'says-apart', params)]
  })
}

/** A rule with a rate and an amount in its words and nothing under it is a rule that is not settled by. */
function withoutRows(world: World, place: PlacedClause): PackFault[] {
  const { clause, file } = place
  if (clause.status !== 'text' || clause.switches || rowsIn(world, place).length > 0) return []
  const { amounts, shares } = numbersSaid(clause.says.zh)
  const said = [...shares, ...amounts]
  return said.length === 0
    ? []
    : [
        faultAt(spotOf(world, file, clause, 'says'), 'says-without-rows', {
          clause: clause.clause,
          said: said.join(', '),
        }),
      ]
}
