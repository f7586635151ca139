import { beforeAll, describe, expect, test } from 'vitest'
import { readEntitlements } from '../../../src/application/entitlements/entitlements.ts'
import { readEnrolment } from '../../../src/application/premiums/enrolment.ts'
import { recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { addEnrolment, listEnrolments } from '../../../src/application/registers/enrolments.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { readNextPeople } from '../../../src/db/premiums/people-to-subsidise.ts'
import { withClient } from '../../../src/db/transaction.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const add = (personNo: string, input: Partial<Parameters<typeof addEnrolment>[2]> = {}, caller = bureau) =>
  addEnrolment(
    desk.service,
    caller,
    { personNo, year: 2023, tier: 1, from: '2023-01-01', source: '税务征缴名单', ...input },
    'en',
  )
const list = async (personNo: string) => (await listEnrolments(desk.service, bureau, { personNo, limit: 50 })).items
const payers = async (personNo: string, on: string) => {
  const bill = billOf(personNo, { on, inScope: '30000.00', basic: null, criticalIllness: null })
  const { payers, reasons } = await quote(desk.service, bureau, bill, 'en')
  return { ...payers, insured: !reasons.some(({ code }) => code === 'not-insured') }
}
const nothing = { basic: '0.00', criticalIllness: '0.00', assistance: '0.00', person: '30000.00', insured: false }

describe('an enrolment with its days', () => {
  test('decides who pays, from its first day to its last', async () => {
    const personNo = await desk.person({ as: 'dibao', enrolledTier: null })
    expect(await payers(personNo, '2023-03-01')).toMatchObject(nothing)
    await add(personNo, { from: '2023-03-01', to: '2023-06-30' })
    expect(await payers(personNo, '2023-02-28')).toMatchObject(nothing)
    const insured = { basic: '20650.00', criticalIllness: '3480.00', assistance: '4109.00', insured: true }
    expect(await payers(personNo, '2023-03-01')).toMatchObject(insured)
    expect(await payers(personNo, '2023-06-30')).toMatchObject(insured)
    expect(await payers(personNo, '2023-07-01')).toMatchObject(nothing)
  })

  test('takes the place of what was registered with the person from its first day on', async () => {
    const personNo = await desk.person({ as: 'dibao', enrolledTier: 1 })
    const { answer } = await add(personNo, { to: '2023-12-31' })
    expect(answer).toMatchObject({ year: 2023, tier: 1, standing: true, warnings: [{ code: 'enrolment-ends' }] })
    expect(await payers(personNo, '2023-12-31')).toMatchObject({ insured: true })
    expect(await payers(personNo, '2024-01-01')).toMatchObject(nothing)
    expect((await add(personNo, { year: 2024, from: '2024-01-01' })).answer.to).toBe('2024-12-31')
    expect(await payers(personNo, '2024-01-01')).toMatchObject({ insured: true })
    expect((await add(personNo, { year: 2022, from: '2022-01-01' })).answer.warnings).toEqual([])
  })

  test('is recorded once, and corrected by another that names it and says why', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const first = await add(personNo)
    expect(first.created).toBe(true)
    expect(await add(personNo)).toEqual({ ...first, created: false })
    const corrects = first.answer.id
    const right = { corrects, reason: '七月起停保', to: '2023-06-30' }
    const second = await add(personNo, right)
    expect(second).toMatchObject({ created: true, answer: { corrects, reason: '七月起停保', standing: true } })
    expect(await add(personNo, right)).toMatchObject({ created: false, answer: { id: second.answer.id } })
    expect((await list(personNo)).map(({ id, to, standing }) => [id, to, standing])).toEqual([
      [corrects, '2023-12-31', false],
      [second.answer.id, '2023-06-30', true],
    ])
    expect(await payers(personNo, '2023-07-01')).toMatchObject(nothing)
    expect(await refusalOf(add(personNo, { ...right, to: '2023-05-31' }))).toMatchObject({
      code: 'fact-correction-invalid',
    })
    await add(personNo, { corrects: second.answer.id, reason: '未停保' })
    expect(await payers(personNo, '2023-07-01')).toMatchObject({ insured: true })
  })

  test('says as null that the person is not enrolled', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await add(personNo, { tier: null, from: '2023-05-01' })
    expect(await payers(personNo, '2023-04-30')).toMatchObject({ insured: true })
    expect(await payers(personNo, '2023-05-01')).toMatchObject(nothing)
  })

  test.each([
    { why: 'days of another year', input: { to: '2024-01-01' }, code: 'fact-period-invalid' },
    { why: 'a first day in another year', input: { from: '2022-12-31' }, code: 'fact-period-invalid' },
    {
      why: 'an end before the beginning',
      input: { from: '2023-05-01', to: '2023-04-30' },
      code: 'fact-period-invalid',
    },
    {
      why: 'a correction without its reason',
      input: { corrects: '0190f5fe-7c00-7a00-8000-000000000001' },
      code: 'invalid-request',
    },
    { why: 'a reason that corrects nothing', input: { reason: '更正' }, code: 'invalid-request' },
    {
      why: 'a correction of nothing on record',
      input: { corrects: '0190f5fe-7c00-7a00-8000-000000000001', reason: '更正' },
      code: 'not-found',
    },
  ])('is refused with $why, and nothing is recorded', async ({ input, code }) => {
    const personNo = await desk.person()
    expect(await refusalOf(add(personNo, input))).toMatchObject({ code })
    expect(await list(personNo)).toEqual([])
  })

  test('does not overlap another, and may begin the day after it', async () => {
    const personNo = await desk.person()
    await add(personNo, { to: '2023-06-30' })
    expect(await refusalOf(add(personNo, { from: '2023-06-30', tier: 2 }))).toMatchObject({
      code: 'fact-overlaps',
      params: { from: '2023-01-01', to: '2023-06-30' },
    })
    expect((await add(personNo, { from: '2023-07-01', tier: 2 })).created).toBe(true)
  })

  test('is the bureau’s of the person’s place', async () => {
    const personNo = await desk.person()
    expect(await refusalOf(add(personNo, {}, jining))).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(add(personNo, {}, ofHospital('H14050000001')))).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(add(personNo, {}, shanxiAuditor))).toMatchObject({ code: 'forbidden' })
    expect((await listEnrolments(desk.service, shanxiAuditor, { personNo, limit: 1 })).items).toEqual([])
    expect(await refusalOf(add('nobody'))).toMatchObject({ code: 'not-found' })
  })

  test('is not rewritten or removed, not by the owner either', async () => {
    const personNo = await desk.person()
    await add(personNo)
    const owner = await desk.owner()
    await expect(owner.query(`UPDATE person_facts SET tier = 2`)).rejects.toThrow('never rewritten')
    await expect(owner.query(`UPDATE person_facts SET standing = true`)).rejects.toThrow('never rewritten')
    await expect(owner.query('DELETE FROM person_facts')).rejects.toThrow('never removed')
    await expect(owner.query('TRUNCATE person_facts CASCADE')).rejects.toThrow('never removed')
  })
})

