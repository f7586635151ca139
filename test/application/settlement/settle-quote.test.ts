import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ClaimBody } from '../../../src/application/claim/claim-input.ts'
import { quote, settle } from '../../../src/application/settlement/settle.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { anyBill, holdings, openHospitals, registered } from '../../support/claims/random-bills.ts'
import { billOf, bureau, cityHospital, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
const people: string[] = []
beforeAll(async () => {
  desk = await openDesk()
  await openHospitals(desk)
  for (const as of holdings) people.push(await desk.person({ as, registered }))
})

async function answered<T>(action: Promise<T>): Promise<T | { code: string }> {
  return action.catch((error: unknown) => {
    if (error instanceof Refusal) return { code: error.code }
    throw error
  })
}

async function quoted(body: ClaimBody) {
  const answer = await answered(quote(desk.service, bureau, body, 'en'))
  return 'code' in answer ? answer : { ...answer, id: '', settledAt: '', status: '' }
}

/** Nobody has entered what is only quoted. */
async function settled(body: ClaimBody) {
  const answer = await answered(settle(desk.service, bureau, body, 'en'))
  return 'code' in answer ? answer : { ...answer.settlement, id: '', settledAt: '', status: '', enteredBy: null }
}

describe('a quote', () => {
  test('is the settlement that follows, line by line and hash by hash, and writes nothing', async () => {
    const property = fc.asyncProperty(fc.nat({ max: holdings.length - 1 }), anyBill, async (at, bill) => {
      const body = billOf(people[at] as string, bill)
      const rows = await rowCounts(desk.service)
      const before = await quoted(body)
      expect(await rowCounts(desk.service)).toEqual(rows)
      expect(await settled(body)).toEqual(before)
    })
    await fc.assert(property, { numRuns: 60, seed: 2023, endOnFailure: true })
    expect(await desk.differences()).toEqual([])
  })

  test('needs no number and shows none', async () => {
    const { settlementNo: _, ...body } = billOf(people[0] as string, { inScope: '1000.00' })
    const answer = await quote(desk.service, bureau, body, 'zh')
    expect(answer).toMatchObject({ id: null, settlementNo: null, settledAt: null, status: 'quoted' })
    expect(answer.lines[0]?.text).toMatch(/[\u4e00-\u9fff]/)
  })

  test('of a number that was used is that of another visit', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const body = billOf(personNo, { inScope: '1000.00' })
    await settle(desk.service, bureau, body, 'en')
    const answer = await quote(desk.service, bureau, body, 'en')
    expect(answer.limits[0]).toMatchObject({ usedBefore: '700.00', usedAfter: '1400.00' })
  })

  test('is refused for what a settlement is refused for', async () => {
    const body = billOf(people[0] as string, { inScope: '1000.00' })
    const refused = async (change: Partial<ClaimBody>) => {
      const { code } = await refusalOf(quote(desk.service, bureau, { ...body, ...change }, 'en'))
      expect(await refusalOf(settle(desk.service, bureau, { ...body, ...change }, 'en'))).toMatchObject({ code })
      return code
    }
    expect(await refused({ personNo: 'nobody' })).toBe('person-not-registered')
    expect(await refused({ hospitalCode: 'nowhere' })).toBe('hospital-not-registered')
    expect(await refused({ admittedOn: '2023-06-16' })).toBe('dates-reversed')
    expect(await refused({ care: 'outpatient-chronic', diseaseCode: undefined })).toBe('disease-code-missing')
    expect(await refusalOf(quote(desk.service, shanxiAuditor, body, 'en'))).toMatchObject({ code: 'forbidden' })
  })

  test('needs a hospital that is designated', async () => {
    const hospitalCode = await desk.hospital({ hospitalCode: 'H14050000009', designated: false })
    const body = billOf(await desk.person({ as: 'dibao' }), { inScope: '1000.00', hospitalCode })
    expect(await refusalOf(quote(desk.service, bureau, body, 'en'))).toMatchObject({ code: 'hospital-not-designated' })
    const elsewhere = { ...body, hospitalCode: cityHospital }
    expect((await quote(desk.service, bureau, elsewhere, 'en')).payers.assistance).toBe('700.00')
  })
})
