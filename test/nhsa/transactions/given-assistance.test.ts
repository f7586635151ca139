import { beforeAll, describe, expect, test } from 'vitest'
import { FaultList } from '../../../src/domain/refusals/fault-list.ts'
import { Reader } from '../../../src/nhsa/reader/reader.ts'
import { readAsked } from '../../../src/nhsa/reader/settle-asked.ts'
import { atTheDesk, done, inJincheng, refused, settling, stayOf } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))

const paid = { hifp_pay: 34790, hifmi_pay: 0 }

describe('maf_pay in exp_content', () => {
  test('is read as what an earlier policy has paid, and beside it as nothing', () => {
    const asked = (data: Record<string, string | Record<string, string>>) =>
      readAsked(new Reader(data, '/data', new FaultList()), {}).read.paid.assistance
    expect(asked({ psn_no: '1', mdtrt_id: '2', exp_content: { maf_pay: '5210.00' } })).toBe('5210.00')
    expect(asked({ psn_no: '1', mdtrt_id: '2', maf_pay: '5210.00' })).toBeUndefined()
  })

  test('is refused of others in the words of the interface, and beside it the answer of ours sent back is none', async () => {
    const stay = await stayOf(it, inJincheng('dibao'))
    const asked = settling(stay, { exp_content: { ...paid, maf_pay: 1 } })
    await refused(it, '2303', asked, /exp_content\.maf_pay，请去掉/)
    const { output } = await done(it, '2303', settling(stay, { exp_content: paid, maf_pay: 10647 }))
    expect(output.setlinfo.maf_pay).toBe(10647)
  })
})
