import { describe, expect, test } from 'vitest'
import type { JobInput, SettleJob } from '../../../src/application/ledger/commands.ts'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import type { Database } from '../../../src/db/database.ts'
import { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'

const job = { personNo: '1', inputHash: '' } as JobInput<SettleJob>
const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

/** A ledger whose database gives no connection, in the way that the test says. */
function ledgerOn(connect: () => Promise<never>, clock = () => new Date()) {
  const db = { pool: { connect } } as unknown as Database
  return createLedgerWriter({ db, library: new PolicyLibrary([], () => ''), clock, partitions: 1, deadlineMs: 60_000 })
}

const codeOf = (error: unknown) => (error instanceof Refusal ? error.code : error)

describe('a database that is away', () => {
  test('is asked once for a whole group, not once for each who waits', async () => {
    let asked = 0
    const ledger = ledgerOn(() => {
      asked += 1
      return Promise.reject(refused)
    })
    const answers = await Promise.all(Array.from({ length: 50 }, () => ledger.settle(job).catch(codeOf)))
    expect(new Set(answers)).toEqual(new Set(['database-unavailable']))
    expect(asked).toBe(1)
  })
})

describe('a clock that jumps', () => {
  test('makes nobody late who has not waited', async () => {
    let now = new Date('2026-01-15T00:00:00Z')
    const fail: ((error: Error) => void)[] = []
    const ledger = ledgerOn(
      () => new Promise((_, reject) => fail.push(reject)),
      () => now,
    )
    const first = ledger.settle(job).catch(codeOf)
    await expect.poll(() => fail.length).toBe(1)
    const second = ledger.settle(job).catch(codeOf)
    now = new Date('2026-01-18T00:00:00Z')
    fail[0]?.(refused)
    expect(await first).toBe('database-unavailable')
    await expect.poll(() => fail.length).toBe(2)
    fail[1]?.(refused)
    expect(await second).toBe('database-unavailable')
  })
})
