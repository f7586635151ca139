import { beforeAll, describe, expect, test } from 'vitest'
import { recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { listSettledAfterDeath, putDeath, readDeath } from '../../../src/application/registers/death.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { readPeople } from '../../../src/db/premiums/people-to-subsidise.ts'
import { withClient } from '../../../src/db/transaction.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const put = (personNo: string, diedOn: string | null, reason: string | null = null, caller = bureau) =>
  putDeath(desk.service, caller, { personNo, diedOn, source: '公安死亡登记', reason })
const bill = { inScope: '1000.00', basic: '500.00' }

describe('a death', () => {
  test('ends what can be settled: a visit that begins on the day is settled, one that begins the day after is refused', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    expect(await put(personNo, '2023-06-15')).toMatchObject({ created: true, answer: { diedOn: '2023-06-15' } })
    await desk.settle(personNo, { ...bill, on: '2023-06-15' })
    await desk.settle(personNo, { ...bill, admitted: '2023-06-15', on: '2023-06-18', inScope: '2000.00' })
    await desk.settle(personNo, { ...bill, admitted: '2023-06-01', on: '2023-06-14' })
    const late = { ...bill, on: '2023-06-16' }
    const died = { code: 'died', params: { personNo, diedOn: '2023-06-15' } }
    expect(await refusalOf(desk.settle(personNo, late))).toMatchObject(died)
    expect(
      await refusalOf(quote(desk.service, bureau, billOf(personNo, { ...late, inScope: '1001.00' }), 'en')),
    ).toMatchObject(died)
    // The one that began on the day runs past it: one of the two days is wrong.
    const { settledAfter } = await readDeath(desk.service, bureau, personNo)
    expect(settledAfter).toMatchObject([{ beganOn: '2023-06-15', endedOn: '2023-06-18' }])
  })

  test('lists what was settled for the time after it, and changes nothing of that', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { ...bill, on: '2023-03-01' })
    const past = await desk.settle(personNo, { ...bill, admitted: '2023-02-20', on: '2023-03-05', inScope: '1200.00' })
    const after = await desk.settle(personNo, { ...bill, on: '2023-03-02', inScope: '1300.00' })
    await recordPremium(desk.service, bureau, { personNo, year: 2024 })
    const { answer } = await put(personNo, '2023-03-01')
    expect(answer.settledAfter).toMatchObject([
      { settlementNo: past.settlementNo, beganOn: '2023-02-20', endedOn: '2023-03-05' },
      {
        personNo,
        diedOn: '2023-03-01',
        settlementNo: after.settlementNo,
        beganOn: '2023-03-02',
        endedOn: '2023-03-02',
      },
    ])
    expect(answer.subsidisedAfter).toEqual([{ year: 2024, subsidy: '304.00' }])
    const listed = await listSettledAfterDeath(desk.service, bureau, { region: '140500', limit: 50 })
    expect(listed.items.filter((one) => one.personNo === personNo)).toEqual(answer.settledAfter)
    expect((await listSettledAfterDeath(desk.service, jining, { limit: 50 })).items).toEqual([])
    expect(await desk.differences()).toEqual([])
  })

  test('tells a bureau of another region nothing, whichever day it says', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await put(personNo, '2023-06-15')
    const told = [await refusalOf(put('nobody', '2023-06-15', null, jining))]
    for (const day of ['2023-06-15', '2023-06-16', '1900-01-01'])
      told.push(await refusalOf(put(personNo, day, null, jining)))
    expect(told.map(({ code }) => code)).toEqual(['not-found', 'not-found', 'not-found', 'not-found'])
  })

  test('is recorded once, corrected with a reason, and taken back so', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const first = await put(personNo, '2023-06-15')
    expect(await put(personNo, '2023-06-15')).toEqual({ created: false, answer: first.answer })
    expect(await refusalOf(put(personNo, '2023-06-20'))).toMatchObject({ code: 'invalid-request' })
    const corrected = await put(personNo, '2023-06-20', '公安更正')
    expect(corrected).toMatchObject({ created: false, answer: { diedOn: '2023-06-20' } })
    expect(corrected.answer.records).toMatchObject([
      { diedOn: '2023-06-15', standing: false },
      { diedOn: '2023-06-20', standing: true, reason: '公安更正', corrects: first.answer.records[0]?.id },
    ])
    await desk.settle(personNo, { ...bill, on: '2023-06-20' })
    expect(await put(personNo, null, '同名误登')).toMatchObject({ answer: { diedOn: null } })
    await desk.settle(personNo, { ...bill, on: '2023-07-01' })
    expect(await put(personNo, '2023-06-20', '确已死亡')).toMatchObject({
      answer: { settledAfter: [{ beganOn: '2023-07-01' }] },
    })
  })

  test.each([
    { why: 'the day before the birth', on: '1975-03-11', code: 'died-before-birth' },
    { why: 'tomorrow', on: '2024-05-06', code: 'date-in-future' },
    { why: 'nothing to take back', on: null, code: 'not-found' },
  ])('is refused: $why', async ({ on, code }) => {
    const personNo = await desk.person()
    expect(await refusalOf(put(personNo, on))).toMatchObject({ code })
    expect(await readDeath(desk.service, bureau, personNo)).toMatchObject({ diedOn: null, records: [] })
  })

  test('on the day of the birth, and today, is taken', async () => {
    expect((await put(await desk.person(), '1975-03-12')).created).toBe(true)
    expect((await put(await desk.person(), '2024-05-05')).created).toBe(true)
  })

  test('is the bureau’s of the person’s place', async () => {
    const personNo = await desk.person()
    expect(await refusalOf(put(personNo, '2023-06-15', null, jining))).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(put(personNo, '2023-06-15', null, shanxiAuditor))).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(put(personNo, '2023-06-15', null, ofHospital('H14050000001')))).toMatchObject({
      code: 'forbidden',
    })
    expect(await refusalOf(readDeath(desk.service, jining, personNo))).toMatchObject({ code: 'not-found' })
  })

  test('ends the premium subsidies of later years, by one call and in bulk', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await put(personNo, '2023-12-31')
    const record = (year: number) => recordPremium(desk.service, bureau, { personNo, year })
    expect((await record(2023)).subsidy).toMatchObject({ subsidy: '280.00' })
    expect(await refusalOf(record(2024))).toMatchObject({ code: 'died', params: { diedOn: '2023-12-31' } })
    const died = (year: number) =>
      withClient(desk.service.db.pool, async (client) => (await readPeople(client, year, [personNo]))[0]?.died)
    expect([await died(2023), await died(2024)]).toEqual([false, true])
  })
})
