import { everywhere } from '../../../src/domain/policies/merge.ts'
import { type Clause, type PackFile, type RowKind, type RowOf, rowKinds } from '../../../src/domain/policies/pack.ts'

/** What a row turns on: each is a place where one fen, one day or one level more makes another settlement. */
type EdgesOf = { readonly [K in RowKind]?: (row: RowOf<K>) => (string | false | undefined)[] }

const edgesOfKind: EdgesOf = {
  limits: (row) => [row.amount !== null && `limit ${row.name} ${row.amount}`],
  aid: (row) => [
    row.inScopeAbove && `in-scope above ${row.inScopeAbove}`,
    row.hospitalLevelAtLeast && `level ${row.hospitalLevelAtLeast}`,
    row.deductible !== 'none' && deductible(row.deductible),
  ],
  floor: (row) => [`floor ${row.share}`],
  offCatalogueControl: (row) => Object.entries(row.share).map(([feeClass, share]) => `control ${feeClass} ${share}`),
  topUp: (row) => [`threshold ${row.threshold}`, row.opensWhenUsedUp && `opens ${row.opensWhenUsedUp}`],
  basic: (row) => {
    const tier = row.tier ? `tier ${row.tier} ` : ''
    const terms = Object.entries(row.terms).map(([name, term]) => `deductible ${tier}${name} ${term.deductible}`)
    const repeat = row.repeatDeductible !== '1' && 'second stay'
    return [...terms, row.cap !== null && `cap ${tier}${row.cap}`, repeat]
  },
  criticalIllness: (row) => [
    'amount' in row.deductible && `deductible ${row.deductible.amount}`,
    ...row.bands.map((band) => band.upTo && `band ${band.upTo}`),
    row.cap !== null && `cap ${row.cap}`,
  ],
  premium: (row) => [
    row.years && `years from ${row.years.from}`,
    row.years && `years to ${row.years.to}`,
    row.atLeast && `at least ${row.atLeast}`,
    row.heldOnOrAfter && `held on ${row.heldOnOrAfter}`,
  ],
  figures: (row) => [row.name === 'package' && `package ${row.code} ${row.value}`],
  figureFallback: (row) => [`fallback ${row.figure}`],
  plausibleAmount: (row) => [`caution ${row.of} ${row.cautionAbove}`, `refuse ${row.of} ${row.refuseAbove}`],
  plausibleStay: (row) => [`caution stay ${row.cautionAboveDays}`, `refuse stay ${row.refuseAboveDays}`],
  plausibleFeeDay: (row) => [`before ${row.daysBefore} days`, `after ${row.daysAfter} days`],
  floorOfProvince: (row) => [`rate at least ${row.rateAtLeast}`, `limit at least ${row.limitAtLeast}`],
}

function deductible(of: Exclude<RowOf<'aid'>['deductible'], 'none'>): string {
  if ('amount' in of) return `deductible ${of.amount}`
  return 'figure' in of ? `deductible ${of.figure}` : `deductible ${of.share} of ${of.of}`
}

function datesOf(dated: {
  from?: string | undefined
  to?: string | undefined | null
}): (string | false | undefined | null)[] {
  return [dated.from && `from ${dated.from}`, dated.to && `to ${dated.to}`]
}

function edgesOfClause(clause: Clause): string[] {
  const ofRows = rowKinds.flatMap((kind) => {
    const edges = (edgesOfKind[kind] ?? (() => [])) as (row: unknown) => string[]
    return (clause[kind] ?? []).flatMap((row) => [...edges(row), ...datesOf(row as object)])
  })
  return [...new Set([...datesOf(clause), ...ofRows].filter((edge) => typeof edge === 'string'))]
}

/** Everything that has to have rows: each clause, and each document, by name, with the edges it must be tested on both sides of. */
export function wantedOf(files: readonly PackFile[]): Map<string, string[]> {
  const wanted = new Map<string, string[]>()
  const add = (name: string, edges: readonly string[]) => wanted.set(name, [...(wanted.get(name) ?? []), ...edges])
  for (const file of files) {
    for (const clause of file.clauses) add(`${file.region}/${clause.clause}`, edgesOfClause(clause))
    // The rules for everywhere hold since ever; their first day says nothing.
    if (file.region === everywhere) continue
    const dates = datesOf(file.inForce).filter((edge) => typeof edge === 'string')
    add(`${file.region} ${file.document.number}`, dates)
  }
  return wanted
}
