import { beforeAll, describe, expect, test } from 'vitest'
import { meantNames } from '../../../src/nhsa/reader/meant-names.ts'
import { atTheDesk, done, inJincheng, refused, type Stay, settling, stayOf } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()

beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

let month = 0
/** Stays of their own days, so that none overlaps another. */
const stay = () => {
  month += 1
  const on = `2023-${String(1 + (month % 12)).padStart(2, '0')}`
  return stayOf(it, psn_no, {
    from: `${on}-0${1 + Math.floor(month / 12)}`,
    to: `${on}-0${2 + Math.floor(month / 12)}`,
  })
}

/** What the README works by hand: 50000 − 34790 = 15210. */
const quoted = async (visit: Stay, data: Record<string, unknown>, beside: Record<string, unknown> = {}) => {
  const asked = settling(visit, { exp_content: undefined, ...data })
  const { output, warn_msg } = await done(it, '2303', { ...asked, ...beside })
  return { hifp: output.setlinfo.hifp_pay, hifmi: output.setlinfo.hifmi_pay, warn: warn_msg as string | null }
}
const paid = { hifp_pay: 34790, hifmi_pay: 0 }

describe('what insurers have paid is read where it is plain', () => {
  test.each([
    ['as the interface has it', { exp_content: paid }, null],
    ['as JSON text', { exp_content: JSON.stringify(paid) }, null],
    ['under expContent', { expContent: paid }, null],
    ['under expContent, beside an empty exp_content', { exp_content: null, expContent: paid }, null],
    ['one level up, beside empty ones', { exp_content: { hifp_pay: '', hifmi_pay: null }, ...paid }, null],
    ['under EXP_CONTENT', { EXP_CONTENT: paid }, null],
    ['in camel case', { exp_content: { hifpPay: 34790, hifmiPay: '0.00' } }, null],
    ['in capitals', { exp_content: { HIFP_PAY: 34790, HIFMI_PAY: 0 } }, null],
    ['one level up', paid, null],
    ['one level up, in camel case', { hifpPay: '34790.00', hifmiPay: 0 }, null],
    ['in both places alike', { ...paid, exp_content: paid }, null],
    ['as a list of one', { exp_content: [paid] }, null],
    ['as JSON text written twice', { exp_content: JSON.stringify(JSON.stringify(paid)) }, null],
    [
      'with two letters that changed places',
      { exp_content: { hifp_pya: 34790, hifmi_pay: 0 } },
      /hifp_pya 已按 hifp_pay 读取/,
    ],
    ['with a letter left out', { exp_content: { hifp_py: 34790, hifmi_pay: 0 } }, /hifp_py 已按 hifp_pay 读取/],
    ['with a letter too many', { hifpp_pay: 34790, hifmi_pay: 0 }, /hifpp_pay 已按 hifp_pay 读取/],
  ])('%s', async (_, data, warning) => {
    const { hifp, hifmi, warn } = await quoted(await stay(), data)
    expect([hifp, hifmi]).toEqual([34790, 0])
    if (warning === null) expect(warn).toBeNull()
    else expect(warn).toMatch(warning)
  })

  test('beside data, where whole programs put it', async () => {
    const { hifp, warn } = await quoted(await stay(), {}, { exp_content: paid })
    expect([hifp, warn]).toEqual([34790, null])
  })

  test('a field that may mean two things, or nothing, is named and not taken', async () => {
    // One letter from hifp_pay and one from hifmi_pay.
    const { warn } = await quoted(await stay(), { exp_content: { hifm_pay: 34790, jiben: 1 } })
    expect(warn).toMatch(/未采用的字段：hifm_pay、jiben（exp_content 可用 hifp_pay/)
    expect(warn).toMatch(/按未经官方文件证实的本地标准计算：基本医保 hifp_pay \d/)
  })

  test('two places that differ are refused with both figures', async () => {
    const asked = settling(await stay(), { hifp_pay: 34790, exp_content: { hifp_pay: 1, hifmi_pay: 0 } })
    await refused(it, '2303', asked, /exp_content 中为 1\.00，其外为 34790\.00/)
  })

  test('a fund that is another one is no slip of the hand', () => {
    const { guessed, unknown } = meantNames(
      { hifob_pay: '1', hifdm_pay: '1' },
      ['hifp_pay', 'hifmi_pay'],
      ['hifob_pay'],
    )
    expect([guessed, unknown]).toEqual([[], ['hifdm_pay']])
  })
})

