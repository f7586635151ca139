import { listNewPeople } from '../../db/rosters/new-people.ts'
import { type ChangeRow, type ChangeType, listChanges } from '../../db/rosters/roster-changes.ts'
import { peopleOfRoster, type RosterPersonRow } from '../../db/rosters/roster-people.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { categoryName } from '../../domain/names/categories.ts'
import type { RosterChange } from '../../domain/rosters/list-words.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { column, type ExportColumn, type ExportTable, portionsOf, tableOf } from '../shared/table.ts'
import { rosterInScope, typeOfChange } from './read-rosters.ts'
import { type NewPerson, noteShown, shownNewPerson } from './review-new-people.ts'

type NamedChange = ChangeRow & { readonly name: string; readonly idType: string; readonly idNumber: string }

const changeNames: Record<RosterChange, Bilingual> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '减少', en: 'removed' },
  standing: { zh: '不变', en: 'standing' },
}

const typeNames: Record<ReturnType<typeof typeOfChange>, Bilingual> = {
  opened: { zh: '新开', en: 'opened' },
  ended: { zh: '终止', en: 'ended' },
  standing: { zh: '不变', en: 'standing' },
  missing: { zh: '未列入', en: 'missing' },
  refused: { zh: '已列入但未采用', en: 'listed in a line that was not taken' },
}

const yesNo = (is: boolean): Bilingual => (is ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })

/**
 * What a list changes, with the names and numbers of the people, so that the bureau and the department can speak about them.
 * Bureaus only; each file is in the audit trail before it is made.
 * Errors: `not-found`, `forbidden`.
 */
export async function changesTable(
  service: Service,
  caller: Caller,
  id: string,
  { type, language }: { readonly type: ChangeType | null; readonly language: Language },
): Promise<ExportTable> {
  requireKind(caller, 'bureau')
  const roster = await rosterInScope(service, caller, id)
  const detail = { id: roster.id, region: roster.region, type }
  await note(service, caller, service.db.prisma, { action: 'roster-changes-exported', detail })
  const read = (part: { readonly after: readonly [string, string] | null; readonly take: number }) =>
    listChanges(service.db.pool, roster.id, type, part)
  const changes = portionsOf(read, ({ personNo, category }): readonly [string, string] => [personNo, category])
  const title = { zh: `${roster.month} 名单变动`, en: `Changes of ${roster.month}` }
  const columns = changeColumns(language)
  return tableOf(
    { name: `roster-${roster.id}-changes`, title, columns, rows: named(service, roster.id, changes) },
    language,
  )
}

async function* named(service: Service, rosterId: string, portions: AsyncIterable<readonly ChangeRow[]>) {
  for await (const rows of portions) {
    const people = await peopleOfRoster(service.db.pool, rosterId, [...new Set(rows.map(({ personNo }) => personNo))])
    yield rows.map((row) => ({ ...row, ...whole(service, people.get(row.personNo)) }))
  }
}

/** Nobody, where the list was applied and left out whom the review refused. */
function whole({ secrets }: Service, person: RosterPersonRow | undefined) {
  if (person === undefined) return { name: '', idType: '', idNumber: '' }
  const { name, idType, idNumberEnc, personNo } = person
  return { name, idType, idNumber: secrets.decrypt(idNumberEnc, personNo) }
}

function changeColumns(language: Language): ExportColumn<NamedChange>[] {
  const categoryOf = (category: ChangeRow['countingBefore']) => category && categoryName(category)[language]
  return [
    column('人员编号', 'personNo', ({ personNo }) => personNo),
    column('姓名', 'name', ({ name }) => name),
    column('证件类型', 'idType', ({ idType }) => idType),
    column('证件号码', 'idNumber', ({ idNumber }) => idNumber),
    column('救助身份', 'category', ({ category }) => categoryOf(category)),
    column('名单所报', 'listed as', ({ change }) => changeNames[change][language]),
    column('对登记的影响', 'type', ({ action }) => typeNames[typeOfChange(action)][language]),
    column('开始日期', 'from', ({ from }) => from),
    column('截止日期', 'to', ({ to }) => to),
    column('月末采用身份（执行前）', 'counting before', ({ countingBefore }) => categoryOf(countingBefore)),
    column('月末采用身份（执行后）', 'counting after', ({ countingAfter }) => categoryOf(countingAfter)),
    column('是否尚未登记', 'new person', ({ newPerson }) => yesNo(newPerson)[language]),
    column('涉及已结算就诊', 'settled visits', ({ settled }) => settled.length, 'count'),
    column('文件行号', 'line', ({ lineNo }) => lineNo, 'count'),
  ]
}

const decisionNames: Record<'open' | 'taken' | 'refused', Bilingual> = {
  open: { zh: '待复核', en: 'to review' },
  taken: { zh: '采用', en: 'taken' },
  refused: { zh: '不采用', en: 'refused' },
}

/** The people to review, to look through on paper or with the department. Errors: `not-found`, `forbidden`. */
export async function newPeopleTable(
  service: Service,
  caller: Caller,
  id: string,
  { decision, language }: { readonly decision: 'open' | 'taken' | 'refused' | null; readonly language: Language },
): Promise<ExportTable> {
  requireKind(caller, 'bureau')
  const roster = await rosterInScope(service, caller, id)
  await noteShown(service, caller, roster, roster.numbersMade)
  const filter = { rosterId: roster.id, regionPrefix: prefixOf(roster.region), decision }
  const found = portionsOf(
    (part: { readonly after: string | null; readonly take: number }) => listNewPeople(service.db.pool, filter, part),
    ({ personNo }) => personNo,
  )
  const title = { zh: `${roster.month} 新人员复核`, en: `New people of ${roster.month}` }
  const rows = shown(service, caller, found)
  return tableOf({ name: `roster-${roster.id}-new-people`, title, columns: newPersonColumns(language), rows }, language)
}

async function* shown(
  service: Service,
  caller: Caller,
  portions: AsyncIterable<readonly Parameters<typeof shownNewPerson>[2][]>,
) {
  for await (const rows of portions) yield rows.map((row) => shownNewPerson(service, caller, row))
}

function newPersonColumns(language: Language): ExportColumn<NewPerson>[] {
  return [
    column('暂编号', 'personNo', ({ personNo }) => personNo),
    column('姓名', 'name', ({ name }) => name),
    column('证件类型', 'idType', ({ idType }) => idType),
    column('证件号码', 'idNumber', ({ idNumber }) => idNumber),
    column('出生日期', 'birthDate', ({ birthDate }) => birthDate),
    column('参保地', 'insuredRegion', ({ insuredRegion }) => insuredRegion),
    column('救助身份', 'category', ({ listed }) =>
      listed.map(({ category }) => categoryName(category)[language]).join('、'),
    ),
    column('文件行号', 'lines', ({ listed }) => listed.map(({ line }) => line).join('、')),
    column('同名同生日的已登记人员', 'registered with the same name and birth', ({ alike }) => alike.join('、')),
    column('复核', 'review', ({ decision }) => decisionNames[decision ?? 'open'][language]),
    column('原因', 'reason', ({ reason }) => reason),
  ]
}
