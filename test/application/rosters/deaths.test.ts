import { beforeEach, describe, expect, test } from 'vitest'
import { putDeath, readDeath } from '../../../src/application/registers/death.ts'
import { listIdentities } from '../../../src/application/registers/identities.ts'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { csvOf, type Row, sendRoster } from '../../support/files/rosters.ts'
import { refusalOf } from '../../support/people/registers.ts'

/** Its day is 5 May 2024. */
let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})

async function apply(rows: readonly Row[]): Promise<string> {
  const { id, faults } = await sendRoster(desk.service, csvOf(rows))
  expect(faults).toEqual([])
  const done = await runJob(desk.service, (await applyRoster(desk.service, bureau, id)).jobId)
  expect(done).toMatchObject({ status: 'succeeded' })
  return id
}

const off = (personNo: string, to: string, change = '死亡'): Row => ({ change, personNo, category: 'dibao', to })
const death = (personNo: string) => readDeath(desk.service, bureau, personNo)
const settling = (personNo: string, on: string) => desk.settle(personNo, { on, inScope: '100.00' })

describe('a death that a department’s list names', () => {
  test.each(['死亡', '去世', '已故', '身故', '病故', '亡故'])(
    '%s: is a fact with its day and its source',
    async (word) => {
      const personNo = await desk.person({ as: 'dibao' })
      const rosterId = await apply([off(personNo, '2024-04-20', word)])
      expect(await death(personNo)).toMatchObject({
        diedOn: '2024-04-20',
        records: [{ diedOn: '2024-04-20', source: `部门名单 ${rosterId}` }],
      })
    },
  )

  test('ends what can be settled: the day itself is settled, the day after is refused', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const late = await settling(personNo, '2024-04-22')
    await apply([off(personNo, '2024-04-20')])
    expect((await settling(personNo, '2024-04-20')).payers.assistance).toBe('70.00')
    expect((await refusalOf(settling(personNo, '2024-04-21'))).code).toBe('died')
    expect((await death(personNo)).settledAfter.map(({ settlementId }) => settlementId)).toEqual([late.id])
  })

  test.each(['停发', '迁出', '减少'])('%s is none', async (word) => {
    const personNo = await desk.person({ as: 'dibao' })
    await apply([off(personNo, '2024-04-20', word)])
    expect((await death(personNo)).diedOn).toBeNull()
    expect((await settling(personNo, '2024-04-21')).payers.assistance).toBe('0.00')
  })

  test('is no day that lies ahead: paid to the end of the month, dead by the day on which the list is applied', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await apply([off(personNo, '2024-05-31')])
    expect((await death(personNo)).diedOn).toBe('2024-05-05')
    const { items } = await listIdentities(desk.service, bureau, { personNo })
    expect(items).toMatchObject([{ to: '2024-05-31', endReason: '死亡' }])
  })

  test('is one death of somebody who is taken off twice, on the earlier day', async () => {
    const personNo = await desk.person({ as: ['dibao', 'tekun'] })
    await apply([off(personNo, '2024-04-30'), { ...off(personNo, '2024-04-20'), category: 'tekun' }])
    expect(await death(personNo)).toMatchObject({ diedOn: '2024-04-20', records: [{}] })
  })

  test('is recorded where the identity had ended on that day', async () => {
    const personNo = await desk.person({ as: [{ category: 'dibao', from: '2021-01-01', to: '2024-04-20' }] })
    await apply([off(personNo, '2024-04-20')])
    expect((await death(personNo)).diedOn).toBe('2024-04-20')
  })

  test('leaves the one that is on record, and comes again where that was taken back', async () => {
    const personNo = await desk.person({ as: ['dibao', 'tekun'] })
    await putDeath(desk.service, bureau, { personNo, diedOn: '2024-04-18', source: '死亡证明' })
    await apply([off(personNo, '2024-04-20')])
    expect((await death(personNo)).diedOn).toBe('2024-04-18')
    await putDeath(desk.service, bureau, { personNo, diedOn: null, source: '死亡证明', reason: '误登' })
    await apply([{ ...off(personNo, '2024-04-21'), category: 'tekun' }])
    expect((await death(personNo)).diedOn).toBe('2024-04-21')
  })
})
