import { beforeAll, describe, expect, test } from 'vitest'
import { correctSettlement } from '../../../src/application/corrections/correct-settlement.ts'
import { indicatorsTable } from '../../../src/application/indicators/indicators-table.ts'
import { readIndicators } from '../../../src/application/indicators/read-indicators.ts'
import { exportRows } from '../../../src/application/shared/table.ts'
import { clearingDesk, give, stay } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { reimbursementDesk } from '../../support/database/reimbursement-desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk

const read = (year = 2024, region = '140500') => readIndicators(desk.service, bureau, { region, year }, 'en')

async function figureOf(code: string, of: { scope?: string; category?: string | null; care?: string | null } = {}) {
  const { scope = 'all', category = null, care = null } = of
  const { figures } = await read()
  const found = figures.find(
    (one) => one.code === code && one.scope === scope && one.category === category && one.care === care,
  )
  if (!found) throw new Error(`no figure ${code}`)
  return { value: found.value, numerator: found.numerator.amount, denominator: found.denominator?.amount ?? null }
}

/** Written for this test alone: each visit by subqueries on the tables, and reversals by their own table. */
async function bySql(numerator: string, denominator: string, where = 'true') {
  const { rows } = await desk.service.db.pool.query<{ numerator: string; denominator: string }>(
    `WITH visit AS (
       SELECT s.*, (s.input->'costs'->>'inScope')::numeric AS stated, s.facts->'hospital'->>'region' AS at,
         (SELECT sum(basic) FROM entries e WHERE e.settlement_id = s.settlement_id) AS basic,
         (SELECT sum(critical_illness) FROM entries e WHERE e.settlement_id = s.settlement_id) AS critical,
         (SELECT sum(supplementary) + sum(commercial) + sum(social_aid) FROM entries e WHERE e.settlement_id = s.settlement_id) AS others,
         (SELECT sum(assistance) + sum(re_aid) + sum(tilt) FROM entries e WHERE e.settlement_id = s.settlement_id) AS aid,
         (SELECT assistance + re_aid + tilt FROM entries e WHERE e.settlement_id = s.settlement_id AND e.kind = 'settlement') AS first_aid,
         (SELECT category FROM entries e WHERE e.settlement_id = s.settlement_id AND e.category IS NOT NULL ORDER BY e.seq DESC LIMIT 1) AS category
       FROM settlements s WHERE s.year = 2024 AND s.insured_region LIKE '1405%'
         AND NOT EXISTS (SELECT FROM reversals r WHERE r.settlement_id = s.settlement_id))
     SELECT coalesce(${numerator}, 0)::text AS numerator, coalesce(${denominator}, 0)::text AS denominator FROM visit WHERE ${where}`,
  )
  return rows[0]
}

beforeAll(async () => {
  desk = await openDesk()
  const { settle, undo, apply, decide } = await clearingDesk(desk)
  await settle()
  const { clearing } = await apply(stay)
  await give(desk, '100000.00')
  await decide(clearing.id, 'approve')
  desk.setDay('2024-05-15')
  await decide(clearing.id, 'pay')
  const gone = await settle({ on: '2024-05-02', inScope: '4000.00' })
  await undo(gone)
  const elsewhere = await desk.hospital({ hospitalCode: 'HX1', region: '140522' })
  for (const [as, inScope, hospitalCode] of [
    ['tekun', '3000.00', elsewhere],
    ['dibao', '12345.67', elsewhere],
    ['dibao', '777.77', undefined],
    [undefined, '9000.00', undefined],
  ] as const) {
    const personNo = await desk.person(as ? { as } : {})
    const made = await desk.settle(personNo, { on: '2024-03-01', inScope, ...(hospitalCode ? { hospitalCode } : {}) })
    if (as === 'tekun')
      await correctSettlement(desk.service, bureau, {
        ...{ hospitalCode: made.hospitalCode, settlementNo: made.settlementNo ?? '', correctionNo: 'IND', reason: 'x' },
        changes: { thirdParty: '1000.00', paidTo: 'person' },
      })
  }
})

