import { describe, expect, test } from 'vitest'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { readOverview } from '../../../src/application/overview/overview.ts'
import { sumUpNow } from '../../../src/application/overview/sum-up.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { cityDesk } from '../../support/database/city-desk.ts'
import { bureau } from '../../support/database/desk.ts'
import { send } from '../../support/database/test-app.ts'

const law = cityOf(`    names:
      - { of: limit, code: clinic, name: { zh: 门诊限额, en: the clinic limit } }
      - { of: limit, code: stay, name: { zh: 单次限额, en: the limit of a stay } }
      - { of: limit, code: life, name: { zh: 终身救助限额, en: the limit of a lifetime } }
      - { of: limit, code: any-year, name: { zh: 住院限额, en: the limit of stays } }
    limits:
      - { name: clinic, for: [dibao], amount: 300, period: month }
      - { name: annual, for: [dibao], amount: 6000, period: { begins: 04-01 } }
      - { name: stay, for: [dibao], amount: 5000, period: visit }
      - { name: life, for: [tekun], amount: 9000, period: lifetime }
      - { name: any-year, for: [tekun], amount: 5000, period: { months: 12 } }
      - { name: annual, for: [low-income], amount: 2000 }
    aid:
      - { for: [dibao], care: [outpatient-ordinary], deductible: none, rate: 0.50, limit: clinic }
      - { for: [dibao], care: [inpatient], deductible: none, rate: 0.50, limit: [annual, stay] }
      - { for: [tekun], care: [inpatient], deductible: none, rate: 0.50, limit: [any-year, life] }
      - { for: [low-income], care: [inpatient], deductible: none, rate: 0.50, limit: annual }`)

const { made, person, settle, post } = cityDesk(law)
const read = async (url: string) => (await send(made, 'GET', url, undefined, { key: made.keys.bureau })).body
const stay = (on: string, inScope: string) => ({ on, inScope })

const fromApril = { kind: 'year', months: null, from: '2023-04-01', to: '2024-03-31' }
const march = { kind: 'month', months: null, from: '2024-03-01', to: '2024-03-31' }
const lifetime = { kind: 'lifetime', months: null, from: null, to: null }
const ofVisit = { kind: 'visit', months: null, from: null, to: null }
const yearOf = (year: number) => ({ kind: 'year', months: null, from: `${year}-01-01`, to: `${year}-12-31` })
const monthsTo = (from: string, to: string) => ({ kind: 'months', months: 12, from, to })

interface Row {
  readonly name: string
  readonly period: object
  readonly people?: number
}

describe('limits that are used up in their period', () => {
  // As if some minutes later, when what was posted has been summed up, and then some of it moved again.
  const later = () => ({ ...made.service, clock: () => new Date(made.service.clock().getTime() + 600_000) })
  const usedUp = async (on: string, summed = false) => {
    const { limitsUsedUp } = summed
      ? await readOverview(later(), bureau, { region: '990100', year: Number(on.slice(0, 4)), on })
      : await read(`/v1/overview?region=990100&year=${on.slice(0, 4)}&on=${on}`)
    return limitsUsedUp.map(({ name, period, people }: Row) => [name, period, people])
  }

  test('of a year over the end of the calendar year, in the second calendar year, till it ends', async () => {
    const personNo = await person({ as: 'dibao' })
    await settle(personNo, stay('2023-12-31', '8000.00'))
    expect(await usedUp('2024-01-05')).toEqual([])
    await settle(personNo, stay('2024-01-10', '9000.00'))
    expect(await usedUp('2024-02-01')).toEqual([['annual', fromApril, 1]])
    expect(await usedUp('2024-04-01')).toEqual([])
    expect(await usedUp('2023-12-31')).toEqual([['annual', fromApril, 1]])
    expect(await usedUp('2023-03-31')).toEqual([])
  })

  test('of a month, till it is over; of a visit never', async () => {
    const personNo = await person({ as: 'dibao' })
    await settle(personNo, { on: '2024-03-06', inScope: '900.00', care: 'outpatient-ordinary' })
    await settle(personNo, stay('2023-02-01', '20000.00'))
    expect(await usedUp('2024-03-31')).toEqual([
      ['annual', fromApril, 1],
      ['clinic', march, 1],
    ])
    expect(await usedUp('2024-04-01')).toEqual([])
    expect(await usedUp('2024-02-29')).toEqual([['annual', fromApril, 1]])
  })

  test('of any twelve months on end, and of a lifetime', async () => {
    const personNo = await person({ as: 'tekun' })
    await settle(personNo, stay('2023-03-10', '8000.00'))
    await settle(personNo, stay('2024-03-09', '8000.00'))
    const on = (from: string, to: string, people = 1) => ['any-year', monthsTo(from, to), people]
    expect(await usedUp('2024-03-09')).toContainEqual(on('2023-03-10', '2024-03-09'))
    expect((await usedUp('2024-03-10')).map(([name]: string[]) => name)).toEqual(['annual', 'clinic'])
    await settle(personNo, stay('2024-03-10', '9000.00'))
    expect(await usedUp('2024-03-10')).toContainEqual(on('2023-03-11', '2024-03-10'))
    expect(await usedUp('2024-05-01')).toContainEqual(['life', lifetime, 1])
  })

  test('of the calendar year as before', async () => {
    await settle(await person({ as: 'low-income' }), stay('2024-01-10', '9000.00'))
    expect(await usedUp('2024-12-31')).toContainEqual(['annual', yearOf(2024), 1])
  })

  test('as they were summed up, and where a visit of the other year is reversed since', async () => {
    const asked = ['2024-02-01', '2024-03-09', '2024-03-31', '2024-12-31']
    const read = (summed: boolean) => Promise.all(asked.map((on) => usedUp(on, summed)))
    const direct = await read(false)
    await sumUpNow(later())
    expect(await read(true)).toEqual(direct)
    const personNo = await person({ as: 'dibao' })
    const first = await settle(personNo, stay('2023-12-31', '8000.00'))
    await settle(personNo, stay('2024-01-10', '9000.00'))
    expect(await usedUp('2024-02-01')).toContainEqual(['annual', fromApril, 2])
    const { settlementNo, hospitalCode } = first
    await post('POST', '/v1/reversals', { settlementNo, hospitalCode, reversalNo: 'R-1', reason: '测试' })
    expect(await usedUp('2024-02-01')).toContainEqual(['annual', fromApril, 1])
    const differences: unknown[] = []
    await verifyLedger({ db: made.service.db, archive: made.service.ledger.archive }, (one) => differences.push(one))
    expect(differences).toEqual([])
  })
})

