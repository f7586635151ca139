import { beforeAll, expect, test } from 'vitest'
import { rosterChanges } from '../../../src/application/rosters/read-rosters.ts'
import { changesTable } from '../../../src/application/rosters/roster-tables.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { exportRows } from '../../../src/application/shared/table.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { csvOf, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

/** Who is on dibao since 2021 and was in hospital in February and in April. */
async function aided() {
  const personNo = await desk.person({ as: 'dibao' })
  const numbers = ['2024-02-10', '2024-04-10'].map((on) => ({ on, settlementNo: `SV-${personNo.slice(-3)}-${on}` }))
  for (const visit of numbers) await desk.settle(personNo, { ...visit, inScope: '1000.00' })
  return { personNo, later: numbers[1]?.settlementNo ?? '' }
}

test('a list that ends or opens an identity names the visits that were settled otherwise, and no reversed ones', async () => {
  const [ended, undone] = [await aided(), await aided()]
  await reverse(desk.service, bureau, {
    ...{ hospitalCode: cityHospital, settlementNo: undone.later, reversalNo: 'SV-R', reason: 'x', resettleLater: true },
  })
  const nobody = await desk.person()
  await desk.settle(nobody, { on: '2024-03-05', inScope: '1000.00', settlementNo: 'SV-N' })
  const kept = await aided()
  const { id } = await sendRoster(
    desk.service,
    csvOf([
      { change: 'removed', personNo: ended.personNo, category: 'dibao', to: '2024-03-31' },
      { change: 'removed', personNo: undone.personNo, category: 'dibao', to: '2024-03-31' },
      { change: 'added', personNo: nobody, category: 'dibao', from: '2024-03-01' },
      { change: 'standing', personNo: kept.personNo, category: 'dibao', from: '2021-01-01' },
    ]),
  )
  const all = (await rosterChanges(desk.service, bureau, id, {})).items
  const settled = Object.fromEntries(
    all.map((one) => [one.personNo, one.settled.map(({ settlementNo }) => settlementNo)]),
  )
  expect(settled).toEqual({
    ...{ [ended.personNo]: [ended.later], [undone.personNo]: [], [nobody]: ['SV-N'], [kept.personNo]: [] },
  })
  const only = (await rosterChanges(desk.service, bureau, id, { type: 'settled' })).items
  expect(only.map(({ personNo }) => personNo).sort()).toEqual([ended.personNo, nobody].sort())
  const table = await changesTable(desk.service, bureau, id, { type: 'settled', language: 'zh' })
  const rows = await exportRows(table)
  expect(rows.map((row) => row.at(-2)).sort()).toEqual([1, 1])
})
