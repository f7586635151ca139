import { describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { ask, done, inJincheng, refused } from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const card = '140500198501015551'

const register = async (personNo: string, name: string, insuredRegion: string) => {
  const body = { name, idType: '01', idNumber: card, birthDate: '1985-01-01', insuredRegion, enrolledTier: 1 }
  const { status } = await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, body, { key: it.keys.bureau })
  expect(status).toBeLessThan(300)
}
const asked = (more: Record<string, unknown> = {}) => ({
  data: { mdtrt_cert_type: '02', mdtrt_cert_no: card, ...more },
})
const bare = { envelope: { insuplc_admdvs: undefined } }

describe('1101 by a certificate that several hold', () => {
  test('finds whom the name, the number or the insured place means; else it asks', async () => {
    await register('14050000000000005001', '欧阳·明', '140502')
    await register('14050000000000005002', '王芳', '140522')
    const found = async (more: Record<string, unknown>, sent = bare as object) =>
      (await done(it, '1101', asked(more), sent)).output.baseinfo.psn_no
    await refused(it, '1101', asked(), /该证件登记有 2 人；请填写 psn_name 或 psn_no/, bare)
    expect(await found({ psn_name: '王芳' })).toBe('14050000000000005002')
    expect(await found({ psn_name: ' 欧阳・明 ' })).toBe('14050000000000005001')
    expect(await found({ psn_no: '14050000000000005001' })).toBe('14050000000000005001')
    expect(await found({}, { envelope: { insuplc_admdvs: '140522' } })).toBe('14050000000000005002')
    await refused(it, '1101', asked({ psn_name: '李四' }), /没有 该证件（及姓名）的参保人员/, bare)
  })

  test('names one person under two numbers by both', async () => {
    await register('14050000000000005003', '王芳', '140521')
    await refused(
      it,
      '1101',
      asked({ psn_name: '王芳' }),
      /有 2 个人员编号：14050000000000005002（140522）、14050000000000005003（140521）/,
      bare,
    )
  })
})

describe('a social card and an electronic voucher', () => {
  const data = (mdtrt_cert_type: string) => ({ data: { mdtrt_cert_type, mdtrt_cert_no: `DEMO${inJincheng('tekun')}` } })

  test('have stand-ins in the demo, and nowhere else', async () => {
    await refused(it, '1101', data('03'), /社保卡号与电子凭证令牌由国家平台解码/)
    const app = await buildApp({ service: it.service, losesAnswers: true })
    const demo = { ...it, app } as typeof it
    for (const type of ['01', '03']) {
      const { body } = await ask(demo, '1101', data(type))
      expect(body.output?.baseinfo.psn_no).toBe(inJincheng('tekun'))
    }
    expect((await ask(demo, '1101', { data: { mdtrt_cert_type: '03', mdtrt_cert_no: 'DEMO1' } })).body.infcode).toBe(-1)
    await app.close()
  })
})
