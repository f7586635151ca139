import { expect } from 'vitest'
import type { Decimal } from '../../../src/domain/money.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { ask, type Body } from '../../support/claims/messages.ts'
import type { TestApp } from '../../support/database/test-app.ts'
import { type Row, undone } from '../../support/files/hospital-file.ts'
import { type Hospital, nextNumber } from './program.ts'

/** A hospital that speaks in messages alone: its program, the line that sometimes breaks, and its own accounts. */
export interface Ward {
  readonly it: TestApp
  readonly hospital: Hospital
  /** Of the service that loses answers on purpose. */
  readonly port: number
  readonly rows: Row[]
  /** What assistance paid of each settlement that stands, by its year. */
  readonly aids: Map<string, { readonly personNo: string; readonly year: string; readonly aid: string }>
  /** What was sent, by kind. */
  readonly counts: Record<string, number>
}

export const count = ({ counts }: Ward, what: string, by = 1) => {
  counts[what] = (counts[what] ?? 0) + by
}

/** Where everybody of the day is insured; one of the hospitals lies in another county. */
const insured = '140502'

function send({ it, hospital: { key, region } }: Ward, infno: string, input: object, msgid: string) {
  const envelope = { mdtrtarea_admvs: region, insuplc_admdvs: insured }
  return ask(it, infno, input as Record<string, unknown>, { msgid, key, envelope })
}

/** Sends a message and expects it to be done. */
export async function tell(ward: Ward, infno: string, input: object, msgid = nextNumber(ward.hospital)): Promise<Body> {
  const { status, body } = await send(ward, infno, input, msgid)
  if (status !== 200 || body.infcode !== 0) throw new Error(`${infno}: ${status} ${body.err_msg}`)
  count(ward, 'messages')
  return body
}

/** Sends a message that has to be refused, and answers the code of the refusal. */
export async function isRefused(ward: Ward, infno: string, input: object): Promise<string> {
  const { status, body } = await send(ward, infno, input, nextNumber(ward.hospital))
  if (status !== 200 || body.infcode !== -1) throw new Error(`${infno} was not refused: ${status}`)
  count(ward, 'messages')
  return body.err_code
}

