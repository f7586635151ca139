import { describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { demoPeople } from '../../../src/application/demo/demo-people.ts'
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
    await refused(it, '1101', asked({ psn_name: '李四' }), /没有该证件（及姓名）的参保人员/, bare)
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

describe('1101 by whatever document is shown', () => {
  const permit = '830000197010100037'
  const holders = [
    ['14050000000000005011', '林台生', '08', permit],
    ['14050000000000005012', 'CHAN TAI MAN', '04', 'H1234567802'],
    ['14050000000000005013', '钱军', '02', '军字第0123456号'],
    // 140500197804010010 was 140500780401001 until it became of eighteen characters.
    ['14050000000000005014', '张三', '01', '140500197804010010'],
    ['14050000000000005015', '赵五', '01', '14050019780401007X'],
  ] as const
  const findsBy = async (data: Record<string, unknown>) =>
    (await done(it, '1101', { data: { mdtrt_cert_type: '02', ...data } }, bare)).output.baseinfo.psn_no

  test('finds the holder, whatever kind is said of it, and in the form of before', async () => {
    for (const [personNo, name, idType, idNumber] of holders) {
      const body = { name, idType, idNumber, birthDate: '1978-04-01', insuredRegion: '140502', enrolledTier: 1 }
      await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, body, { key: it.keys.bureau })
    }
    expect(await findsBy({ mdtrt_cert_no: permit })).toBe('14050000000000005011')
    expect(await findsBy({ psn_cert_type: '01', certno: permit })).toBe('14050000000000005011')
    expect(await findsBy({ psn_cert_type: '04', mdtrt_cert_no: permit })).toBe('14050000000000005011')
    expect(await findsBy({ mdtrt_cert_no: 'h1234567802' })).toBe('14050000000000005012')
    expect(await findsBy({ psn_cert_type: '99', certno: 'H1234567802' })).toBe('14050000000000005012')
    expect(await findsBy({ certno: '军字第０１２３４５６号' })).toBe('14050000000000005013')
    expect(await findsBy({ mdtrt_cert_no: '140500780401001' })).toBe('14050000000000005014')
    expect(await findsBy({ mdtrt_cert_no: '１４０５００ 19780401 007ｘ' })).toBe('14050000000000005015')
  })

  test('counts the kind where two people have one number under two', async () => {
    const body = { name: '别人', idType: '05', idNumber: 'H1234567802', birthDate: '1990-04-01', enrolledTier: 1 }
    const path = '/v1/beneficiaries/14050000000000005016'
    await send(it, 'PUT', path, { ...body, insuredRegion: '140502' }, { key: it.keys.bureau })
    expect(await findsBy({ psn_cert_type: '05', certno: 'H1234567802' })).toBe('14050000000000005016')
    expect(await findsBy({ psn_cert_type: '04', certno: 'H1234567802' })).toBe('14050000000000005012')
    const unsaid = { data: { mdtrt_cert_type: '02', mdtrt_cert_no: 'H1234567802' } }
    await refused(it, '1101', unsaid, /登记有 2 人/, bare)
  })

  test('says of a number that was rounded, or has another X, what is wrong with it', async () => {
    const of = (mdtrt_cert_no: string) => ({ data: { mdtrt_cert_type: '02', mdtrt_cert_no } })
    for (const rounded of ['1.40500E+17', '140500197804010000'])
      await refused(it, '1101', of(rounded), /被电子表格按数值取整/, bare)
    // The number was sent, and nobody is asked for it again beside what is wrong with it.
    expect((await ask(it, '1101', of('1.40500E+17'), bare)).body.err_msg).not.toContain('certno')
    await refused(it, '1101', of('14050019780401007Х'), /西里尔字母/, bare)
  })

  test('is the same at a desk that speaks no national messages', async () => {
    const key = it.keys.hospital
    const read = (body: object) => send(it, 'POST', '/v1/certificate-reads', body, { key })
    const found = await read({ idNumber: permit, name: '林台生' })
    expect(found.body.people).toMatchObject([{ personNo: '14050000000000005011', idType: '08' }])
    expect((await read({ idNumber: '140500780401001', name: '张 三' })).body.people).toHaveLength(1)
    expect((await read({ idNumber: '14050019780401007Х', name: '赵五' })).status).toBe(400)
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

describe('a visit that is opened with a card', () => {
  const cardOf = (category: 'tekun' | 'dibao') =>
    demoPeople.find(({ personNo }) => personNo === inJincheng(category))?.idNumber ?? ''
  const opening = (infno: '2201' | '2401', ipt_no: string, more: Record<string, unknown>) => {
    const visit = { psn_no: inJincheng('tekun'), insutype: '390', begntime: '2023-06-01 09:00:00', ...more }
    if (infno === '2201') return { data: { ...visit, ipt_otp_no: ipt_no } }
    return { mdtrtinfo: { ...visit, med_type: '21', ipt_no } }
  }

  test.each(['2201', '2401'] as const)('by %s is refused with the card of somebody else', async (infno) => {
    await done(it, '1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: cardOf('tekun') } })
    const others = { mdtrt_cert_type: '02', mdtrt_cert_no: cardOf('dibao') }
    await refused(
      it,
      infno,
      opening(infno, `${infno}-1`, others),
      /mdtrt_cert_no（就诊凭证编号）：不是该 psn_no 的证件号码；请以该证件重发 1101/,
    )
    const own = { mdtrt_cert_type: 2, mdtrt_cert_no: ` ${cardOf('tekun')}` }
    await done(it, infno, opening(infno, `${infno}-1`, own))
  })

  test.each([
    ['a check digit that fails', (card: string) => `${card.slice(0, 17)}${card.endsWith('1') ? '2' : '1'}`],
    ['seventeen digits', (card: string) => card.slice(0, 17)],
    ['nineteen digits', (card: string) => `${card.slice(0, 17)}11`],
    ['sixteen digits', (card: string) => card.slice(0, 16)],
    ['a day that there is not', (card: string) => `${card.slice(0, 10)}1332${card.slice(14)}`],
  ])('is refused with %s, because 02 is the number of an identity card', async (_, wrong) => {
    const mdtrt_cert_no = wrong(cardOf('tekun'))
    for (const infno of ['2201', '2401'] as const)
      await refused(
        it,
        infno,
        opening(infno, `${infno}-${mdtrt_cert_no}`, { mdtrt_cert_type: '02', mdtrt_cert_no }),
        /mdtrt_cert_no（就诊凭证编号）：mdtrt_cert_type 02 为居民身份证号，.*校验码不符（GB 11643）/,
      )
  })

  test('is taken with the number of a social card, with none, or with what is no citizen’s number', async () => {
    const vouchers = [
      { mdtrt_cert_type: '03', mdtrt_cert_no: cardOf('dibao') },
      {},
      { mdtrt_cert_type: '02', mdtrt_cert_no: 'A1' },
      { mdtrt_cert_type: '03', mdtrt_cert_no: cardOf('dibao').slice(0, 17) },
      { mdtrt_cert_type: '02', mdtrt_cert_no: 'H1234567802' },
    ]
    for (const [at, voucher] of vouchers.entries()) await done(it, '2201', opening('2201', `OP-${at}`, voucher))
  })
})
