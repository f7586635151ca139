import { beforeAll, describe, expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { chinaDay } from '../../../src/domain/calendar.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import {
  atTheDesk,
  type Body,
  done,
  hospitalCode,
  inJincheng,
  refused,
  settling,
  stayOf,
} from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'
import { rowsOf, unzipped } from '../../support/files/hospital-file.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')
const today = () => chinaDay(it.service.clock())
const day = () => ({ stmt_begndate: today(), stmt_enddate: today(), setl_optins: '140502', insutype: '390' })

interface Settled {
  readonly setl_id: string
  readonly mdtrt_id: string
  readonly medfee_sumamt: number
  readonly fund_pay_sumamt: number
}

/** One stay and one outpatient visit of the same day. */
let stay: Settled
let visit: Settled

beforeAll(async () => {
  stay = (await done(it, '2304', settling(await stayOf(it, psn_no)))).output.setlinfo
  const { mdtrt_id } = (await done(it, '2201', { data: { psn_no, begntime: '2023-04-01' } })).output.data
  const care = { psn_no, mdtrt_id, med_type: '14', dise_codg: 'E11.900', medfee_sumamt: 1200, inscp_scp_amt: 1200 }
  const paid = { exp_content: { hifp_pay: 600, hifmi_pay: 0 } }
  visit = (await done(it, '2207', { data: { ...care, ...paid } })).output.setlinfo
})

const text = (amount: number) => yuan(decimal(String(amount)))
const both = (name: 'medfee_sumamt' | 'fund_pay_sumamt') =>
  yuan(sum([stay, visit].map((one) => decimal(String(one[name])))))

const claimOf = (one: Settled) => ({
  medfee_sumamt: text(one.medfee_sumamt),
  fund_pay_sumamt: text(one.fund_pay_sumamt),
  acct_pay: 0,
  fixmedins_setl_cnt: 1,
})

async function totals(clr_type: string, claim: object): Promise<Body> {
  return (await done(it, '3201', { data: { ...day(), clr_type, ...claim } })).output.stmtinfo
}

describe('3201 compares what it is asked for', () => {
  test.each([
    ['21', () => claimOf(stay)],
    ['11', () => claimOf(visit)],
    [
      '99',
      () => ({
        medfee_sumamt: both('medfee_sumamt'),
        fund_pay_sumamt: both('fund_pay_sumamt'),
        acct_pay: 0,
        fixmedins_setl_cnt: 2,
      }),
    ],
  ])('clr_type %s', async (type, claim) => {
    expect((await totals(type, claim())).stmt_rslt).toBe('0')
    const other = type === '21' ? '11' : '21'
    expect((await totals(other, claim())).stmt_rslt).not.toBe('0')
  })

  test('a personal account, which no resident has, is a difference', async () => {
    const found = await totals('21', { ...claimOf(stay), acct_pay: '0.01' })
    expect(found).toMatchObject({ stmt_rslt: '3', stmt_rslt_dscr: expect.stringMatching(/个人账户 -0\.01/) })
  })

  test('those of employees have nothing of residents in them', async () => {
    expect((await totals('21', { ...claimOf(stay), insutype: '310' })).stmt_rslt).not.toBe('0')
    expect((await totals('21', { ...claimOf(stay), insutype: '390' })).stmt_rslt).toBe('0')
  })

  test.each([
    ['clr_type', '41', /clr_type（清算类别）：须为 11 门诊、21 住院、99 全部/],
    ['clr_type', '', /clr_type：缺少此项/],
    ['insutype', '340', /insutype（险种类型）：须为 390 城乡居民或 310 职工/],
    ['setl_optins', '500243', /setl_optins（清算经办机构）：须为结算应答中的 clr_optins/],
  ])('%s %j is refused', async (name, value, words) => {
    await refused(it, '3201', { data: { ...day(), clr_type: '21', ...claimOf(stay), [name]: value } }, words)
  })
})

