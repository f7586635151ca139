import { beforeAll, describe, expect, test } from 'vitest'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import { readPlaces } from '../../../src/application/overview/places.ts'
import { forgetSummed, sumUpAnew, sumUpNow } from '../../../src/application/overview/sum-up.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { startYearEndRun } from '../../../src/application/year-end/start-year-end-run.ts'
import { addDays } from '../../../src/domain/calendar.ts'
import { bodyOf } from '../../support/claims/visit.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { agrees, recentOf } from '../../support/database/overview-agrees.ts'

const throughOf = async ({ service }: Desk) => {
  const { rows } = await service.db.pool.query<{ through: Date }>('SELECT through FROM aid_summed')
  return rows[0]?.through.toISOString() ?? null
}
const cellsOf = async ({ service }: Desk) =>
  (await service.db.pool.query('SELECT * FROM aid_sums ORDER BY year, insured_region, breakdown, key')).rows

/** The same sequence in every run (a linear congruence). */
function randomOf(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor(state / 65536) % sides
  }
}

describe('the sums that the overview reads', () => {
  test('are those of the ledger to the fen, whatever is posted before, between and after summing up', async () => {
    const desk = await openDesk()
    const hospitals = [
      cityHospital,
      await desk.hospital({ hospitalCode: 'H14052100001', region: '140521', level: 'two', feeClass: 'county-two' }),
    ]
    const random = randomOf(20240505)
    const quota = [{ kind: 'chronic', management: 'quota' }] as const
    const people = [
      await desk.person({ as: 'dibao' }),
      await desk.person({ as: ['tekun', 'youfu'], insuredRegion: '140521' }),
      await desk.person({ as: 'dibao-marginal', insuredRegion: '140521' }),
      await desk.person({ as: 'dibao', registered: quota }),
      await desk.person({ as: 'dibao', registered: quota, insuredRegion: '140521' }),
      await desk.person(),
      await desk.person({ insuredRegion: '140521' }),
    ]
    const open: { personNo: string; settlementNo: string; hospitalCode: string }[] = []
    let numbers = 0
    let day = '2023-11-20'
    const late = new Set<string>()
    const settleOne = async () => {
      const personNo = people[random(people.length)] as string
      const hospitalCode = hospitals[random(2)] as string
      const on = addDays(day, -random(3))
      const cents = String(++numbers % 100).padStart(2, '0')
      const stay = { on, inScope: `${1 + random(60)}000.${cents}`, offCatalogue: `${random(3)}000.00` }
      const chronic = { care: 'outpatient-chronic', on, inScope: `1000.${cents}` } as const
      const isQuota = personNo === people[3] || personNo === people[4]
      const { settlementNo } = await desk.settle(personNo, { ...(isQuota ? chronic : stay), hospitalCode })
      open.push({ personNo, settlementNo: settlementNo ?? '', hospitalCode })
    }
    const undo = async () => {
      const [one] = open.splice(random(open.length), 1)
      if (!one) return
      const { settlementNo, hospitalCode } = one
      const number = { hospitalCode, settlementNo, reversalNo: `R${++numbers}`, reason: 'x' }
      await reverse(desk.service, bureau, { ...number, resettleLater: random(2) === 0 })
    }
    /** An identity from the beginning of the year on, and the year again with it: adjustments that move what stands. */
    const settleAgain = async () => {
      const personNo = people[5 + random(2)] as string
      const year = 2023 + random(2)
      if (day < `${year}-01-31`) return
      const category = (['poverty-returned', 'dibao-marginal', 'dibao'] as const)[random(3)] ?? 'dibao'
      if (late.has(`${personNo} ${category}`)) return
      late.add(`${personNo} ${category}`)
      await desk.identity(personNo, { category, from: '2023-01-01' })
      await recalculate(desk.service, bureau, { personNo, year, reason: '补认定', resettleNo: `RS${++numbers}` })
    }
    const closeYear = async () => {
      const { id } = await startYearEndRun(desk.service, bureau, { region: '140500', year: 2023 })
      expect((await runJob(desk.service, id)).status).toBe('succeeded')
    }
    const recent = new Set<number>()
    const sumUpRecent = async () => {
      desk.setDay(day, '12:00:10')
      await sumUpNow(desk.service, { waiting: 1 })
      recent.add((await recentOf(desk)).entries)
      // Within the seconds that are summed up already, or after them.
      desk.setDay(day, random(2) === 0 ? '12:00:05' : '12:02:04')
      await settleOne()
      if (random(2) === 0) await sumUpNow(desk.service, { waiting: 1 })
    }
    const summed = new Set<string | null>()
    for (let step = 0; step < 40; step++) {
      desk.setDay(day)
      await settleOne()
      await ([undo, settleAgain, settleOne, settleOne][random(4)] ?? settleOne)()
      if (step === 28) await closeYear()
      if (random(2) === 0) await sumUpRecent()
      if (random(3) === 0) {
        await agrees(desk, 2023, '140500', '1405')
        await agrees(desk, 2024, '140521', '140521')
        summed.add(await throughOf(desk))
      }
      day = addDays(day, random(6))
    }
    const city = await agrees(desk, 2023, '140000', '14')
    const counties = [
      await agrees(desk, 2023, '140502', '140502'),
      await agrees(desk, 2023, '140521', '140521'),
      await agrees(desk, 2023, '140581', '140581'),
    ]
    expect(counties.reduce((total, { settlements }) => total + settlements, 0)).toBe(city.settlements)
    await agrees(desk, 2024, '140500', '1405')
    const { places } = await readPlaces(desk.service, bureau, { region: '140500', year: 2023 })
    const byPlace = Object.fromEntries(places.map(({ region, aid }) => [region, aid.aid]))
    expect([byPlace['140502'], byPlace['140521']]).toEqual(counties.slice(0, 2).map(({ aid }) => aid))
    // Summed up several times on the way, and not at the end: what is left is read beside the sums.
    expect(summed.size).toBeGreaterThan(4)
    expect(recent.size).toBeGreaterThan(1)
    expect(city.settlements).toBeGreaterThan(10)
    expect(await desk.differences()).toEqual([])
    const once = await cellsOf(desk)
    await sumUpAnew(desk.service)
    const isSomething = (row: { settlements: number }) => Object.values(row).some((value) => Number(value) !== 0)
    expect((await cellsOf(desk)).filter(isSomething).length).toBeGreaterThan(20)
    expect(once.length).toBeGreaterThanOrEqual((await cellsOf(desk)).length)
    expect(await desk.differences()).toEqual([])
  }, 180_000)
})

