import { beforeAll, describe, expect, test } from 'vitest'
import { decimal, yuan } from '../../../src/domain/money.ts'
import {
  amounts,
  fieldNames,
  midnights,
  nodeBy,
  noEnds,
  numbers,
  pick,
  randomOf,
  spelledBy,
  wrappedBy,
} from '../../support/claims/message-variants.ts'
import { ask, atTheDesk, type Body, done, inJincheng, line, type Stay } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

/** `YIZHAN_VARIANTS=5000` runs so many of each kind, from a seed of `YIZHAN_SEED`. */
const each = Number(process.env['YIZHAN_VARIANTS'] ?? 25)
const seed = Number(process.env['YIZHAN_SEED'] ?? 20240505)
const seeds = Array.from({ length: each }, (_, at) => seed + at)

const it = testApp()
const psn_no = inJincheng('dibao')
const card = '140599197803010002'
let stay: Stay
/** Another person's, so that its lines are none of the bill's. */
let charged: Stay

beforeAll(async () => {
  await atTheDesk(it)
  stay = await opened(psn_no)
  charged = await opened(inJincheng('tekun'))
})

async function opened(of: string): Promise<Stay> {
  const mdtrtinfo = { psn_no: of, insutype: '390', begntime: '2024-03-01', med_type: '21' }
  return { psn_no: of, mdtrt_id: (await done(it, '2401', { mdtrtinfo })).output.result.mdtrt_id }
}

/** Sends a node under a spelling of its name and in one of its forms; what was sent is named where it fails. */
async function tell(random: () => number, infno: string, name: string, node: Record<string, unknown>): Promise<Body> {
  const input = { [String(spelledBy(random, fieldNames, name))]: wrappedBy(random, node) }
  const { body } = await ask(it, infno, random() < 0.2 ? JSON.stringify(input) : input)
  expect([body.err_msg, body.infcode], JSON.stringify(input)).toEqual([null, 0])
  // What was read is not named as passed over.
  expect((body.warn_msg ?? '').replace('remark_of_ours', ''), JSON.stringify(input)).not.toMatch(/未采用的字段：[^（]/)
  return body
}

describe('messages as programs write them mean what they say', () => {
  test.each(seeds)('a bill (2303), seed %i', async (from) => {
    const random = randomOf(from)
    const inScope = `${100 + Math.floor(random() * 9000)}.${String(10 + Math.floor(random() * 90))}`
    const outside = `${Math.floor(random() * 500)}.00`
    const basic = yuan(decimal(inScope).times('0.5').toDecimalPlaces(2))
    const total = yuan(decimal(inScope).plus(outside))
    const of = (amount: string) => spelledBy(random, amounts, amount)
    const paid = { hifp_pay: of(basic), hifmi_pay: of('0.00') }
    const place = pick(random, ['inside', 'text', 'twice', 'beside'] as const)
    const inside = nodeBy(random, paid)
    delete inside['remark_of_ours']
    const expansion = {
      inside: { exp_content: inside },
      text: { exp_content: JSON.stringify(inside) },
      twice: { exp_content: JSON.stringify(JSON.stringify(inside)) },
      beside: { exp_content: pick(random, [null, '', undefined]), ...paid },
    }[place]
    const more = random() < 0.5 ? { dscgTime: spelledBy(random, midnights, '2024-03-09 00:00:00') } : {}
    const sums = { medfee_sumamt: of(total), fulamt_ownpay_amt: of(outside), inscp_scp_amt: of(inScope) }
    const who = { psn_no: spelledBy(random, numbers, psn_no), mdtrt_id: spelledBy(random, numbers, stay.mdtrt_id) }
    const codes = { insutype: pick(random, ['390', 390, '39000']), psn_setlway: pick(random, ['01', 1, '1']) }
    const body = await tell(
      random,
      '2303',
      'data',
      nodeBy(random, { ...who, ...codes, ...sums, ...expansion, ...more }),
    )
    const { setlinfo } = body.output
    // By hand: 70% of what basic insurance left in scope (140500/J4).
    const aid = yuan(decimal(inScope).minus(basic).times('0.7').toDecimalPlaces(2))
    const got = [setlinfo.medfee_sumamt, setlinfo.inscp_scp_amt, setlinfo.hifp_pay, setlinfo.maf_pay]
    expect(
      got.map((amount: number) => amount.toFixed(2)),
      JSON.stringify([sums, expansion]),
    ).toEqual([total, inScope, basic, aid])
  })

  test.each(seeds)('a card (1101), seed %i', async (from) => {
    const random = randomOf(from)
    const voucher = { mdtrt_cert_type: pick(random, ['02', 2, '2']), mdtrt_cert_no: spelledBy(random, numbers, card) }
    const certificate = { psn_cert_type: pick(random, ['01', 1, '1']), certno: spelledBy(random, numbers, card) }
    const sent = pick(random, [voucher, { ...voucher, ...certificate }])
    const body = await tell(
      random,
      '1101',
      'data',
      nodeBy(random, { ...sent, begntime: spelledBy(random, midnights, '2024-03-01 00:00:00') }),
    )
    expect([body.output.baseinfo.psn_no, body.output.idetinfo[0].psn_idet_type]).toEqual([psn_no, '102'])
  })

  test.each(seeds)('a line and its refund (2301), seed %i', async (from) => {
    const random = randomOf(from)
    const pieces = 2 + Math.floor(random() * 8)
    const price = `${1 + Math.floor(random() * 90)}.${String(10 + Math.floor(random() * 90))}`
    const sum = yuan(decimal(price).times(pieces))
    const feedetl_sn = `V${from}`
    const fee = {
      ...line(charged, { feedetl_sn, fulamt_ownpay_amt: undefined }),
      cnt: pick(random, [pieces, String(pieces), `${pieces}.0000`]),
      pric: spelledBy(random, amounts, price),
      det_item_fee_sumamt: spelledBy(random, amounts, sum),
      inscp_scp_amt: spelledBy(random, amounts, sum),
      fee_ocur_time: spelledBy(random, midnights, '2024-03-02 00:00:00'),
    }
    const body = await tell(random, '2301', 'feedetail', nodeBy(random, fee))
    const [taken] = body.output.result
    expect([taken.feedetl_sn, taken.det_item_fee_sumamt.toFixed(2)]).toEqual([feedetl_sn, sum])
    const minus = () => pick(random, ['', '-'])
    const refund = {
      ...fee,
      feedetl_sn: `${feedetl_sn}R`,
      init_feedetl_sn: feedetl_sn,
      cnt: `${minus()}${pieces}`,
      pric: price,
      det_item_fee_sumamt: `${minus()}${sum}`,
      inscp_scp_amt: `${minus()}${sum}`,
    }
    const back = await tell(random, '2301', 'feedetail', nodeBy(random, refund))
    expect(back.output.result[0].det_item_fee_sumamt.toFixed(2)).toBe(`-${sum}`)
  })
})

