import { beforeAll, describe, expect, test } from 'vitest'
import { raiseAfterRecalculation } from '../../../src/application/alerts/after-recalculation.ts'
import { KnownAlerts, raiseAlerts } from '../../../src/application/alerts/raise-alerts.ts'
import { listAlerts } from '../../../src/application/alerts/read-alerts.ts'
import { startSweep } from '../../../src/application/alerts/sweep-alerts.ts'
import { inputOf } from '../../../src/application/claim/claim-input.ts'
import type { SettleJob } from '../../../src/application/ledger/commands.ts'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { claimKey, SettleGroup } from '../../../src/application/settlement/settle-group.ts'
import { sha256 } from '../../../src/application/shared/hash.ts'
import { readClaims } from '../../../src/db/ledger/read-person-years.ts'
import { withTransaction } from '../../../src/db/transaction.ts'
import { emptyYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal } from '../../../src/domain/money.ts'
import { shipped } from '../../support/claims/packs.ts'
import { activeVisitOf, settle as settledVisit } from '../../support/claims/visit.ts'
import { type Bill, billOf, bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { jining, ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

interface Raised {
  readonly settlement_id: string | null
  readonly line: string
  readonly burden_before: string
  readonly burden: string
  readonly category: string | null
  readonly cause: string
  readonly clause: { readonly id: string }
}

async function alertsOf(personNo: string): Promise<Raised[]> {
  const { rows } = await desk.service.db.pool.query<Raised>('SELECT * FROM alerts WHERE person_no = $1', [personNo])
  return rows
}

async function eventsOf(personNo: string): Promise<string[]> {
  const { rows } = await desk.service.db.pool.query<{ payload: string }>(
    "SELECT payload FROM outbox_events WHERE payload::json->'data'->>'personNo' = $1",
    [personNo],
  )
  return rows.map(({ payload }) => payload)
}

/** A stay whose cost the person bears whole: off-catalogue, which nobody pays. */
const borne = (amount: string, more: Bill = {}): Bill => ({ offCatalogue: amount, ...more })

describe('an alert is raised with the settlement that passes the line', () => {
  test('not at the line, and one fen above it', async () => {
    const personNo = await desk.person()
    await desk.settle(personNo, borne('20000.00'))
    expect(await alertsOf(personNo)).toEqual([])
    const { id } = await desk.settle(personNo, borne('0.01'))
    expect(await alertsOf(personNo)).toMatchObject([
      {
        settlement_id: id,
        line: '20000.00',
        burden_before: '20000.00',
        burden: '20000.01',
        category: null,
        alarm: 'fall',
        cause: 'settlement',
        clause: { id: '140500/J17' },
      },
    ])
  })

  test('for monitored people above their own line', async () => {
    const personNo = await desk.person({ as: ['dibao-marginal', 'monitored-sudden'] })
    await desk.settle(personNo, borne('6000.00'))
    expect(await alertsOf(personNo)).toEqual([])
    await desk.settle(personNo, borne('0.01'))
    expect(await alertsOf(personNo)).toMatchObject([
      { line: '6000.00', burden: '6000.01', category: 'monitored-sudden', alarm: 'return' },
    ])
  })

  test('with the person’s category in force and the day by which it is checked, whoever the line is for', async () => {
    const dibao = await desk.person({ as: 'dibao' })
    const youfu = await desk.person({ as: 'youfu' })
    // Over the limit of a price: no hospital bears it.
    await desk.settle(dibao, { overLimit: '6000.01' })
    await desk.settle(youfu, { overLimit: '20000.01' })
    const { items } = await listAlerts(desk.service, bureau, { region: '140502' }, 'en')
    const of = (personNo: string) => items.find((one) => one.personNo === personNo)
    // Raised on 2024-05-05: sent with May, answered with June.
    expect(of(dibao)).toMatchObject({ alarm: 'return', category: 'dibao', line: '6000.00', checkBy: '2024-06-30' })
    expect(of(youfu)).toMatchObject({ alarm: 'fall', category: 'youfu', line: '20000.00', checkBy: '2024-06-30' })
  })

  test('once a year, whatever follows, and anew in the next year', async () => {
    const personNo = await desk.person()
    for (const amount of ['15000.00', '9000.00', '9000.00']) await desk.settle(personNo, borne(amount))
    expect(await alertsOf(personNo)).toMatchObject([{ burden_before: '15000.00', burden: '24000.00' }])
    await desk.settle(personNo, borne('20000.01', { on: '2024-02-01' }))
    expect((await alertsOf(personNo)).map(({ burden }) => burden).sort()).toEqual(['20000.01', '24000.00'])
  })

  test('with the news of it, which names nobody', async () => {
    const personNo = await desk.person()
    await desk.settle(personNo, borne('20000.01'))
    const [payload = '', ...rest] = await eventsOf(personNo)
    expect(rest).toEqual([])
    expect(JSON.parse(payload)).toMatchObject({
      type: 'alert.raised',
      data: { personNo, name: '示*', line: '20000.00', burden: '20000.01', year: 2023, clause: { id: '140500/J17' } },
    })
    // In these tests a person's document number is the person's own number, so its place is looked at, not its digits.
    expect(payload).not.toMatch(/idNumber|示例/)
  })

  test('also after the category changed to one whose line was passed before', async () => {
    const personNo = await desk.person()
    await desk.settle(personNo, borne('8000.00', { on: '2023-03-01' }))
    await desk.identity(personNo, { category: 'monitored-marginal', from: '2023-05-01' })
    expect(await alertsOf(personNo)).toEqual([])
    await desk.settle(personNo, borne('1.00', { on: '2023-06-01' }))
    expect(await alertsOf(personNo)).toMatchObject([{ line: '6000.00', burden_before: '8000.00', burden: '8001.00' }])
  })

  test('by the identity of the day of the visit, not of the day of settling', async () => {
    const personNo = await desk.person({ as: [{ category: 'monitored-marginal', from: '2023-05-01' }] })
    await desk.settle(personNo, borne('8000.00', { on: '2023-04-30' }))
    expect(await alertsOf(personNo)).toEqual([])
  })

  test('not where the documents give no line, and the list says so by name', async () => {
    const hospitalCode = await desk.hospital({ hospitalCode: 'H50024300001', region: '500243', level: 'two' })
    const personNo = await desk.person({ insuredRegion: '500243', enrolledTier: 1 })
    await desk.settle(personNo, borne('99999.00', { hospitalCode }))
    expect(await alertsOf(personNo)).toEqual([])
    const { items, watched } = await listAlerts(desk.service, bureau, { region: '500243' }, 'zh')
    expect(items).toEqual([])
    expect(watched).toMatchObject([
      { region: '500243', says: 'left-open', lines: [], gap: { clause: { id: '500243/P10' } } },
    ])
    expect(watched[0]?.text).toContain('500243/P10')
  })
})

describe('one alert a person and year', () => {
  test('of 64 settlements at once over two services', async () => {
    const db = desk.database.open({ maxConnections: 6 })
    const { library, clock } = desk.service
    const other = { ...desk.service, db, ledger: createLedgerWriter({ db, library, clock }) }
    const personNo = await desk.person()
    const both = [desk.service, other]
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, at) =>
        settle(both[at % 2] ?? other, bureau, billOf(personNo, borne('1000.00')), 'en'),
      ),
    )
    expect(answers).toHaveLength(64)
    expect(await alertsOf(personNo)).toMatchObject([{ burden_before: '20000.00', burden: '21000.00' }])
    expect(await eventsOf(personNo)).toHaveLength(1)
    await other.ledger.close()
  })

  test('a reversal takes none back, and passing the line again raises no second', async () => {
    const personNo = await desk.person()
    const { settlementNo } = await desk.settle(personNo, borne('20000.01'))
    const undo = {
      hospitalCode: cityHospital,
      settlementNo: settlementNo ?? '',
      reversalNo: `R-${settlementNo}`,
      reason: 'test',
    }
    const seen = async (status?: 'open' | 'undone') => {
      const { items } = await listAlerts(desk.service, bureau, { region: '140502', year: 2023, status }, 'en')
      return items.find((one) => one.personNo === personNo)
    }
    await reverse(desk.service, bureau, { ...undo, resettleLater: true })
    expect(await seen('open')).toBeUndefined()
    expect(await seen('undone')).toMatchObject({ status: 'undone', burdenNow: '0.00' })
    await desk.settle(personNo, borne('30000.00'))
    expect(await alertsOf(personNo)).toMatchObject([{ burden: '20000.01' }])
    expect(await eventsOf(personNo)).toHaveLength(1)
    expect(await seen()).toMatchObject({ status: 'open', burden: '20000.01', burdenNow: '30000.00' })
  })
})

