import { beforeAll, describe, expect, test } from 'vitest'
import { applyForClearing } from '../../../src/application/clearing/claim-clearing.ts'
import { daysToPay, listOwed } from '../../../src/application/payouts/read-payouts.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { putHospital } from '../../../src/application/registers/hospitals.ts'
import { endReimbursement, quoteReimbursement } from '../../../src/application/reimbursements/decide-reimbursement.ts'
import { getReimbursement, readReceiptOfBill } from '../../../src/application/reimbursements/read-reimbursements.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { give } from '../../support/database/clearing-desk.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { payoutDesk } from '../../support/database/payout-desk.ts'
import { billOf, invoiceOf, reimbursementDesk } from '../../support/database/reimbursement-desk.ts'
import { hospital, jining, ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let it: ReturnType<typeof reimbursementDesk>
beforeAll(async () => {
  desk = await openDesk()
  it = reimbursementDesk(desk.service)
  await give(desk, '900000.00')
})

const dibao = () => desk.person({ as: 'dibao' })
const owedTo = async (personNo: string, debtors = false) =>
  (await listOwed(desk.service, bureau, { region: '140500', debtors, limit: 500 })).items.find(
    (row) => row.personNo === personNo,
  )
/** Of 10,000 that insurance left, 70% (140500/J4). */
const aid = '7000.00'

describe('a bill that was handed in', () => {
  test('is settled under its own day once it is approved, all of its aid is the person’s, and a payout pays it', async () => {
    const personNo = await dibao()
    const id = await it.withPapers(personNo)
    expect((await quoteReimbursement(desk.service, bureau, id, 'en')).payers.assistance).toBe(aid)
    expect((await getReimbursement(desk.service, bureau, id)).status).toBe('received')
    expect(await owedTo(personNo)).toBeUndefined()
    await it.check(id)
    const { reimbursement } = await it.approve(id)
    expect(reimbursement).toMatchObject({
      ...{ status: 'approved', amount: aid, payout: null, findings: '票据齐全', documents: [{}, {}] },
      settlement: { hospitalCode: 'BX140502', settlementNo: reimbursement.reimbursementNo },
    })
    expect(await owedTo(personNo)).toMatchObject({ amount: aid, handedIn: aid })
    const payouts = payoutDesk(desk)
    const payout = await payouts.pay(personNo)
    expect(payout).toMatchObject({ amount: aid, receivedOn: '2024-04-01', entries: [{ cause: 'reimbursement' }] })
    const { id: batchId } = await payouts.sent([payout.id])
    await payouts.tell(batchId, { outcome: 'paid', on: '2024-05-05' })
    const paid = await getReimbursement(desk.service, bureau, id)
    expect(paid).toMatchObject({ payout: { status: 'paid', paidOn: '2024-05-05', amount: aid }, daysToPay: 34 })
    expect(await daysToPay(desk.service, bureau, { region: '140500', year: 2024 })).toMatchObject({ slowest: 34 })
    const receipt = await readReceiptOfBill(desk.service, paid.receiptNo.toUpperCase())
    expect(receipt).toMatchObject({ status: 'approved', amount: aid, payment: 'paid', paidOn: '2024-05-05' })
    expect(JSON.stringify(receipt)).not.toContain(personNo)
    expect(await desk.differences()).toEqual([])
  })

  test('is in no hospital’s month, though the care was there', async () => {
    const hospitalCode = await desk.hospital({ hospitalCode: 'HBX1' })
    const personNo = await dibao()
    await it.approved(personNo, { hospital: { code: hospitalCode } })
    const claim = { applicationNo: 'X1', hospitalCode, month: '2024-05', clearingType: 'all' } as const
    const zero = { total: '0.00', fundPaid: '0.00', personPaid: '0.00', hospitalPaid: '0.00' }
    const refused = await refusalOf(
      applyForClearing(desk.service, ofHospital(hospitalCode), { ...claim, claimed: zero } as never),
    )
    expect(refused.code).toBe('clearing-nothing-left')
  })

  test('needs a second pair of eyes, and two at once approve it once', async () => {
    const id = await it.checked(await dibao())
    expect((await refusalOf(it.approve(id, bureau))).code).toBe('second-pair-of-eyes')
    const both = await Promise.all([it.approve(id), it.approve(id), it.approve(id)])
    expect(new Set(both.map(({ reimbursement }) => reimbursement.settlement?.id)).size).toBe(1)
    expect(both.filter(({ replayed }) => !replayed)).toHaveLength(1)
    const { rows } = await desk.service.db.pool.query(
      `SELECT count(*)::int AS entries FROM entries WHERE settlement_id = $1`,
      [both[0]?.reimbursement.settlement?.id],
    )
    expect(rows).toEqual([{ entries: 1 }])
  })

  test('that is withdrawn while it is approved is one of both', async () => {
    const personNo = await dibao()
    const id = await it.checked(personNo)
    const ended = endReimbursement(desk.service, bureau, { id, to: 'withdrawn', reason: '本人撤回' })
    const [approved, withdrawn] = await Promise.allSettled([it.approve(id), ended])
    expect([approved.status, withdrawn.status].sort()).toEqual(['fulfilled', 'rejected'])
    const { status, amount } = await getReimbursement(desk.service, bureau, id)
    expect(approved.status === 'fulfilled' ? [status, amount] : [status, amount]).toEqual(
      approved.status === 'fulfilled' ? ['approved', aid] : ['withdrawn', null],
    )
    expect(await desk.differences()).toEqual([])
  })

  test('sent again is the first answer; another under its number is refused', async () => {
    const bill = billOf(await dibao())
    const first = await it.receive(bill.personNo, bill)
    expect(await it.receive(bill.personNo, bill)).toEqual({ ...first, replayed: true })
    expect((await refusalOf(it.receive(bill.personNo, { ...bill, archiveNo: 'D-1' }))).code).toBe('number-reused')
  })

  test('is not checked without its papers, but where the file of the papers is named', async () => {
    const { id } = (await it.receive(await dibao())).reimbursement
    expect(await refusalOf(it.check(id))).toMatchObject({ code: 'papers-missing', params: { kind: 'invoice' } })
    await it.paper(id, 'invoice')
    expect(await refusalOf(it.check(id))).toMatchObject({ params: { kind: 'insurance-statement' } })
    const { id: filed } = (await it.receive(await dibao(), { archiveNo: '2024-017' })).reimbursement
    expect((await it.check(filed)).reimbursement.status).toBe('checked')
  })

  test('of another bureau is not there', async () => {
    const { id } = (await it.receive(await dibao())).reimbursement
    expect((await refusalOf(getReimbursement(desk.service, jining, id))).code).toBe('not-found')
    expect((await refusalOf(it.approve(id, jining))).code).toBe('not-found')
    expect((await refusalOf(it.receive(await dibao(), {}, ofHospital(cityHospital)))).code).toBe('forbidden')
  })
})

describe('an invoice', () => {
  test('is used once in every region, and refused with where it was used; a bill that ends frees it', async () => {
    const invoices = [invoiceOf('20000.00')]
    const first = await it.receive(await dibao(), { invoices })
    const other = await desk.person({ insuredRegion: '370811', as: 'dibao' })
    const refused = await refusalOf(it.receive(other, { invoices }))
    const { reimbursementNo } = first.reimbursement
    expect(refused).toMatchObject({ code: 'invoice-used', extra: { usedIn: { region: '140502', reimbursementNo } } })
    await endReimbursement(desk.service, bureau, { id: first.reimbursement.id, to: 'refused', reason: '票据不符' })
    expect((await it.receive(other, { invoices })).replayed).toBe(false)
  })

  test('that two hand in at once is taken once', async () => {
    const invoices = [invoiceOf('20000.00')]
    const people = [await dibao(), await dibao(), await dibao()]
    const outcomes = await Promise.allSettled(people.map((personNo) => it.receive(personNo, { invoices })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'invoice-used' })
  })

  test.each([
    ['a sum that is not the total', [{ ...invoiceOf('19999.99') }], '/invoices'],
    ['a number of seven digits', [{ ...invoiceOf('20000.00'), number: '1234567' }], '/invoices/0/number'],
    ['no code', [{ number: '1234567890', amount: '20000.00' }], '/invoices/0/code'],
    [
      'a code with twenty digits',
      [{ code: '14060123', number: '24'.repeat(10), amount: '20000.00' }],
      '/invoices/0/code',
    ],
    ['a day after the receipt', [{ ...invoiceOf('20000.00'), issuedOn: '2024-04-02' }], '/invoices/0/issuedOn'],
  ])('with %s is refused where it stands', async (_why, invoices, pointer) => {
    const { code, faults } = await refusalOf(it.receive(await dibao(), { invoices }))
    expect([code, faults.map((fault) => fault.pointer)]).toEqual(['invalid-request', [pointer]])
  })

  test('that stands twice in one bill is refused', async () => {
    const one = invoiceOf('10000.00')
    const { faults } = await refusalOf(it.receive(await dibao(), { invoices: [one, one] }))
    expect(faults).toMatchObject([{ pointer: '/invoices/1' }])
  })
})

describe('what insurance has paid', () => {
  test('is said, and shown where it is more than nothing', async () => {
    const personNo = await dibao()
    const unsaid = await refusalOf(it.receive(personNo, { paid: { basic: '10000.00' } }))
    expect(unsaid.faults).toMatchObject([{ pointer: '/paid/criticalIllness' }])
    expect((await refusalOf(it.receive(personNo, { insuranceProof: null }))).faults).toMatchObject([
      { pointer: '/insuranceProof' },
    ])
    const nothing = { paid: { basic: '0.00', criticalIllness: '0.00' }, insuranceProof: null }
    expect((await it.receive(personNo, nothing)).replayed).toBe(false)
  })

  test('and nothing of it is warned about once its statement shows that, and only then', async () => {
    const nothing = { paid: { basic: '0.00', criticalIllness: '0.00' } }
    const warningsOf = async (change: Parameters<typeof it.receive>[1]) => {
      const { id } = (await it.receive(await dibao(), { ...nothing, ...change })).reimbursement
      return (await quoteReimbursement(desk.service, bureau, id, 'en')).warnings.map(({ code }) => code)
    }
    const without = await warningsOf({ insuranceProof: null })
    expect(without).toContain('insurance-unproved')
    const shown = await warningsOf({ insuranceProof: { documentNo: 'JS-0', issuedBy: '晋城市医疗保障局' } })
    expect(shown).toEqual(without.filter((code) => code !== 'insurance-unproved'))
    expect(shown).not.toContain('insurance-given-as-nil')
    const settled = await it.approved(await dibao(), nothing)
    expect(settled.amount).toBe('14000.00')
    expect(await desk.differences()).toEqual([])
  })
})

describe('the hospital of the care', () => {
  test('counts as it was on the day, also where it has closed since', async () => {
    const hospitalCode = await desk.hospital({ hospitalCode: 'HBX2' })
    await putHospital(desk.service, bureau, {
      ...hospital({ hospitalCode, region: '140502', feeClass: 'city-two', designated: false }),
      from: '2024-01-01',
    } as never)
    const before = await it.approved(await dibao(), { hospital: { code: hospitalCode } })
    expect(before).toMatchObject({ amount: aid, hospital: { code: hospitalCode, designated: true } })
    const after = { hospital: { code: hospitalCode }, admittedOn: '2024-03-01', dischargedOn: '2024-03-05' }
    // Said as it is handed in, where the person still stands at the counter, and with the one way there is.
    expect((await refusalOf(it.receive(await dibao(), after))).faults).toMatchObject([
      { pointer: '/emergency', detail: { zh: expect.stringContaining('emergency: true') } },
    ])
    const urgent = await it.approved(await dibao(), { ...after, emergency: true })
    expect(urgent.amount).toBe(aid)
  })

  test('elsewhere asks for a referral as at the counter (000000/G8)', async () => {
    const elsewhere = { name: '北京示例医院', region: '110101', level: 'three' } as const
    expect((await it.approved(await dibao(), { hospital: elsewhere })).amount).toBe('0.00')
    expect((await it.approved(await dibao(), { hospital: elsewhere, referral: 'proper' })).amount).toBe(aid)
  })

  test('that is not known is refused, and one that is half described', async () => {
    const personNo = await dibao()
    expect((await refusalOf(it.receive(personNo, { hospital: { code: 'HNONE' } }))).code).toBe(
      'hospital-not-registered',
    )
    const { faults } = await refusalOf(it.receive(personNo, { hospital: { name: '某医院' } }))
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/hospital/region', '/hospital/level'])
    const nowhere = { name: '某医院', region: '999999', level: 'two' } as const
    expect((await refusalOf(it.receive(personNo, { hospital: nowhere }))).faults).toMatchObject([
      { pointer: '/hospital/region', detail: { en: expect.stringContaining('in no province') } },
    ])
  })
})

describe('a reversal', () => {
  test('frees the invoice and leaves the person owing what was paid', async () => {
    const personNo = await dibao()
    const invoices = [invoiceOf('20000.00')]
    const done = await it.approved(personNo, { invoices })
    const payouts = payoutDesk(desk)
    await payouts.sent([(await payouts.pay(personNo)).id])
    const { hospitalCode = '', settlementNo = '' } = done.settlement ?? {}
    await reverse(desk.service, bureau, {
      hospitalCode,
      settlementNo,
      reversalNo: `R-${settlementNo}`,
      reason: '重复报销',
    })
    expect(await getReimbursement(desk.service, bureau, done.id)).toMatchObject({ status: 'reversed', amount: '0.00' })
    expect(await owedTo(personNo, true)).toMatchObject({ amount: `-${aid}` })
    expect((await it.receive(personNo, { invoices, reimbursementNo: `${settlementNo}-2` })).replayed).toBe(false)
    expect(await desk.differences()).toEqual([])
  })
})

describe('a recalculation', () => {
  test('pays the difference to the person, of aid alone', async () => {
    const personNo = await desk.person({})
    const done = await it.approved(personNo)
    expect(done.amount).toBe('0.00')
    await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
    await recalculate(desk.service, bureau, { personNo, year: 2023, resettleNo: 'BXR1', reason: '补认定' })
    expect((await getReimbursement(desk.service, bureau, done.id)).amount).toBe(aid)
    expect(await owedTo(personNo)).toMatchObject({ amount: aid })
    expect(await desk.differences()).toEqual([])
  })
})

test('what was changed by hand is named', async () => {
  const done = await it.approved(await dibao())
  const owner = await desk.owner()
  await owner.query('ALTER TABLE reimbursements DISABLE TRIGGER USER')
  await owner.query('UPDATE reimbursements SET settlement_id = gen_random_uuid() WHERE id = $1', [done.id])
  const found = await desk.differences()
  expect(found.map(({ what }) => what)).toEqual([
    `settlement of reimbursement ${done.reimbursementNo}`,
    `reimbursement of settlement ${done.reimbursementNo}`,
  ])
  await owner.query('UPDATE reimbursements SET settlement_id = $2 WHERE id = $1', [done.id, done.settlement?.id])
  await owner.query('ALTER TABLE reimbursements ENABLE TRIGGER USER')
})

test('what was handed in and decided is never rewritten', async () => {
  const done = await it.approved(await dibao())
  const owner = await desk.owner()
  for (const sql of [
    `UPDATE reimbursements SET total = 1 WHERE id = '${done.id}'`,
    `UPDATE reimbursements SET status = 'received' WHERE id = '${done.id}'`,
    `UPDATE reimbursement_invoices SET released_at = now() WHERE reimbursement_id = '${done.id}'`,
    `UPDATE reimbursement_documents SET bytes = 1`,
    `UPDATE reimbursement_document_parts SET part = part + 1`,
    ...['reimbursements', 'reimbursement_invoices', 'reimbursement_documents', 'reimbursement_document_parts'].flatMap(
      (table) => [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`],
    ),
  ])
    await expect(owner.query(sql), sql).rejects.toMatchObject({ code: expect.stringMatching(/^23/) })
})
