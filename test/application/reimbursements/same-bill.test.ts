import { beforeAll, describe, expect, test } from 'vitest'
import { endReimbursement } from '../../../src/application/reimbursements/decide-reimbursement.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { bureau, cityHospital, type Desk, openDesk, billOf as visitOf } from '../../support/database/desk.ts'
import { reimbursementDesk } from '../../support/database/reimbursement-desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let it: ReturnType<typeof reimbursementDesk>
beforeAll(async () => {
  desk = await openDesk()
  it = reimbursementDesk(desk.service)
})

const dibao = () => desk.person({ as: 'dibao' })

describe('the same bill at the counter', () => {
  test('and handed in is refused, whichever came first', async () => {
    const personNo = await dibao()
    const stay = { on: '2023-04-10', admitted: '2023-04-01', inScope: '20000.00' }
    await settle(desk.service, bureau, { ...visitOf(personNo, stay), admittedOn: '2023-04-01' }, 'en')
    const id = await it.checked(personNo, { admittedOn: '2023-04-01' })
    expect((await refusalOf(it.approve(id))).code).toBe('same-visit-settled')
    const other = await dibao()
    await it.approved(other, { admittedOn: '2023-04-01' })
    const again = settle(desk.service, bureau, { ...visitOf(other, stay), admittedOn: '2023-04-01' }, 'en')
    expect((await refusalOf(again)).code).toBe('visit-handed-in')
  })

  const costs = { total: '300.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '300.00' }
  const visit = {
    ...{ care: 'outpatient-ordinary' as const, servedOn: '2023-04-10', admittedOn: undefined, dischargedOn: undefined },
    ...{ costs, paid: { basic: '0.00', criticalIllness: '0.00' } },
  }
  const pharmacy = (name: string) => ({ hospital: { name, region: '140502', level: 'one' as const } })

  test('of two pharmacies of one day at one price both are paid, and of one stay handed in twice one', async () => {
    const personNo = await dibao()
    for (const name of ['甲药店', '乙药店']) await it.approved(personNo, { ...visit, ...pharmacy(name) })
    await it.approved(personNo, { admittedOn: '2023-05-01', dischargedOn: '2023-05-03' })
    const again = await it.checked(personNo, { admittedOn: '2023-05-01', dischargedOn: '2023-05-03' })
    expect((await refusalOf(it.approve(again))).code).toBe('same-visit-settled')
    expect(await desk.differences()).toEqual([])
  })

  test.each([
    ['not registered', { hospital: { name: '甲 药店', region: '140502', level: 'one' as const } }],
    ['registered', { hospital: { code: cityHospital } }],
  ])('of an outpatient visit at one hospital, %s, is paid once, unless the second names the first', async (_, at) => {
    const personNo = await dibao()
    const place = 'code' in at.hospital ? at : pharmacy('甲药店')
    const first = await it.approved(personNo, { ...visit, ...place })
    const again = await it.checked(personNo, { ...visit, ...at })
    const refusal = await refusalOf(it.approve(again))
    expect(refusal).toMatchObject({ code: 'same-visit-settled', params: { settlementNo: first.reimbursementNo } })
    expect(JSON.stringify(refusal.params.next)).toContain('/withdraw')
    await endReimbursement(desk.service, bureau, { id: again, to: 'withdrawn', reason: '另次就诊，重新受理' })
    const besides = [first.reimbursementNo]
    expect(await it.approved(personNo, { ...visit, ...at, besides })).toMatchObject({ status: 'approved', besides })
    const third = await it.checked(personNo, { ...visit, ...at, besides })
    expect((await refusalOf(it.approve(third))).code).toBe('same-visit-settled')
    const twice = await it.checked(personNo, { admittedOn: '2023-05-01', dischargedOn: '2023-05-03' })
    await it.approve(twice)
    expect(await desk.differences()).toEqual([])
  })

  test('that two keys approve at once is paid once', async () => {
    const personNo = await dibao()
    const ids = [await it.checked(personNo, visit), await it.checked(personNo, visit)]
    const done = await Promise.allSettled(ids.map((id) => it.approve(id)))
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await desk.differences()).toEqual([])
  })

  test('that names a visit at the counter is another one', async () => {
    const personNo = await dibao()
    const { servedOn, care } = visit
    const counter = { ...visitOf(personNo, { on: servedOn }), servedOn, care, costs, paid: visit.paid }
    const settled = { ...counter, admittedOn: null, dischargedOn: null, settlementNo: 'SB-C1' }
    await settle(desk.service, bureau, settled, 'en')
    const bill = await it.checked(personNo, visit)
    expect(await refusalOf(it.approve(bill))).toMatchObject({
      code: 'same-visit-settled',
      params: { settlementNo: 'SB-C1', next: { zh: expect.stringContaining('以新的报销编号重新受理') } },
    })
    expect((await it.approved(personNo, { ...visit, besides: ['SB-C1'] })).status).toBe('approved')
  })

  test('a fen apart is warned about where it is checked and approved', async () => {
    const personNo = await dibao()
    const stay = { on: '2023-04-10', admitted: '2023-04-01', inScope: '20000.01', settlementNo: 'SB-FEN' }
    await settle(desk.service, bureau, { ...visitOf(personNo, stay), admittedOn: '2023-04-01' }, 'en')
    const id = await it.withPapers(personNo, { admittedOn: '2023-04-01' })
    const told = expect.arrayContaining([expect.objectContaining({ code: 'stay-overlaps' })])
    expect((await it.check(id)).warnings).toEqual(told)
    expect((await it.check(id)).warnings).toEqual(told)
    expect((await it.approve(id)).warnings).toEqual(told)
    expect(await it.approve(id)).toMatchObject({ replayed: true, warnings: told })
    const again = await it.withPapers(personNo, { admittedOn: '2023-04-01' })
    expect(await it.check(again)).toMatchObject({ reimbursement: { status: 'checked' }, warnings: null })
  })

  test('is not handed in before the visit ended', async () => {
    const early = it.receive(await dibao(), { receivedOn: '2023-04-09' })
    expect((await refusalOf(early)).faults.map(({ pointer }) => pointer)).toEqual(['/receivedOn'])
    await it.receive(await dibao(), { receivedOn: '2023-04-10' })
  })
})
