import { beforeAll, describe, expect, test } from 'vitest'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { listLedger } from '../../../src/application/ledger/list-entries.ts'
import {
  approveOpening,
  endOpening,
  getOpening,
  reverseOpening,
} from '../../../src/application/opening-balances/decide-opening.ts'
import { enterOpening, type OpeningAsked } from '../../../src/application/opening-balances/enter-opening.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { reviewer } from '../../support/database/payout-desk.ts'
import { jining, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const dibao = () => desk.person({ as: 'dibao' })
let count = 0
/** Of 60,000 of the year's limit, 55,000 were used elsewhere (140500/J4). */
const asked = (personNo: string, change: Partial<OpeningAsked> = {}): OpeningAsked => ({
  ...{ openingNo: `QC-${++count}`, personNo, asOf: '2023-03-31', source: '原系统 2023 年 3 月末结转' },
  ...{ limits: [{ name: 'annual', used: '55000.00' }], selfPay: '8000.00', personBurden: '9000.00', stays: 3 },
  ...change,
})
const enter = async (personNo: string, change: Partial<OpeningAsked> = {}) =>
  (await enterOpening(desk.service, bureau, asked(personNo, change))).opening.id
const approve = (id: string, resettleLater = false) => approveOpening(desk.service, reviewer, { id, resettleLater })
const opened = async (personNo: string, change: Partial<OpeningAsked> = {}) => {
  const id = await enter(personNo, change)
  await approve(id)
  return id
}
const cap = async (personNo: string) =>
  readAnnualCap(desk.service, bureau, personNo, { year: 2023, on: '2023-12-31' }, 'en')
const annual = async (personNo: string) => (await cap(personNo)).limits.find(({ name }) => name === 'annual')

describe('an opening balance', () => {
  test('is where the year begins: the limit, the sums, the accounts and the ledger go on from it', async () => {
    const personNo = await dibao()
    const id = await enter(personNo)
    expect(await annual(personNo)).toMatchObject({ used: '0.00' })
    expect((await refusalOf(approveOpening(desk.service, bureau, { id }))).code).toBe('second-pair-of-eyes')
    expect((await approve(id)).opening.status).toBe('approved')
    expect(await annual(personNo)).toMatchObject({ used: '55000.00', remaining: '5000.00' })
    const shown = await cap(personNo)
    expect(shown.opening).toMatchObject({ source: '原系统 2023 年 3 月末结转', asOf: '2023-03-31', stays: 3 })
    expect(shown.accumulated).toMatchObject({ selfPay: '8000.00', personBurden: '9000.00' })
    // 70% of 20,000 are 14,000, of which the limit leaves 5,000; it is used up, so tilt opens: the self-pay of the year is
    // 8,000 and 15,000, less 10,000, of which 70% are 9,100 (140500/J12).
    const settled = await desk.settle(personNo, { on: '2023-06-10', inScope: '20000.00' })
    expect([settled.payers.assistance, settled.payers.tilt]).toEqual(['5000.00', '9100.00'])
    const { items } = await listLedger(desk.service, bureau, personNo, { year: 2023 })
    expect(items.map(({ kind, settlementNo }) => [kind, settlementNo === null])).toEqual([
      ['opening', true],
      ['settlement', false],
    ])
    expect(items[0]).toMatchObject({ opening: { openingNo: shown.opening?.openingNo }, total: '0.00' })
    expect(items[0]?.limits).toMatchObject([{ name: 'annual', amount: '55000.00', usedBefore: '0.00', limit: null }])
    expect(await desk.differences()).toEqual([])
  })

  test('with self-pay that no tilt has paid yet is paid by the visits that come, each at most what it leaves (140500/J12)', async () => {
    const personNo = await dibao()
    await opened(personNo, {
      ...{ limits: [{ name: 'annual', used: '60000.00' }] },
      ...{ selfPay: '50000.00', personBurden: '50000.00' },
    })
    // 2000.00 of self-pay; 50000 + 2000 − 10000 = 42000, × 0.70 = 29400.00 is due, of which the visit leaves 2000.00.
    const first = await desk.settle(personNo, { on: '2023-06-01', inScope: '3000.00', basic: '1000.00' })
    expect(first.payers).toMatchObject({ assistance: '0.00', tilt: '2000.00', person: '0.00' })
    expect(first.owedToPerson).toBeNull()
    expect(first.reasons).toContainEqual(expect.objectContaining({ code: 'tilt-held-back' }))
    const second = await desk.settle(personNo, { on: '2023-06-05', inScope: '1000.00' })
    expect(second.payers).toMatchObject({ tilt: '1000.00', person: '0.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('two at once approve it once, and what is withdrawn meanwhile is not posted', async () => {
    const personNo = await dibao()
    const id = await enter(personNo)
    const both = await Promise.all([approve(id), approve(id), approve(id)])
    expect(both.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await annual(personNo)).toMatchObject({ used: '55000.00' })
    const other = await enter(await dibao())
    const ended = endOpening(desk.service, bureau, { id: other, to: 'withdrawn', reason: '录错' })
    const outcomes = await Promise.allSettled([approve(other), ended])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await desk.differences()).toEqual([])
  })

  test('a year has one; what was withdrawn or taken back makes room', async () => {
    const personNo = await dibao()
    const id = await enter(personNo)
    expect((await refusalOf(enter(personNo))).code).toBe('opening-standing')
    await endOpening(desk.service, bureau, { id, to: 'refused', reason: '无依据' })
    const second = await opened(personNo)
    expect((await refusalOf(enter(personNo))).code).toBe('opening-standing')
    await reverseOpening(desk.service, bureau, { id: second, reversalNo: 'C-1', reason: '金额有误' })
    expect(await annual(personNo)).toMatchObject({ used: '0.00' })
    await opened(personNo, { limits: [{ name: 'annual', used: '1000.00' }] })
    expect(await annual(personNo)).toMatchObject({ used: '1000.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('sent again is the first answer; another under its number is refused', async () => {
    const first = asked(await dibao())
    const entered = await enterOpening(desk.service, bureau, first)
    expect(await enterOpening(desk.service, bureau, first)).toEqual({ ...entered, replayed: true })
    expect((await refusalOf(enterOpening(desk.service, bureau, { ...first, stays: 4 }))).code).toBe('number-reused')
    expect((await refusalOf(getOpening(desk.service, jining, entered.opening.id))).code).toBe('not-found')
  })

  test.each([
    ['a limit that the law has not', { limits: [{ name: 'yearly', used: '1.00' }] }, '/limits/0/name'],
    ['more than the highest limit of the name', { limits: [{ name: 'tilt', used: '40000.01' }] }, '/limits/0/used'],
    [
      'a limit twice',
      {
        limits: [
          { name: 'tilt', used: '1.00' },
          { name: 'tilt', used: '1.00' },
        ],
      },
      '/limits/1/name',
    ],
    ['a top-up that the law has not', { topUps: [{ name: 're-aid', paidOn: '1.00' }] }, '/topUps/0/name'],
    ['more paid on than was borne', { topUps: [{ name: 'tilt', paidOn: '8000.01' }] }, '/topUps/0/paidOn'],
    ['nothing at all', { limits: [], selfPay: '0.00', personBurden: '0.00', stays: 0 }, ''],
  ])('of %s is refused where it stands', async (_why, change, pointer) => {
    const { code, faults } = await refusalOf(enter(await dibao(), change))
    expect([code, faults.map((one) => one.pointer)]).toEqual(['invalid-request', [pointer]])
  })

  test('of a day to come is refused', async () => {
    expect((await refusalOf(enter(await dibao(), { asOf: '2024-05-06' }))).code).toBe('date-in-future')
  })
})

describe('what was settled before it was entered', () => {
  const late = async () => {
    const personNo = await dibao()
    const settled = await desk.settle(personNo, { on: '2023-06-10', inScope: '20000.00' })
    return { personNo, settled, id: await enter(personNo) }
  }

  test('is named where it comes out differently, and nothing is posted', async () => {
    const { personNo, settled, id } = await late()
    const refused = await refusalOf(approve(id))
    expect(refused).toMatchObject({
      code: 'later-settlements-depend',
      extra: { settlements: [{ settlementId: settled.id }] },
    })
    expect((await getOpening(desk.service, bureau, id)).status).toBe('entered')
    expect(await annual(personNo)).toMatchObject({ used: '14000.00' })
  })

  test('is recalculated with it, and comes back when it is taken back', async () => {
    const { personNo, id } = await late()
    await approve(id, true)
    expect(await annual(personNo)).toMatchObject({ used: '60000.00' })
    expect(await desk.differences()).toEqual([])
    const undo = { id, reversalNo: `C-${id.slice(-4)}`, reason: '不属于本人' }
    expect((await refusalOf(reverseOpening(desk.service, bureau, undo))).code).toBe('later-settlements-depend')
    const done = await reverseOpening(desk.service, bureau, { ...undo, resettleLater: true })
    expect(done).toMatchObject({ replayed: false, opening: { status: 'reversed' } })
    expect((await reverseOpening(desk.service, bureau, { ...undo, resettleLater: true })).replayed).toBe(true)
    expect(await annual(personNo)).toMatchObject({ used: '14000.00' })
    expect((await cap(personNo)).opening).toBeNull()
    expect(await desk.differences()).toEqual([])
  })
})

describe('what happens afterwards', () => {
  test('a reversal and a recalculation begin from it', async () => {
    const personNo = await desk.person({})
    await opened(personNo)
    const settlementNo = `OBS-${personNo}`
    await desk.settle(personNo, { on: '2023-06-10', inScope: '20000.00', settlementNo })
    await desk.settle(personNo, { on: '2023-07-10', inScope: '3000.00' })
    await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
    await recalculate(desk.service, bureau, { personNo, year: 2023, resettleNo: 'OBR', reason: '补认定' })
    expect(await annual(personNo)).toMatchObject({ used: '60000.00' })
    expect(await desk.differences()).toEqual([])
    const undo = { hospitalCode: cityHospital, settlementNo, reversalNo: `R-${settlementNo}`, reason: '录入错误' }
    await reverse(desk.service, bureau, { ...undo, resettleLater: true })
    // 70% of the 3,000 that are left.
    expect(await annual(personNo)).toMatchObject({ used: '57100.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('an edit of it is named', async () => {
    const personNo = await dibao()
    const id = await opened(personNo)
    const owner = await desk.owner()
    await owner.query('ALTER TABLE entries_2023 DISABLE TRIGGER USER')
    await owner.query(
      `UPDATE entries_2023 SET input = replace(input::text, '55000.00', '5000.00')::json WHERE settlement_id = $1`,
      [id],
    )
    const found = (await desk.differences()).map(({ what }) => what)
    expect(found).toEqual(
      expect.arrayContaining([
        'input hash',
        'state after',
        'account annual',
        expect.stringContaining('opening balance'),
      ]),
    )
    await owner.query(
      `UPDATE entries_2023 SET input = replace(input::text, '"5000.00"', '"55000.00"')::json WHERE settlement_id = $1`,
      [id],
    )
    await owner.query('ALTER TABLE entries_2023 ENABLE TRIGGER USER')
    expect(await desk.differences()).toEqual([])
    await owner.query(`ALTER TABLE opening_balances DISABLE TRIGGER USER`)
    await owner.query(
      `UPDATE opening_balances SET status = 'entered', decided_at = NULL, decided_by = NULL WHERE id = $1`,
      [id],
    )
    expect((await desk.differences()).map(({ computed }) => computed)).toEqual(['not entered'])
    await owner.query(
      `UPDATE opening_balances SET status = 'approved', decided_at = now(), decided_by = $2 WHERE id = $1`,
      [id, reviewer.id],
    )
    await owner.query(`ALTER TABLE opening_balances ENABLE TRIGGER USER`)
  })

  test('is never rewritten', async () => {
    const id = await opened(await dibao())
    const owner = await desk.owner()
    for (const sql of [
      `UPDATE opening_balances SET source = 'x' WHERE id = '${id}'`,
      `UPDATE opening_balances SET status = 'entered', decided_at = NULL, decided_by = NULL WHERE id = '${id}'`,
      'DELETE FROM opening_balances',
      'TRUNCATE opening_balances CASCADE',
    ])
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
  })
})

/** Made by itself: what each account has used is what was opened and what settlements drew. */
test('limits agree with the openings and the settlements, summed independently', async () => {
  const { rows } = await desk.service.db.pool.query(`
    WITH opened AS (SELECT o.person_no, o.law_region AS region, o.year, u.key AS account, u.value::numeric AS used
      FROM opening_balances o CROSS JOIN LATERAL json_each_text(o.content -> 'year' -> 'used') u WHERE o.status = 'approved'),
    drawn AS (SELECT person_no, region, year, m.name AS account, sum(m.amount) AS used FROM entries e
      CROSS JOIN LATERAL unnest(e.limit_names, e.limit_amounts) AS m (name, amount) WHERE e.kind <> 'opening' GROUP BY 1, 2, 3, 4),
    stands AS (SELECT person_no, region, year, u.key AS account, u.value::numeric AS used FROM person_years
      CROSS JOIN LATERAL jsonb_each_text(used) u)
    SELECT * FROM stands s FULL JOIN opened o USING (person_no, region, year, account) FULL JOIN drawn d USING (person_no, region, year, account)
    WHERE coalesce(s.used, 0) <> coalesce(o.used, 0) + coalesce(d.used, 0)`)
  expect(rows).toEqual([])
})
