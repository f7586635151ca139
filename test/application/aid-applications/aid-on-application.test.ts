import { beforeAll, describe, expect, test } from 'vitest'
import { receiveApplication } from '../../../src/application/aid-applications/receive-application.ts'
import { readEntitlements } from '../../../src/application/entitlements/entitlements.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { applicationsOf, input, refusedWith } from '../../support/claims/aid-applications.ts'
import { type Bill, billOf, bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const { receive, approve, publicised } = applicationsOf(() => desk)

/** Somebody a department's list names, for whom nobody applied. */
const listed = (category: 'dibao-marginal' | 'illness-impoverished' = 'illness-impoverished') =>
  desk.person({ as: [{ category, approved: false }] })

/** 20000 of self-pay in 2024, of which (20000 − 7731) × 0.60 = 7361.40 is aided on application (J4: 25% of 30924). */
const stay: Bill = { on: '2024-02-01', inScope: '40000.00', basic: '20000.00' }
const aid = { kind: 'aid', category: 'illness-impoverished', receivedOn: '2024-03-01' } as const
const steps = async (personNo: string, change: Partial<Parameters<typeof input>[1] & object>) => {
  const { id } = await receive(personNo, { ...aid, ...change })
  await applicationsOf(() => desk).check(id, '2024-03-05')
  await applicationsOf(() => desk).publicise(id, '2024-03-06')
  return id
}

describe('a list alone', () => {
  test('gives nothing at the counter, and says what waits: as a field, as a reason, in a quote too', async () => {
    const personNo = await listed()
    const settled = await desk.settle(personNo, stay)
    expect(settled.payers).toMatchObject({ assistance: '0.00', person: '20000.00' })
    expect(settled.waitsForApplication).toMatchObject({
      category: 'illness-impoverished',
      amount: '7361.40',
      clause: { id: '140500/J18' },
    })
    expect(settled.reasons).toMatchObject([{ code: 'on-application', text: expect.stringContaining('7361.40') }])
    const quoted = await quote(desk.service, bureau, billOf(personNo, { ...stay, on: '2024-02-11' }), 'zh')
    expect(quoted.reasons.map(({ text }) => text).join()).toMatch(/依申请救助：.*申请获准后可得 12000\.00 元/)
  })

  test('is enough for whoever is settled directly', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const { waitsForApplication, payers } = await desk.settle(personNo, stay)
    expect([waitsForApplication, payers.assistance]).toEqual([null, '14000.00'])
  })

  test('shows in the entitlements as `on-application`', async () => {
    const personNo = await listed('dibao-marginal')
    const shown = await readEntitlements(desk.service, bureau, personNo, '2024-02-01', 'en')
    expect(JSON.stringify(shown)).toContain('"entitles":"on-application"')
  })
})

