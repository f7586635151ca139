import { type AidFigureRow, type AidSums, readAid, readHospitalNames } from '../../db/overview/aid-figures.ts'
import type { Queryable } from '../../db/sql.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { type Category, knownCategories } from '../../domain/names/categories.ts'

/** Hospitals that are named; the rest of a province's are one line, so that the sums still agree. */
const namedHospitals = 500

export const none: AidSums = { settlements: 0, assistance: '0.00', reAid: '0.00', tilt: '0.00', hospital: '0.00' }

/** The aid of a year's visits, and the same along each of its breakdowns; `through` is up to when it was summed up before. */
export async function aidFiguresOf(client: Queryable, year: number, prefix: string, through: string) {
  const rows = await readAid(client, year, prefix, through)
  const of = <By extends AidFigureRow['by']>(by: By) =>
    rows.filter((row): row is Extract<AidFigureRow, { readonly by: By }> => row.by === by)
  const hospitals = of('hospital').sort(
    (a, b) => decimal(paidBy(b)).cmp(decimal(paidBy(a))) || (a.key < b.key ? -1 : 1),
  )
  const named = hospitals.slice(0, namedHospitals)
  const names = await readHospitalNames(
    client,
    named.map(({ key }) => key),
  )
  return {
    ...shown(together(of('month'))),
    byMonth: of('month').map((row) => ({ month: row.key, ...shown(row) })),
    byCategory: byCategory(of('category')),
    byCare: of('care').map((row) => ({ care: row.key, ...shown(row) })),
    byHospital: named.map((row) => ({ hospitalCode: row.key, name: names.get(row.key) ?? null, ...shown(row) })),
    otherHospitals: othersOf(hospitals.slice(namedHospitals)),
  }
}

/** An identity that nothing is left of is left out. */
function byCategory(rows: readonly (AidSums & { readonly key: Category | '' })[]) {
  return rows
    .filter((row) => !isNothing(row))
    .map((row) => ({ category: row.key === '' ? null : row.key, ...shown(row) }))
    .sort((a, b) => placeOf(a.category) - placeOf(b.category))
}

function isNothing({ settlements, ...amounts }: AidSums): boolean {
  const { assistance, reAid, tilt, hospital } = amounts
  return settlements === 0 && [assistance, reAid, tilt, hospital].every((amount) => decimal(amount).isZero())
}

/** In the order of the documents' words; nobody's come last. */
function placeOf(category: string | null): number {
  return category === null ? knownCategories().length : knownCategories().indexOf(category)
}

function shown({ settlements, assistance, reAid, tilt, hospital }: AidSums) {
  return { settlements, assistance, reAid, tilt, aid: paidBy({ assistance, reAid, tilt }), hospital }
}

function paidBy({ assistance, reAid, tilt }: Pick<AidSums, 'assistance' | 'reAid' | 'tilt'>): string {
  return yuan(sum([assistance, reAid, tilt].map(decimal)))
}

function othersOf(rows: readonly AidSums[]) {
  return rows.length === 0 ? null : { hospitals: rows.length, ...shown(together(rows)) }
}

function together(rows: readonly AidSums[]): AidSums {
  const of = (name: 'assistance' | 'reAid' | 'tilt' | 'hospital') => yuan(sum(rows.map((row) => decimal(row[name]))))
  const settlements = rows.reduce((total, row) => total + row.settlements, 0)
  return { settlements, assistance: of('assistance'), reAid: of('reAid'), tilt: of('tilt'), hospital: of('hospital') }
}
