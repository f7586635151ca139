import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { freshDatabase, type TestDatabase } from '../../support/database/database.ts'
import { balances, posting, rowsOf, someone, undoing, write } from '../../support/database/ledger-rows.ts'

let own: TestDatabase
let db: Database
beforeAll(async () => {
  own = await freshDatabase()
  db = own.open({ maxConnections: 2 })
})

const whole = {
  person_years: 1,
  settlement_numbers: 1,
  settlements: 1,
  entries: 1,
  limit_movements: 1,
}
const nothing = Object.fromEntries(Object.keys(whole).map((table) => [table, 0]))

const usedOfYear = `SELECT version, coalesce(used ->> 'annual', '0.00') AS used FROM person_years WHERE person_no = $1`

describe('a group is one statement', () => {
  test('every row of every person-year is there, and the balance stands', async () => {
    const people = ['W1', 'W2', 'W3']
    expect(await write(db.pool, ...people.map((one) => posting(someone(one), 0)))).toEqual([true, true, true])
    for (const one of people) expect(await rowsOf(db.pool, one)).toEqual(whole)
    expect((await db.pool.query(usedOfYear, ['W2'])).rows).toEqual([{ version: 1, used: '10.00' }])
  })

  test('an empty group writes nothing', async () => {
    expect(await write(db.pool)).toEqual([])
  })

  test('several settlements of one person-year are one write, each starting where the last one ended', async () => {
    const key = someone('W4')
    const [first, second] = [posting(key, 0), posting(key, 1, { usedBefore: '10.00', usedAfter: '20.00' })]
    const folded = {
      ...second,
      expectedVersion: 0,
      ...balances('0.00', '20.00'),
      settlements: [...first.settlements, ...second.settlements],
      entries: [...first.entries, ...second.entries],
      limitEntries: [...first.limitEntries, ...second.limitEntries],
    }
    expect(await write(db.pool, folded)).toEqual([true])
    expect((await db.pool.query(usedOfYear, ['W4'])).rows).toEqual([{ version: 2, used: '20.00' }])
  })

  test('a moved version leaves its own person-year alone and lets the others through, in the order asked', async () => {
    await write(db.pool, posting(someone('V1'), 0))
    const stale = posting(someone('V1'), 0)
    const early = posting(someone('V0'), 3)
    const group = [posting(someone('V3'), 0), stale, posting(someone('V2'), 0)]
    expect(await write(db.pool, ...group)).toEqual([true, false, true])
    expect(await rowsOf(db.pool, 'V1')).toEqual(whole)
    expect(await rowsOf(db.pool, 'V2')).toEqual(whole)
    await expect(write(db.pool, early)).rejects.toMatchObject({ code: '23514' })
    expect(await rowsOf(db.pool, 'V0')).toEqual(nothing)
  })

  test('a bill of a year without its own partition is kept', async () => {
    expect(await write(db.pool, posting({ ...someone('OLD'), year: 2009 }, 0))).toEqual([true])
    const { rows } = await db.pool.query(`SELECT tableoid::regclass::text AS kept FROM entries WHERE person_no = 'OLD'`)
    expect(rows).toEqual([{ kept: 'entries_other' }])
  })

  test('a reversal gives back what the settlement had used', async () => {
    const settled = posting(someone('R1'), 0)
    await write(db.pool, settled)
    expect(await write(db.pool, undoing(settled))).toEqual([true])
    expect((await db.pool.query(usedOfYear, ['R1'])).rows).toEqual([{ version: 2, used: '0.00' }])
  })
})

describe('several processes at once', () => {
  test('of writers that read the same version one is written', async () => {
    const other = own.open({ maxConnections: 4 })
    const key = someone('C1')
    const all = Array.from({ length: 16 }, (_, at) => write(at % 2 ? db.pool : other.pool, posting(key, 0)))
    const written = (await Promise.all(all)).flat()
    expect(written.filter(Boolean)).toHaveLength(1)
    expect(await rowsOf(db.pool, 'C1')).toEqual(whole)
  })

  test('groups that share people in opposite order neither block each other nor lose one', async () => {
    const other = own.open({ maxConnections: 4 })
    const people = Array.from({ length: 12 }, (_, at) => someone(`D${at}`))
    const versions = new Map<string, number>()
    for (let round = 0; round < 10; round++) {
      const groups = [people, people.toReversed()].map((order) =>
        order.map((key) => {
          const version = versions.get(key.personNo) ?? 0
          return posting(key, version, { usedBefore: `${version * 10}.00`, usedAfter: `${version * 10 + 10}.00` })
        }),
      )
      const done = await Promise.all(groups.map((group, at) => write(at ? db.pool : other.pool, ...group)))
      for (const [at, key] of people.entries()) {
        const winners = [done[0]?.[at], done[1]?.[people.length - 1 - at]].filter(Boolean)
        expect(winners).toHaveLength(1)
        versions.set(key.personNo, round + 1)
      }
    }
    const { rows } = await db.pool.query(`SELECT DISTINCT version FROM person_years WHERE person_no LIKE 'D%'`)
    expect(rows).toEqual([{ version: 10 }])
  })
})

describe('a refused group writes nothing', () => {
  test.each([
    ['a number that the hospital has used', { settlement: { settlementNo: 'TWICE' } }, '23505'],
    ['a payment past the limit', { limitAmount: '9.99' }, '23514'],
    ['a balance that is not the stored one', { usedBefore: '5.00', usedAfter: '15.00' }, '23514'],
    ['an entry that does not balance', { entry: { total: '99.99' } }, '23514'],
    ['a day outside the year', { settlement: { eventOn: '2024-01-01' } }, '23514'],
    ['a settlement that is no JSON', { settlement: { input: '{' } }, '22P02'],
  ])('%s', async (_, change, code) => {
    await write(db.pool, posting(someone(`N${code}`), 0, { settlement: { settlementNo: 'TWICE' } })).catch(() => null)
    const group = [posting(someone('GOOD'), 0), posting(someone('BAD'), 0, change)]
    await expect(write(db.pool, ...group)).rejects.toMatchObject({ code })
    expect(await rowsOf(db.pool, 'GOOD')).toEqual(nothing)
    expect(await rowsOf(db.pool, 'BAD')).toEqual(nothing)
  })

  test('exactly the limit is paid', async () => {
    expect(await write(db.pool, posting(someone('EXACT'), 0, { limitAmount: '10.00' }))).toEqual([true])
  })
})
