import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { inputOf } from '../../../src/application/claim/claim-input.ts'
import { Codes } from '../../../src/application/hospital-visits/national-codes.ts'
import { answerOf } from '../../../src/application/settlement/settlement-answer.ts'
import type { PayerAmounts } from '../../../src/domain/adjudication/types.ts'
import { differenceOf } from '../../../src/domain/ledger/movements.ts'
import { emptyYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { readJson, writeJson } from '../../../src/nhsa/envelope/json.ts'
import { reversedDetail, setldetail } from '../../../src/nhsa/reply/setldetail.ts'
import { type Shown, setlinfo } from '../../../src/nhsa/reply/setlinfo.ts'
import { anyVisit, attempt } from '../../support/claims/arbitraries.ts'
import { ask, atTheDesk, inJincheng, settling, stayOf } from '../../support/claims/messages.ts'
import { shipped } from '../../support/claims/packs.ts'
import { bodyOf, type Sketch } from '../../support/claims/visit.ts'
import { testApp } from '../../support/database/test-app.ts'

/** Numbers as their digits; null where a field is not known. */
type Figures = Readonly<Record<string, string>>
type Detail = { readonly fund_pay_type: string; readonly fund_pay_type_name: string; readonly fund_payamt: string }

interface Reply {
  readonly setlinfo: Figures
  readonly setldetail: readonly Detail[]
}

const plus = (info: Figures, ...names: string[]) => yuan(sum(names.map((name) => decimal(info[name] as string))))
const funds = ['hifp_pay', 'cvlserv_pay', 'hifes_pay', 'hifmi_pay', 'hifob_pay', 'maf_pay', 'oth_pay'] as const

/** A to D of the interface, to the fen, of a settlement and of a reversal alike. */
function expectIdentities({ setlinfo: info, setldetail: detail }: Reply): void {
  const parts = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt']
  expect({ A: plus(info, ...parts) }).toEqual({ A: info['medfee_sumamt'] })
  expect({ B: plus(info, 'fund_pay_sumamt', 'psn_part_amt', 'hosp_part_amt') }).toEqual({ B: info['medfee_sumamt'] })
  expect({ C: plus(info, 'acct_pay', 'psn_cash_pay') }).toEqual({ C: info['psn_part_amt'] })
  expect({ D: plus(info, ...funds) }).toEqual({ D: info['fund_pay_sumamt'] })
  // The hospital's part is listed too, as in the captured replies, and is no fund.
  const listed = detail.filter(({ fund_pay_type }) => fund_pay_type !== '630100')
  expect(yuan(sum(listed.map((one) => decimal(one.fund_payamt))))).toBe(info['fund_pay_sumamt'])
  for (const [name, value] of Object.entries(info))
    if (isAmount(name) && value !== null) expect(value).toMatch(/^-?\d+\.\d{2}$/)
}

const notNegated = new Set(['age', 'pool_prop_selfpay', 'balc'])
const isAmount = (name: string) => /_(pay|amt|sumamt|selfpay|dedc)$/.test(name) && !notNegated.has(name)

/** Nothing is forgotten: each amount of the reversal is the other's with the other sign. */
function expectNegated(settled: Reply, reversed: Reply): void {
  const negated = (text: string | null) => (text === null ? null : yuan(decimal(text).negated()))
  for (const [name, value] of Object.entries(settled.setlinfo)) {
    if (isAmount(name)) expect([name, reversed.setlinfo[name]]).toEqual([name, negated(value)])
  }
  expect(reversed.setldetail.map((one) => [one.fund_pay_type_name, one.fund_payamt])).toEqual(
    settled.setldetail.map((one) => [one.fund_pay_type_name, negated(one.fund_payamt)]),
  )
}

const patient = {
  personNo: 'P1',
  name: '示例',
  idType: '99',
  idNumber: '1***1',
  birthDate: '1975-03-12',
  gender: null,
  insuredRegion: '140500',
  insuranceOn: () => 'residents' as const,
  cardFault: () => null,
}

function shownOf(sketch: Sketch, outcome: NonNullable<ReturnType<typeof attempt>>['outcome']): Shown {
  const input = inputOf(bodyOf(sketch))
  const known = {
    id: null,
    settledAt: null,
    status: 'settled' as const,
    input,
    inputHash: '',
    outcome,
    traceHash: '',
    enteredBy: null,
  }
  const settlement = answerOf(known, 'zh')
  const on = settlement.dischargedOn ?? settlement.servedOn ?? ''
  const visit = {
    mdtrtId: 'M1',
    hospitalCode: 'H1',
    personNo: 'P1',
    setting: settlement.care === 'inpatient' ? ('inpatient' as const) : ('outpatient' as const),
    state: 'ended' as const,
    medType: '21',
    beganAt: `${on} 00:00:00`,
    endedAt: null,
    diseaseCode: null,
    diseaseName: null,
    recordNo: null,
    certType: '02',
    diagnoses: [],
    note: null,
    isClosedBySettlement: false,
    admittedTo: { code: null, name: null },
    departments: [],
    deptCode: null,
    deptName: null,
    bed: null,
    settledUntil: null,
    dscgDeptCode: null,
    dscgDeptName: null,
    dscgBed: null,
    dscgWay: null,
    admissionDiagnosis: null,
    doctor: null,
    relTtpFlag: null,
  }
  const codes = new Codes({ library: shipped }, sketch.insured ?? '140500', on)
  return { settlement, visit, medType: '21', patient, codes, careRegion: '140500' }
}

const read = (out: Parameters<typeof writeJson>[0]) => readJson(writeJson(out)) as unknown as Reply

function replies(shown: Shown): { settled: Reply; reversed: Reply } {
  const { settlement, codes } = shown
  const given = differenceOf(settlement.payers, null) as PayerAmounts
  const as = { setlId: null, msgid: '', at: null }
  return {
    settled: read({
      setlinfo: setlinfo(shown, { ...as, payers: settlement.payers, isNegated: false }),
      setldetail: setldetail(settlement, { codes, insurance: 'residents' }),
    }),
    reversed: read({
      setlinfo: setlinfo(shown, { ...as, payers: given, isNegated: true }),
      setldetail: reversedDetail(settlement, { codes, insurance: 'residents' }, given, () => null),
    }),
  }
}

describe('the identities of nhsa.md §3.3 over random settlements', () => {
  test('A to D, and each amount of the reversal negated', () => {
    let settledCount = 0
    fc.assert(
      fc.property(anyVisit, (sketch) => {
        const outcome = attempt(sketch, emptyYear)?.outcome
        if (!outcome) return
        settledCount += 1
        const { settled, reversed } = replies(shownOf(sketch, outcome))
        expectIdentities(settled)
        expectIdentities(reversed)
        expectNegated(settled, reversed)
        for (const { setl_proc_info } of settled.setldetail as unknown as { setl_proc_info: string }[])
          expect(setl_proc_info.length).toBeLessThanOrEqual(4000)
      }),
      { numRuns: 500 },
    )
    expect(settledCount).toBeGreaterThan(100)
  })
})

describe('the same through the messages', () => {
  const it = testApp()
  beforeAll(() => atTheDesk(it))
  const fen = fc.integer({ min: 0, max: 20_000_000 })
  const bill = fc.record({
    off: fen,
    over: fen,
    pre: fen,
    scope: fen,
    basic: fc.integer({ min: 0, max: 1000 }),
    other: fc.integer({ min: 0, max: 900 }),
  })
  const yuanOf = (amount: number) => yuan(decimal(String(amount)).div(100))

  test('of a stay settled, undone and settled again', async () => {
    const psn_no = inJincheng('poverty-returned')
    await fc.assert(
      fc.asyncProperty(bill, async ({ off, over, pre, scope, basic, other }) => {
        const hifp = Math.floor((scope * basic) / 1000)
        const oth = Math.floor(((scope - hifp) * other) / 2000)
        const sent = {
          medfee_sumamt: yuanOf(off + over + pre + scope),
          fulamt_ownpay_amt: yuanOf(off),
          overlmt_selfpay: yuanOf(over),
          preselfpay_amt: yuanOf(pre),
          inscp_scp_amt: yuanOf(scope),
          exp_content: { hifp_pay: yuanOf(hifp), hifmi_pay: '0', oth_pay: yuanOf(oth), soc_aid_pay: yuanOf(oth) },
        }
        const stay = await stayOf(it, psn_no)
        const settled = outputOf(await ask(it, '2304', settling(stay, sent)))
        expectIdentities(settled)
        expect(settled.setlinfo).toMatchObject({
          medfee_sumamt: sent.medfee_sumamt,
          hifp_pay: sent.exp_content.hifp_pay,
        })
        const { setl_id = '' } = settled.setlinfo
        const reversed = outputOf(await ask(it, '2305', { data: { ...stay, setl_id } }))
        expectIdentities(reversed)
        expectNegated(settled, reversed)
        expect(reversed.setlinfo).toMatchObject({ init_setl_id: setl_id, refd_setl_flag: '1' })
        expect(reversed.setlinfo['setl_id']).not.toBe(setl_id)
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  function outputOf({ text, body }: Awaited<ReturnType<typeof ask>>): Reply {
    expect(body.err_msg).toBeNull()
    return (readJson(text) as unknown as { output: Reply }).output
  }
})
