import { beforeAll, describe, expect, test } from 'vitest'
import type { Category } from '../../../src/domain/names/categories.ts'
import { ask, atTheDesk, done, inJincheng, newMsgid, refused, settling } from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()

beforeAll(() => atTheDesk(it))

const admission = (category: Category, more: Record<string, unknown> = {}) => ({
  mdtrtinfo: {
    psn_no: inJincheng(category),
    insutype: '390',
    begntime: '2024-03-01 09:00:00',
    med_type: '21',
    ...more,
  },
})

async function elsewhere() {
  const hospitalCode = 'H14010000001'
  const key = await it.issue({ kind: 'hospital', name: 'test', region: '140106', hospitalCode })
  await atTheDesk(it, hospitalCode)
  return () => ({ key, msgid: newMsgid(hospitalCode) })
}

describe('nobody lies in two beds', () => {
  test('the same ipt_no gets its answer again, another is refused, here and elsewhere', async () => {
    const first = await done(it, '2401', admission('dibao', { ipt_no: 'Z1' }))
    const again = await done(it, '2401', admission('dibao', { ipt_no: 'Z1' }))
    expect(again.output.result.mdtrt_id).toBe(first.output.result.mdtrt_id)
    expect(again.warn_msg).toMatch(/该住院号此前已办理入院，返回原就诊/)
    await refused(
      it,
      '2401',
      admission('dibao', { ipt_no: 'Z2' }),
      /该人员已在院：医疗机构 H14050000001，2024-03-01 入院/,
    )
    await refused(it, '2401', admission('dibao'), /该人员已在院/)
    const there = await elsewhere()
    await refused(it, '2401', admission('dibao', { ipt_no: 'Z1' }), /该人员已在院/, there())
    const stay = { psn_no: inJincheng('dibao'), mdtrt_id: first.output.result.mdtrt_id }
    await done(it, '2402', { dscginfo: { ...stay, endtime: '2024-03-02' } })
    // A late copy of the admission under another number is that admission, not a second one.
    expect((await done(it, '2401', admission('dibao', { ipt_no: 'Z1' }))).output.result.mdtrt_id).toBe(stay.mdtrt_id)
    const next = await done(it, '2401', admission('dibao', { ipt_no: 'Z1', begntime: '2024-03-05' }))
    expect(next.output.result.mdtrt_id).not.toBe(stay.mdtrt_id)
  })

  test('the same ipt_no of another day says so while the first stay is open', async () => {
    const first = await done(it, '2401', admission('severely-disabled', { ipt_no: 'Z9' }))
    const other = admission('severely-disabled', { ipt_no: 'Z9', begntime: '2024-03-05' })
    await refused(it, '2401', other, /住院号 Z9 已于 2024-03-01 办理入院且尚未出院，本报文为 2024-03-05/)
    const stay = { psn_no: inJincheng('severely-disabled'), mdtrt_id: first.output.result.mdtrt_id }
    await done(it, '2403', { adminfo: { ...stay, begntime: '2024-03-05' } })
    expect((await done(it, '2401', other)).output.result.mdtrt_id).toBe(stay.mdtrt_id)
  })

  test('six at once in two hospitals open one', async () => {
    const there = await elsewhere()
    const sent = Array.from({ length: 6 }, (_, at) =>
      ask(it, '2401', admission('tekun', { ipt_no: `N${at}` }), at % 2 === 0 ? {} : there()),
    )
    const answers = await Promise.all(sent)
    expect(answers.map(({ body }) => body.infcode).sort()).toEqual([-1, -1, -1, -1, -1, 0])
  })
})

describe('what could never be settled is refused when it is told', () => {
  test.each([['1979-03-01'], ['1990-03-01'], ['2015-03-01']])(
    'a stay of %s, before any law that could settle it',
    async (begntime) => {
      const said = await refused(it, '2401', admission('monitored-sudden', { begntime }), /没有可用的政策|没有.*政策/)
      expect(said).not.toContain('GET /v1')
    },
  )

  test('a wrong time is named once', async () => {
    const said = await refused(it, '2401', admission('monitored-sudden', { begntime: '1890-03-01' }), /begntime/)
    expect(said.match(/begntime/g)).toHaveLength(1)
  })

  test.each([
    ['an insurance of employees', { insutype: '310' }, /insutype（险种类型）：与该人员的参保险种不符，应为 390/],
    ['a kind of care that is none', { med_type: '9999' }, /对照表中没有「9999」；可用：11 普通门诊/],
    ['ordinary outpatient care', { med_type: '11' }, /med_type 11（普通门诊）不在此办理.*住院请填 21 等/],
    ['care of an outpatient', { med_type: '14' }, /不在此办理.*住院请填 21 等/],
    ['a year that is yet to come', { begntime: '2028-01-01 09:00:00' }, /begntime 为 2028-01-01/],
    [
      'a discharge on a day without law',
      { begntime: '2021-01-01', endtime: '2021-01-05' },
      /没有生效的政策包，该日的就诊不能在此结算/,
    ],
  ])('%s', async (_, change, words) => {
    await refused(it, '2401', admission('youfu', change), words)
  })

  test('an admission after the person’s death; a stay that the death ended is settled', async () => {
    const psn_no = inJincheng('low-income')
    const body = { diedOn: '2024-03-10', source: 'test' }
    const { status } = await send(it, 'PUT', `/v1/beneficiaries/${psn_no}/death`, body, { key: it.keys.bureau })
    expect(status).toBeLessThan(300)
    await refused(it, '2401', admission('low-income', { begntime: '2024-03-11' }), /2024-03-10/)
    await done(it, '2401', admission('low-income', { begntime: '2024-03-09' }))
  })

  test('an admission before the law begins is settled by that of its discharge', async () => {
    await done(it, '2401', admission('youfu', { begntime: '2022-12-20' }))
  })
})

