import { beforeAll, expect, test } from 'vitest'
import { readPersonPremium, recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { addEnrolment } from '../../../src/application/registers/enrolments.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const insured = (personNo: string, from: string, insurance: 'residents' | 'employees') =>
  addEnrolment(
    desk.service,
    bureau,
    {
      personNo,
      year: Number(from.slice(0, 4)),
      tier: 1,
      insurance,
      from,
      to: `${from.slice(0, 4)}-12-31`,
      source: '单位参保',
    },
    'en',
  )
const asked = (personNo: string, bill: Partial<Parameters<typeof billOf>[1]>) =>
  quote(desk.service, bureau, billOf(personNo, { on: '2024-03-01', inScope: '30000.00', ...bill }), 'en')

test('what employees’ insurance paid is given, and assistance goes by it: (30000 − 20000 − 3000) × 0.70', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  await insured(personNo, '2024-01-01', 'employees')
  const settled = await desk.settle(personNo, {
    on: '2024-03-01',
    inScope: '30000.00',
    basic: '20000.00',
    criticalIllness: '3000.00',
  })
  expect(settled.payers).toMatchObject({ basic: '20000.00', criticalIllness: '3000.00', assistance: '4900.00' })
  expect(await desk.differences()).toEqual([])
})

test('the schedules of residents are none of theirs: what is missing is named, each part by itself', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  await insured(personNo, '2024-01-01', 'employees')
  const basic = await refusalOf(asked(personNo, { basic: null, criticalIllness: '0.00' }))
  expect(basic).toMatchObject({ code: 'schedule-missing', params: { field: 'basic' } })
  expect(basic.params.why).toMatchObject({ zh: expect.stringContaining('职工') })
  const large = await refusalOf(asked(personNo, { basic: '20000.00', criticalIllness: null }))
  expect(large).toMatchObject({ code: 'schedule-missing', params: { field: 'criticalIllness' } })
  expect((await asked(personNo, { on: '2023-12-31', basic: null, criticalIllness: null })).payers.basic).toBe(
    '20650.00',
  )
})

test('a package is shared with residents’ insurance, so an employee’s is a plain stay', async () => {
  const registered = [{ kind: 'critical-disease', packageCode: '儿童急性淋巴细胞白血病 标危' }] as const
  const hospitalCode = await desk.hospital({ hospitalCode: 'H14050000009', criticalDiseaseDesignated: true })
  const personNo = await desk.person({ as: 'dibao', registered })
  const bill = {
    hospitalCode,
    care: 'critical-disease',
    registered: {},
    basic: '20000.00',
    criticalIllness: '0.00',
  } as const
  const reasons = async () => (await asked(personNo, bill)).reasons.map(({ code }) => code)
  expect(await reasons()).not.toContain('package-for-residents')
  await insured(personNo, '2024-01-01', 'employees')
  expect(await reasons()).toContain('package-for-residents')
  expect((await asked(personNo, bill)).payers.assistance).toBe('7000.00')
})

test('the premium of residents’ insurance alone is subsidised, by the year', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  await insured(personNo, '2024-01-01', 'employees')
  await insured(personNo, '2025-01-01', 'residents')
  const of = (year: number) => readPersonPremium(desk.service, bureau, personNo, { year }, 'en')
  expect(await of(2024)).toMatchObject({ subsidy: '0.00', reasons: [{ code: 'premium-for-residents' }] })
  expect(await of(2025)).toMatchObject({ subsidy: '320.00' })
  expect((await recordPremium(desk.service, bureau, { personNo, year: 2024 })).subsidy).toMatchObject({
    subsidy: '0.00',
  })
})
