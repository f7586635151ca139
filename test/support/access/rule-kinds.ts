/**
 * What comes of a request, by who asks.
 *
 * `yes`: it is done, or refused for what it says. `403`: not for this kind of caller, or a region or hospital that the caller
 * named itself. `404`, `nobody`: the same answer as for what does not exist; `nobody` where the body names a person or a
 * hospital (422). `nothing`: a list without a word of it.
 */
export type Cell = 'yes' | '403' | '404' | 'nobody' | 'nothing'

/** In the order of `columns`: hospital, another hospital, bureau, another bureau, province, auditor, first key. */
export type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell]

export interface Rule {
  readonly row: Row
  /** Without a key, or with a wrong one: `401`, or `yes` where anybody may ask. */
  readonly unknown: '401' | 'yes'
}

export const ruleOf = (...row: Row): Rule => ({ row, unknown: '401' })
export const anybody: Rule = { row: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'], unknown: 'yes' }
//                         hospital other    bureau other      province auditor first
export const whoeverHasAKey = ruleOf('yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes')
export const itsOwn = ruleOf('yes', '404', 'yes', '404', 'yes', 'yes', 'yes')
export const itsOwnInAList = ruleOf('yes', 'nothing', 'yes', 'nothing', 'yes', 'yes', 'yes')
export const ofTheRegion = ruleOf('403', '403', 'yes', '404', 'yes', 'yes', 'yes')
export const ofTheRegionInAList = ruleOf('403', '403', 'yes', 'nothing', 'yes', 'yes', 'yes')
export const ofARegionNamed = ruleOf('403', '403', 'yes', '403', 'yes', 'yes', 'yes')
export const firstKeyOnly = ruleOf('403', '403', '403', '403', '403', '403', 'yes')
export const bureauChanges = ruleOf('403', '403', 'yes', '404', 'yes', '403', 'yes')
export const bureauWritesInARegionNamed = ruleOf('403', '403', 'yes', '403', 'yes', '403', 'yes')
/** A province looks at the funds of its cities, and neither enters nor pays anything there. */
export const fundKept = ruleOf('403', '403', 'yes', '404', '403', '403', 'yes')
export const fundKeptInARegionNamed = ruleOf('403', '403', 'yes', '403', '403', '403', 'yes')
export const ofASession = ruleOf('404', '404', '404', '404', '404', '404', '404')
export const byAPerson = ruleOf('403', '403', '403', '404', '403', '403', '403')
export const hospitalSends = ruleOf('yes', '403', 'yes', 'nobody', 'yes', '403', 'yes')

/** The same for several. */
export const each = (rule: Rule, ...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, rule]))
