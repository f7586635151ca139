import { beforeAll, describe, expect, test } from 'vitest'
import { auditLeadsTable, listAuditLeads, readAuditLeads } from '../../../src/application/audit/audit-leads.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import { endIdentity } from '../../../src/application/registers/identities.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { exportRows } from '../../../src/application/shared/table.ts'
import { type AuditLead, auditLeads } from '../../../src/domain/names/audit-leads.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
let other: string
beforeAll(async () => {
  desk = await openDesk()
  other = await desk.hospital({ hospitalCode: 'HL2' })
})

const region = '140500'
const found = async (kind: AuditLead, personNo: string) => {
  const { items } = await listAuditLeads(desk.service, bureau, { kind, region, limit: 500 })
  return items.filter((one) => one.personNo === personNo)
}
const stay = (admittedOn: string, on: string, more = {}) => ({ on, admitted: admittedOn, inScope: '5000.00', ...more })
const settle = (personNo: string, bill: object) => desk.settle(personNo, bill as Parameters<Desk['settle']>[1])
const dibao = () => desk.person({ as: 'dibao' })

describe('each kind on both sides of its line', () => {
  test('stays that follow: on the fifteenth day and not on the sixteenth', async () => {
    const [near, far] = [await dibao(), await dibao()]
    for (const personNo of [near, far]) await settle(personNo, stay('2024-01-01', '2024-01-10'))
    const again = await settle(near, stay('2024-01-25', '2024-01-30', { hospitalCode: other }))
    await settle(far, stay('2024-01-26', '2024-01-30', { hospitalCode: other }))
    expect(await found('readmitted', near)).toMatchObject([
      { settlementId: again.id, from: '2024-01-25', to: '2024-01-30', otherFrom: '2024-01-01', otherTo: '2024-01-10' },
    ])
    expect(await found('readmitted', far)).toEqual([])
  })

  test('the same days in two hospitals, once, until one is reversed', async () => {
    const personNo = await dibao()
    await settle(personNo, stay('2024-02-01', '2024-02-10'))
    const twice = await settle(personNo, stay('2024-02-01', '2024-02-10', { hospitalCode: other }))
    expect(await found('same-stay', personNo)).toMatchObject([
      { settlementId: twice.id, amount: twice.payers.assistance },
    ])
    expect(await found('overlap', personNo)).toHaveLength(1)
    const { hospitalCode, settlementNo } = twice
    await reverse(desk.service, bureau, {
      ...{ hospitalCode, settlementNo: settlementNo ?? '', reversalNo: `R-${settlementNo}`, reason: 'x' },
    })
    expect([await found('same-stay', personNo), await found('overlap', personNo)]).toEqual([[], []])
  })

  test('a stay that ended after the death, and not one that ended on its day', async () => {
    const [past, on] = [await dibao(), await dibao()]
    for (const personNo of [past, on]) await settle(personNo, stay('2024-03-01', '2024-03-10'))
    await putDeath(desk.service, bureau, { personNo: past, diedOn: '2024-03-09', source: '民政' })
    await putDeath(desk.service, bureau, { personNo: on, diedOn: '2024-03-10', source: '民政' })
    expect(await found('after-death', past)).toMatchObject([{ otherFrom: '2024-03-09' }])
    expect(await found('after-death', on)).toEqual([])
  })

  test('an identity that ended the day before the stay, and not one that ended within it', async () => {
    const held = { category: 'dibao', from: '2021-01-01' } as const
    for (const [to, expected] of [
      ['2024-03-13', 1],
      ['2024-03-14', 0],
    ] as const) {
      const personNo = await desk.person()
      const id = await desk.identity(personNo, held)
      await settle(personNo, stay('2024-03-14', '2024-03-16'))
      await endIdentity(desk.service, bureau, { personNo, id, to })
      expect(await found('identity-ended', personNo)).toHaveLength(expected)
    }
  })

  test('off-catalogue cost over the control, which the hospital bears, and not within it', async () => {
    const [over, within] = [await dibao(), await dibao()]
    await settle(over, { on: '2024-03-18', inScope: '5000.00', offCatalogue: '5000.00' })
    await settle(within, { on: '2024-03-18', inScope: '5000.00', offCatalogue: '100.00' })
    expect(await found('off-catalogue', over)).toHaveLength(1)
    expect(await found('off-catalogue', within)).toEqual([])
  })

  test('insurance given as nil, and not where it paid', async () => {
    const [nil, paid] = [await dibao(), await dibao()]
    await settle(nil, { on: '2024-03-20', inScope: '5000.00' })
    await settle(paid, { on: '2024-03-20', inScope: '5000.00', basic: '1000.00' })
    expect(await found('insurance-nil', nil)).toHaveLength(1)
    expect(await found('insurance-nil', paid)).toEqual([])
  })

  test('the directory counts what the lists hold, and every kind is a file', async () => {
    const { kinds } = await readAuditLeads(desk.service, shanxiAuditor, { region }, 'zh')
    expect(kinds.map(({ kind }) => kind)).toEqual([...auditLeads])
    for (const { kind, count } of kinds) {
      const { items } = await listAuditLeads(desk.service, bureau, { kind, region, limit: 500 })
      const rows = await exportRows(await auditLeadsTable(desk.service, bureau, { kind, region }, 'zh'))
      expect([kind, items.length, rows.length]).toEqual([kind, count, count])
      const { items: elsewhere } = await listAuditLeads(desk.service, bureau, { kind, region: '370800' })
      expect(elsewhere).toEqual([])
    }
    expect(kinds.filter(({ count }) => count > 0).length).toBeGreaterThanOrEqual(4)
  })

  test('pages go on where they stopped, and nobody else reads them', async () => {
    const whole = await listAuditLeads(desk.service, bureau, { kind: 'insurance-nil', region, limit: 500 })
    const one = await listAuditLeads(desk.service, bureau, { kind: 'insurance-nil', region, limit: 1 })
    const next = { kind: 'insurance-nil', region, limit: 500, cursor: one.nextCursor ?? '' } as const
    expect([...one.items, ...(await listAuditLeads(desk.service, bureau, next)).items]).toEqual(whole.items)
    for (const caller of [jining, ofHospital('H1')])
      expect((await refusalOf(readAuditLeads(desk.service, caller, { region }, 'zh'))).code).toBe('forbidden')
  })
})