const lineOf = (one: Settled) =>
  [one.setl_id, one.mdtrt_id, psn_no, text(one.medfee_sumamt), text(one.fund_pay_sumamt), '0.00', '0'].join('\t')

async function compare(lines: readonly string[], more: object): Promise<Body> {
  const content = Buffer.from(lines.join('\n')).toString('base64')
  const { file_qury_no } = (await done(it, '9101', { fsUploadIn: { filename: 'day.txt', in: content } })).output
  return done(it, '3202', { data: { ...day(), file_qury_no, ...more } })
}

async function differences({ output }: Body): Promise<{ name: string; rows: string[][] }> {
  const { file_qury_no, filename } = output.fileinfo
  const { fsDownloadOut } = (await done(it, '9102', { fsDownloadIn: { file_qury_no, filename } })).output
  expect(fsDownloadOut).toMatchObject({ file_qury_no, filename: expect.stringMatching(/\.zip$/), encoding: 'base64' })
  const { name, content } = unzipped(Buffer.from(fsDownloadOut.content, 'base64'))
  return { name, rows: rowsOf(content) }
}

describe('3202 and its file', () => {
  test('compares one type of care, and says of a line of another where it belongs', async () => {
    const claim = { ...claimOf(stay), cash_payamt: 6563 }
    expect((await compare([lineOf(stay)], { clr_type: '21', ...claim })).output.fileinfo.stmt_rslt).toBe('0')
    const mixed = await compare([lineOf(stay), lineOf(visit)], { clr_type: '21', ...claim })
    expect(mixed.output.fileinfo.stmt_rslt).toBe('2')
    const { rows } = await differences(mixed)
    expect(rows.slice(1)).toEqual([
      [
        psn_no,
        visit.mdtrt_id,
        visit.setl_id,
        expect.anything(),
        '2',
        '0',
        expect.stringMatching(/^仅医院有：.*另一清算类别/),
        '-1200.00',
        '-780.00',
        '0.00',
      ],
    ])
    const whole = await compare([lineOf(visit), lineOf(stay)], { ...claim })
    expect(whole.output.fileinfo.stmt_rslt).toBe('0')
  })

  test('9102 gives a ZIP of one tab-separated text, "null" for nothing', async () => {
    const compared = await compare([lineOf(stay), `LOST-1\t\t\t61\t0\tnull\t0`], { clr_type: '99', ...claimOf(stay) })
    const { name, rows } = await differences(compared)
    expect(name).toBe(`stmt_${today()}_${today()}.txt`)
    expect(rows[0]).toEqual([
      'psn_no',
      'mdtrt_id',
      'setl_id',
      'msgid',
      'stmt_rslt',
      'refd_setl_flag',
      'memo',
      'medfee_sumamt',
      'fund_pay_sumamt',
      'acct_pay',
    ])
    expect(rows.find((row) => row[3] === 'LOST-1')).toEqual([
      'null',
      'null',
      'null',
      'LOST-1',
      '2',
      '0',
      expect.anything(),
      '-61.00',
      '0.00',
      '0.00',
    ])
  })

  test('says where the sums of the message are not those of the file', async () => {
    const claim = { clr_type: '21', medfee_sumamt: 1, fund_pay_sumamt: 2, cash_payamt: 0, fixmedins_setl_cnt: 3 }
    const { warn_msg } = await compare([lineOf(stay)], claim)
    for (const said of ['总额 1.00 与文件合计 52000.00', '基金支付 2.00 与文件合计 45437.00', '笔数 3 与文件行数 1'])
      expect(warn_msg).toContain(said)
  })
})

