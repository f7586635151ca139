import { describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { cityDesk } from '../../support/database/city-desk.ts'
import { send } from '../../support/database/test-app.ts'

const law = cityOf(`    names:
      - { of: identity, code: spending, name: { zh: 支出型困难家庭, en: hardship by spending } }
      - { of: limit, code: month, name: { zh: 门诊月限额, en: the clinic limit of a month } }
      - { of: limit, code: visit, name: { zh: 门诊次限额, en: the clinic limit of a visit } }
    limits:
      - { name: month, for: [dibao], amount: 300, period: month }
      - { name: visit, for: [dibao], amount: 250, period: visit }
      - { name: annual, for: [dibao, spending], amount: 6000, period: { begins: 04-01 } }
      - { name: 终身 限额, for: [tekun], amount: 9000, period: lifetime }
      - { name: annual, for: [tekun], amount: 5000, period: { months: 12 } }
    aid:
      - { for: [dibao], care: [outpatient-ordinary], deductible: none, rate: 0.50, limit: [month, visit] }
      - { for: [dibao], care: [inpatient], deductible: { amount: 1000, period: { begins: 04-01 } }, rate: 0.50, limit: annual }
      - { for: [tekun], care: [inpatient], deductible: none, rate: 0.50, limit: [annual, 终身 限额] }
      - { for: [spending], care: [inpatient], deductible: { amount: 12000, lookBack: { months: 12, from: application } }, rate: 0.80, limit: annual }`)

const { made, person, settle, post } = cityDesk(law)

const stay = (on: string, inScope: string) => ({ on, inScope })
const clinic = (on: string, inScope: string) => ({ on, inScope, care: 'outpatient-ordinary' })

async function aided(personNo: string, visits: readonly ReturnType<typeof stay>[]): Promise<string[]> {
  const paid: string[] = []
  for (const visit of visits) paid.push((await settle(personNo, visit)).payers.assistance)
  return paid
}

const read = async (url: string) => (await send(made, 'GET', url, undefined, { key: made.keys.bureau })).body

async function held(personNo: string, identity: object): Promise<void> {
  const certificate = { certifiedBy: 'civil-affairs', certificateNo: 'C-late' }
  const body = { ...identity, ...certificate }
  const added = await post('POST', `/v1/beneficiaries/${personNo}/identities`, body)
  expect([added.status, added.body]).toEqual([201, expect.anything()])
}

/** The stay of a year is taken back, and none of the other year moves by that alone. */
async function reversed(personNo: string, ofYear: number): Promise<void> {
  const { items } = await read(`/v1/settlements?personNo=${personNo}`)
  const { hospitalCode, settlementNo } = items.find(({ year }: { year: number }) => year === ofYear)
  const reversal = { hospitalCode, settlementNo, reversalNo: `R-${settlementNo}`, reason: '测试' }
  const done = await post('POST', '/v1/reversals', reversal)
  expect([done.status, done.body.adjustments]).toEqual([201, []])
}

let resettlements = 0

async function resettled(personNo: string, year: number): Promise<string> {
  resettlements += 1
  const resettleNo = `RS-${resettlements}`
  const done = await post('POST', `/v1/beneficiaries/${personNo}/resettle`, { year, resettleNo, reason: '测试' })
  expect([done.status, done.body]).toEqual([201, expect.anything()])
  return done.body.personGetsBack
}

async function annualCap(personNo: string, on: string) {
  const { limits, accumulated } = await read(`/v1/beneficiaries/${personNo}/annual-cap?year=${on.slice(0, 4)}&on=${on}`)
  const left = limits.map(({ name, remaining }: { name: string; remaining: string }) => [name, remaining])
  return { ...Object.fromEntries(left), deductible: accumulated.aidDeductible.met }
}

describe('limits and deductibles of other periods, over HTTP', () => {
  test('of a month and of each visit, two on a day, one reversed', async () => {
    const personNo = await person({ as: 'dibao' })
    const visits = [clinic('2024-03-06', '800.00'), clinic('2024-03-31', '800.00'), clinic('2024-04-01', '200.00')]
    expect(await aided(personNo, visits)).toEqual(['250.00', '50.00', '100.00'])
    expect(await annualCap(personNo, '2024-03-31')).toMatchObject({ month: '0.00', visit: '250.00' })
    expect(await annualCap(personNo, '2024-04-02')).toMatchObject({ month: '200.00' })
    const { items } = await read(`/v1/settlements?personNo=${personNo}`)
    const first = ({ servedOn }: { servedOn: string }) => servedOn === '2024-03-06'
    const { id, hospitalCode, settlementNo } = items.find(first)
    const body = {
      hospitalCode,
      settlementNo,
      reversalNo: `R-${id}`,
      reason: '测试',
      resettleLater: true,
    }
    const reversed = await post('POST', '/v1/reversals', body)
    expect([reversed.status, reversed.body]).toEqual([201, expect.anything()])
    // Of the first nothing stands any more, and the second is given what its own limit allows.
    expect(await annualCap(personNo, '2024-03-31')).toMatchObject({ month: '50.00' })
  })

  test('of a year from the first of April, over the end of the calendar year', async () => {
    const personNo = await person({ as: 'dibao' })
    // 1000 of the first are the deductible, 4500 × 50%; 4000 and 1750 of 6000 follow; the next year begins with its own 1000.
    const visits = [
      stay('2023-04-01', '5500.00'),
      stay('2023-12-31', '4000.00'),
      stay('2024-03-31', '9000.00'),
      stay('2024-04-01', '3000.00'),
    ]
    expect(await aided(personNo, visits)).toEqual(['2250.00', '2000.00', '1750.00', '1000.00'])
    expect(await annualCap(personNo, '2024-03-31')).toEqual({
      annual: '0.00',
      month: '300.00',
      visit: '250.00',
      deductible: '1000.00',
    })
    expect(await annualCap(personNo, '2024-04-02')).toMatchObject({ annual: '5000.00' })
  })

  test('of which the yearly cap says what the stays of the calendar year before have filled', async () => {
    const personNo = await person({ as: 'dibao' })
    expect(await aided(personNo, [stay('2023-03-20', '700.00'), stay('2023-12-20', '400.00')])).toEqual([
      '0.00',
      '0.00',
    ])
    expect(await annualCap(personNo, '2024-01-15')).toMatchObject({ deductible: '400.00' })
    expect(await aided(personNo, [stay('2024-02-01', '800.00')])).toEqual(['100.00'])
    expect(await annualCap(personNo, '2024-03-31')).toMatchObject({ deductible: '1000.00' })
    expect(await annualCap(personNo, '2024-04-01')).toMatchObject({ deductible: '0.00' })
    expect(await annualCap(personNo, '2023-03-31')).toMatchObject({ deductible: '700.00' })
  })

  test('a late bill of the calendar year before finds what was drawn since', async () => {
    const personNo = await person({ as: 'dibao' })
    // 6000 of the year from April in January, which leave nothing for December; of the year before all is left.
    const visits = [stay('2024-01-10', '20000.00'), stay('2023-12-20', '5000.00'), stay('2023-03-20', '5000.00')]
    expect(await aided(personNo, visits)).toEqual(['6000.00', '0.00', '2000.00'])
    expect(await annualCap(personNo, '2023-12-31')).toMatchObject({ annual: '0.00' })
    const forLife = await person({ as: 'tekun' })
    const later = [stay('2024-04-10', '8000.00'), stay('2023-03-10', '8000.00'), stay('2023-03-05', '8000.00')]
    expect(await aided(forLife, later)).toEqual(['4000.00', '4000.00', '1000.00'])
  })

  test('on both sides of the turn of the year at once, by two processes: together they draw no more than there is', async () => {
    const { db, library, clock } = made.service
    const service = { ...made.service, ledger: createLedgerWriter({ db, library, clock }) }
    const other = { ...made, service, app: await buildApp({ service }) } as typeof made
    for (let at = 0; at < 8; at++) {
      const personNo = await person({ as: 'dibao' })
      const visits = [stay('2023-12-20', '20000.00'), stay('2024-01-10', '20000.00')] as const
      const settled = [settle(personNo, visits[0]), settle(personNo, visits[1], other)]
      const drawn = (await Promise.all(settled)).map(({ payers }) => payers.assistance)
      expect(drawn.sort()).toEqual(['0.00', '6000.00'])
    }
    await other.app.close()
    await service.ledger.close()
  })

  test('recalculated with what the other calendar year has drawn since', async () => {
    const personNo = await person()
    const dibao = (from: string, to: string | null) => held(personNo, { category: 'dibao', from, to })
    await dibao('2024-01-01', null)
    // Nothing without an identity; its 9000 have filled the deductible (000000/G13), so that 50% of 11000 follow.
    expect(await aided(personNo, [stay('2023-12-20', '9000.00'), stay('2024-01-10', '11000.00')])).toEqual([
      '0.00',
      '5500.00',
    ])
    // Recorded late, also for December: 4000 of 9000 less the deductible, of which 500 are left.
    await dibao('2023-01-01', '2023-12-31')
    expect(await resettled(personNo, 2023)).toBe('500.00')
    expect(await annualCap(personNo, '2024-01-31')).toMatchObject({ annual: '0.00' })
    // The January stay is taken back, and what December went without is there again.
    await reversed(personNo, 2024)
    expect(await resettled(personNo, 2023)).toBe('3500.00')
    expect(await annualCap(personNo, '2024-01-31')).toMatchObject({ annual: '2000.00' })
  })

  test('a deductible is recalculated with what still stands of the stays that were settled before', async () => {
    const personNo = await person({ as: 'dibao' })
    // 700 of December are 700 of 1000; of January 700 are above it.
    expect(await aided(personNo, [stay('2023-12-20', '700.00'), stay('2024-01-15', '1000.00')])).toEqual([
      '0.00',
      '350.00',
    ])
    expect([await resettled(personNo, 2023), await resettled(personNo, 2024)]).toEqual(['0.00', '0.00'])
    await reversed(personNo, 2023)
    // Nothing above the deductible is left.
    expect(await resettled(personNo, 2024)).toBe('-350.00')
    // What was settled later counts for neither: February has filled it for December, December nothing for February.
    const late = await person({ as: 'dibao' })
    expect(await aided(late, [stay('2024-02-01', '1000.00'), stay('2023-12-20', '900.00')])).toEqual(['0.00', '450.00'])
    expect([await resettled(late, 2024), await resettled(late, 2023)]).toEqual(['0.00', '0.00'])
  })

  test('of any twelve months on end, and for life', async () => {
    const personNo = await person({ as: 'tekun' })
    // 4000; 1000 of 5000 are left until the first is twelve months past; then 4000 of 9000 are left for life.
    const visits = [stay('2023-03-10', '8000.00'), stay('2024-03-09', '8000.00'), stay('2024-03-10', '9000.00')]
    expect(await aided(personNo, visits)).toEqual(['4000.00', '1000.00', '4000.00'])
    expect(await annualCap(personNo, '2024-03-11')).toMatchObject({ annual: '0.00', '终身 限额': '0.00' })
  })
})

describe('looking back from the application, over HTTP', () => {
  test('what was borne before it is aided once it is approved', async () => {
    const personNo = await person()
    expect(await aided(personNo, [stay('2023-06-01', '10000.00'), stay('2024-01-05', '10000.00')])).toEqual([
      '0.00',
      '0.00',
    ])
    const asked = {
      applicationNo: 'SQ-P1',
      personNo,
      kind: 'identity',
      category: 'spending',
      requestedFrom: '2023-03-01',
    }
    const received = await post('POST', '/v1/applications', {
      ...asked,
      receivedOn: '2024-02-01',
      documents: ['收入证明'],
    })
    expect([received.status, received.body]).toEqual([201, expect.anything()])
    const at = `/v1/applications/${received.body.id}`
    await post('POST', `${at}/check`, { on: '2024-02-05', findings: '一致' })
    await post('POST', `${at}/publicise`, { on: '2024-02-06', place: '公开栏' })
    const approved = await post('POST', `${at}/approve`, { on: '2024-02-20', certifiedBy: 'civil-affairs' })
    expect([approved.status, approved.body]).toEqual([201, expect.anything()])
    const done = await post('POST', `${at}/resettle`, {})
    expect([done.status, done.body]).toEqual([201, expect.anything()])
    // From 2023-02-01: (20000 − 12000) × 80%, at most 6000 of the year from April.
    expect(done.body.personGetsBack).toBe('6000.00')
    // 10000 of June and 2000 of January, which fill all of it.
    expect(await annualCap(personNo, '2024-01-31')).toMatchObject({ deductible: '12000.00' })
    // The rest of the year goes on from there.
    expect(await aided(personNo, [stay('2024-04-01', '1000.00')])).toEqual(['800.00'])
  })
})

test('the ledger agrees with all of it', async () => {
  const differences: unknown[] = []
  await verifyLedger({ db: made.service.db, archive: made.service.ledger.archive }, (one) => differences.push(one))
  expect(differences).toEqual([])
})