describe('summing up', () => {
  let desk: Desk
  let personNo: string
  beforeAll(async () => {
    desk = await openDesk()
    personNo = await desk.person({ as: 'dibao' })
    desk.setDay('2024-02-01')
    await desk.settle(personNo, { on: '2024-01-15', inScope: '10000.00' })
    desk.setDay('2024-02-02')
  })

  test('takes what was posted two minutes before, and not what is posted now', async () => {
    await desk.settle(personNo, { on: '2024-01-20', inScope: '2000.00' })
    await sumUpNow(desk.service)
    expect(await throughOf(desk)).toBe('2024-02-02T03:58:00.000Z')
    expect((await cellsOf(desk)).find(({ breakdown }) => breakdown === 'month')).toMatchObject({
      ...{ year: 2024, insured_region: '140502', key: '2024-02', settlements: 1, assistance: '7000.00' },
    })
    // 0.70 × 12,000: what is posted now is read beside the sums.
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 2, assistance: '8400.00' })
  })

  test('twice at once counts nothing twice', async () => {
    await forgetSummed(desk.service)
    const others = [desk.database.open(), desk.database.open()].map((db) => ({ ...desk.service, db }))
    await Promise.all([desk.service, ...others, desk.service].map((service) => sumUpNow(service)))
    expect((await cellsOf(desk)).filter(({ breakdown }) => breakdown === 'month')).toMatchObject([{ settlements: 1 }])
    expect(await desk.differences()).toEqual([])
  })

  test('that ends in the middle leaves all as it was', async () => {
    const before = [await throughOf(desk), await cellsOf(desk)]
    desk.setDay('2024-03-02')
    const owner = await desk.owner()
    await owner.query(`CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      GRANT EXECUTE ON FUNCTION break_it() TO yizhan_app;
      CREATE TRIGGER break_it BEFORE UPDATE ON aid_summed FOR EACH ROW EXECUTE FUNCTION break_it()`)
    await expect(sumUpNow(desk.service)).rejects.toThrow()
    expect([await throughOf(desk), await cellsOf(desk)]).toEqual(before)
    await owner.query('DROP FUNCTION break_it CASCADE')
    await sumUpNow(desk.service)
    expect(await throughOf(desk)).toBe('2024-03-02T03:58:00.000Z')
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 2 })
    expect(await desk.differences()).toEqual([])
  })

  test('is made anew where the clock went back: what is posted then is in it, and later too', async () => {
    desk.setDay('2024-02-20')
    await desk.settle(personNo, { on: '2024-02-15', inScope: '1000.00' })
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 3 })
    expect(await throughOf(desk)).toBe('2024-02-20T03:58:00.000Z')
    desk.setDay('2024-03-02')
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 3 })
    expect(await desk.differences()).toEqual([])
  })

  test('is not taken, and made anew, where something was posted late by a clock that is behind', async () => {
    await agrees(desk, 2024, '140500', '1405')
    const clock = () => new Date('2024-03-01T10:00:00Z')
    const { db, library } = desk.service
    const behind = createLedgerWriter({ db, library, clock })
    const claim = bodyOf({ on: '2024-02-28', inScope: '3000.00' })
    const late = { ...claim, personNo, hospitalCode: cityHospital, settlementNo: 'LATE' }
    await settle({ ...desk.service, ledger: behind, clock }, bureau, late, 'en')
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 4 })
    const months = (await cellsOf(desk)).filter(({ breakdown }) => breakdown === 'month')
    expect(months.reduce((total, { settlements }) => total + settlements, 0)).toBe(4)
    expect(await desk.differences()).toEqual([])
  })

  test('is made anew by the hourly count where something was posted long before by a clock that was behind', async () => {
    await agrees(desk, 2024, '140500', '1405')
    desk.setDay('2024-02-10')
    await desk.settle(personNo, { on: '2024-02-08', inScope: '500.00' })
    desk.setDay('2024-03-02')
    // Till then they are not compared: the ledger is right, and so will they be.
    expect(await desk.differences()).toEqual([])
    await sumUpNow(desk.service, { counted: true })
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 5 })
    expect(await desk.differences()).toEqual([])
  })

  test('is looked at by ledger:verify, which names the sum that is not that of the entries', async () => {
    const owner = await desk.owner()
    await owner.query(
      `UPDATE aid_sums SET assistance = assistance + 0.01 WHERE breakdown = 'care' AND key = 'inpatient' AND year = 2024`,
    )
    await owner.query(`INSERT INTO aid_sums SELECT 2023, '140521', 'category', 'tekun', 1, 5, 0, 0, 0`)
    await owner.query(`INSERT INTO limit_balances VALUES (2024, '140500', $1, 'annual', 5, 5)`, [personNo])
    await owner.query('UPDATE aid_summed SET entries = entries + 1')
    const found = await desk.differences()
    expect(found.map(({ region, year, what, stored, computed }) => [region, year, what, stored, computed])).toEqual([
      ['140521', 2023, 'sums of the overview, category tekun', '1 5.00 0.00 0.00 0.00', '0 0.00 0.00 0.00 0.00'],
      [
        ...['140502', 2024, 'sums of the overview, care inpatient'],
        ...['5 11550.01 0.00 0.00 0.00', '5 11550.00 0.00 0.00 0.00'],
      ],
      ['140500', 2024, 'balance of a limit, annual', '5.00 / 5.00', '-'],
      ['', 0, expect.stringMatching(/^entries summed up through 2024-03-02/), '6', '5'],
    ])
    await sumUpAnew(desk.service)
    expect(await desk.differences()).toEqual([])
  })
})