describe('3203', () => {
  const month = () => today().slice(0, 7).replace('-', '')
  const application = (change: object) => ({
    data: {
      clr_type: '21',
      clr_way: '1',
      setlym: month(),
      psntime: 1,
      medfee_sumamt: 52000,
      med_sumfee: 50000,
      fund_appy_sum: 45437,
      cash_payamt: 6563,
      acct_pay: 0,
      begndate: `${today().slice(0, 8)}01`,
      enddate: today(),
      ...change,
    },
  })

  test.each([
    ['begndate', { begndate: '2024-04-30' }, /begndate（开始日期）：须在清算年月 202405 之内/],
    ['enddate', { enddate: '2024-06-01' }, /enddate（结束日期）：须在清算年月 202405 之内/],
    ['enddate before begndate', { enddate: '2024-05-01', begndate: '2024-05-02' }, /不能早于 begndate/],
    ['med_sumfee', { med_sumfee: 'x' }, /med_sumfee（医保认可费用总额）：须为金额/],
    ['med_sumfee above the total', { med_sumfee: 52000.01 }, /不能大于 medfee_sumamt/],
  ])('%s', async (_, change, words) => {
    await refused(it, '3203', application(change), words)
  })

  test('is the same answer for the same message, and 3204 frees it', async () => {
    const first = await done(it, '3203', application({}))
    expect(first.output.result.clr_appy_evt_id).toHaveLength(25)
    await refused(it, '3203', application({}), /没有待清算|已清算|没有/)
    await done(it, '3204', { data: { clr_appy_evt_id: first.output.result.clr_appy_evt_id } })
    const again = await done(it, '3203', application({}))
    await done(it, '3204', { data: { clr_appy_evt_id: again.output.result.clr_appy_evt_id } })
  })
})

test('3203 asks the fund of the insured place that the message names', async () => {
  const elsewhere = demoPerson('140200', 'dibao')
  const sent = () => ({ envelope: { insuplc_admdvs: '140200' } })
  const mdtrtinfo = { psn_no: elsewhere, begntime: '2024-05-01', med_type: '21' }
  const { mdtrt_id } = (await done(it, '2401', { mdtrtinfo }, sent())).output.result
  const bill = { psn_no: elsewhere, mdtrt_id, dscgTime: '2024-05-03', medfee_sumamt: 1000, inscp_scp_amt: 1000 }
  const paid = { exp_content: { hifp_pay: 400, hifmi_pay: 0 } }
  const { setlinfo } = (await done(it, '2304', { data: { ...bill, ...paid } }, sent())).output
  const claim = {
    psntime: 1,
    medfee_sumamt: 1000,
    fund_appy_sum: setlinfo.fund_pay_sumamt,
    cash_payamt: setlinfo.psn_cash_pay,
  }
  const data = { clr_type: '99', setlym: '202405', acct_pay: 0, ...claim }
  const applied = await done(it, '3203', { data }, sent())
  const { body } = await send(it, 'GET', `/v1/clearings/${applied.output.result.clr_appy_evt_id}`, undefined, {
    key: it.keys.hospital,
  })
  expect(body).toMatchObject({ region: '140000', settlements: 1 })
})

test('the same type of care at /v1/reconciliations', async () => {
  const headers = { authorization: `Bearer ${it.keys.hospital}`, 'content-type': 'text/tab-separated-values' }
  const upload = await it.app.inject({
    method: 'POST',
    url: `/v1/reconciliations/files?hospitalCode=${hospitalCode}`,
    headers,
    payload: lineOf(visit),
  })
  const asked = { hospitalCode, fileNo: upload.json().fileNo, from: today(), to: today(), clearingType: 'outpatient' }
  const json = { ...headers, 'content-type': 'application/json' }
  const compared = await it.app.inject({ method: 'POST', url: '/v1/reconciliations', headers: json, payload: asked })
  expect(compared.json()).toMatchObject({ clearingType: 'outpatient', result: 'balanced', here: { count: 1 } })
  const read = await it.app.inject({ url: `/v1/reconciliations/${compared.json().id}`, headers: json })
  expect(read.json()).toEqual(compared.json())
})
