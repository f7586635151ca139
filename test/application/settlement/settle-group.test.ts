import { beforeAll, expect, test } from 'vitest'
import { KnownAlerts } from '../../../src/application/alerts/raise-alerts.ts'
import { inputOf } from '../../../src/application/claim/claim-input.ts'
import type { SettleJob } from '../../../src/application/ledger/commands.ts'
import { claimKey, SettleGroup } from '../../../src/application/settlement/settle-group.ts'
import { sha256 } from '../../../src/application/shared/hash.ts'
import { readClaims } from '../../../src/db/ledger/read-person-years.ts'
import { type Bill, billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

function jobOf(personNo: string, bill: Bill): SettleJob {
  const input = inputOf(billOf(personNo, bill))
  const inputHash = sha256(JSON.stringify(input))
  return { kind: 'settle', caller: bureau, personNo, input, inputHash, attempts: 0 }
}

/** Computes a group, lets something happen, writes it, and tells what became of each job. */
async function outcomes(jobs: readonly SettleJob[], meanwhile: () => Promise<unknown>): Promise<string[]> {
  const { db, library, clock, ledger } = desk.service
  const group = new SettleGroup({ db, library, clock, archive: ledger.archive, alerts: new KnownAlerts() }, jobs)
  const client = await db.pool.connect()
  try {
    await group.compute(await readClaims(client, jobs.map(claimKey), { lock: false }), client)
    await meanwhile()
    return (await group.write(client)).map((outcome) => Object.keys(outcome)[0] ?? '')
  } finally {
    client.release()
  }
}

const nothing = async () => {}

test('those of a person whose year moved meanwhile are asked for again, the others are done', async () => {
  const [moved, other] = [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })]
  const jobs = [moved, other, moved].map((personNo) => jobOf(personNo, { inScope: '100.00' }))
  expect(await outcomes(jobs, () => desk.settle(moved, { inScope: '1.00' }))).toEqual(['retry', 'done', 'retry'])
})

test('a number that stands for a settlement of the same group holds only when that is written', async () => {
  const [first, second] = [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })]
  const group = (settlementNo: string) => {
    const same = jobOf(first, { settlementNo, inScope: '100.00' })
    return [same, same, jobOf(second, { settlementNo, inScope: '100.00' })]
  }
  expect(await outcomes(group('WRITTEN'), nothing)).toEqual(['done', 'done', 'failed'])
  const raced = await outcomes(group('LOST'), () => desk.settle(first, { inScope: '1.00' }))
  expect(raced).toEqual(['retry', 'retry', 'retry'])
})

test('one that is refused leaves no mark on the rest', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  const bills: Bill[] = [{ inScope: '100.00' }, { inScope: '100.00', hospitalCode: 'nowhere' }, { inScope: '100.00' }]
  const jobs = bills.map((bill) => jobOf(personNo, bill))
  expect(await outcomes(jobs, nothing)).toEqual(['done', 'failed', 'done'])
  const next = await desk.settle(personNo, { inScope: '100.00' })
  expect(next.limits[0]).toMatchObject({ usedBefore: '140.00' })
  expect(await desk.differences()).toEqual([])
})
