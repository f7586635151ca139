import { beforeAll, describe, expect, test } from 'vitest'
import { readOverview } from '../../../src/application/overview/overview.ts'
import { sumUpAnew, sumUpNow } from '../../../src/application/overview/sum-up.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { agrees, recentOf } from '../../support/database/overview-agrees.ts'

describe('what was posted in the last seconds', () => {
  let desk: Desk
  let personNo: string
  beforeAll(async () => {
    desk = await openDesk()
    personNo = await desk.person({ as: 'dibao' })
  })
  const settleAt = async (time: string, inScope: string) => {
    desk.setDay('2024-02-02', time)
    await desk.settle(personNo, { on: `2024-01-${10 + Number(inScope.slice(0, -6))}`, inScope })
  }
  const sumUpAt = async (time: string, waiting = 1) => {
    desk.setDay('2024-02-02', time)
    await sumUpNow(desk.service, { waiting })
    return recentOf(desk)
  }

  test('is left alone while it is little', async () => {
    await settleAt('12:00:00', '1000.00')
    expect(await sumUpAt('12:00:10', 2)).toEqual({ settled: '03:58:10', through: '03:58:10', entries: 0 })
  })

  test('is summed up beside what is settled, to within three seconds', async () => {
    expect(await sumUpAt('12:00:10')).toEqual({ settled: '03:58:10', through: '04:00:07', entries: 1 })
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 1, assistance: '700.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('is not taken where an entry of these seconds came later, and made again', async () => {
    await settleAt('12:00:05', '2000.00')
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 2, assistance: '2100.00' })
    expect((await recentOf(desk)).entries).toBe(1)
    expect(await desk.differences()).toEqual([])
    expect(await sumUpAt('12:00:11', 100)).toEqual({ settled: '03:58:10', through: '04:00:08', entries: 2 })
    expect(await desk.differences()).toEqual([])
  })

  test('goes over to what is settled after two minutes, and counts once', async () => {
    await settleAt('12:02:00', '3000.00')
    expect(await sumUpAt('12:02:04')).toEqual({ settled: '04:00:04', through: '04:02:01', entries: 2 })
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 3, assistance: '4200.00' })
    expect(await desk.differences()).toEqual([])
    expect(await sumUpAt('12:10:00')).toEqual({ settled: '04:08:00', through: '04:08:00', entries: 0 })
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 3, assistance: '4200.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('is made anew where it was wrong while it went over, and limits of it with it', async () => {
    await settleAt('12:11:00', '4000.00')
    await sumUpAt('12:11:10')
    await settleAt('12:11:05', '5000.00')
    expect(await sumUpAt('12:13:08', 100)).toEqual({ settled: '04:11:08', through: '04:11:08', entries: 0 })
    expect(await agrees(desk, 2024, '140500', '1405')).toMatchObject({ settlements: 5, assistance: '10500.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('leaves limits that are used up as they are where another limit moves, and takes back those that are given back', async () => {
    const usedUpNow = async () => {
      await agrees(desk, 2024, '140500', '1405')
      const { limitsUsedUp } = await readOverview(desk.service, bureau, { region: '140500', year: 2024 })
      return limitsUsedUp.map(({ name }) => name)
    }
    const other = await desk.person({ as: 'dibao' })
    desk.setDay('2024-02-02', '12:15:00')
    const { settlementNo } = await desk.settle(other, { on: '2024-01-25', inScope: '86000.00' })
    await sumUpAt('12:15:10')
    expect(await usedUpNow()).toEqual(['annual'])
    // Nothing is left of the annual limit, and the person bears so much that the top-up begins.
    desk.setDay('2024-02-02', '12:15:20')
    await desk.settle(other, { on: '2024-01-28', inScope: '5000.00' })
    const { rows } = await desk.service.db.pool.query<{ moved: string[] }>(
      'SELECT limit_names AS moved FROM entries WHERE person_no = $1 ORDER BY seq DESC LIMIT 1',
      [other],
    )
    expect(rows[0]?.moved).toEqual(['tilt'])
    expect(await usedUpNow()).toEqual(['annual'])
    await sumUpAt('12:15:30')
    expect(await usedUpNow()).toEqual(['annual'])
    expect(await desk.differences()).toEqual([])
    desk.setDay('2024-02-02', '12:15:40')
    const undone = { hospitalCode: cityHospital, settlementNo: settlementNo ?? '', reversalNo: 'R', reason: 'x' }
    await reverse(desk.service, bureau, { ...undone, resettleLater: true })
    expect(await usedUpNow()).toEqual([])
    await sumUpAt('12:15:50')
    expect(await usedUpNow()).toEqual([])
    expect(await desk.differences()).toEqual([])
  })

  test('is looked at by ledger:verify', async () => {
    await settleAt('12:20:00', '6000.00')
    await sumUpAt('12:20:10')
    const owner = await desk.owner()
    await owner.query(`UPDATE aid_sums SET assistance = assistance + 0.01 WHERE breakdown = 'care' AND recent`)
    await owner.query('UPDATE aid_summed SET recent = recent + 1')
    const found = (await desk.differences()).map(({ what, stored, computed }) => [what, stored, computed])
    expect(found).toEqual([
      ['sums of the overview, care inpatient', '1 4200.01 0.00 0.00 0.00', '1 4200.00 0.00 0.00 0.00'],
      [expect.stringMatching(/^recent entries summed up through 2024-02-02 04:20:07/), '2', '1'],
    ])
    await sumUpAnew(desk.service)
    expect(await desk.differences()).toEqual([])
  })
})
