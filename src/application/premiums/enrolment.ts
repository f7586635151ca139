import {
  countEnrolled,
  type EnrolmentCount,
  listNotEnrolled,
  type NotEnrolledRow,
  type Population,
} from '../../db/premiums/enrolment.ts'
import type { PersonKey } from '../../db/premiums/people-to-subsidise.ts'
import type { Queryable } from '../../db/sql.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import { type Category, categoryName, knownCategories } from '../../domain/names/categories.ts'
import { departmentName, departments } from '../../domain/names/departments.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { dayIn } from '../claim/read-person-year.ts'
import { keptCounts } from '../registers/kept-counts.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { type KnownPerson, peopleColumns, seesWhole, withPeople } from '../shared/people-columns.ts'
import { sharedReadings } from '../shared/shared-readings.ts'
import { column, type ExportColumn, type ExportTable, portionsOf, tableOf } from '../shared/table.ts'
import { departmentOf } from './assess-subsidies.ts'
import { type EnrolmentLaw, type EnrolmentLaws, enrolmentLaws } from './enrolment-laws.ts'
import { citiesBelow, groupRates, rateOf } from './enrolment-rates.ts'

export interface EnrolmentAsked {
  readonly region: string
  readonly year: number
  readonly on?: Day | undefined
}

interface Scope extends Population {
  readonly laws: EnrolmentLaws
}

/**
 * The rate at which those whom the region's lines are for are enrolled, on a day of the year (140000/J20): of all of them,
 * of each group by category, county and city, with the cities below a line. Where the law draws no line, everybody with an
 * identity is counted and the line is null. A region that leaves it to the places below has their groups side by side, and no line.
 * Errors: `forbidden`, `policy-missing`, `invalid-request` for a day outside the year.
 */
export async function readEnrolment(service: Service, caller: Caller, asked: EnrolmentAsked) {
  const { laws, on, ...scope } = scopeOf(service, caller, asked)
  const counted = await sharedReadings(service.db).read(
    `enrolment ${asked.region} ${on} ${scope.categories.join()}`,
    () =>
      withTransaction(service.db.bulk, (client) => enrolledIn(service, client, { ...scope, on }), {
        ...{ snapshot: true, readOnly: true, besideSettlements: true },
      }),
  )
  const counts = counted.filter((count) => isAsked(laws.of(count.region), count))
  const groups = laws.all.flatMap((one) => {
    const ofLaw = counts.filter(({ region }) => laws.of(region) === one)
    return one.lines.map((line) => groupRates(ofLaw, line))
  })
  const first = laws.own?.lines[0] ?? null
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
    policy: laws.own?.law.policy ?? null,
    notEnrolled: `/v1/enrolment/not-enrolled?${query}`,
  }
}

/** Who is enrolled changes seldom, and is counted once for as long as it does not. In a transaction of REPEATABLE READ. */
export function enrolledIn({ db }: Service, client: Queryable, population: Population): Promise<EnrolmentCount[]> {
  const { prefix, on, categories } = population
  const key = `${prefix} ${on} ${categories.join()}`
  return keptCounts(db).enrolled.read(client, key, () => countEnrolled(client, population))
}

function scopeOf(service: Service, caller: Caller, { region, year, on }: EnrolmentAsked): Scope {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const day = dayIn(service, year, on)
  const laws = enrolmentLaws(service.library, region, year)
  const lines = laws.all.flatMap((one) => one.lines)
  const everybody = laws.all.some((one) => one.lines.length === 0)
  return {
    laws,
    prefix: prefixOf(region),
    on: day,
    categories: everybody ? knownCategories() : [...new Set(lines.flatMap((line) => line.categories))],
  }
}

/** Whom the lines of the place are for; where it draws none, everybody with an identity. */
function isAsked(of: EnrolmentLaw | null, { held }: EnrolmentCount): boolean {
  if (of === null || of.lines.length === 0) return true
  return of.lines.some(({ categories }) => categories.some((one) => held.includes(one)))
}

/** Who is not enrolled, by place and number. Errors: as above. */
export async function notEnrolled(
  service: Service,
  caller: Caller,
  { limit, cursor, ...asked }: EnrolmentAsked & PageInput,
): Promise<Page<ReturnType<typeof shownPerson>>> {
  const { laws, ...population } = scopeOf(service, caller, asked)
  return pageOf(
    'not-enrolled',
    { limit, cursor },
    ({ after, take }) => listNotEnrolled(service.db.bulk, population, after && keyOf(after), take),
    { key: ({ insuredRegion, personNo }) => [insuredRegion, personNo], item: (row) => shownPerson(laws, row) },
  )
}

const keyOf = ([insuredRegion, personNo]: readonly [string, string]): PersonKey => ({ insuredRegion, personNo })

function shownPerson(laws: EnrolmentLaws, { held, name, ...row }: NotEnrolledRow) {
  const law = laws.of(row.insuredRegion)?.law ?? null
  const found = [...new Set(held.map(([category]) => category))]
  const inOrder = (law?.order ?? knownCategories()).filter((category) => found.includes(category))
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
  const { laws, ...population } = scopeOf(service, caller, asked)
  const { region, year } = asked
  const detail = { region, year, on: population.on }
  if (seesWhole(caller)) await note(service, caller, service.db.prisma, { action: 'not-enrolled-exported', detail })
  const found = portionsOf(
    ({ after, take }: { readonly after: PersonKey | null; readonly take: number }) =>
      listNotEnrolled(service.db.bulk, population, after, take),
    (row): PersonKey => row,
  )
  const title = { zh: `${year} 年未参保名单`, en: `Not enrolled ${year}` }
  const rows = withPeople(service, caller, shownIn(laws, found))
  return tableOf({ name: `not-enrolled-${region}-${year}`, title, columns: personColumns(language), rows }, language)
}

async function* shownIn(laws: EnrolmentLaws, portions: AsyncIterable<readonly NotEnrolledRow[]>) {
  for await (const rows of portions) yield rows.map((row) => shownPerson(laws, row))
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
