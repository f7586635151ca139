import { beforeAll, describe, expect, test } from 'vitest'
import { fieldTable } from '../../../src/nhsa/reader/field-table.ts'
import { transactions } from '../../../src/nhsa/transactions/all.ts'
import { ask, atTheDesk, done, inJincheng, refused, stayOf } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')
const strictly = { path: '/nhsa?strict=1' }

const signedIn = async () =>
  (await done(it, '9001', { signIn: { opter_no: '001', mac: '00', ip: '::1' } }, strictly)).output.signinoutb.sign_no

describe('strict=1 checks what the national platform checks', () => {
  test('the sign-in, and that it is the hospital’s own', async () => {
    const data = { psn_no, insutype: '390', begntime: '2023-03-01' }
    await refused(it, '2001', { data }, /sign_no.*先以 9001 签到/, strictly)
    await refused(it, '2001', { data }, /不是本机构 9001 应答中的 sign_no/, { ...strictly, envelope: { sign_no: '1' } })
    const sign_no = await signedIn()
    await done(it, '2001', { data }, { ...strictly, envelope: { sign_no } })
    // Without it, nothing of this is asked.
    await done(it, '2001', { data: { psn_no } })
  })

  test.each([
    ['a field that is left out', { insutype: undefined }, {}, /insutype（险种类型）：国家平台必填/],
    ['a code of no table', { insutype: '510' }, {}, /不在代码表 insutype 中；可用：310、390/],
    ['a field of the envelope', {}, { opter_name: '' }, /opter_name：国家平台必填/],
    ['one that is too long', {}, { recer_sys_code: 'x'.repeat(11) }, /recer_sys_code：国家平台最长 10 个字符/],
    ['a time without its form', {}, { inf_time: '20240505' }, /国家平台要求 yyyy-MM-dd HH:mm:ss/],
    ['a kind of operator that is none', {}, { opter_type: '9' }, /不在代码表 opter_type 中；可用：1、2、3/],
  ])('%s', async (_, change, envelope, words) => {
    const sign_no = await signedIn()
    const data = { psn_no, insutype: '390', begntime: '2023-03-01', ...change }
    await refused(it, '2001', { data }, words, { ...strictly, envelope: { sign_no, ...envelope } })
  })

  test('fields of lists, each line', async () => {
    const stay = await stayOf(it, psn_no)
    const sign_no = await signedIn()
    const feedetail = [
      { ...stay, feedetl_sn: '1', fee_ocur_time: '2023-03-02', cnt: 1, pric: 1, det_item_fee_sumamt: 1 },
    ]
    const words = /feedetail\.0\.med_list_codg（医疗目录编码）：国家平台必填/
    await refused(it, '2301', { feedetail }, words, { ...strictly, envelope: { sign_no } })
  })
})

test('every transaction has its fields in the table', () => {
  expect(Object.keys(fieldTable).sort()).toEqual([...transactions.keys()].sort())
})

test('a refusal has a code that stays, beside its words; a success has none', async () => {
  const { body } = await ask(it, '2404', { data: { psn_no, mdtrt_id: 'M1' } })
  expect([body.infcode, body.err_code]).toEqual([-1, 'not-found'])
  expect((await ask(it, '3101', { data: {} })).body.err_code).toBe('transaction-not-offered')
  expect((await ask(it, '2001', { data: { psn_no } }, { key: null })).body.err_code).toBe('unauthenticated')
  expect('err_code' in (await done(it, '2001', { data: { psn_no } }))).toBe(false)
})
