import { expect, test } from 'vitest'
import { openGround } from '../../../bench/simulation/money/ground.ts'
import { playYear } from '../../../bench/simulation/money/play.ts'
import { listDebtors } from '../../../src/application/corrections/read-debtors.ts'
import { moneyClaims, owedByPeople } from '../../support/claims/money-claims.ts'
import { bureau } from '../../support/database/desk.ts'

/** A short year with the other tests; `npm run year` plays longer ones, and more of them. */
const people = Number(process.env.YIZHAN_YEAR_PEOPLE ?? 0)
const steps = people === 0 ? 220 : 800
const seeds = people === 0 ? [1] : Array.from({ length: 6 }, (_, at) => at + 1)

test.each(seeds)(
  'in year %i fund, ledger, payouts and clearings agree, to the fen',
  async (seed) => {
    const ground = await openGround(seed)
    const { desk } = ground
    const done = await playYear(ground, steps)
    if (people > 0) process.stdout.write(`year ${seed}: ${JSON.stringify(done)}\n`)
    const { pool } = desk.service.db
    for (const [claim, sql] of Object.entries(moneyClaims))
      expect({ claim, wrong: (await pool.query(sql)).rows }).toEqual({ claim, wrong: [] })
    const { items } = await listDebtors(desk.service, bureau, { region: '140500', limit: 500 })
    const debts = items.flatMap(({ debtor, code, open }) => (debtor === 'person' ? [{ code, open }] : []))
    expect(debts).toEqual((await pool.query(owedByPeople)).rows)
    expect(await desk.differences()).toEqual([])
    // A year in which little happened would show nothing.
    const always = [
      'bill',
      'handIn',
      'clear',
      'decide',
      'pay',
      'batch',
      'send',
      'tell',
      'open',
      'run',
      'takeBack',
      'disallow',
    ]
    expect(always.filter((step) => (done[step] ?? 0) === 0)).toEqual([])
    const { rows } = await pool.query<{ state: string }>('SELECT DISTINCT state FROM payout_batch_lines')
    expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['paid', 'returned']))
  },
  people === 0 ? 300_000 : 3_600_000,
)
