import type { IncomingMessage } from 'node:http'
import { refuseAway } from '../../application/places/places.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { type Reached, withAway } from './over-places.ts'
import { askPlace, type PlaceAnswer } from './passing.ts'

/** What is counted, and what is yuan; everything else says of what a figure is. */
const counts: ReadonlySet<string> = new Set(['total', 'people', 'waiting', 'settlements', 'hospitals', 'count'])
const amounts: ReadonlySet<string> = new Set(['assistance', 'reAid', 'tilt', 'aid', 'hospital', 'amount', 'used'])

/**
 * One overview of several places: each figure is the sum of theirs, exact, because nobody and nothing is in two of them. Each is read
 * at its own moment, the first of which is told. One that is away is named in a header.
 * Errors: `database-unavailable` where none answers.
 */
export async function overviewOver(places: readonly Reached[], request: IncomingMessage): Promise<PlaceAnswer> {
  const answers = await Promise.all(places.map(({ app }) => app && askPlace(app, request, null)))
  const away = places
    .filter((_, at) => answers[at] === null || answers[at]?.status === 503)
    .map(({ place }) => place.name)
  const there = answers.filter((answer) => answer !== null).filter(({ status }) => status !== 503)
  const [first] = there
  if (first === undefined) return refuseAway(away)
  const refused = there.find(({ status }) => status !== 200)
  if (refused) return withAway(refused, away)
  const together = there.map(({ body }) => fieldsOf(JSON.parse(body.toString('utf8')))).reduce(addedFields)
  return withAway({ ...first, body: Buffer.from(JSON.stringify(inOrder(together))) }, away)
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})

function addedFields(one: Fields, other: Fields): Fields {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, added(name, value, other[name])]))
}

function added(name: string, one: unknown, other: unknown): unknown {
  if (counts.has(name) && typeof one === 'number') return one + Number(other ?? 0)
  if (amounts.has(name) && typeof one === 'string') return yuan(sum([decimal(one), decimal(String(other ?? '0'))]))
  if (Array.isArray(one)) return addedRows(one.map(fieldsOf), Array.isArray(other) ? other.map(fieldsOf) : [])
  // What is of the region itself, as its fund, is in one place alone.
  if (one === null) return other
  if (other === null || typeof one !== 'object') return one
  return addedFields(fieldsOf(one), fieldsOf(other))
}

/** Rows of the same thing are one row. */
function addedRows(one: readonly Fields[], other: readonly Fields[]): Fields[] {
  const rows = new Map<string, Fields>()
  for (const row of [...one, ...other]) {
    const of = JSON.stringify(Object.entries(row).filter(([name]) => !counts.has(name) && !amounts.has(name)))
    const before = rows.get(of)
    rows.set(of, before ? addedFields(before, row) : row)
  }
  return [...rows.values()]
}

/** Months as they follow each other, hospitals by what they had, as in one place. */
function inOrder(overview: Fields): Fields {
  const aid = fieldsOf(overview['aid'])
  const rows = (name: string) => (Array.isArray(aid[name]) ? aid[name].map(fieldsOf) : [])
  const byMonth = rows('byMonth').toSorted((a, b) => (String(a['month']) < String(b['month']) ? -1 : 1))
  const byHospital = rows('byHospital').toSorted((a, b) => decimal(String(b['aid'])).cmp(decimal(String(a['aid']))))
  return { ...overview, aid: { ...aid, byMonth, byHospital } }
}