describe('each figure is what independent SQL sums', () => {
  const inScope = 'sum(stated)'
  test.each([
    [
      'one-stop-share',
      "count(*) FILTER (WHERE first_aid > 0 AND aid > 0 AND hospital_code NOT LIKE 'BX%')",
      'count(*) FILTER (WHERE aid > 0)',
    ],
    ['combined-ratio', 'sum(basic) + sum(critical) + sum(aid)', inScope],
    ['in-county-share', 'sum(stated) FILTER (WHERE at = insured_region)', inScope],
    ['in-scope-self-pay', 'sum(greatest(stated - basic - critical - others - aid, 0))', inScope],
    [
      'in-county-inpatient-paid',
      "sum(basic) FILTER (WHERE at = insured_region AND care = 'inpatient')",
      "sum(stated) FILTER (WHERE at = insured_region AND care = 'inpatient')",
    ],
  ] as const)('%s', async (code, numerator, denominator) => {
    const { value, ...parts } = await figureOf(code)
    const expected = await bySql(numerator, denominator)
    expect(parts).toEqual(expected)
    expect(Number(parts.denominator)).toBeGreaterThan(0)
    expect(value).toBe((Number(expected?.numerator) / Number(expected?.denominator)).toFixed(4))
  })

  test.each(['dibao', 'tekun', null])('combined ratio and visits of %s', async (category) => {
    const where = category === null ? 'category IS NULL' : `category = '${category}'`
    const { value: _, ...parts } = await figureOf('combined-ratio', { scope: 'category', category })
    expect(parts).toEqual(await bySql('sum(basic) + sum(critical) + sum(aid)', inScope, where))
    const times = await figureOf('person-times', { scope: 'category', category })
    expect(times.value).toBe((await bySql('count(*)', '1', where))?.numerator)
  })

  test('scopes add up, and what was reversed counts nowhere', async () => {
    const { figures } = await read()
    const times = figures.filter(({ code }) => code === 'person-times')
    const sumOf = (scope: string) =>
      times.filter((one) => one.scope === scope).reduce((total, { value }) => total + Number(value), 0)
    expect([sumOf('all'), sumOf('category'), sumOf('care')]).toEqual([5, 5, 5])
  })
})

/** Of a year of its own, each sum by hand. */
describe('what the hospital bears and what was handed in', () => {
  const figureIn = async (code: string) => {
    const { figures } = await read(2023)
    const found = figures.find((one) => one.code === code && one.scope === 'all')
    return [found?.numerator.amount, found?.denominator?.amount, found?.value]
  }

  test('aid taken back from the hospital is no self-pay, nor does its share of off-catalogue cost make it less', async () => {
    const one = await desk.person({ as: 'dibao' })
    // Of 50,000 in scope insurance has paid 35,000 and aid 70% of the rest, 10,500 (140500/J4), which the hospital then bears:
    // the person keeps 4,500, and 1,000 out of scope.
    const stay = { on: '2023-03-01', inScope: '50000.00', basic: '35000.00', offCatalogue: '1000.00' }
    const settled = await desk.settle(one, stay)
    const { payers } = await desk.settle(await desk.person({ as: 'dibao' }), {
      ...{ on: '2023-03-02', inScope: '10000.00', offCatalogue: '10000.00' },
    })
    // 7,000 of 10,000; of the off-catalogue half the hospital bears what is above the permitted share (140500/J14).
    expect([settled.payers.assistance, payers.assistance]).toEqual(['10500.00', '7000.00'])
    expect(Number(payers.hospital)).toBeGreaterThan(3000)
    await correctSettlement(desk.service, bureau, {
      ...{ hospitalCode: settled.hospitalCode, settlementNo: settled.settlementNo ?? '', correctionNo: 'IND-2' },
      ...{ reason: '稽核', changes: { takenBack: { amount: '10500.00', from: 'hospital' } } },
    })
    // 4,500 and 3,000, of 60,000.
    expect(await figureIn('in-scope-self-pay')).toEqual(['7500.00', '60000.00', '0.1250'])
  })

  test('a bill that was handed in is aided, and not settled one-stop', async () => {
    const before = await figureIn('one-stop-share')
    expect(before).toEqual(['1', '1', '1.0000'])
    const bill = await reimbursementDesk(desk.service).approved(await desk.person({ as: 'dibao' }))
    expect(bill.amount).toBe('7000.00')
    expect(await figureIn('one-stop-share')).toEqual(['1', '2', '0.5000'])
  })
})

test('days to pay: from the application to the bank’s day', async () => {
  // Applied on the 5th and paid on the 15th of May.
  expect(await figureOf('days-to-pay-hospitals')).toEqual({ value: '10.0', numerator: '10', denominator: '1' })
  // Nothing arrived: no figure, and no nought that looks like one.
  expect(await figureOf('days-to-pay-people')).toEqual({ value: null, numerator: '0', denominator: '0' })
})

test('the goal names its document, in its region and years alone', async () => {
  const goalIn = async (year: number, region: string) =>
    (await read(year, region)).figures.find(({ code }) => code === 'in-county-inpatient-paid')?.goal
  expect(await goalIn(2024, '140502')).toMatchObject({ value: '0.7500', cite: '晋市政办〔2022〕40号 第七条' })
  expect([await goalIn(2022, '140500'), await goalIn(2024, '500243')]).toEqual([null, null])
  const { figures } = await read()
  expect(figures.filter(({ goal }) => goal !== null)).toHaveLength(1)
})

test('the file has a line a figure, and nobody else’s region is read', async () => {
  const { figures } = await read()
  const table = await indicatorsTable(desk.service, shanxiAuditor, { region: '140500', year: 2024 }, 'zh')
  const rows = await exportRows(table)
  expect(rows).toHaveLength(figures.length)
  expect(rows.map((row) => row[2])).toEqual(figures.map(({ value }) => value))
  for (const caller of [jining, ofHospital('H1')])
    expect((await refusalOf(readIndicators(desk.service, caller, { region: '140500', year: 2024 }, 'zh'))).code).toBe(
      'forbidden',
    )
})
