import { listAlertRows, type SealedPerson, type StoredAlert, sealedPeople } from '../../db/alerts/alerts.ts'
import { alarmNames, alertStatusNames } from '../../domain/alerts/alert-names.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import { lastDayOfPeriod } from '../../domain/clearing/clearing.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { categoryName } from '../../domain/names/categories.ts'
import { type Department, departmentName } from '../../domain/names/departments.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { instantsWithin } from '../shared/period.ts'
import type { ColumnKind } from '../shared/table.ts'
import { alertScope, alertTextOf, watchedIn } from './alert-scope.ts'

export interface ExportAsked {
  readonly region: string
  /** `2023-06`: alerts raised in it, by the day in China. */
  readonly month: string
  readonly department: Department
  readonly format: 'csv' | 'xlsx'
}

/** A file to send, as rows of text; the first is the head. */
export interface AlertFile {
  readonly name: string
  readonly title: string
  readonly kinds: readonly ColumnKind[]
  readonly rows: readonly (readonly string[])[]
}

const byCounty: Bilingual = {
  zh: '请按县（region 填县级区划代码）分别导出。',
  en: 'export by county, with its six digits as `region`.',
}

/** As many as a spreadsheet and this process hold without trouble; a city's month is a few thousand. */
const maxAlerts = 50_000

/**
 * The people whom a department is told of for a month (140500/J17: 民政 and 乡村振兴). They must be found there, so names and ID
 * numbers stand in it whole, here and nowhere else: bureaus only, each file in the audit trail before it is made.
 *
 * Errors: `forbidden`, `warning-left-open`, `department-not-told`, `export-too-large`.
 */
export async function exportAlerts(
  service: Service,
  caller: Caller,
  { region, month, department, format }: ExportAsked,
  language: Language,
): Promise<AlertFile> {
  requireKind(caller, 'bureau')
  const regionPrefix = alertScope(caller, region)
  requireTold(service, { region, month, department })
  const filter = {
    regionPrefix,
    year: null,
    status: null,
    personNo: null,
    department,
    ...instantsWithin(`${month}-01`, lastDayOfPeriod(month)),
  }
  const found = await listAlertRows(service.db.pool, filter, { after: null, take: maxAlerts + 1 })
  // Nobody has to look for a person whose bills were reversed before the file was made.
  const alerts = found.filter(({ status }) => status !== 'undone')
  if (found.length > maxAlerts) refuse('export-too-large', { most: String(maxAlerts), instead: byCounty })
  const detail = { region, month, department, format, alerts: alerts.length }
  await note(service, caller, service.db.prisma, { action: 'alerts-exported', detail })
  const people = await sealedPeople(
    service.db.pool,
    alerts.map(({ personNo }) => personNo),
  )
  const rows = alerts.reverse().map((alert, at) => rowOf(service, alert, people.get(alert.personNo), at, language))
  return {
    name: `alerts-${region}-${month}-${department}`,
    title: { zh: '因病致贫返贫预警名单', en: 'Early warnings' }[language],
    kinds: heads.en.map((head) => (head.endsWith('(yuan)') ? 'amount' : 'text')),
    rows: [heads[language], ...rows],
  }
}

/** Whether the documents send that department anything; an empty file would say that nobody is above a line. */
function requireTold(service: Service, { region, month, department }: Omit<ExportAsked, 'format'>): void {
  const on = dayWithin(service, month)
  const watched = watchedIn(service, region, on)
  const told = new Set(watched.flatMap(({ lines }) => lines.flatMap(({ pushedTo }) => pushedTo)))
  if (told.has(department)) return
  if (told.size > 0) {
    const names = (language: Language) => [...told].map((one) => `${one} ${departmentName(one)[language]}`).join(', ')
    refuse('department-not-told', { region, departments: { zh: names('zh'), en: names('en') } })
  }
  const [first] = watched
  refuse('warning-left-open', {
    reason: first
      ? alertTextOf(first)
      : {
          zh: `地区 ${region} 在 ${on} 没有生效的政策包。`,
          en: `No policy pack is in force for region ${region} on ${on}.`,
        },
  })
}

/** The month's last day, or today in a month that is not over. */
function dayWithin({ clock }: Service, month: string): Day {
  const last = lastDayOfPeriod(month)
  const today = chinaDay(clock())
  return last < today || `${month}-01` > today ? last : today
}

const heads: Record<Language, readonly string[]> = {
  zh: [
    ...[
      '序号',
      '人员编号',
      '姓名',
      '证件类型',
      '证件号码',
      '参保地区',
      '年度',
      '人员类别',
      '预警类别',
      '预警标准（元）',
    ],
    ...[
      '预警时个人累计负担（元）',
      '目前个人累计负担（元）',
      '就诊或筛查日期',
      '预警时间',
      '核查期限',
      '依据',
      '状态',
      '核查日期',
      '说明',
    ],
  ],
  en: [
    ...['no', 'personNo', 'name', 'idType', 'idNumber', 'insuredRegion', 'year', 'category', 'alarm', 'line (yuan)'],
    ...[
      'burden when raised (yuan)',
      'burden now (yuan)',
      'visit or sweep on',
      'raised at',
      'check by',
      'clause',
      'status',
      'followed up on',
      'remark',
    ],
  ],
}

const others = { zh: '其他参保居民', en: 'other insured residents' }

function rowOf(
  { secrets }: Service,
  alert: StoredAlert,
  person: SealedPerson | undefined,
  at: number,
  language: Language,
): string[] {
  if (!person) throw new Error(`the person of alert ${alert.id} is not registered`)
  const last = alert.followUps.at(-1)
  return [
    ...[
      String(at + 1),
      alert.personNo,
      person.name,
      person.idType,
      secrets.decrypt(person.idNumberEnc, person.personNo),
    ],
    ...[
      alert.insuredRegion,
      String(alert.year),
      alert.category ? categoryName(alert.category)[language] : others[language],
      alarmNames[alert.alarm][language],
    ],
    ...[
      alert.line,
      alert.burden,
      alert.burdenNow,
      alert.happenedOn,
      chinaTime(new Date(alert.raisedAt)),
      alert.checkBy,
    ],
    ...[`${alert.clause.id} ${alert.clause.cite}`, alertStatusNames[alert.status][language]],
    ...[last?.on ?? '', remarkOf(last, language)],
  ]
}

function remarkOf(last: StoredAlert['followUps'][number] | undefined, language: Language): string {
  if (!last) return ''
  const included = last.from && last.category ? `${categoryName(last.category)[language]} ${last.from}` : ''
  return [included, last.reason ?? ''].filter((part) => part !== '').join(' ')
}
