import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyForClearing } from '../../../src/application/clearing/claim-clearing.ts'
import { compareLines } from '../../../src/application/reconciliation/compare-lines.ts'
import type { Service } from '../../../src/application/service.ts'
import { cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { rowOf, textOf, uploaded } from '../../support/files/hospital-file.ts'
import { ofHospital } from '../../support/people/registers.ts'

/** A service whose statements are ended after this, as those of settlements are. */
const statementTimeoutMs = 400
const own = ofHospital(cityHospital)
let desk: Desk
let hurried: Service

beforeAll(async () => {
  desk = await openDesk()
  hurried = { ...desk.service, db: desk.database.open({ statementTimeoutMs }) }
})
afterAll(() => hurried.ledger.close())

/** Runs `work` while a table is taken, and lets go of it when a statement has waited for longer than settlements may. */
async function heldUp<T>(table: string, work: () => Promise<T>): Promise<T> {
  const [owner, watcher] = [await desk.owner(), await desk.owner()]
  await owner.query(`BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`)
  const done = work()
  const waited = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
    AND clock_timestamp() - query_start > $1 * INTERVAL '1 ms'`
  const ended = done.then(
    () => true,
    () => true,
  )
  while ((await watcher.query(waited, [statementTimeoutMs * 2])).rowCount === 0)
    if (await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve(false), 20))])) break
  await owner.query('COMMIT')
  return done
}

test('what meets two large sets takes longer than a settlement may, and is not ended', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  const row = rowOf(await desk.settle(personNo, { on: '2024-05-01', inScope: '1000.00', as: 'dibao' }))
  const upload = await heldUp('uploaded_lines', () => uploaded(hurried, own, cityHospital, textOf([row])))
  const day = { hospitalCode: cityHospital, fileNo: upload.fileNo, from: '2024-05-05', to: '2024-05-05' }
  const compared = await heldUp('reconciliations', () => compareLines(hurried, own, day))
  expect(compared.result).toBe('balanced')
  const claimed = { count: 1, total: row.total, fundPaid: row.fundPaid, personPaid: null }
  const month = {
    hospitalCode: cityHospital,
    applicationNo: 'A-1',
    month: '2024-05',
    clearingType: 'all',
    claimed,
  } as const
  const { clearing } = await heldUp('clearing_entries', () => applyForClearing(hurried, own, month))
  expect(clearing.settlements).toBe(1)
})