test.each([
  ['dibao-marginal', /^住院押金：该身份不在免交押金范围内/, '0'],
  ['poverty-returned', /^住院押金：.*免交押金（/, '1'],
] as const)('the deposit of %s is answered', async (category, words, waived) => {
  const { output, warn_msg } = await done(it, '2401', admission(category))
  expect(warn_msg).toMatch(words)
  expect(output.result.exp_content).toEqual({ deposit_waived: waived })
})

describe('a discharge', () => {
  const shown = async (psn_no: string, mdtrt_id: string) =>
    (await done(it, '5201', { data: { psn_no, mdtrt_id } })).output.mdtrtinfo[0]

  test('that the settlement says itself closes the stay; it is told once more, and no other day', async () => {
    const psn_no = inJincheng('monitored-sudden')
    const { mdtrt_id } = (await done(it, '2401', admission('monitored-sudden'))).output.result
    const stay = { psn_no, mdtrt_id }
    const { output } = await done(it, '2304', settling(stay, { dscgTime: '2024-03-09 10:00:00' }))
    expect(await shown(psn_no, mdtrt_id)).toMatchObject({ memo: '已出院', endtime: '2024-03-09 10:00:00' })
    // The bed is free.
    const next = await done(it, '2401', admission('monitored-sudden', { begntime: '2024-04-01' }))
    await done(it, '2404', { data: { psn_no, mdtrt_id: next.output.result.mdtrt_id } })
    await refused(it, '2402', { dscginfo: { ...stay, endtime: '2024-03-10' } }, /请先以 2305 撤销结算/)
    await done(it, '2402', { dscginfo: { ...stay, endtime: '2024-03-09 11:00:00' } })
    await done(it, '2305', { data: { ...stay, setl_id: output.setlinfo.setl_id } })
    expect((await shown(psn_no, mdtrt_id)).memo).toBe('已出院')
    await done(it, '2405', { data: stay })
    expect((await shown(psn_no, mdtrt_id)).memo).toBe('在院（诊）')
  })

  test('and is open again when that settlement is undone', async () => {
    const psn_no = inJincheng('monitored-marginal')
    const { mdtrt_id } = (await done(it, '2401', admission('monitored-marginal'))).output.result
    const stay = { psn_no, mdtrt_id }
    const { output } = await done(it, '2304', settling(stay, { dscgTime: '2024-03-09' }))
    await done(it, '2305', { data: { ...stay, setl_id: output.setlinfo.setl_id } })
    expect((await shown(psn_no, mdtrt_id)).memo).toBe('在院（诊）')
    await done(it, '2304', settling(stay, { dscgTime: '2024-03-10' }))
    expect((await shown(psn_no, mdtrt_id)).endtime).toBe('2024-03-10 00:00:00')
  })

  test('is never moved by 2403, whatever year that would be', async () => {
    const psn_no = inJincheng('monitored-unstable')
    const { mdtrt_id } = (
      await done(
        it,
        '2401',
        admission('monitored-unstable', { begntime: '2023-12-20', adm_dept_codg: 'A', adm_dept_name: '内科' }),
      )
    ).output.result
    const stay = { psn_no, mdtrt_id }
    await done(it, '2402', { dscginfo: { ...stay, endtime: '2023-12-31' } })
    const { warn_msg } = await done(it, '2403', {
      adminfo: { ...stay, endtime: '2024-01-02', adm_dept_codg: 'B', adm_dept_name: '外科' },
    })
    expect(warn_msg).toBe(
      '出院时间不能由信息变更修改，endtime 未采用：请用 2405 撤销出院后以 2402 重新办理。科室由 内科 变更为 外科，已记录。',
    )
    expect((await shown(psn_no, mdtrt_id)).endtime).toBe('2023-12-31 00:00:00')
  })
})
