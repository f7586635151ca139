import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import {
  columnNames,
  type HeaderFaults,
  headersOf,
  knownColumns,
  type RosterHeader,
  rosterHeaderOf,
} from '../../domain/rosters/roster-columns.ts'
import { shownValue } from '../../domain/rosters/roster-line.ts'
import { headerIn, headerWithin, type Row } from '../uploads/rows.ts'

export interface FoundRosterHeader extends RosterHeader {
  readonly line: number
}

/**
 * The header of a list: of its first lines the one that names the most columns. Errors: `roster-columns-wrong`, which says
 * what line was taken for it and why.
 */
export function rosterHeaderIn(rows: readonly Row[]): FoundRosterHeader {
  const found = headerIn(rows, knownColumns)
  if (found === null) return refuse('roster-columns-wrong', { wrong: noHeader, columns: all })
  const header = rosterHeaderOf(found.cells)
  if ('missing' in header) return refuse('roster-columns-wrong', { wrong: wrongIn(header, found), columns: all })
  return { ...header, line: found.line }
}

/** The fields of the first object of NDJSON. Errors: `roster-columns-wrong`. */
export function rosterFieldsIn(fields: readonly string[], line: number): FoundRosterHeader {
  const header = rosterHeaderOf(fields)
  if (!('missing' in header)) return { ...header, line }
  return refuse('roster-columns-wrong', { wrong: wrongIn(header, { line, known: knownColumns(fields) }), columns: all })
}

const maxNamed = 30

/** Names of columns that were passed over, as an answer may show them: what was no header may be somebody's number. */
export function shownNames(names: readonly string[]): string[] {
  return names.slice(0, maxNamed).map((name) => shownValue('category', name.trim()) ?? '')
}

const all = columnNames.map(headersOf).join(', ')

const noHeader: Bilingual = {
  zh: `前 ${headerWithin} 行中没有一行含有认识的列名，未找到表头。`,
  en: `None of the first ${headerWithin} lines holds a column that is known, so there is no header. `,
}

function wrongIn({ twice, missing }: HeaderFaults, { line, known }: { line: number; known: number }): Bilingual {
  const list = (names: readonly string[]) => shownNames(names).slice(0, 10).join(', ')
  const said = [
    { names: twice, zh: '重复的列：', en: 'Columns that stand twice: ' },
    { names: missing, zh: '缺少的列：', en: 'Missing columns: ' },
  ].filter(({ names }) => names.length > 0)
  const zh = said.map(({ names, zh }) => `${zh}${list(names)}。`).join('')
  const en = said.map(({ names, en }) => `${en}${list(names)}. `).join('')
  return {
    zh: `以第 ${line} 行为表头（其中有 ${known} 个认识的列名，为前 ${headerWithin} 行中最多）。${zh}`,
    en: `Line ${line} was taken for the header, because it names ${known} known columns, the most of the first ${headerWithin} lines. ${en}`,
  }
}