describe('days of a referral (2501)', () => {
  test.each(noEnds.map((end, at) => [end, at] as const))('%j is no end', async (enddate, at) => {
    const from = `2024-05-${String(6 + at).padStart(2, '0')}`
    const refmedin = { psn_no, reflin_medins_no: 'H14010000001', mdtrtarea_admdvs: '140106', refl_date: from, enddate }
    await done(it, '2501', { refmedin })
    const { output } = await done(it, '5304', { data: { psn_no } })
    expect(output.refmedin.find((one: Body) => one.begndate === from).enddate).toBeNull()
  })

  test.each(midnights.spell.map((spell) => [spell('2024-06-30 00:00:00')]))('%j is that day', async (enddate) => {
    const random = randomOf(seed)
    const node = {
      psn_no,
      reflin_medins_no: 'H14010000001',
      mdtrtarea_admdvs: '140106',
      refl_date: '2024-05-20',
      enddate,
    }
    await tell(random, '2501', 'refmedin', node)
    const { output } = await done(it, '5304', { data: { psn_no } })
    const ends = output.refmedin.filter((one: Body) => one.begndate === '2024-05-20').map((one: Body) => one.enddate)
    // The same referral again answers the first.
    expect(ends).toEqual(['2024-06-30'])
  })
})

test('what may be two amounts is none: a third decimal, a letter, a comma in the wrong place', async () => {
  for (const wrong of ['100.005', '1OO.00', '1,00.00', '1.000,00', '5 2000', '百元', '--1', '１００．００５']) {
    const { body } = await ask(it, '2303', { data: { ...stay, medfee_sumamt: wrong, inscp_scp_amt: wrong } })
    expect([wrong, body.err_code]).toEqual([wrong, 'invalid-request'])
  }
  const days = ['2024-02-30', '2024-13-01', '01/03/2024', '2024-3', '昨天', '2024-03-01 25:00:00']
  for (const begntime of days) {
    const { body } = await ask(it, '2401', { mdtrtinfo: { psn_no, begntime, med_type: '21' } })
    expect([begntime, body.err_code]).toEqual([begntime, 'invalid-request'])
  }
})
