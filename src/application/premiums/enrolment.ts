import { countEnrolled, listNotEnrolled, type NotEnrolledRow, type Population } from '../../db/premiums/enrolment.ts'
import type { PersonKey } from '../../db/premiums/people-to-subsidise.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import { type Category, categoryName, knownCategories } from '../../domain/names/categories.ts'
import { departmentName, departments } from '../../domain/names/departments.ts'
import type { Law } from '../../domain/policies/law.ts'
import { premiumLaw } from '../../domain/premiums/premium.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { dayIn } from '../claim/read-person-year.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { type KnownPerson, peopleColumns, seesWhole, withPeople } from '../shared/people-columns.ts'
import { sharedReadings } from '../shared/shared-readings.ts'
import { column, type ExportColumn, type ExportTable, portionsOf, tableOf } from '../shared/table.ts'
import { departmentOf } from './assess-subsidies.ts'
import { citiesBelow, type EnrolmentLine, enrolmentLines, groupRates, rateOf } from './enrolment-rates.ts'

export interface EnrolmentAsked {
  readonly region: string
  readonly year: number
  readonly on?: Day | undefined
}

interface Scope extends Population {
  readonly law: Law
  readonly lines: readonly EnrolmentLine[]
}

/**
 * The rate at which those whom the region's lines are for are enrolled, on a day of the year (140000/J20): of all of them,
 * of each group by category, county and city, with the cities below a line. Where the law draws no line, everybody with an
 * identity is counted and the line is null.
 * Errors: `forbidden`, `policy-missing`, `invalid-request` for a day outside the year.
 */
export async function readEnrolment(service: Service, caller: Caller, asked: EnrolmentAsked) {
  const { lines, law, on, ...scope } = scopeOf(service, caller, asked)
  const counts = await sharedReadings(service.db).read(
    `enrolment ${asked.region} ${on} ${scope.categories.join()}`,
    () => countEnrolled(service.db.bulk, { ...scope, on }),
  )
  const groups = lines.map((line) => groupRates(counts, line))
  const first = lines[0] ?? null
  const query = `region=${asked.region}&year=${asked.year}&on=${on}`
  return {
    region: asked.region,
    year: asked.year,
    on,
    categories: scope.categories as readonly Category[],
    ...rateOf(counts, first),
    line: first && decimal(first.share).times(100).toFixed(2),
    clause: first?.clause ?? null,
    groups,
    citiesBelow: citiesBelow(groups),
    policy: law.policy,
    notEnrolled: `/v1/enrolment/not-enrolled?${query}`,
  }
}

function scopeOf(service: Service, caller: Caller, { region, year, on }: EnrolmentAsked): Scope {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const day = dayIn(service, year, on)
  const law = premiumLaw(service.library, region, year)
  const lines = enrolmentLines(law)
  return {
    law,
    prefix: prefixOf(region),
    on: day,
    categories: lines.length === 0 ? knownCategories() : [...new Set(lines.flatMap((line) => line.categories))],
    lines,
  }
}

/** Who is not enrolled, by place and number. Errors: as above. */
export async function notEnrolled(
  service: Service,
  caller: Caller,
  { limit, cursor, ...asked }: EnrolmentAsked & PageInput,
): Promise<Page<ReturnType<typeof shownPerson>>> {
  const { law, ...population } = scopeOf(service, caller, asked)
  return pageOf(
    'not-enrolled',
    { limit, cursor },
    ({ after, take }) => listNotEnrolled(service.db.bulk, population, after && keyOf(after), take),
    { key: ({ insuredRegion, personNo }) => [insuredRegion, personNo], item: (row) => shownPerson(law, row) },
  )
}

const keyOf = ([insuredRegion, personNo]: readonly [string, string]): PersonKey => ({ insuredRegion, personNo })

function shownPerson(law: Law, { held, name, ...row }: NotEnrolledRow) {
  const found = [...new Set(held.map(([category]) => category))]
  const inOrder = law.order.filter((category) => found.includes(category))
  return { ...row, name: maskName(name), categories: inOrder, department: departmentOf(law, inOrder[0] ?? null, held) }
}

type ExportedPerson = ReturnType<typeof shownPerson> & KnownPerson

/**
 * The same as a file, so that the people can be found and asked to enrol: whole names and numbers for a bureau, which is in the audit
 * trail before the file is made. Errors: as above, before the first line.
 */
export async function notEnrolledTable(
  service: Service,
  caller: Caller,
  asked: EnrolmentAsked,
  language: Language,
): Promise<ExportTable> {
  const { law, ...population } = scopeOf(service, caller, asked)
  const { region, year } = asked
  const detail = { region, year, on: population.on }
  if (seesWhole(caller)) await note(service, caller, service.db.prisma, { action: 'not-enrolled-exported', detail })
  const found = portionsOf(
    ({ after, take }: { readonly after: PersonKey | null; readonly take: number }) =>
      listNotEnrolled(service.db.bulk, population, after, take),
    (row): PersonKey => row,
  )
  const title = { zh: `${year} 年未参保名单`, en: `Not enrolled ${year}` }
  const rows = withPeople(service, caller, shownIn(law, found))
  return tableOf({ name: `not-enrolled-${region}-${year}`, title, columns: personColumns(language), rows }, language)
}

async function* shownIn(law: Law, portions: AsyncIterable<readonly NotEnrolledRow[]>) {
  for await (const rows of portions) yield rows.map((row) => shownPerson(law, row))
}

function personColumns(language: Language): ExportColumn<ExportedPerson>[] {
  const nameOf = (department: string | null) => {
    const known = departments.find((one) => one === department)
    return known === undefined ? department : departmentName(known)[language]
  }
  return [
    column('参保地区划', 'insuredRegion', ({ insuredRegion }) => insuredRegion),
    column('人员编号', 'personNo', ({ personNo }) => personNo),
    ...peopleColumns<ExportedPerson>(),
    column('身份代码', 'categories', ({ categories }) => categories.join(' ')),
    column('救助身份', 'categoryNames', ({ categories }) =>
      categories.map((category) => categoryName(category)[language]).join('、'),
    ),
    column('认定部门代码', 'department', ({ department }) => department),
    column('认定部门', 'departmentName', ({ department }) => nameOf(department)),
  ]
}