describe('each limit in an answer is named, and says which period it is of', () => {
  const named = (rows: readonly Row[]) => rows.map(({ name, period }) => [name, period])

  test('settlement, ledger, annual cap', async () => {
    const personNo = await person({ as: 'dibao' })
    const { limits } = await settle(personNo, stay('2024-03-05', '4000.00'))
    expect(named(limits)).toEqual([
      ['annual', fromApril],
      ['stay', ofVisit],
    ])
    await settle(personNo, { on: '2024-03-06', inScope: '400.00', care: 'outpatient-ordinary' })
    const { items } = await read(`/v1/beneficiaries/${personNo}/ledger?year=2024`)
    expect(items.map((entry: { limits: Row[] }) => named(entry.limits))).toEqual([
      [
        ['annual', fromApril],
        ['stay', ofVisit],
      ],
      [['clinic', march]],
    ])
    const cap = await read(`/v1/beneficiaries/${personNo}/annual-cap?year=2024&on=2024-03-31`)
    expect(named(cap.limits)).toEqual([
      ['clinic', march],
      ['annual', fromApril],
      ['stay', ofVisit],
    ])
    const entitled = await read(`/v1/beneficiaries/${personNo}/entitlements?on=2024-03-31`)
    expect(named(entitled.limits)).toEqual(named(cap.limits))
  })

  test('opening balances: as they are answered, in the annual cap, in the ledger and in the overview', async () => {
    const personNo = await person({ as: 'tekun' })
    const body = { openingNo: 'QC-1', personNo, asOf: '2024-01-31', source: '原系统' }
    const limits = [
      { name: 'any-year', used: '1500.00' },
      { name: 'life', used: '2000.00' },
    ]
    const entered = await post('POST', '/v1/opening-balances', { ...body, limits })
    const opened = [
      { name: 'any-year', category: null, period: monthsTo('2023-02-01', '2024-01-31'), used: '1500.00' },
      { name: 'life', category: null, period: lifetime, used: '2000.00' },
    ]
    expect([entered.status, entered.body.limits]).toEqual([201, opened])
    const checker = await made.issue({ kind: 'bureau', name: '复核', region: '990100' })
    const approve = `/v1/opening-balances/${entered.body.id}/approve`
    expect((await send(made, 'POST', approve, {}, { key: checker })).status).toBe(201)
    const cap = await read(`/v1/beneficiaries/${personNo}/annual-cap?year=2024&on=2024-02-01`)
    expect(cap.opening.limits).toEqual(opened)
    const { openingBalances } = await read('/v1/overview?region=990100&year=2024')
    expect(openingBalances.limits).toEqual(opened)
    const { items } = await read(`/v1/beneficiaries/${personNo}/ledger?year=2024`)
    expect([named(items[0].limits), items[0].opening.limits]).toEqual([named(opened), opened])
  })

  test('an opening balance of a limit of each visit is refused', async () => {
    const personNo = await person({ as: 'dibao' })
    const body = { openingNo: 'QC-2', personNo, asOf: '2024-01-31', source: '原系统' }
    const limits = [{ name: 'stay', used: '100.00' }]
    const refused = await post('POST', '/v1/opening-balances', { ...body, limits })
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ pointer: '/limits/0/name', detail: '该限额按每次就医计，没有期初余额；请去掉。' }],
    ])
  })

  test('a recalculation, before it is posted', async () => {
    const personNo = await person()
    await settle(personNo, { on: '2024-03-06', inScope: '400.00', care: 'outpatient-ordinary' })
    const identity = { category: 'dibao', from: '2024-01-01', to: null }
    const certified = { certifiedBy: 'civil-affairs', certificateNo: 'C-1' }
    await post('POST', `/v1/beneficiaries/${personNo}/identities`, { ...identity, ...certified })
    const { settlements } = (await post('POST', `/v1/beneficiaries/${personNo}/resettle-preview`, { year: 2024 })).body
    expect(settlements[0].limits).toEqual([
      { name: 'clinic', category: null, period: march, amount: '200.00', usedBefore: '0.00', usedAfter: '200.00' },
    ])
  })
})
