import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import {
  eachPersonYear,
  entryKey,
  findReversal,
  findSettlement,
  listEntries,
  listSettlementRows,
  readHistory,
  settlementKey,
} from '../../../src/db/ledger/history.ts'
import { readClaims } from '../../../src/db/ledger/read-person-years.ts'
import type { ClaimKey, PersonYearWrite, SettlementRow } from '../../../src/db/ledger/rows.ts'
import { freshDatabase } from '../../support/database/database.ts'
import { posting, sha256, someone, undoing, write } from '../../support/database/ledger-rows.ts'

let db: Database
let first: PersonYearWrite
let undone: PersonYearWrite
const key = someone('A1')
const identity = uuidv7()

beforeAll(async () => {
  db = (await freshDatabase()).open()
  first = posting(key, 0)
  undone = undoing(first)
  await write(db.pool, first)
  await write(db.pool, undone)
  await write(db.pool, posting(key, 2, { settlement: { settlementNo: 'S2', eventOn: '2023-05-01' } }))
  await write(
    db.pool,
    posting({ ...key, year: 2024 }, 0, { settlement: { admittedOn: null, eventOn: '2024-01-02', hospitalCode: 'H2' } }),
  )
  await write(db.pool, posting({ ...key, region: '140000' }, 0, { settlement: { eventOn: '2023-05-01' } }))
  await write(db.pool, posting(someone('B1'), 0, { settlement: { insuredRegion: '370800' } }))
  await registers()
})

async function registers(): Promise<void> {
  await db.pool.query(`INSERT INTO hospitals (hospital_code, name, region, level, fee_class, designated, critical_disease_designated)
    VALUES ('H14050000001', '医院', '140500', 'two', 'county-two', true, false)`)
  await db.pool.query(`INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier)
    VALUES ('A1', '张三', '01', '', sha256(''), '1980-01-01', '140502', 1)`)
  await db.pool.query(
    `INSERT INTO identities (person_no, id, category, valid_from, valid_to, certified_by, certificate_no, recorded_by)
     VALUES ('A1', $1, 'tekun', '2023-06-01', NULL, 'civil-affairs', '2', 'c'), ('A1', $2, 'dibao', '2023-01-01', '2023-05-31', 'civil-affairs', '1', 'c')`,
    [uuidv7(), identity],
  )
}

const settlementOf = (one: PersonYearWrite) => one.settlements[0] as SettlementRow
const asked = (change: Partial<ClaimKey> = {}): ClaimKey => ({
  hospitalCode: 'H14050000001',
  settlementNo: null,
  personNo: 'A1',
  year: 2023,
  ...change,
})

async function read(lock: boolean, ...keys: ClaimKey[]) {
  const client = await db.pool.connect()
  try {
    if (lock) await client.query('BEGIN')
    const answer = await readClaims(client, keys, { lock })
    if (lock) await client.query('COMMIT')
    return answer
  } finally {
    client.release()
  }
}

describe.each([false, true])('reading claims, lock: %s', (lock) => {
  test('brings person, hospital, identities in order and the year under every region', async () => {
    const [claim] = await read(lock, asked())
    expect(claim?.person).toEqual({
      personNo: 'A1',
      insuredRegion: '140502',
      firstRegion: '140502',
      insurance: 'residents',
      joinedAs: null,
      enrolledTier: 1,
      birthDate: '1980-01-01',
    })
    expect(claim?.hospital).toMatchObject({ level: 'two', feeClass: 'county-two', designated: true })
    expect(claim?.identities[0]).toEqual({
      id: identity,
      category: 'dibao',
      unableToWork: null,
      certifiedRegion: null,
      from: '2023-01-01',
      to: '2023-05-31',
    })
    expect(claim?.identities[1]).toMatchObject({ category: 'tekun', to: null })
    expect(claim?.registrations).toEqual([])
    expect(claim?.years.map(({ region, version }) => [region, version])).toEqual([
      ['140000', 1],
      ['140500', 3],
    ])
    expect(claim?.number).toBeNull()
  })

  test('answers in the order asked, with used numbers, strangers and repeats', async () => {
    const { settlementNo, settlementId } = settlementOf(first)
    const strange = asked({ personNo: 'NOBODY', hospitalCode: 'NOWHERE' })
    const [stranger, used, again] = await read(lock, strange, asked({ settlementNo }), asked({ settlementNo }))
    expect(stranger).toEqual({
      number: null,
      person: null,
      hospital: null,
      identities: [],
      registrations: [],
      dated: [],
      coinciding: [],
      others: [],
      otherEnrolments: [],
      years: [],
    })
    expect(used?.number).toEqual({ inputHash: sha256('input'), settlementId, personNo: 'A1', year: 2023 })
    expect(again).toEqual(used)
    expect(await read(lock)).toEqual([])
  })
})