describe('what goes by enrolment', () => {
  test('entitlements say whether the person is enrolled on the day', async () => {
    const personNo = await desk.person({ as: 'dibao', enrolledTier: null })
    await add(personNo, { from: '2023-03-01', tier: 2 })
    const on = async (day: string) => (await readEntitlements(desk.service, bureau, personNo, day, 'zh')).insurance
    expect(await on('2023-02-28')).toMatchObject({
      enrolled: false,
      tier: null,
      text: expect.stringContaining('未参保'),
    })
    expect(await on('2023-03-01')).toMatchObject({ enrolled: true, tier: 2 })
  })

  test('a premium subsidy is recorded for who is enrolled on some day of its year', async () => {
    const personNo = await desk.person({ as: 'dibao', enrolledTier: null })
    const record = (year: number, tier: 1 | 2 | null = null) =>
      recordPremium(desk.service, bureau, { personNo, year, tier })
    expect(await refusalOf(record(2023))).toMatchObject({ code: 'not-enrolled', params: { personNo, year: '2023' } })
    await add(personNo, { from: '2023-12-31' })
    expect((await record(2023)).subsidy).toMatchObject({ subsidy: '280.00' })
    expect(await refusalOf(record(2024))).toMatchObject({ code: 'not-enrolled' })
    expect(await refusalOf(record(2023, 2))).toMatchObject({ code: 'tier-unknown' })
  })

  test('the rate of enrolment and the run read it as a settlement does', async () => {
    const own = await openDesk()
    const [base, dated, ended, none] = await Promise.all([
      own.person({ as: 'dibao' }),
      own.person({ as: 'dibao', enrolledTier: null }),
      own.person({ as: 'dibao' }),
      own.person({ as: 'dibao' }),
    ])
    await own.enrolment(dated, { from: '2024-03-01', tier: 2 })
    await own.enrolment(ended, { from: '2023-01-01' })
    await own.enrolment(none, { from: '2024-03-01', tier: null })
    const rate = async (on: string) => {
      const { people, enrolled } = await readEnrolment(own.service, bureau, { region: '140500', year: 2024, on })
      return [enrolled, people]
    }
    expect(await rate('2024-02-29')).toEqual([2, 4])
    expect(await rate('2024-03-01')).toEqual([2, 4])
    const ofYear = async (year: number) => {
      const people = await withClient(own.service.db.pool, (client) =>
        readNextPeople(client, { year, prefix: '1405' }, null, 10),
      )
      return Object.fromEntries(people.map(({ personNo, enrolledTier }) => [personNo, enrolledTier]))
    }
    expect(await ofYear(2024)).toEqual({ [base]: 1, [dated]: 2, [ended]: null, [none]: 1 })
    expect(await ofYear(2025)).toEqual({ [base]: 1, [dated]: null, [ended]: null, [none]: null })
    expect(await ofYear(2023)).toEqual({ [base]: 1, [dated]: null, [ended]: 1, [none]: 1 })
  })
})

test('the ledger agrees with all of this', async () => {
  const personNo = await desk.person({ as: 'dibao', enrolledTier: null })
  await desk.settle(personNo, { inScope: '30000.00', basic: null, criticalIllness: null })
  await desk.settle(personNo, { inScope: '30001.00', basic: '20000.00' })
  await add(personNo)
  await desk.settle(personNo, { inScope: '31000.00', basic: null, criticalIllness: null })
  expect(await desk.differences()).toEqual([])
})