describe('an alert is there exactly if its settlement is', () => {
  const jobOf = (personNo: string, bill: Bill): SettleJob => {
    const input = inputOf(billOf(personNo, bill))
    return { kind: 'settle', caller: bureau, personNo, input, inputHash: sha256(JSON.stringify(input)), attempts: 0 }
  }

  test('a person-year that another process moved on raises nothing; the others of the group do', async () => {
    const [lost, kept] = [await desk.person(), await desk.person()]
    const jobs = [jobOf(lost, borne('20000.01')), jobOf(kept, borne('20000.01'))]
    const { db, library, clock, ledger } = desk.service
    const group = new SettleGroup({ db, library, clock, archive: ledger.archive, alerts: new KnownAlerts() }, jobs)
    await withTransaction(db.pool, async (client) => {
      await group.compute(await readClaims(client, jobs.map(claimKey), { lock: false }), client)
      await desk.settle(lost, borne('1.00'))
      const outcomes = await group.write(client)
      expect(outcomes.map((outcome) => Object.keys(outcome)[0])).toEqual(['retry', 'done'])
    })
    expect(group.alerted.map(({ personNo }) => personNo)).toEqual([kept])
    expect([await alertsOf(lost), (await alertsOf(kept)).length]).toEqual([[], 1])
  })

  test('where the news cannot be written, neither is the settlement', async () => {
    const personNo = await desk.person()
    const owner = await desk.owner()
    await owner.query('ALTER TABLE outbox_events ADD CONSTRAINT shut CHECK (false) NOT VALID')
    await expect(desk.settle(personNo, borne('20000.01'))).rejects.toThrow()
    await owner.query('ALTER TABLE outbox_events DROP CONSTRAINT shut')
    const { rows } = await owner.query('SELECT FROM settlements WHERE person_no = $1', [personNo])
    expect([rows.length, await alertsOf(personNo)]).toEqual([0, []])
    await desk.settle(personNo, borne('20000.01'))
    expect(await alertsOf(personNo)).toHaveLength(1)
  })

  test('a year that is recalculated raises one where it comes out higher, and none where nothing changed', async () => {
    const personNo = await desk.person()
    const visit = { insured: '140502', offCatalogue: '20000.01' }
    const id = (await desk.settle(personNo, borne('1.00'))).id ?? ''
    const { outcome, next } = settledVisit(visit)
    const active = [{ ...activeVisitOf(visit, id), outcome }]
    const key = { personNo, region: '140500', year: 2023 }
    const changed = [{ settlementId: id, before: outcome, after: outcome }]
    const anew = (plan: { changed: typeof changed; active: typeof active; state: typeof next }) =>
      withTransaction(desk.service.db.pool, (client) =>
        raiseAfterRecalculation(
          client,
          key,
          plan,
          { ...emptyYear, personBurden: decimal('19000.00') },
          desk.service.clock(),
        ),
      )
    await anew({ changed: [], active, state: next })
    expect(await alertsOf(personNo)).toEqual([])
    await anew({ changed, active, state: next })
    await anew({ changed, active, state: next })
    expect(await alertsOf(personNo)).toMatchObject([
      { cause: 'settled-anew', settlement_id: id, burden_before: '19000.00' },
    ])
  })
})