describe('the history of a person-year', () => {
  test.each([false, true])('is everything, in order; lock: %s', async (lock) => {
    const year = await readHistory(db.pool, { ...key, lock })
    expect(year.version).toBe(3)
    expect(year.state).toMatchObject({ used: { annual: '10.00' }, stays: 0 })
    expect(year.accounts).toEqual([{ name: 'annual', used: '10.00' }])
    expect(year.entries.map(({ seq, kind, total }) => [seq, kind, total])).toEqual([
      [1, 'settlement', '100.00'],
      [2, 'reversal', '-100.00'],
      [3, 'settlement', '100.00'],
    ])
    expect(year.settlements.map(({ seq, status, reversed }) => [seq, status, reversed])).toEqual([
      [1, 'reversed', true],
      [3, 'settled', false],
    ])
    expect(year.limitEntries.map(({ usedBefore, usedAfter }) => [usedBefore, usedAfter])).toEqual([
      ['0.00', '10.00'],
      ['10.00', '0.00'],
      ['0.00', '10.00'],
    ])
    expect(year.reversals).toEqual(undone.reversals)
  })

  test('of a year without settlements is empty', async () => {
    const nothing = { accounts: [], settlements: [], entries: [], limitEntries: [], reversals: [] }
    expect(await readHistory(db.pool, { ...key, year: 1999, lock: true })).toEqual({
      version: 0,
      state: null,
      head: null,
      ...nothing,
    })
  })

  test('gives rows back as they were written', async () => {
    const { settlements, entries, limitEntries } = await readHistory(db.pool, { ...key, lock: false })
    const written = settlementOf(first)
    const { input, facts } = written
    const settledAt = '2023-03-16T00:00:00.123Z'
    expect(settlements[0]).toMatchObject({ ...written, input: JSON.parse(input), facts: JSON.parse(facts), settledAt })
    expect(settlements[0]).toMatchObject({ outcome: { engine: 'entry 1' }, traceHash: sha256('trace 1') })
    const entry = first.entries[0]
    expect(entries[0]).toMatchObject({
      ...entry,
      outcome: { engine: 'entry 1' },
      state: { used: {} },
      postedAt: settledAt,
    })
    expect(limitEntries[0]).toEqual(first.limitEntries[0])
  })

  test('walks over every person-year in portions, or over those of one year', async () => {
    const walk = async (options: { year?: number; batch?: number }) => {
      const keys: string[] = []
      for await (const one of eachPersonYear(db.pool, options)) keys.push(`${one.personNo} ${one.region} ${one.year}`)
      return keys
    }
    const all = ['A1 140000 2023', 'A1 140500 2023', 'A1 140500 2024', 'B1 140500 2023']
    expect(await walk({})).toEqual(all)
    expect(await walk({ batch: 1 })).toEqual(all)
    expect(await walk({ batch: 2, year: 2024 })).toEqual(['A1 140500 2024'])
  })
})

describe('one settlement', () => {
  test('is found by our id and by the hospital’s number, with its entries', async () => {
    const { settlementId, hospitalCode, settlementNo } = settlementOf(first)
    const found = await findSettlement(db.pool, { settlementId })
    expect(found?.settlement).toMatchObject({ settlementId, status: 'reversed', outcome: { engine: 'entry 1' } })
    expect(found?.entries.map(({ kind, payers }) => [kind, payers.person])).toEqual([
      ['settlement', '90.00'],
      ['reversal', '-90.00'],
    ])
    expect(await findSettlement(db.pool, { hospitalCode, settlementNo })).toEqual(found)
    expect(await findSettlement(db.pool, { settlementId: uuidv7() })).toBeNull()
  })

  test('leads to its reversal and back', async () => {
    const [reversal] = undone.reversals
    const { hospitalCode, reversalNo, settlementNo } = reversal ?? {
      hospitalCode: '',
      reversalNo: '',
      settlementNo: '',
    }
    expect(await findReversal(db.pool, { hospitalCode, reversalNo })).toEqual(reversal)
    expect(await findReversal(db.pool, { hospitalCode, settlementNo })).toEqual(reversal)
    expect(await findReversal(db.pool, { hospitalCode: 'H2', reversalNo })).toBeNull()
  })
})

const all = { after: null, take: 100 }

describe('lists', () => {
  test.each([
    [{}, 5],
    [{ hospitalCode: 'H2' }, 1],
    [{ hospitalCode: 'H14050000001', settlementNo: 'S2' }, 1],
    [{ settlementNo: 'S2' }, 1],
    [{ settlementNo: 'NONE', hospitalCode: 'H2' }, 0],
    [{ personNo: 'A1' }, 4],
    [{ from: '2023-05-01', to: '2023-12-31' }, 2],
    [{ from: '2023-05-02' }, 1],
    [{ to: '2023-03-15' }, 2],
    [{ regionPrefix: '1405' }, 4],
    [{ regionPrefix: '37' }, 1],
    [{ regionPrefix: '140501' }, 0],
  ])('%j has %i', async (filter, count) => {
    expect(await listSettlementRows(db.pool, filter, all)).toHaveLength(count)
  })

  test('pages of settlements follow each other, newest first', async () => {
    const whole = await listSettlementRows(db.pool, {}, all)
    expect(whole.map(({ eventOn }) => eventOn)).toEqual([
      '2024-01-02',
      '2023-05-01',
      '2023-05-01',
      '2023-03-15',
      '2023-03-15',
    ])
    const paged = []
    for (let after: ReturnType<typeof settlementKey> | null = null; ; ) {
      const page: typeof whole = await listSettlementRows(db.pool, {}, { after, take: 2 })
      paged.push(...page)
      const last = page.at(-1)
      if (!last) break
      after = settlementKey(last)
    }
    expect(paged).toEqual(whole)
  })

  test('pages of entries follow each other by region, with what each moved', async () => {
    const year = { personNo: 'A1', year: 2023 }
    const whole = await listEntries(db.pool, year, all)
    expect(whole.map(entryKey)).toEqual([
      ['140000', 1],
      ['140500', 1],
      ['140500', 2],
      ['140500', 3],
    ])
    expect(whole[2]?.limits).toEqual(undone.limitEntries)
    const rest = await listEntries(db.pool, year, { after: ['140500', 1], take: 1 })
    expect(rest).toEqual([whole[2]])
    expect(await listEntries(db.pool, { ...year, region: '140000' }, all)).toHaveLength(1)
  })
})
