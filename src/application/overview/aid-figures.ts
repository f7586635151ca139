import type pg from 'pg'
import {
  type AidFigureRow,
  type AidSums,
  type MovedSums,
  readAid,
  readFundMovements,
  readHospitalNames,
} from '../../db/overview/aid-figures.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { Care } from '../../domain/names/care.ts'
import { type Category, knownCategories } from '../../domain/names/categories.ts'

/** Hospitals that are named; the rest of a province's are one line, so that the sums still agree. */
const namedHospitals = 500

const none: AidSums = { settlements: 0, assistance: '0.00', reAid: '0.00', tilt: '0.00', hospital: '0.00' }

/** The aid of a year's visits, and the same along each of its breakdowns. */
export async function aidFiguresOf(client: pg.ClientBase, year: number, prefix: string) {
  const rows = await readAid(client, year, prefix)
  const of = (by: AidFigureRow['by']) => rows.filter((row) => row.by === by)
  const hospitals = of('hospital').sort((a, b) => decimal(paidBy(b)).cmp(decimal(paidBy(a))) || nameOrder(a, b))
  const named = hospitals.slice(0, namedHospitals)
  const names = await readHospitalNames(client, named.map(codeOf))
  return {
    ...shown(of('all')[0] ?? none),
    byMonth: of('month').map((row) => ({ month: row.month as string, ...shown(row) })),
    byCategory: byCategory(of('category'), await readFundMovements(client, year, prefix)),
    byCare: of('care').map((row) => ({ care: row.care as Care, ...shown(row) })),
    byHospital: named.map((row) => ({
      hospitalCode: codeOf(row),
      name: names.get(codeOf(row)) ?? null,
      ...shown(row),
    })),
    otherHospitals: othersOf(hospitals.slice(namedHospitals)),
  }
}

/** What entries say of themselves, put where the settlements stand; an identity that nothing is left of is left out. */
function byCategory(rows: readonly AidFigureRow[], moved: readonly MovedSums[]) {
  const sums = new Map<string | null, AidSums>(rows.map((row) => [row.category, row]))
  for (const { from, to, ...amounts } of moved) {
    sums.set(from, less(sums.get(from) ?? none, amounts))
    sums.set(to, less(sums.get(to) ?? none, less(none, amounts)))
  }
  return [...sums]
    .filter(([, one]) => !isNothing(one))
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([category, one]) => ({ category: category as Category | null, ...shown(one) }))
}

function isNothing({ settlements, ...amounts }: AidSums): boolean {
  const { assistance, reAid, tilt, hospital } = amounts
  return settlements === 0 && [assistance, reAid, tilt, hospital].every((amount) => decimal(amount).isZero())
}

function less(one: AidSums, other: AidSums): AidSums {
  const of = (name: 'assistance' | 'reAid' | 'tilt' | 'hospital') =>
    yuan(decimal(one[name]).minus(decimal(other[name])))
  const settlements = one.settlements - other.settlements
  return { settlements, assistance: of('assistance'), reAid: of('reAid'), tilt: of('tilt'), hospital: of('hospital') }
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

function codeOf({ hospitalCode }: AidFigureRow): string {
  return hospitalCode ?? ''
}

function nameOrder(a: AidFigureRow, b: AidFigureRow): number {
  return codeOf(a) < codeOf(b) ? -1 : 1
}

function othersOf(rows: readonly AidFigureRow[]) {
  if (rows.length === 0) return null
  const of = (name: 'assistance' | 'reAid' | 'tilt' | 'hospital') => yuan(sum(rows.map((row) => decimal(row[name]))))
  const settlements = rows.reduce((total, row) => total + row.settlements, 0)
  const sums = {
    settlements,
    assistance: of('assistance'),
    reAid: of('reAid'),
    tilt: of('tilt'),
    hospital: of('hospital'),
  }
  return { hospitals: rows.length, ...shown(sums) }
}