describe('a sweep', () => {
  const sweep = async (year = 2024) => {
    const { jobId } = await startSweep(desk.service, bureau, { region: '140502', year })
    return (await runJob(desk.service, jobId)).result
  }

  test('finds who became monitored above the lower line, and the second time nobody', async () => {
    await sweep()
    const personNo = await desk.person()
    await desk.settle(personNo, borne('8000.00', { on: '2024-03-01' }))
    await desk.identity(personNo, { category: 'monitored-unstable', from: '2024-05-01' })
    expect(await sweep()).toMatchObject({ raised: 1 })
    expect(await alertsOf(personNo)).toMatchObject([
      { cause: 'sweep', settlement_id: null, line: '6000.00', burden: '8000.00', category: 'monitored-unstable' },
    ])
    expect(await eventsOf(personNo)).toHaveLength(1)
    expect(await sweep()).toMatchObject({ raised: 0 })
    await desk.settle(personNo, borne('1.00', { on: '2024-05-02' }))
    expect(await alertsOf(personNo)).toHaveLength(1)
  })

  test('is refused where there is no line, with the clause, and to others', async () => {
    const start = (caller: typeof bureau, region: string) =>
      refusalOf(startSweep(desk.service, caller, { region, year: 2024 }))
    const open = await start(bureau, '500243')
    expect([open.code, JSON.stringify(open.params)]).toEqual([
      'warning-left-open',
      expect.stringContaining('500243/P10'),
    ])
    expect((await start(bureau, '370800')).code).toBe('warning-left-open')
    expect((await start(jining, '140500')).code).toBe('forbidden')
    expect((await start(ofHospital(cityHospital), '140500')).code).toBe('forbidden')
  })
})

test('the database keeps the promise where the service would not', async () => {
  const owner = await desk.owner()
  const shared =
    'insured_region, alarm, cause, settlement_id, category, line, burden_before, burden, happened_on, raised_at, check_by, clause, policy_hash, pushed_to, status'
  const again = `INSERT INTO alerts (person_no, region, year, id, ${shared})
    SELECT person_no, region, year, gen_random_uuid(), ${shared} FROM alerts LIMIT 1`
  await expect(owner.query(again)).rejects.toThrow(/alerts_pkey/)
  await expect(owner.query("UPDATE alerts SET status = 'checked'")).rejects.toThrow(/last follow-up/)
  await expect(owner.query('UPDATE alerts SET burden = burden + 1')).rejects.toThrow(/last follow-up/)
  await expect(owner.query('DELETE FROM alerts')).rejects.toThrow(/never removed|refused/i)
  await expect(owner.query("UPDATE outbox_events SET payload = '{}'")).rejects.toThrow(/not rewritten/)
  const { pool } = desk.service.db
  await expect(pool.query('UPDATE alerts SET burden = 1')).rejects.toThrow(/permission denied/)
  const above = shipped.law('140500', '2023-06-15')
  expect(await withTransaction(pool, (client) => raiseAlerts(client, [], new Date()))).toBe(0)
  expect(above.tables.warnings).toHaveLength(3)
})