/** Sends a message over a line that breaks: before it arrives, or after it was done and before the answer. */
export async function lose(
  { hospital: { code, region, key }, port, ...ward }: Ward,
  when: 'before-arrival' | 'after-commit',
  infno: string,
  input: object,
  msgid: string,
): Promise<void> {
  const envelope = { fixmedins_code: code, mdtrtarea_admvs: region, insuplc_admdvs: insured }
  const sent = fetch(`http://127.0.0.1:${port}/nhsa/${infno}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'x-yizhan-lose-answer': when },
    body: JSON.stringify({ ...envelope, msgid, input }),
  })
  await expect(sent).rejects.toThrow()
  ward.counts['lost answers'] = (ward.counts['lost answers'] ?? 0) + 1
}

/** A fee line as the ward's own accounts have it. */
export interface Charged {
  readonly no: string
  readonly day: string
  readonly amount: Decimal
  readonly outside: Decimal
}

/**
 * What a stay costs by hand: every third line is outside the catalogue by a tenth, every tenth is given back by half. The amounts
 * of a stay go by its number, so that no two are alike.
 */
export function charges(stay: number, days: readonly string[], lines: number): Charged[] {
  return Array.from({ length: lines }, (_, at) => {
    const day = days[at % days.length] ?? ''
    const amount = decimal(String(2 * (5 + ((stay * 7 + at * 13) % 40)))).plus('0.20')
    const outside = at % 3 === 0 ? amount.times('0.1').toDecimalPlaces(2) : decimal('0')
    return { no: `${stay}-${at}`, day, amount, outside }
  })
}

const isRefunded = (at: number) => at % 10 === 9

interface Stay {
  readonly psn_no: string
  readonly mdtrt_id: string
}

const lineOf = (stay: Stay, { no, day, amount, outside }: Charged) => ({
  ...stay,
  feedetl_sn: no,
  chrg_bchno: `B${no.split('-')[0]}`,
  fee_ocur_time: `${day} 08:00:00`,
  med_list_codg: 'X',
  cnt: 2,
  pric: amount.div(2).toFixed(2),
  det_item_fee_sumamt: amount.toFixed(2),
  fulamt_ownpay_amt: outside.toFixed(2),
})

/** Half of a line of two pieces, with its minus where programs put it. */
const refundOf = (stay: Stay, { no, day, amount, outside }: Charged, at: number) => {
  const half = { amount: amount.div(2).toFixed(2), outside: outside.div(2).toFixed(2) }
  const minus = at % 20 === 9 ? '-' : ''
  return {
    ...stay,
    feedetl_sn: `${no}-R`,
    init_feedetl_sn: no,
    fee_ocur_time: `${day} 18:00:00`,
    med_list_codg: 'X',
    cnt: `${minus}1`,
    pric: half.amount,
    det_item_fee_sumamt: `${minus}${half.amount}`,
    fulamt_ownpay_amt: `${minus}${half.outside}`,
  }
}

export interface Sums {
  readonly total: Decimal
  readonly inScope: Decimal
}

/** What lines come to after their refunds. */
export function sumsOf(charged: readonly Charged[]): Sums {
  const net = charged.map(({ no, amount, outside }) => {
    const left = isRefunded(Number(no.split('-')[1])) ? decimal('0.5') : decimal('1')
    return { total: amount.times(left), outside: outside.times(left) }
  })
  const total = sum(net.map((one) => one.total))
  return { total, inScope: total.minus(sum(net.map((one) => one.outside))) }
}

/** So many lines go in one message. */
const batch = 25

/** Uploads lines and their refunds; each message is sent twice, and its lines once more under a number of their own. */
export async function charge(ward: Ward, stay: Stay, charged: readonly Charged[]): Promise<void> {
  for (let at = 0; at < charged.length; at += batch) {
    const lines = charged.slice(at, at + batch)
    const feedetail = lines.map((line) => lineOf(stay, line))
    const msgid = nextNumber(ward.hospital)
    const first = await tell(ward, '2301', { feedetail }, msgid)
    expect((await tell(ward, '2301', { feedetail }, msgid)).output).toEqual(first.output)
    expect(await isRefused(ward, '2301', { feedetail })).toBe('fee-line-invalid')
    count(ward, 'lines', lines.length)
    count(ward, 'duplicates', 2 * lines.length)
    const refunds = lines.flatMap((line) => {
      const index = Number(line.no.split('-')[1])
      return isRefunded(index) ? [refundOf(stay, line, index)] : []
    })
    if (refunds.length === 0) continue
    await tell(ward, '2301', { feedetail: refunds })
    count(ward, 'lines', refunds.length)
    count(ward, 'refunds', refunds.length)
  }
}

/** What the ward expects of a settlement, worked out from its own lines; `share` is what assistance pays of the rest. */
export function expected({ total, inScope }: Sums, share: string) {
  const basic = inScope.times('0.6').toDecimalPlaces(0, 'down')
  const aid = inScope.minus(basic).times(share).toDecimalPlaces(2)
  return { basic: yuan(basic), aid: yuan(aid), fund: yuan(basic.plus(aid)), total: yuan(total) }
}

/** Notes a settlement, if it came out as by hand. */
export function noteSettled(ward: Ward, { output }: Body, by: ReturnType<typeof expected>, year: string): Row {
  const { setl_id, psn_no, medfee_sumamt, maf_pay, fund_pay_sumamt, psn_part_amt } = output.setlinfo
  const own = yuan(decimal(by.total).minus(by.fund))
  const got = [medfee_sumamt, maf_pay, fund_pay_sumamt, psn_part_amt].map((amount: number) => amount.toFixed(2))
  expect(got).toEqual([by.total, by.aid, by.fund, own])
  const row = { settlement: setl_id, personNo: psn_no, total: by.total, fundPaid: by.fund, refunded: false }
  ward.rows.push(row)
  ward.aids.set(setl_id, { personNo: psn_no, year, aid: by.aid })
  return row
}

/** Notes that a settlement was taken back: a line of its own, under the id of the settlement. */
export function noteUndone(ward: Ward, row: Row): void {
  ward.rows.push(undone(row))
  ward.aids.delete(row.settlement)
}
