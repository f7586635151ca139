import { beforeAll, describe, expect, test } from 'vitest'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { addRegistration } from '../../../src/application/registers/registrations.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { atTheDesk, done, settling, stayOf } from '../../support/claims/messages.ts'
import { bodyOf, type Sketch } from '../../support/claims/visit.ts'
import { bureau } from '../../support/database/desk.ts'
import { hospitalCode, testApp } from '../../support/database/test-app.ts'
import { plain, statementOf } from '../../support/files/statement-page.ts'

const it = testApp()
const psn_no = '14050000000000008801'
let drug = ''

/** A stay as tekun uses 55000 of the year, and a drug of 40000 as dibao 4000: it leaves 36000 to the person. */
beforeAll(async () => {
  const person = { personNo: psn_no, name: '李四', idType: '99', idNumber: psn_no, birthDate: '1975-03-12' }
  await putBeneficiary(it.service, bureau, { ...person, insuredRegion: '140502', enrolledTier: 1 })
  for (const [category, from, to] of [
    ['tekun', '2023-01-01', '2023-01-31'],
    ['dibao', '2023-02-01', null],
  ] as const) {
    const certified = { certifiedBy: 'civil-affairs', certificateNo: `C-${from}` } as const
    await addIdentity(it.service, bureau, { personNo: psn_no, category, from, to, ...certified })
  }
  const disease = { diseaseCode: 'M00100', diseaseName: '示例病种', packageCode: null, from: '2021-01-01', to: null }
  await addRegistration(it.service, bureau, { personNo: psn_no, kind: 'special-drug', management: null, ...disease })
  await posted({ on: '2023-01-10', inScope: '55000.00' })
  drug = await posted({ on: '2023-03-01', care: 'outpatient-special-drug', inScope: '40000.00' })
  await atTheDesk(it)
})

async function posted(visit: Sketch): Promise<string> {
  const body = { ...bodyOf(visit), personNo: psn_no, hospitalCode, settlementNo: `S-${visit.on}` }
  return (await settle(it.service, bureau, body, 'zh')).settlement.id ?? ''
}

/** The limit has 1000 left. 36000 + 15210 − 1000 − 10000 = 40210, × 0.70 = 28147: 14210 of the stay, 13937 for the drug. */
const owed = /另应补付 13937\.00 元，由经办机构直接支付给个人，不在本次费用中扣减/

describe('what a visit brings for the year’s earlier ones', () => {
  test('is told by 2303, 2304 and 5203, and by the earlier one’s own', async () => {
    const before = await getSettlement(it.service, bureau, drug, 'zh')
    expect(before.reasons.map(({ code }) => code)).toContain('tilt-limit-not-used-up')
    const stay = await stayOf(it, psn_no, { from: '2023-05-01', to: '2023-05-10' })
    expect((await done(it, '2303', settling(stay))).warn_msg).toMatch(owed)
    const settled = await done(it, '2304', settling(stay))
    expect(settled.warn_msg).toMatch(owed)
    const { setlinfo, setldetail } = settled.output
    // 1000 of aid and 14210 of tilt come off this bill; what is owed for the drug does not.
    expect([setlinfo.maf_pay, setlinfo.psn_part_amt]).toEqual([15210, 2000])
    const info = setldetail.map((one: { setl_proc_info: string }) => one.setl_proc_info).join('')
    expect(info).toMatch(/说明：按年度累计应付 28147\.00 元/)
    expect(info).not.toMatch(/未支付原因：按年度累计应付/)
    const asked = { data: { psn_no, setl_id: setlinfo.setl_id, mdtrt_id: setlinfo.mdtrt_id } }
    expect((await done(it, '5203', asked)).warn_msg).toMatch(owed)
  })

  test('stands on the earlier one, which no longer says that it is not open', async () => {
    const { payers, paidToPerson, reasons, lines } = await getSettlement(it.service, bureau, drug, 'zh')
    expect([payers.tilt, paidToPerson?.tilt]).toEqual(['13937.00', '13937.00'])
    expect(lines.some(({ step }) => step === 'tilt-for-earlier')).toBe(true)
    expect(reasons.filter(({ code }) => code.startsWith('tilt-'))).toEqual([])
    const page = plain((await statementOf(it, drug)).body)
    expect(page).toMatch(/以后的就医使本次就医应补付个人再救助或倾斜救助，于 .{16} 更新/)
    expect(page).not.toMatch(/此前结算冲正|方可倾斜救助/)
    expect(page).toMatch(/补付本次就医的倾斜救助 13,937\.00 元，直接支付给个人/)
  })
})
