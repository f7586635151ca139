import { expect } from 'vitest'
import { readOverview } from '../../../src/application/overview/overview.ts'
import { bureau, type Desk } from './desk.ts'
import { aidByMonth, sumsBy, sumsOfAll, usedUp } from './overview-sums.ts'

type Sums = Awaited<ReturnType<typeof sumsOfAll>>

const sumsOf = ({ settlements, assistance, reAid, tilt, aid, hospital }: Sums): Sums => ({
  ...{ settlements, assistance, reAid, tilt, aid, hospital },
})
const keyed = <Row extends Sums>(rows: readonly Row[], key: (row: Row) => string | null) =>
  Object.fromEntries(rows.map((row) => [key(row) ?? '', sumsOf(row)]))

/** Everything that the overview says of a year, beside the ledger read another way. */
export async function agrees({ service }: Desk, year: number, region: string, prefix: string): Promise<Sums> {
  const { pool } = service.db
  const { aid, limitsUsedUp } = await readOverview(service, bureau, { region, year })
  expect({
    all: sumsOf(aid),
    category: keyed(aid.byCategory, (row) => row.category),
    care: keyed(aid.byCare, (row) => row.care),
    hospital: keyed(aid.byHospital, (row) => row.hospitalCode),
    month: Object.fromEntries(aid.byMonth.map((row) => [row.month, row.aid])),
    usedUp: limitsUsedUp.map(({ name, people }) => [name, people]),
  }).toEqual({
    all: nothingIsZero(await sumsOfAll(pool, year, prefix)),
    category: await sumsBy(pool, 'category', year, prefix),
    care: await sumsBy(pool, 'care', year, prefix),
    hospital: await sumsBy(pool, 'hospital_code', year, prefix),
    month: await aidByMonth(pool, year, prefix),
    usedUp: Object.entries(await usedUp(pool, year, prefix)),
  })
  return sumsOf(aid)
}

function nothingIsZero(sums: Sums): Sums {
  if (sums.assistance !== null) return sums
  return { settlements: 0, assistance: '0.00', reAid: '0.00', tilt: '0.00', aid: '0.00', hospital: '0.00' }
}

/** How far the sums go, the settled and the recent ones. */
export const recentOf = async ({ service }: Desk) => {
  const { rows } = await service.db.pool.query<{ through: Date; recent_through: Date; entries: number }>(
    'SELECT through, recent_through, recent AS entries FROM aid_summed',
  )
  const [row] = rows
  const time = (instant: Date | undefined) => instant?.toISOString().slice(11, 19) ?? null
  return { settled: time(row?.through), through: time(row?.recent_through), entries: row?.entries ?? 0 }
}
