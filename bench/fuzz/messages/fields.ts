import { Buffer } from 'node:buffer'
import type { Random } from '../../faults/random.ts'
import type { Json } from '../document.ts'
import { costsOf, yuanOf } from '../generate/bodies.ts'
import { day, type Surroundings } from '../generate/named.ts'

/** A visit as the walk that opened it remembers it. */
export interface OpenVisit {
  readonly psn_no: string
  readonly mdtrt_id: string
  readonly setting: 'inpatient' | 'outpatient'
  /** The last settlement of it. */
  setl_id?: string
}

export interface MessageSurroundings extends Surroundings {
  readonly visits: OpenVisit[]
}

export type Fill = (around: MessageSurroundings) => Json | undefined

/** What a field holds when it is sound. Numbers are as often JSON numbers as text, and programs write blanks. */
export const pick =
  (...from: readonly Json[]): Fill =>
  ({ random }) =>
    random.pick(from)

/** Left out, or blank in one of the ways that programs write it. */
export const maybe =
  (fill: Fill, share = 0.5): Fill =>
  (around) => {
    if (around.random.chance(share)) return fill(around)
    return around.random.chance(0.5) ? undefined : around.random.pick<Json>(['', ' ', null, 'null'])
  }

export const person: Fill = ({ own, random }) => own.person(random)

export const known =
  (name: string): Fill =>
  ({ known, random }) =>
    known.some(random, name) ?? 'none'

export const fresh =
  (name: string): Fill =>
  ({ own }) =>
    own.fresh(name)

export const time: Fill = ({ random }) => {
  const on = day(random)
  return random.pick([
    on,
    `${on} 09:00:00`,
    `${on}T09:00:00`,
    on.replaceAll('-', ''),
    `${on.replaceAll('-', '')}090000`,
  ])
}

export const date: Fill = ({ random }) => day(random)

export const money: Fill = ({ random }) => {
  const fen = random.int(0, 6_000_000)
  return random.pick<Json>([yuanOf(fen), fen / 100, Math.floor(fen / 100), `${Math.floor(fen / 100)}`])
}

export const text: Fill = ({ random }) => random.pick(['示例', 'M01.000', '其他', 'note'])

/** The costs of a settlement, which add up, or none: then the lines of the visit are what it costs. */
export function costs(random: Random): Record<string, Json> {
  if (random.chance(0.4)) return {}
  const { costs: sums, basic } = costsOf(random)
  const { total, offCatalogue, overLimit, preSelfPay, inScope } = sums
  return {
    medfee_sumamt: total,
    fulamt_ownpay_amt: offCatalogue,
    overlmt_selfpay: overLimit,
    preselfpay_amt: preSelfPay,
    inscp_scp_amt: inScope,
    exp_content: JSON.stringify({ hifp_pay: basic, hifmi_pay: '0.00' }),
  }
}

/** A line of costs; the parts of it outside the scope are said, the rest is within. */
export function feeLine(around: MessageSurroundings, visit: Record<string, Json>): Record<string, Json> {
  const { random, own } = around
  const fen = random.int(1, 400_000)
  const sign = random.chance(0.06) ? '-' : ''
  const off = random.chance(0.7) ? '0.00' : yuanOf(Math.floor(fen / 4))
  return {
    ...visit,
    feedetl_sn: own.fresh('feedetl_sn'),
    ...(sign ? { init_feedetl_sn: own.fresh('feedetl_sn') } : {}),
    fee_ocur_time: `${day(random)} 10:00:00`,
    med_list_codg: 'X1',
    det_item_fee_sumamt: `${sign}${yuanOf(fen)}`,
    cnt: `${sign}1`,
    pric: yuanOf(fen),
    fulamt_ownpay_amt: off,
    ...(random.chance(0.5) ? { chrg_bchno: 'B1' } : {}),
  }
}

/** A file in JSON as programs put it there: base64, byte values, or the text itself. */
export function fileContent({ random, known: numbers, own }: MessageSurroundings): Json {
  const lines = Array.from({ length: random.int(1, 6) }, () =>
    [numbers.some(random, 'settlementNo') ?? 'S1', 'null', own.person(random), '100.00', '70.00', '0', '0'].join('\t'),
  )
  const bytes = Buffer.from(lines.join('\r\n'))
  return random.pick<Json>([
    bytes.toString('base64'),
    bytes.toString('utf8'),
    [...bytes],
    [...bytes].map((byte) => (byte > 127 ? byte - 256 : byte)),
    bytes.toString('base64').replace(/.{20}/g, '$& \n'),
  ])
}
