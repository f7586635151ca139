import type { YearEndLineRow } from '../../db/year-end/year-end-runs.ts'
import type { Language } from '../../domain/language.ts'
import type { Caller } from '../callers/caller.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type KnownPerson, peopleColumns, seesWhole, withPeople } from '../shared/people-columns.ts'
import { problemTitle } from '../shared/problem-words.ts'
import { column, type ExportColumn, type ExportTable, tableOf } from '../shared/table.ts'
import { yearEndPortions } from './read-year-end-runs.ts'

type ExportedLine = YearEndLineRow & KnownPerson

const columnsIn = (language: Language): readonly ExportColumn<ExportedLine>[] => [
  column('人员编号', 'personNo', ({ personNo }) => personNo),
  ...peopleColumns<ExportedLine>(),
  column('就诊次数', 'visits', ({ visits }) => visits, 'count'),
  column('救助基数', 'base', ({ base }) => base, 'amount'),
  column('应救助', 'due', ({ due }) => due, 'amount'),
  column('医疗救助', 'assistance', ({ assistance }) => assistance, 'amount'),
  column('再救助', 'reAid', ({ reAid }) => reAid, 'amount'),
  column('倾斜救助', 'tilt', ({ tilt }) => tilt, 'amount'),
  column('年度限额剩余', 'remaining', ({ remaining }) => remaining, 'amount'),
  column('未救助原因', 'problem', ({ problem }) => problemTitle(problem, language)),
  column('家庭编号', 'householdNo', ({ householdNo }) => householdNo),
]

/**
 * The lines of a run as a file: whole names and numbers for a bureau, which is in the audit trail before the file is made.
 * Errors: `not-found`, `forbidden`.
 */
export async function yearEndTable(
  service: Service,
  caller: Caller,
  id: string,
  language: Language,
): Promise<ExportTable> {
  const { run, portions } = await yearEndPortions(service, caller, id)
  const detail = { id: run.id, region: run.region, year: run.year }
  if (seesWhole(caller)) await note(service, caller, service.db.prisma, { action: 'year-end-exported', detail })
  const title = { zh: `${run.year} 年年末救助`, en: `Year end ${run.year}` }
  return tableOf(
    { name: `year-end-${id}`, title, columns: columnsIn(language), rows: withPeople(service, caller, portions) },
    language,
  )
}