describe('an application for aid', () => {
  test('from a day: its approval posts what waited since then, once', async () => {
    const personNo = await listed()
    const before = await desk.settle(personNo, { ...stay, on: '2024-01-31' })
    const settled = await desk.settle(personNo, stay)
    const id = await steps(personNo, { requestedFrom: '2024-02-01' })
    const { application, owedToPerson, previewRefused } = await approve(id, '2024-03-20')
    expect(application).toMatchObject({ kind: 'aid', status: 'approved', bills: [] })
    // The stay of January met the deductible of the year, so the later one is aided whole: 20000 × 0.60.
    const paid = [{ settlementNo: settled.settlementNo, hospitalCode: cityHospital, amount: '12000.00' }]
    expect([owedToPerson, previewRefused]).toEqual([{ amount: '12000.00', byPayout: '0.00', settlements: paid }, null])
    expect((await approve(id, '2024-03-20')).owedToPerson).toEqual(owedToPerson)
    expect(before.waitsForApplication?.amount).toBe('7361.40')
    const next = await desk.settle(personNo, { ...stay, on: '2024-04-01' })
    expect(next).toMatchObject({ waitsForApplication: null, payers: { assistance: '12000.00' } })
    const entitles = async (on: string) =>
      (await readEntitlements(desk.service, bureau, personNo, on, 'en')).channel?.entitles
    expect([await entitles('2024-01-31'), await entitles('2024-02-01')]).toEqual(['on-application', 'now'])
  })

  test('for bills: it covers those alone, though another is of the same day', async () => {
    const personNo = await listed()
    const one = await desk.settle(personNo, { ...stay, settlementNo: 'B-1' })
    await desk.settle(personNo, { ...stay, inScope: '40001.00', settlementNo: 'B-2' })
    const bills = [{ hospitalCode: cityHospital, settlementNo: 'B-1' }]
    const id = await steps(personNo, { requestedFrom: undefined, bills })
    const { application, owedToPerson } = await approve(id, '2024-03-20')
    expect(application).toMatchObject({ bills, requestedFrom: '2024-02-01' })
    expect(owedToPerson).toEqual({
      amount: '7361.40',
      byPayout: '0.00',
      settlements: [{ hospitalCode: cityHospital, settlementNo: 'B-1', amount: '7361.40' }],
    })
    expect(one.waitsForApplication?.amount).toBe('7361.40')
    const later = await desk.settle(personNo, { ...stay, on: '2024-04-01' })
    expect(later.payers.assistance).toBe('0.00')
  })

  test('the same number with the same body answers the first, also once the bill was reversed', async () => {
    const personNo = await listed()
    await desk.settle(personNo, { ...stay, settlementNo: 'B-3' })
    const bills = [{ hospitalCode: cityHospital, settlementNo: 'B-3' }]
    const body = input(personNo, { ...aid, requestedFrom: undefined, bills })
    const first = await receiveApplication(desk.service, bureau, body, 'en')
    const undo = { hospitalCode: cityHospital, settlementNo: 'B-3', reversalNo: 'R-B-3', reason: '登记有误' }
    await reverse(desk.service, bureau, { ...undo, resettleLater: false })
    expect(await receiveApplication(desk.service, bureau, body, 'en')).toEqual({ ...first, created: false })
    expect(await refusedWith(receive(personNo, { ...aid, requestedFrom: undefined, bills }))).toBe(
      'application-invalid',
    )
  })

  test.each([
    { why: 'neither day nor bills', change: { requestedFrom: undefined }, says: /requestedFrom.*or `bills`/ },
    {
      why: 'both',
      change: { requestedFrom: '2024-02-01', bills: [{ hospitalCode: cityHospital, settlementNo: 'X' }] },
      says: /not both/,
    },
    {
      why: 'a bill of nobody',
      change: { requestedFrom: undefined, bills: [{ hospitalCode: cityHospital, settlementNo: 'X' }] },
      says: /no settlement X/,
    },
    { why: 'an identity not held', change: { category: 'dibao-marginal' }, says: /does not hold dibao-marginal/ },
    { why: 'a day before it was held', change: { requestedFrom: '2019-12-31' }, says: /does not hold/ },
    {
      why: 'an identity with bills',
      change: { kind: 'identity', bills: [{ hospitalCode: 'H', settlementNo: 'X' }] },
      says: /kind: aid/,
    },
    {
      why: 'an identity without a day',
      change: { kind: 'identity', requestedFrom: undefined },
      says: /needs `requestedFrom`/,
    },
  ] as const)('$why is refused with what to send', async ({ change, says }) => {
    const personNo = await listed()
    const asked = receive(personNo, { ...aid, requestedFrom: '2024-02-01', ...change })
    await expect(asked).rejects.toMatchObject({
      code: 'application-invalid',
      params: { reason: { en: expect.stringMatching(says) } },
    })
  })

  test('for an identity asks for the aid that goes with it', async () => {
    const personNo = await desk.person()
    const id = await publicised(personNo)
    const { owedToPerson } = await approve(id)
    expect(owedToPerson).toBeNull()
    const { payers } = await desk.settle(personNo, { on: '2023-06-10', inScope: '10000.00' })
    expect(payers.assistance).toBe('4249.32')
  })
})

test('the ledger agrees with all of this', async () => {
  expect(await desk.differences()).toEqual([])
})
