import { beforeAll, expect, test } from 'vitest'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { compareLines } from '../../../src/application/reconciliation/compare-lines.ts'
import {
  getReconciliation,
  listReconciliations,
  reconciliationDifferences,
} from '../../../src/application/reconciliation/read-reconciliations.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { type Row, rowOf, textOf, uploaded } from '../../support/files/hospital-file.ts'
import { ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const today = '2024-05-05'

test('a reconciliation stays with the place where the hospital was, and where it moves to sees nothing older', async () => {
  const hospitalCode = await desk.hospital({ hospitalCode: 'HMOVES' })
  const own = ofHospital(hospitalCode)
  const compare = async (rows: readonly Row[]) => {
    const { fileNo } = await uploaded(desk.service, own, hospitalCode, textOf(rows))
    return compareLines(desk.service, own, { hospitalCode, fileNo, from: today, to: today })
  }
  const county = (region: string): Caller => ({ ...bureau, region })
  const [before, after] = ['140502', '140521'].map(county) as [Caller, Caller]
  const rows = [
    rowOf(
      await desk.settle(await desk.person({ as: 'dibao' }), { hospitalCode, on: '2024-05-01', inScope: '1000.00' }),
    ),
  ]
  const old = await compare(rows)
  expect(old.region).toBe('140502')
  await desk.hospital({ hospitalCode, region: '140521' })
  const listed = async (caller: Caller) =>
    (await listReconciliations(desk.service, caller, { hospitalCode })).items.map(({ id }) => id)
  expect(await listed(before)).toEqual([old.id])
  expect(await listed(after)).toEqual([])
  expect(await getReconciliation(desk.service, before, old.id)).toEqual(old)
  expect(await getReconciliation(desk.service, own, old.id)).toEqual(old)
  for (const read of [
    () => getReconciliation(desk.service, after, old.id),
    () => reconciliationDifferences(desk.service, after, old.id, {}, 'en'),
  ])
    expect((await refusalOf(read())).code).toBe('not-found')
  const fresh = await compare([...rows, { ...(rows[0] as Row), settlement: 'NEW' }])
  expect(fresh.region).toBe('140521')
  expect(await listed(after)).toEqual([fresh.id])
  expect(await listed(before)).toEqual([old.id])
  expect(await listed(own)).toEqual([fresh.id, old.id])
})
