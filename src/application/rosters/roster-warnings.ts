import type { RosterRow } from '../../db/rosters/rosters.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import type { RosterWarningCode } from '../../domain/names/codes.ts'
import { type Department, departmentName } from '../../domain/names/departments.ts'
import type { ClauseRef, Law } from '../../domain/policies/law.ts'
import { type DueDay, dueDays, mergeDay, shrinkLine } from '../../domain/rosters/roster-law.ts'

/** Something that stops nothing and that the bureau should look at. */
export interface RosterWarning {
  readonly code: RosterWarningCode
  readonly text: Bilingual
  readonly clause: ClauseRef | null
}

/** Of one list, as far as it says them itself. */
export function warningsOf(law: Law, roster: RosterRow, today: Day): RosterWarning[] {
  const due = dueDays(law, roster.month).find(({ department }) => department === roster.department)
  const arrived = chinaDay(new Date(roster.uploadedAt))
  return [
    ...(due ? lateness(due, arrived) : []),
    ...mergedLate(law, roster, today),
    ...shrinkage(law, roster),
    ...absence(roster),
    ...conflicts(roster),
  ]
}

/** The day by which a list that came is to be applied; null where no pack says. */
export function mergeDayOf(law: Law, { department, uploadedAt }: Pick<RosterRow, 'department' | 'uploadedAt'>) {
  return mergeDay(law, department, chinaDay(new Date(uploadedAt)))
}

/** Of a list that was given up or has expired another one is to be merged. */
const waiting: readonly RosterRow['status'][] = ['loaded', 'applying', 'interrupted']

function mergedLate(law: Law, roster: RosterRow, today: Day): RosterWarning[] {
  const by = mergeDayOf(law, roster)
  if (by === null) return []
  const applied = roster.status === 'applied' && roster.appliedAt ? chinaDay(new Date(roster.appliedAt)) : null
  const isWaiting = waiting.includes(roster.status)
  if (!((applied !== null && applied > by.on) || (isWaiting && today > by.on))) return []
  const zh = `名单应于 ${by.on} 前汇总比对，${applied === null ? '尚未执行' : `${applied} 才执行`}。`
  const en = `The list was to be merged by ${by.on} and was ${applied === null ? 'not applied yet' : `applied on ${applied}`}.`
  return [{ code: 'merged-late', text: { zh, en }, clause: by.clause }]
}

/** When a department's list of a month was due, when it came, and what is to be said of that. */
export interface Arrival {
  readonly department: Department
  readonly dueOn: Day
  readonly receivedOn: Day | null
  readonly rosterId: string | null
  readonly late: boolean
  readonly warnings: RosterWarning[]
  readonly clause: ClauseRef
}

/** The first list that came counts: a correction after the day makes nobody late. */
export function arrivalOf(due: DueDay, roster: RosterRow | undefined, today: Day): Arrival {
  const receivedOn = roster ? chinaDay(new Date(roster.uploadedAt)) : null
  const warnings = lateness(due, receivedOn, today)
  const late = (receivedOn ?? today) > due.on
  const { department, on, clause } = due
  return { department, dueOn: on, receivedOn, rosterId: roster?.id ?? null, late, warnings, clause }
}

function lateness(due: DueDay, receivedOn: Day | null, today: Day = due.on): RosterWarning[] {
  const { department, on, clause } = due
  const name = departmentName(department)
  const warnings: RosterWarning[] = []
  const warn = (code: RosterWarningCode, zh: string, en: string) => warnings.push({ code, text: { zh, en }, clause })
  if (receivedOn !== null && receivedOn > on)
    warn(
      'late',
      `${name.zh}名单应于 ${on} 前报送，${receivedOn} 才收到。`,
      `The list of ${name.en} was due by ${on} and came on ${receivedOn}.`,
    )
  if (receivedOn === null && today > on)
    warn(
      'not-received',
      `${name.zh}名单应于 ${on} 前报送，尚未收到。`,
      `The list of ${name.en} was due by ${on} and has not come.`,
    )
  if (due.withoutTable) {
    const year = on.slice(0, 4)
    warn(
      'holiday-table-missing',
      `没有 ${year} 年节假日表，仅按周末推算报送日；请在政策包中补充该年 holidays。`,
      `There is no table of the holidays of ${year}, so the day goes by weekends alone; add the year to \`holidays\` of the pack.`,
    )
  }
  return warnings
}

function shrinkage(law: Law, { members, previousMembers }: RosterRow): RosterWarning[] {
  const line = shrinkLine(law)
  if (line === null || previousMembers === null || previousMembers === 0 || members >= previousMembers) return []
  const lost = decimal(String(previousMembers - members)).div(previousMembers)
  if (lost.lte(line.share)) return []
  const [percent, most] = [lost.times(100).toFixed(1), line.share.times(100).toFixed(0)]
  const zh = `名单由 ${previousMembers} 人减为 ${members} 人，减少 ${percent}%，超过 ${most}%；请核实是否漏报。`
  const en = `The list went from ${previousMembers} people to ${members}, ${percent}% less, which is more than ${most}%; make sure that none was left out.`
  return [{ code: 'shrunk', text: { zh, en }, clause: line.clause }]
}

/** An absence is no removal: whoever falls off a list by a slip would lose the aid. */
function absence({ id, missing }: RosterRow): RosterWarning[] {
  if (missing === 0) return []
  const zh = `${missing} 人在上次名单中、本次既未列入也未报减少，身份保持不变；名单见 /v1/rosters/${id}/changes?type=missing，确需终止的请以“减少”报送。`
  const en = `${missing} people of the list before are neither listed nor removed, and keep their identity; see /v1/rosters/${id}/changes?type=missing and send those who are to end as removed.`
  return [{ code: 'missing-people', text: { zh, en }, clause: null }]
}

function conflicts({ id, conflicts }: RosterRow): RosterWarning[] {
  if (conflicts === 0) return []
  const zh = `${conflicts} 行因导入后登记变动而未执行，见 /v1/rosters/${id}/report。`
  const en = `${conflicts} lines were not applied because the register changed after the list was loaded; see /v1/rosters/${id}/report.`
  return [{ code: 'changed-since', text: { zh, en }, clause: null }]
}
