import type { Language } from '../../domain/language.ts'
import { departmentName } from '../../domain/names/departments.ts'
import { enrolmentGroupNames } from '../../domain/names/enrolment-groups.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { column, type ExportColumn, type ExportTable, tableOf } from '../shared/table.ts'
import type { OverviewAsked } from './overview.ts'
import { readPlaces, type ShownPlace } from './places.ts'

/** The places side by side as a file, a line each. Errors: those of the reading, before the first line. */
export async function placesTable(
  service: Service,
  caller: Caller,
  asked: OverviewAsked,
  language: Language,
): Promise<ExportTable> {
  const { region, year, places } = await readPlaces(service, caller, asked)
  const title = { zh: `${year} 年各地对比`, en: `Places ${year}` }
  const rows = (async function* () {
    yield places
  })()
  return tableOf({ name: `places-${region}-${year}`, title, columns: columnsIn(language), rows }, language)
}

function columnsIn(language: Language): ExportColumn<ShownPlace>[] {
  const of = column<ShownPlace>
  const rates = ({ enrolment }: ShownPlace) =>
    enrolment
      .map(({ group, rate, line, below }) => {
        const name = group ? enrolmentGroupNames[group][language] : ''
        return `${name} ${rate ?? '-'}% / ${line}%${below ? ' ↓' : ''}`.trim()
      })
      .join('；')
  const lists = ({ late }: ShownPlace) =>
    late.lists.map(({ department, month }) => `${departmentName(department)[language]} ${month}`).join('；')
  return [
    of('地区', 'region', ({ region }) => region),
    of('身份人数', 'people', ({ people }) => people, 'count'),
    of('参保率（/ 规定）', 'enrolment (/ line)', rates),
    of('救助人次', 'settlements', ({ aid }) => aid.settlements, 'count'),
    of('医疗救助', 'assistance', ({ aid }) => aid.assistance, 'amount'),
    of('再救助', 'reAid', ({ aid }) => aid.reAid, 'amount'),
    of('倾斜救助', 'tilt', ({ aid }) => aid.tilt, 'amount'),
    of('救助合计', 'aid', ({ aid }) => aid.aid, 'amount'),
    of('预警未办结', 'alerts open', ({ alerts }) => alerts.open, 'count'),
    of('预警逾期', 'alerts overdue', ({ alerts }) => alerts.overdue, 'count'),
    of('申请未办结', 'applications open', ({ applications }) => applications.open, 'count'),
    of('申请逾期', 'applications overdue', ({ applications }) => applications.overdue, 'count'),
    of('基金余额', 'balance', ({ fund }) => fund?.balance ?? null, 'amount'),
    of('已承诺', 'committed', ({ fund }) => fund?.committed ?? null, 'amount'),
    of('可用', 'available', ({ fund }) => fund?.available ?? null, 'amount'),
    of('未报送名单', 'lists that have not come', lists),
    of('未申请清算的医疗机构', 'hospitals that have not claimed', ({ late }) => late.unclaimed.hospitals, 'count'),
    of('未申请清算的救助', 'aid not claimed', ({ late }) => late.unclaimed.aid, 'amount'),
    of('待核准清算', 'clearings undecided', ({ late }) => late.undecided.clearings, 'count'),
    of('未拨付清算', 'clearings unpaid', ({ late }) => late.unpaid.clearings, 'count'),
    of('未对账的医疗机构', 'hospitals not compared', ({ late }) => late.comparisons.notCompared, 'count'),
    of('对账不一致的医疗机构', 'hospitals that differ', ({ late }) => late.comparisons.differing, 'count'),
  ]
}
