import { beforeAll, describe, expect, test } from 'vitest'
import { listAlerts } from '../../../src/application/alerts/read-alerts.ts'
import { fundOverview } from '../../../src/application/fund/read-fund.ts'
import { readOverview } from '../../../src/application/overview/overview.ts'
import { readPlaces } from '../../../src/application/overview/places.ts'
import { placesTable } from '../../../src/application/overview/places-table.ts'
import { readEnrolment } from '../../../src/application/premiums/enrolment.ts'
import { listRosters } from '../../../src/application/rosters/read-rosters.ts'
import { exportRows } from '../../../src/application/shared/table.ts'
import { clearingDesk, give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

type Places = Awaited<ReturnType<typeof readPlaces>>

const asked = { region: '140500', year: 2024 }

/**
 * Two counties of Jincheng in June. In April two hospitals settled for 140502 and one of them for 140521; one has applied for its
 * month, which waits. Somebody of 140521 passed the line of early warnings in April, to be checked by the end of May.
 */
async function twoCounties() {
  const desk = await openDesk()
  desk.setDay('2024-04-10')
  const [claims, sleeps] = [await clearingDesk(desk), await clearingDesk(desk)]
  const stay = { on: '2024-04-01', inScope: '10000.00' }
  await claims.settle(stay)
  const other = await desk.person({ as: 'dibao', insuredRegion: '140521' })
  await desk.settle(other, { ...stay, inScope: '20000.00', hospitalCode: sleeps.hospitalCode })
  await sleeps.settle(stay)
  const alarmed = await desk.person({ insuredRegion: '140521' })
  await desk.settle(alarmed, { on: '2024-04-02', offCatalogue: '20000.01' })
  await desk.person({ as: 'tekun', insuredRegion: '140521', enrolledTier: null })
  const claimed = { count: 1, total: '10000.00', fundPaid: '7000.00', personPaid: '3000.00' }
  desk.setDay('2024-05-06')
  const { clearing } = await claims.apply(claimed, { month: '2024-04' })
  await give(desk, '50000.00')
  desk.setDay('2024-06-03')
  return { desk, claims, clearing }
}

describe('the places below a region', () => {
  let desk: Desk
  let stage: Awaited<ReturnType<typeof twoCounties>>
  let found: Places
  const of = (region: string) => found.places.find((place) => place.region === region) ?? expect.fail(region)
  beforeAll(async () => {
    stage = await twoCounties()
    desk = stage.desk
    found = await readPlaces(desk.service, bureau, asked)
  })

  test('have the figures that the overview of each has', async () => {
    expect(found.places.map(({ region }) => region)).toEqual(['140502', '140521'])
    for (const { region, people, aid, fund, alerts } of found.places) {
      const own = await readOverview(desk.service, bureau, { region, year: 2024 })
      expect(aid).toEqual(Object.fromEntries(Object.keys(aid).map((name) => [name, own.aid[name as keyof typeof aid]])))
      expect([people, fund, alerts.open]).toEqual([
        own.people.total,
        null,
        own.alerts.find(({ status }) => status === 'open')?.count,
      ])
    }
    // 70% of two stays of 10,000, and of one of 20,000.
    expect([of('140502').aid.aid, of('140521').aid.aid]).toEqual(['14000.00', '14000.00'])
  })

  test('say who is below the line of enrolment: of two on dibao and tekun one is enrolled', async () => {
    const { groups } = await readEnrolment(desk.service, bureau, asked)
    for (const { region, enrolment } of found.places)
      for (const { group, people, enrolled, rate, below, line } of enrolment) {
        const whole = groups.find((one) => one.group === group)
        const county = whole?.counties.find((one) => one.region === region)
        expect({ people, enrolled, rate, below, line }).toEqual({
          ...{ people: 0, enrolled: 0, rate: null, below: false, ...county, line: whole?.line },
          region: undefined,
        })
      }
    expect(of('140521').enrolment).toContainEqual(
      expect.objectContaining({ people: 2, enrolled: 1, rate: '50.00', line: '99.00', below: true }),
    )
  })

  test('say what is overdue, by the days that each thing has', async () => {
    const { items } = await listAlerts(desk.service, bureau, { region: '140521', status: 'open' }, 'zh')
    expect(items.map(({ checkBy }) => checkBy)).toEqual(['2024-05-31'])
    expect([of('140502').alerts, of('140521').alerts]).toEqual([
      { open: 0, overdue: 0 },
      { open: 1, overdue: 1 },
    ])
    desk.setDay('2024-05-31')
    const before = await readPlaces(desk.service, bureau, asked)
    expect(before.places.map(({ alerts }) => alerts.overdue)).toEqual([0, 0])
    desk.setDay('2024-06-03')
  })

  test('say who has not claimed, what waits to be decided and paid, and who has compared nothing', async () => {
    // The second hospital has claimed nothing: 7,000 of 140502 and 14,000 of 140521. The one of the alarm was given no aid.
    const nothing = { clearings: 0, since: null }
    expect(of('140502').late).toMatchObject({ unclaimed: { hospitals: 1, aid: '7000.00', since: '2024-04' } })
    expect(of('140521').late).toMatchObject({ unclaimed: { hospitals: 1, aid: '14000.00', since: '2024-04' } })
    const city = async () => {
      const { places } = await readPlaces(desk.service, bureau, { ...asked, region: '140000' })
      return places.find(({ region }) => region === '140500')?.late
    }
    expect(await city()).toMatchObject({
      unclaimed: { hospitals: 1, aid: '21000.00', since: '2024-04' },
      undecided: { clearings: 1, since: '2024-05-06' },
      unpaid: nothing,
      comparisons: { notCompared: 0, differing: 0 },
    })
    await stage.claims.decide(stage.clearing.id, 'approve')
    expect(await city()).toMatchObject({ undecided: nothing, unpaid: { clearings: 1, since: '2024-05-06' } })
    await stage.claims.decide(stage.clearing.id, 'pay')
    expect(await city()).toMatchObject({ undecided: nothing, unpaid: nothing })
    // In May it would have been late with April: three hospitals settled then, and none has compared.
    desk.setDay('2024-05-07')
    expect(await city()).toMatchObject({ unclaimed: { hospitals: 1 }, comparisons: { notCompared: 3 } })
    desk.setDay('2024-06-03')
  })

  test('of a province are its cities: the fund by source, and the lists that have not come', async () => {
    const { places } = await readPlaces(desk.service, shanxiAuditor, { ...asked, region: '140000' })
    const city = places.find(({ region }) => region === '140500') ?? expect.fail('no Jincheng')
    const fund = await fundOverview(desk.service, bureau, '140500')
    expect(city.fund).toMatchObject({ balance: fund.balance, committed: fund.commitments.total })
    expect(city.fund?.received).toMatchObject({ city: '50000.00', central: '0.00' })
    expect(city.people).toBe(of('140502').people + of('140521').people)
    const { departments } = await listRosters(desk.service, bureau, { region: '140500', month: '2024-05' })
    expect(departments.length).toBeGreaterThan(2)
    expect(city.late.lists).toEqual(
      departments.map(({ department, dueOn }) => ({ department, month: '2024-05', dueOn })),
    )
    // Lists are the city's to send.
    expect(found.places.flatMap(({ late }) => late.lists)).toEqual([])
  })

  test('of a county are itself, and are taken along as a file', async () => {
    const { places } = await readPlaces(desk.service, jincheng, { region: '140521', year: 2024 })
    expect(places.map(({ region, people }) => [region, people])).toEqual([['140521', 2]])
    const table = await placesTable(desk.service, jincheng, asked, 'zh')
    const rows = await exportRows(table)
    expect(rows.map(([region]) => region)).toEqual(['140502', '140521'])
    expect(rows[1]?.[table.heads.indexOf('参保率（/ 规定）')]).toContain('50.00% / 99.00% ↓')
  })

  test('are for bureaus and auditors, of their own region', async () => {
    for (const caller of [jining, ofHospital(stage.claims.hospitalCode)])
      expect((await refusalOf(readPlaces(desk.service, caller, asked))).code).toBe('forbidden')
  })
})
