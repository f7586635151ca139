import { folded } from './plain-text.ts'

/** Longer says more than a unit. */
const maxChars = 60

/** `（万元）`, `（单位：万元）`, `（人民币，千元）` behind the name of a column. */
const inBrackets =
  /[([{【〔［「](?:(?:金额)?单位:?)?(?:人民币)?[,、]?([十百千万亿]{1,3}元?|角|分|[美欧日港]元|美金|港币)[)\]}】〕］」]/
/** `单位：万元` above a table or under it; what goes on is the name of a place or an office (填报单位：分水县…). */
const inBanner = /单位[:(为是]?(?:人民币)?[,、]?([十百千万亿]{1,3}元?|角|分|[美欧日港]元|美金|港币)(?![一-龥])/

/** The unit that the header of a column names, where amounts in it would be no yuan; null where they are. */
export function otherUnitOfColumn(header: string): string | null {
  return unitIn(header, inBrackets)
}

/** The same of a line above or under a table, which holds for all of it. */
export function otherUnitOfTable(cells: readonly string[]): string | null {
  for (const cell of cells) {
    const unit = unitIn(cell, inBanner) ?? unitIn(cell, inBrackets)
    if (unit !== null) return unit
  }
  return null
}

function unitIn(text: string, form: RegExp): string | null {
  return form.exec(folded(text.slice(0, maxChars)))?.[1] ?? null
}
