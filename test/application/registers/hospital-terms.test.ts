import { beforeAll, describe, expect, test } from 'vitest'
import { getHospital, putHospital, readHospitalTerms } from '../../../src/application/registers/hospitals.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { hospital, jincheng, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let personNo: string
beforeAll(async () => {
  desk = await openDesk()
  personNo = await desk.person({ as: 'dibao' })
})

const put = (hospitalCode: string, change: Partial<Parameters<typeof putHospital>[2]>, caller = jincheng) =>
  putHospital(desk.service, caller, {
    ...hospital({ hospitalCode, region: '140502', feeClass: 'county-two' }),
    ...change,
  })
/** Of 30000: county-two (30000 − 400) × 0.75, class-one (30000 − 1000) × 0.60. */
const basicOn = async (hospitalCode: string, on: string) => {
  const bill = billOf(personNo, { hospitalCode, on, inScope: '30000.00', basic: null, criticalIllness: '0.00' })
  return (await quote(desk.service, bureau, bill, 'en')).payers.basic
}
const terms = async (hospitalCode: string) =>
  (await readHospitalTerms(desk.service, jincheng, { hospitalCode })).items.map(({ from, feeClass, standing }) => [
    from,
    feeClass,
    standing,
  ])

describe('what a hospital is has days', () => {
  test('a visit goes by its own day, on both sides of the change', async () => {
    await put('HT1', {})
    await put('HT1', { feeClass: 'class-one', from: '2024-03-01' })
    expect(await basicOn('HT1', '2024-02-29')).toBe('22200.00')
    expect(await basicOn('HT1', '2024-03-01')).toBe('17400.00')
    expect(await terms('HT1')).toEqual([
      [null, 'county-two', true],
      ['2024-03-01', 'class-one', true],
    ])
  })

  test('a PUT without a day changes it from today, and keeps what was', async () => {
    await put('HT2', {})
    await put('HT2', { feeClass: 'class-one' })
    expect(await basicOn('HT2', '2024-05-04')).toBe('22200.00')
    expect(await basicOn('HT2', '2024-05-05')).toBe('17400.00')
    expect((await getHospital(desk.service, jincheng, { hospitalCode: 'HT2' })).feeClass).toBe('class-one')
  })

  test('a designation that was lost refuses the visits after it, not those before', async () => {
    await put('HT3', {})
    await put('HT3', { designated: false, from: '2024-04-01' })
    expect(await basicOn('HT3', '2024-03-31')).toBe('22200.00')
    expect(await refusalOf(basicOn('HT3', '2024-04-01'))).toMatchObject({ code: 'hospital-not-designated' })
  })

  test('a slip is corrected for its day with a reason, and stays on record', async () => {
    await put('HT4', {})
    await put('HT4', { feeClass: 'class-one', from: '2024-03-01' })
    const again = { feeClass: 'class-three', from: '2024-03-01' } as const
    expect(await refusalOf(put('HT4', again))).toMatchObject({ code: 'invalid-request' })
    await put('HT4', { ...again, reason: '等级评审结果录错' })
    expect(await basicOn('HT4', '2024-03-01')).toBe('25415.00')
    expect(await terms('HT4')).toEqual([
      [null, 'county-two', true],
      ['2024-03-01', 'class-one', false],
      ['2024-03-01', 'class-three', true],
    ])
  })

  test('a change of a day past leaves what holds today alone', async () => {
    await put('HT5', {})
    await put('HT5', { feeClass: 'class-one', from: '2024-04-01' })
    await put('HT5', { feeClass: 'class-three', from: '2024-02-01' })
    expect((await getHospital(desk.service, jincheng, { hospitalCode: 'HT5' })).feeClass).toBe('class-one')
    expect(await basicOn('HT5', '2024-02-01')).toBe('25415.00')
  })

  test('what was settled stays, and a day to come is refused', async () => {
    await put('HT6', {})
    const settled = await desk.settle(personNo, {
      hospitalCode: 'HT6',
      on: '2024-01-05',
      inScope: '1000.00',
      basic: null,
    })
    await put('HT6', { feeClass: 'class-one', from: '2024-01-01' })
    expect(settled.payers.basic).toBe('450.00')
    expect(await desk.differences()).toEqual([])
    expect(await refusalOf(put('HT6', { level: 'one', from: '2024-05-06' }))).toMatchObject({ code: 'date-in-future' })
  })

  test('is not rewritten or removed, not by the owner either', async () => {
    const owner = await desk.owner()
    await expect(owner.query('DELETE FROM hospital_terms')).rejects.toThrow('append-only')
    await expect(owner.query('TRUNCATE hospital_terms')).rejects.toThrow('append-only')
  })
})
