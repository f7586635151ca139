import { beforeAll, expect, test } from 'vitest'
import { atTheDesk, done, inJincheng, settling, stayOf } from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const enrolled = inJincheng('dibao')
const notEnrolled = '14050000000000005030'

beforeAll(async () => {
  const person = { name: '吴未参保', idType: '01', idNumber: '140500197007071312', birthDate: '1970-07-07' }
  const body = { ...person, insuredRegion: '140502', enrolledTier: null }
  await send(it, 'PUT', `/v1/beneficiaries/${notEnrolled}`, body, { key: it.keys.bureau })
  await atTheDesk(it)
})

const given = (hifp_pay: string, hifmi_pay: string) => ({ exp_content: { hifp_pay, hifmi_pay } })

test('both insurances given as nil for somebody enrolled are pointed at, before and after, each time it is asked', async () => {
  const stay = await stayOf(it, enrolled)
  const nil = settling(stay, given('0.00', '0'))
  for (const infno of ['2303', '2304', '2304'])
    expect((await done(it, infno, nil)).warn_msg).toMatch(/已参保，而基本医保和大病保险均填报为 0.00 元/)
})

test('nothing is said where basic insurance paid', async () => {
  const stay = await stayOf(it, enrolled, { from: '2023-04-02', to: '2023-04-12' })
  const paid = settling(stay, given('34790.00', '0'))
  expect((await done(it, '2303', paid)).warn_msg ?? '').not.toMatch(/均填报为 0.00/)
})

test('what basic insurance is said to have paid for somebody not enrolled is pointed at', async () => {
  const stay = await stayOf(it, notEnrolled)
  const { warn_msg } = await done(it, '2303', settling(stay, given('34790.00', '0')))
  expect(warn_msg).toMatch(/登记显示 .* 未参保，而医疗机构填报基本医保已支付 34790.00 元/)
})
