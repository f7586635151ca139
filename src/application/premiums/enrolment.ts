import { Readable } from 'node:stream'
import { countEnrolled, listNotEnrolled, type NotEnrolledRow, type Population } from '../../db/premiums/enrolment.ts'
import type { PersonKey } from '../../db/premiums/people-to-subsidise.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import { type Category, categoryName, knownCategories } from '../../domain/names/categories.ts'
import { type Department, departmentNames } from '../../domain/names/departments.ts'
import type { Law } from '../../domain/policies/law.ts'
import { premiumLaw } from '../../domain/premiums/premium.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { dayIn } from '../claim/read-person-year.ts'
import type { Service } from '../service.ts'
import { csvLine, csvMark } from '../shared/csv.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { departmentOf } from './assess-subsidies.ts'
import { citiesBelow, type EnrolmentLine, groupRates, rateOf } from './enrolment-rates.ts'

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
  const counts = await countEnrolled(service.db.bulk, { ...scope, on })
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
  const lines = law.rows('enrolment').map((row) => ({
    group: row.group ?? null,
    categories: row.for,
    share: row.rateAtLeast,
    clause: row.clause,
  }))
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
  const found = [...new Set(held.map(([category]) => category as Category))]
  const inOrder = law.order.filter((category) => found.includes(category))
  return { ...row, name: maskName(name), categories: inOrder, department: departmentOf(law, inOrder[0] ?? null, held) }
}

const heads: Record<Language, readonly string[]> = {
  en: ['insuredRegion', 'personNo', 'name', 'categories', 'categoryNames', 'department', 'departmentName'],
  zh: ['参保地区划', '人员编号', '姓名', '身份代码', '救助身份', '认定部门代码', '认定部门'],
}

/** The same as CSV, streamed. Names are masked, and there is no ID number. Errors: as above, before the first line. */
export async function notEnrolledCsv(
  service: Service,
  caller: Caller,
  asked: EnrolmentAsked,
  language: Language,
): Promise<Readable> {
  return Readable.from(csvOf(service, scopeOf(service, caller, asked), language))
}

const portion = 1000

async function* csvOf(service: Service, { law, ...population }: Scope, language: Language): AsyncGenerator<string> {
  yield csvMark + csvLine(heads[language])
  let after: PersonKey | null = null
  while (true) {
    const rows: NotEnrolledRow[] = await listNotEnrolled(service.db.bulk, population, after, portion)
    if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(shownPerson(law, row), language))).join('')
    if (rows.length < portion) return
    after = rows.at(-1) ?? null
  }
}

function cellsOf(person: ReturnType<typeof shownPerson>, language: Language): (string | null)[] {
  const names = person.categories.map((category) => categoryName(category)[language])
  const { department } = person
  return [
    ...[person.insuredRegion, person.personNo, person.name, person.categories.join(' '), names.join('、')],
    ...[department, department && departmentNames[department as Department][language]],
  ]
}
