import { beforeAll, describe, expect, test } from 'vitest'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { closeYears, lineFor, payersOf, quotaVisit, settled, stay, underQuota } from '../../support/claims/year-end.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  desk.setDay('2024-02-01')
}, 120_000)

const person = (as: 'dibao' | 'tekun' | 'monitored-sudden' = 'dibao') => desk.person({ as, registered: underQuota })

async function owedTo(personNo: string): Promise<string> {
  const { rows } = await desk.service.db.pool.query<{ owed: string }>(
    'SELECT sum(to_person)::text AS owed FROM entries WHERE person_no = $1',
    [personNo],
  )
  return rows[0]?.owed ?? ''
}

describe('after the run', () => {
  test('a stay that is reversed gives back what the closed visit had gone without, and the ledger agrees', async () => {
    const personNo = await person()
    await desk.settle(personNo, stay('85285.72', { settlementNo: 'STAY' }))
    const id = await settled(desk, personNo, quotaVisit('1100.00'))
    await closeYears(desk)
    expect(await payersOf(desk, id)).toMatchObject({ assistance: '300.00', tilt: '800.00', person: '0.00' })
    const undo = { hospitalCode: cityHospital, settlementNo: 'STAY', reversalNo: 'R-STAY', reason: 'x' }
    await expect(reverse(desk.service, bureau, undo)).rejects.toMatchObject({ code: 'later-settlements-depend' })
    await reverse(desk.service, bureau, { ...undo, resettleLater: true })
    expect(await payersOf(desk, id)).toMatchObject({ assistance: '330.00', tilt: '0.00', person: '770.00' })
    // What the closing brought went to the person, so what it no longer brings is taken off that.
    expect(await owedTo(personNo)).toBe('330.00')
    expect((await closeYears(desk)).lines).toEqual([])
    expect(await desk.differences()).toEqual([])
  })

  test('the closed visit itself is reversed whole, and the year is as if it had never been', async () => {
    const personNo = await person()
    await desk.settle(personNo, quotaVisit('1000.00', { settlementNo: 'CLOSED' }))
    await closeYears(desk)
    await reverse(desk.service, bureau, {
      hospitalCode: cityHospital,
      settlementNo: 'CLOSED',
      reversalNo: 'R-CLOSED',
      reason: 'x',
    })
    const { rows } = await desk.service.db.pool.query(
      `SELECT sum(assistance)::text AS assistance, sum(person)::text AS person, (SELECT used::text FROM person_years y WHERE y.person_no = $1) AS used
       FROM entries WHERE person_no = $1`,
      [personNo],
    )
    expect(rows).toEqual([{ assistance: '0.00', person: '0.00', used: '{}' }])
    expect(await owedTo(personNo)).toBe('0.00')
    expect(await desk.differences()).toEqual([])
  })

  test('a stay under a smaller limit between the visit and its closing does not hold it back', async () => {
    const as = [
      { category: 'dibao', to: '2023-06-30' },
      { category: 'dibao-marginal', from: '2023-07-01' },
    ] as const
    const personNo = await desk.person({ as, registered: underQuota })
    await desk.settle(personNo, quotaVisit('1000.00', { on: '2023-05-10' }))
    await desk.settle(personNo, stay('70000.00', { on: '2023-08-01', settlementNo: 'BIG' }))
    await desk.settle(personNo, stay('1000.00', { on: '2023-09-01', settlementNo: 'SMALL' }))
    const { lines } = await closeYears(desk)
    // The limit of dibao is 60000.00, that of the margin 40000.00; the visit is of dibao's day.
    expect(lineFor(lines, personNo)).toMatchObject({ assistance: '300.00' })
    await reverse(desk.service, bureau, {
      hospitalCode: cityHospital,
      settlementNo: 'SMALL',
      reversalNo: 'R-SMALL',
      reason: 'x',
      resettleLater: true,
    })
    expect(await desk.differences()).toEqual([])
  })
})

describe('facts that are recorded after the run', () => {
  const anew = (personNo: string, resettleNo: string) =>
    recalculate(desk.service, bureau, { personNo, year: 2023, reason: '补认定', resettleNo })

  test('recalculate the closed visit, still at the end of the year', async () => {
    const personNo = await person()
    const id = await settled(desk, personNo, quotaVisit('1000.00'))
    await closeYears(desk)
    await desk.settle(personNo, stay('1000.00'))
    await desk.identity(personNo, { category: 'tekun', from: '2023-01-01' })
    await anew(personNo, 'YE-1')
    expect(await payersOf(desk, id)).toMatchObject({ assistance: '600.00', person: '400.00' })
    expect((await closeYears(desk)).lines).toEqual([])
    expect(await desk.differences()).toEqual([])
  })

  test('let a visit wait that nobody had waited for: the next run aids it', async () => {
    const personNo = await desk.person({ registered: underQuota })
    const id = await settled(desk, personNo, quotaVisit('1000.00'))
    // A stay beside it comes out differently too, so that there is something to recalculate.
    await desk.settle(personNo, stay('1000.00'))
    expect((await closeYears(desk)).lines).toEqual([])
    await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
    await anew(personNo, 'YE-2')
    const { lines } = await closeYears(desk)
    expect(lineFor(lines, personNo)).toMatchObject({ visits: 1, assistance: '300.00', remaining: '59000.00' })
    expect(await payersOf(desk, id)).toMatchObject({ assistance: '300.00', person: '700.00' })
    expect(await desk.differences()).toEqual([])
  })
})
