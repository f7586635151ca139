import { beforeAll, describe, expect, test } from 'vitest'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import { addEnrolment } from '../../../src/application/registers/enrolments.ts'
import { addFiling } from '../../../src/application/registers/filings.ts'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { addInsuredRegion } from '../../../src/application/registers/insured-regions.ts'
import { addRegistration } from '../../../src/application/registers/registrations.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let personNo = ''
const born = '2000-02-29'
const died = '2024-03-10'
beforeAll(async () => {
  desk = await openDesk()
  personNo = await desk.person({ birthDate: born })
  await desk.settle(personNo, { on: '2023-01-20', admitted: '2023-01-11', inScope: '100.00' })
  await putDeath(desk.service, bureau, { personNo, diedOn: died, source: '死亡证明' })
})

/** Each fact with its first day; all else is the same. */
const facts = {
  identity: (from: string) =>
    addIdentity(desk.service, bureau, {
      ...{ personNo, category: 'dibao', from, to: from },
      ...{ certifiedBy: 'civil-affairs', certificateNo: `C-${from}` },
    }),
  registration: (from: string) =>
    addRegistration(desk.service, bureau, {
      ...{ personNo, kind: 'chronic', diseaseCode: 'M00100', diseaseName: '示例', management: 'visit' },
      ...{ packageCode: null, from, to: from },
    }),
  enrolment: (from: string) =>
    addEnrolment(
      desk.service,
      bureau,
      { personNo, year: Number(from.slice(0, 4)), tier: 1, from, to: from, source: 'x' },
      'en',
    ),
  filing: (from: string) =>
    addFiling(desk.service, bureau, { personNo, kind: 'temporary', toRegion: '110000', from, to: from, source: 'x' }),
}

describe.each(Object.keys(facts) as (keyof typeof facts)[])('%s', (what) => {
  test.each([
    { from: '2000-02-28', says: /before the birth on 2000-02-29/ },
    { from: '2024-03-11', says: /died on 2024-03-10/ },
  ])('from $from is refused', async ({ from, says }) => {
    const refusal = await refusalOf(facts[what](from))
    expect(refusal.code).toBe('invalid-request')
    expect(refusal.faults).toMatchObject([{ pointer: '/from', detail: { en: expect.stringMatching(says) } }])
  })

  test.each([born, died])('from %s is taken', async (from) => {
    expect((await facts[what](from)).created).toBe(true)
  })
})

describe('a date of birth', () => {
  const put = (birthDate: string) =>
    putBeneficiary(desk.service, bureau, {
      ...{ personNo, name: '示例', idType: '99', idNumber: personNo, birthDate },
      ...{ insuredRegion: '140502', enrolledTier: 1, reason: '出生日期录入有误' },
    })

  test.each([
    { birthDate: '2024-03-11', says: /after the death on record \(2024-03-10\)/ },
    { birthDate: '2023-01-12', says: /after the first visit on record \(2023-01-11\)/ },
  ])('of $birthDate is refused', async ({ birthDate, says }) => {
    const refusal = await refusalOf(put(birthDate))
    expect(refusal.faults).toMatchObject([{ pointer: '/birthDate', detail: { en: expect.stringMatching(says) } }])
  })

  test('on the day of the first visit is taken', async () => {
    expect((await put('2023-01-11')).answer.birthDate).toBe('2023-01-11')
  })
})

describe('an insured region', () => {
  test('of no province is refused, and one elsewhere is answered again to whoever moved the person there', async () => {
    const other = await desk.person()
    const move = { personNo: other, region: '110105', from: '2024-01-01' }
    const wrong = await refusalOf(addInsuredRegion(desk.service, jincheng, { ...move, region: '999999' }))
    expect(wrong.faults).toMatchObject([{ pointer: '/region' }])
    const first = await addInsuredRegion(desk.service, jincheng, move)
    expect(await addInsuredRegion(desk.service, jincheng, move)).toEqual({ ...first, created: false })
    // Whoever did not record it has nothing to do with the person any more.
    const stranger = { ...jincheng, id: '00000000-0000-7000-8000-000000000077' }
    expect((await refusalOf(addInsuredRegion(desk.service, stranger, move))).code).toBe('not-found')
  })
})
