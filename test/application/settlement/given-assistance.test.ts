import { beforeAll, describe, expect, test } from 'vitest'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let hospital = ''
beforeAll(async () => {
  desk = await openDesk()
  hospital = await desk.hospital({ hospitalCode: 'H37081100001', region: '370811' })
})

const inJining = async (as: 'youfu' | 'dibao' | 'low-income') =>
  desk.person({ insuredRegion: '370811', as: [{ category: as, from: '2023-01-01', to: '2023-12-31' }] })

/** A stay of 20000.00 in scope, of which insurance paid 4000.00. */
const stay = (assistance?: string, on = '2023-03-01') => ({
  ...{ on, inScope: '20000.00', basic: '4000.00', hospitalCode: hospital },
  ...(assistance === undefined ? {} : { assistance }),
})

describe('what an earlier policy has paid', () => {
  test('counts as assistance, and re-aid is reckoned on the rest', async () => {
    // 20000 − 4000 − 6000 = 10000; (10000 − 5000) × 0.70 = 3500.
    const { payers, lines } = await desk.settle(await inJining('youfu'), stay('6000.00'))
    expect(payers).toMatchObject({ assistance: '6000.00', reAid: '3500.00', person: '6500.00' })
    expect(lines.find(({ step }) => step === 'assistance-given')?.text).toMatch(/6000\.00 under an earlier policy/)
  })

  test('left out, re-aid is named as open with it', async () => {
    const { payers, reasons } = await desk.settle(await inJining('youfu'), stay())
    expect([payers.assistance, payers.reAid]).toEqual(['0.00', '0.00'])
    expect(reasons.filter(({ code }) => code === 'left-open').map(({ text }) => text)).toEqual([
      expect.stringMatching(/medical assistance/i),
      expect.stringMatching(/re-aid/i),
    ])
  })

  test('is refused where assistance is computed, is not due, or is not open: also in a quote', async () => {
    const dibao = await inJining('dibao')
    const bill = billOf(dibao, stay('100.00'))
    for (const ask of [() => desk.settle(dibao, stay('100.00')), () => quote(desk.service, bureau, bill, 'en')])
      expect(await refusalOf(ask())).toMatchObject({ code: 'assistance-not-open', params: { clause: '000000/G20' } })
    const jincheng = await desk.person({ as: 'youfu' })
    const there = { on: '2023-03-01', inScope: '20000.00', basic: '4000.00', assistance: '0.01' }
    expect((await refusalOf(desk.settle(jincheng, there))).code).toBe('assistance-not-open')
    // As the refusal says.
    expect((await desk.settle(dibao, stay())).payers.assistance).toBe('10000.00')
    // Nothing was paid by an earlier policy: nothing is said that could be wrong.
    expect((await desk.settle(jincheng, { ...there, assistance: '0.00' })).payers.assistance).toBe('0.00')
  })

  test('is refused where it is more than insurance leaves', async () => {
    const refused = await refusalOf(desk.settle(await inJining('youfu'), stay('16000.01')))
    expect(refused).toMatchObject({ code: 'paid-exceeds-in-scope' })
  })

  test('stays where the year is recalculated, and gives way with a warning where the identity turned out another', async () => {
    const personNo = await inJining('youfu')
    await desk.settle(personNo, stay('6000.00'))
    await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
    const asked = { personNo, year: 2023, resettleNo: 'R1', reason: '补登低保' }
    const { resettlement } = await recalculate(desk.service, bureau, asked)
    // 16000 × 0.70 = 11200, of which the annual limit allows 10000; 6000 are left, 1000 above 5000, × 0.70.
    expect(resettlement.settlements).toMatchObject([
      { after: { assistance: '10000.00', reAid: '700.00', person: '5300.00' } },
    ])
    expect(await desk.differences()).toEqual([])
  })
})