describe('exp_content as text of the hospital’s own', () => {
  test.each([['[]'], [[]], ['"0"'], ['0'], ['备注：加急\n第二行'], ['字'.repeat(4000)], ['']])(
    '%j is kept',
    async (text) => {
      const visit = await stay()
      const { output } = await done(it, '2304', settling(visit, { exp_content: text, ...paid }))
      expect(output.setlinfo.hifp_pay).toBe(34790)
      const { rows } = await it.service.db.pool.query('SELECT note FROM visit_settlings WHERE mdtrt_id = $1', [
        visit.mdtrt_id,
      ])
      expect(rows[0].note).toBe(text === '' ? null : Array.isArray(text) ? '[]' : text)
    },
  )

  test.each([
    ["{'hifp_pay':34790,'hifmi_pay':0}"],
    ['{"hifp_pay":34790,"hifmi_pay":0'],
    ['hifp_pay=34790;hifmi_pay=0'],
    ['<hifp_pay>34790</hifp_pay>'],
    ['备注：加急'],
    [[paid, paid]],
  ])('%j is named, since nothing of it was read', async (text) => {
    const { hifp, warn } = await quoted(await stay(), { exp_content: text })
    expect(hifp).not.toBe(34790)
    expect(warn).toMatch(/^exp_content 不是可读的 JSON 对象，已作为文字保存，其中内容均未采用/)
  })

  test.each([[[]], ['[]'], ['"0"'], ['0'], ['{}'], ['null'], ['无']])(
    '%j says nothing, and nothing is named',
    async (text) => {
      const { warn } = await quoted(await stay(), { exp_content: text, ...paid })
      expect(warn).toBeNull()
    },
  )

  test('does not keep a reversal or a registration from being done', async () => {
    const visit = await stay()
    const { setl_id } = (await done(it, '2304', settling(visit))).output.setlinfo
    const undone = await done(it, '2305', { data: { ...visit, setl_id, exp_content: '退费' } })
    expect(undone.warn_msg).toContain('exp_content 不是可读的 JSON 对象')
    const disease = { opsp_dise_code: 'I10.x00', opsp_dise_name: '高血压', begndate: '2023-01-01' }
    const data = { psn_no, insutype: '390', ...disease, expContent: '{"regKind":"chronic","memo":1}' }
    const { warn_msg } = await done(it, '2503', { data })
    expect(warn_msg).toContain('未采用的字段：memo（exp_content 可用 reg_kind、management、package_code）')
  })

  test('of more than four thousand characters is refused', async () => {
    await refused(it, '2304', settling(await stay(), { exp_content: '字'.repeat(4001) }), /最多 4000 个字符/)
  })
})

test('a settlement that differs from its quote because other amounts were given says so', async () => {
  const visit = await stay()
  await done(it, '2303', settling(visit, { exp_content: { hifp_pay: 30000, hifmi_pay: 0 } }))
  const { warn_msg } = await done(it, '2304', settling(visit))
  expect(warn_msg).toMatch(/其间变动：基本医保填报金额 30000\.00 → 34790\.00。$/)
})

test('whoever is settled by an unconfirmed schedule is told, and nobody else', async () => {
  const visit = await stay()
  const { warn_msg, output } = await done(it, '2304', settling(visit, { exp_content: {} }))
  const { hifp_pay, hifmi_pay } = output.setlinfo
  expect(warn_msg).toContain(
    `按未经官方文件证实的本地标准计算：基本医保 hifp_pay ${hifp_pay.toFixed(2)} 元，大病保险 hifmi_pay ${hifmi_pay.toFixed(2)} 元`,
  )
  expect((await done(it, '2304', settling(await stay()))).warn_msg).toBeNull()
})

test('codes of diseases are compared with their letters large', async () => {
  const psn_no = inJincheng('tekun')
  const { mdtrt_id } = (await done(it, '2201', { data: { psn_no, begntime: '2023-04-01' } })).output.data
  const data = { psn_no, mdtrt_id, med_type: '14', dise_codg: 'e11.900', medfee_sumamt: 1200, inscp_scp_amt: 1200 }
  const { output } = await done(it, '2206', { data: { ...data, exp_content: { hifp_pay: 600, hifmi_pay: 0 } } })
  expect(output.setlinfo.maf_pay).toBe(360)
})
