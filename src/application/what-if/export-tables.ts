import { listWhatIfPeople, type WhatIfPersonRow } from '../../db/what-if/what-if-people.ts'
import type { Language } from '../../domain/language.ts'
import { categoryName } from '../../domain/names/categories.ts'
import { type WhatIfTable, whatIfNotes, whatIfTableNames } from '../../domain/what-if/what-if-names.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { problemTitle } from '../shared/problem-words.ts'
import { column, type ExportTable, portionsOf, tableOf } from '../shared/table.ts'
import { withMaskedNames } from './masked-people.ts'
import { whatIfInScope } from './read-runs.ts'
import { resultsOf, type WhatIfResults } from './results.ts'
import { whatIfSheet, whatIfSheets } from './tables/all.ts'
import type { WhatIfSheet } from './tables/columns.ts'

/** A table of a run, with its words in one language. */
export function shownSheet({ table, columns, rows, note }: WhatIfSheet, language: Language) {
  return {
    ...{ table, title: whatIfTableNames[table][language], note: note?.[language] ?? null },
    notes: whatIfNotes.map((one) => one[language]),
    columns: columns.map(({ head, kind }) => ({ head: head[language], kind })),
    rows: rows.map((row) => [...row]),
  }
}

interface TableAsked {
  readonly id: string
  readonly table: WhatIfTable
}

/** Errors: `not-found`, `forbidden`, `what-if-not-ready`. */
export async function whatIfTable(service: Service, caller: Caller, { id, table }: TableAsked, language: Language) {
  const results = await resultsOf(service, await whatIfInScope(service, caller, id))
  return shownSheet(whatIfSheet(table, results, language), language)
}

/** All tables of a run, for a page and a workbook. Errors: those of a table. */
export async function whatIfReport(
  service: Service,
  caller: Caller,
  id: string,
  language: Language,
): Promise<{ readonly results: WhatIfResults; readonly sheets: readonly WhatIfSheet[] }> {
  const results = await resultsOf(service, await whatIfInScope(service, caller, id))
  return { results, sheets: whatIfSheets(results, language) }
}

/** A table as a file. What a reckoning cannot know stands below its rows. Errors: those of a table. */
export async function whatIfFile(
  service: Service,
  caller: Caller,
  { id, table }: TableAsked,
  language: Language,
): Promise<ExportTable> {
  const { run, sheet } = await sheetOfRun(service, caller, { id, table }, language)
  return {
    name: `what-if-${run}-${table}`,
    title: whatIfTableNames[table][language],
    heads: sheet.columns.map(({ head }) => head[language]),
    kinds: sheet.columns.map(({ kind }) => kind),
    rows: portions(sheet, language),
  }
}

async function sheetOfRun(service: Service, caller: Caller, { id, table }: TableAsked, language: Language) {
  const results = await resultsOf(service, await whatIfInScope(service, caller, id))
  return { run: results.run.id, sheet: whatIfSheet(table, results, language) }
}

async function* portions({ rows, note }: WhatIfSheet, language: Language) {
  yield rows
  yield [...(note === null ? [] : [note]), ...whatIfNotes].map((one) => [one[language]])
}

/** Whom the draft gives what, as a file: names are masked, for whoever asks. Errors: `not-found`, `forbidden`. */
export async function whatIfPeopleFile(
  service: Service,
  caller: Caller,
  id: string,
  language: Language,
): Promise<ExportTable> {
  const run = await whatIfInScope(service, caller, id)
  const rows = maskedPortions(
    service,
    portionsOf(
      (part: { readonly after: string | null; readonly take: number }) =>
        listWhatIfPeople(service.db.bulk, { runId: run.id, direction: null }, part),
      ({ personNo }) => personNo,
    ),
  )
  const title = { zh: '资金测算人员明细', en: 'People of a what-if run' }
  const columns = [
    column<Line>('人员编号', 'personNo', ({ personNo }) => personNo),
    column<Line>('姓名', 'name', ({ name }) => name),
    column<Line>('县区', 'county', ({ county }) => county),
    column<Line>('救助身份', 'category', ({ category }) => category && categoryName(category)[language]),
    column<Line>('结算笔数', 'settlements', ({ visits }) => visits, 'count'),
    column<Line>('救助（现行）', 'aidBefore', ({ aidBefore }) => aidBefore, 'amount'),
    column<Line>('救助（草案）', 'aidAfter', ({ aidAfter }) => aidAfter, 'amount'),
    column<Line>('个人负担（现行）', 'burdenBefore', ({ burdenBefore }) => burdenBefore, 'amount'),
    column<Line>('个人负担（草案）', 'burdenAfter', ({ burdenAfter }) => burdenAfter, 'amount'),
    column<Line>('未能测算原因', 'problem', ({ problem }) => problemTitle(problem, language)),
  ]
  return tableOf({ name: `what-if-${run.id}-people`, title, columns, rows }, language)
}

type Line = WhatIfPersonRow & { readonly name: string }

async function* maskedPortions(
  service: Service,
  lines: AsyncIterable<readonly WhatIfPersonRow[]>,
): AsyncGenerator<readonly Line[]> {
  for await (const rows of lines) yield await withMaskedNames(service.db.bulk, rows)
}
