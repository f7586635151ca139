import { Readable } from 'node:stream'
import { listRosterFaults, type StoredFault } from '../../db/rosters/roster-faults.ts'
import type { Language } from '../../domain/language.ts'
import { rosterLineFaults } from '../../domain/rosters/line-faults.ts'
import { rosterColumns } from '../../domain/rosters/roster-columns.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { csvLine, csvMark } from '../shared/csv.ts'
import { rosterInScope } from './read-rosters.ts'

const heads: Record<Language, readonly string[]> = {
  en: ['line', 'column', 'value', 'reason', 'what to send', 'other line', 'found at'],
  zh: ['行号', '列', '值', '原因代码', '请如何填写', '另一行', '环节'],
}
const stages = { load: { zh: '导入', en: 'load' }, apply: { zh: '执行', en: 'apply' } }
const portion = 2000

/**
 * Every line that was not taken, as CSV in UTF-8 with the mark that makes a spreadsheet read it as such, to be sent back to
 * the department. Errors: `not-found`, `forbidden`.
 */
export async function rosterReport(
  service: Service,
  caller: Caller,
  id: string,
  language: Language,
): Promise<Readable> {
  const roster = await rosterInScope(service, caller, id)
  return Readable.from(linesOf(service, roster.id, language))
}

async function* linesOf(service: Service, id: string, language: Language): AsyncGenerator<string> {
  yield csvMark + csvLine(heads[language])
  for (let after = 0; ; ) {
    const faults = await listRosterFaults(service.db.pool, id, after, portion)
    if (faults.length === 0) return
    yield faults.map((fault) => csvLine(cells(fault, language))).join('')
    after = faults.at(-1)?.lineNo ?? after
  }
}

function cells({ lineNo, column, value, reason, otherLine, foundAt }: StoredFault, language: Language) {
  const header = column === 'line' ? '' : rosterColumns[column][language === 'zh' ? 1 : 0]
  return [lineNo, header, value, reason, rosterLineFaults[reason][language], otherLine, stages[foundAt][language]]
}
