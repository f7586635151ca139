import { expect } from 'vitest'
import { addDays } from '../../../src/domain/calendar.ts'
import type { Body } from '../../support/claims/messages.ts'
import type { Row } from '../../support/files/hospital-file.ts'
import { nextNumber } from './program.ts'
import {
  type Charged,
  charge,
  charges,
  count,
  expected,
  isRefused,
  lose,
  noteSettled,
  noteUndone,
  sumsOf,
  tell,
  type Ward,
} from './ward.ts'

/** A stay that is told, and what becomes of it. */
export interface Admission {
  readonly psn_no: string
  /** What assistance pays of the in-scope rest, worked out from the clause. */
  readonly share: string
  readonly number: number
  readonly lines: number
  readonly from: string
  readonly to: string
}

interface Lying {
  readonly ward: Ward
  readonly admission: Admission
  readonly stay: { readonly psn_no: string; readonly mdtrt_id: string }
}

type Course = (lying: Lying) => Promise<void>

const daysOf = ({ from, to }: Pick<Admission, 'from' | 'to'>) => {
  const days = [from]
  while ((days.at(-1) ?? to) < to) days.push(addDays(days.at(-1) ?? to, 1))
  return days
}

/** The admission; every third is told over a line that breaks, and sent again. */
export async function admit(ward: Ward, admission: Admission): Promise<Lying> {
  const { psn_no, number, from } = admission
  const known = await tell(ward, '5303', { data: { psn_no } })
  expect(known.output.data).toEqual([])
  const mdtrtinfo = { psn_no, insutype: '390', begntime: `${from} 09:00:00`, med_type: '21', ipt_no: `Z${number}` }
  const msgid = nextNumber(ward.hospital)
  if (number % 3 === 0) await lose(ward, 'after-commit', '2401', { mdtrtinfo }, msgid)
  const { mdtrt_id } = (await tell(ward, '2401', { mdtrtinfo }, msgid)).output.result
  expect(await isRefused(ward, '2401', { mdtrtinfo: { ...mdtrtinfo, ipt_no: `Y${number}` } })).toBe('already-admitted')
  count(ward, 'admissions')
  return { ward, admission, stay: { psn_no, mdtrt_id } }
}

function bill({ stay, admission }: Lying, charged: readonly Charged[], more: object = {}) {
  const by = expected(sumsOf(charged), admission.share)
  const exp_content = { hifp_pay: by.basic, hifmi_pay: 0 }
  const data = {
    ...stay,
    insutype: '390',
    psn_setlway: '01',
    acct_used_flag: '0',
    mid_setl_flag: '0',
    exp_content,
    ...more,
  }
  return { by, input: { data } }
}

const yearOf = ({ admission: { to } }: Lying) => to.slice(0, 4)

const leave = ({ ward, stay }: Lying, on: string) =>
  tell(ward, '2402', { dscginfo: { ...stay, endtime: `${on} 10:00:00` } })

async function undo({ ward, stay }: Lying, row: Row): Promise<void> {
  const { output } = await tell(ward, '2305', { data: { ...stay, setl_id: row.settlement } })
  expect(output.setlinfo.medfee_sumamt.toFixed(2)).toBe(`-${row.total}`)
  noteUndone(ward, row)
}

/** All lines, the discharge, a quote, and the settlement that `send` sends. */
async function throughout(lying: Lying, send: (input: object) => Promise<Body>): Promise<Row> {
  const { ward, admission } = lying
  const charged = charges(admission.number, daysOf(admission), admission.lines)
  await charge(ward, lying.stay, charged)
  await leave(lying, admission.to)
  const { by, input } = bill(lying, charged)
  const quoted = await tell(ward, '2303', input)
  expect(quoted.output.setlinfo.maf_pay.toFixed(2)).toBe(by.aid)
  return noteSettled(ward, await send(input), by, yearOf(lying))
}

const plainly: Course = async (lying) => {
  await throughout(lying, (input) => tell(lying.ward, '2304', input))
}

const answerLost: Course = async (lying) => {
  const { ward } = lying
  const msgid = nextNumber(ward.hospital)
  await throughout(lying, async (input) => {
    await lose(ward, 'after-commit', '2304', input, msgid)
    return tell(ward, '2304', input, msgid)
  })
}

const neverArrived: Course = async (lying) => {
  const { ward, stay } = lying
  const omsgid = nextNumber(ward.hospital)
  await throughout(lying, async (input) => {
    await lose(ward, 'before-arrival', '2304', input, omsgid)
    const undone = await tell(ward, '2601', { data: { psn_no: stay.psn_no, omsgid, oinfno: '2304' } })
    expect(undone.warn_msg).toMatch(/^从未收到原报文/)
    return tell(ward, '2304', input)
  })
}

/** The patient is called back after the discharge: one line more, another day, another settlement. */
const recalled: Course = async (lying) => {
  const { ward, admission, stay } = lying
  const first = await throughout(lying, (input) => tell(ward, '2304', input))
  const charged = charges(admission.number, daysOf(admission), admission.lines)
  const day = addDays(admission.to, 1)
  const more = charges(admission.number, [day], admission.lines + 1).slice(-1)
  expect(
    await isRefused(ward, '2301', {
      feedetail: [{ ...stay, feedetl_sn: 'x', fee_ocur_time: day, cnt: 1, pric: 1, det_item_fee_sumamt: 1 }],
    }),
  ).toBe('visit-settled')
  await undo(lying, first)
  await tell(ward, '2405', { data: stay })
  await charge(ward, stay, more)
  await leave(lying, day)
  const { by, input } = bill(lying, [...charged, ...more])
  noteSettled(ward, await tell(ward, '2304', input), by, yearOf(lying))
  count(ward, 'recalls')
}

/** Settled to the last day of the year, and the rest of it in the new one. */
const overTheYear: Course = async (lying) => {
  const { ward, admission, stay } = lying
  const before = charges(
    admission.number,
    daysOf({ from: admission.from, to: '2023-12-31' }),
    Math.ceil(admission.lines / 2),
  )
  await charge(ward, stay, before)
  const midway = bill(lying, before, { mid_setl_flag: '1', dscgTime: '2023-12-31' })
  noteSettled(ward, await tell(ward, '2304', midway.input), midway.by, '2023')
  const after = charges(admission.number, daysOf({ from: '2024-01-01', to: admission.to }), admission.lines).slice(
    before.length,
  )
  await charge(ward, stay, after)
  await leave(lying, admission.to)
  const rest = bill(lying, after)
  noteSettled(ward, await tell(ward, '2304', rest.input), rest.by, '2024')
  count(ward, 'midway')
}

/** The settlement says the discharge itself, and 2402 comes after it. */
const closedBySettling: Course = async (lying) => {
  const { ward, admission, stay } = lying
  const charged = charges(admission.number, daysOf(admission), admission.lines)
  await charge(ward, stay, charged)
  const { by, input } = bill(lying, charged, { dscgTime: `${admission.to} 10:00:00` })
  noteSettled(ward, await tell(ward, '2304', input), by, yearOf(lying))
  await leave(lying, admission.to)
}

/** Taken back by its number, as whoever does not know the outcome does, and settled again. */
const undoneByNumber: Course = async (lying) => {
  const { ward, stay } = lying
  const omsgid = nextNumber(ward.hospital)
  const row = await throughout(lying, (input) => tell(ward, '2304', input, omsgid))
  const what = { data: { psn_no: stay.psn_no, omsgid, oinfno: '2304' } }
  expect((await tell(ward, '2601', what)).warn_msg).toMatch(/^已冲正/)
  noteUndone(ward, row)
  const { by, input } = bill(lying, charges(lying.admission.number, daysOf(lying.admission), lying.admission.lines))
  noteSettled(ward, await tell(ward, '2304', input), by, yearOf(lying))
}

/** The same discharge under three numbers is one settlement. */
const sentThrice: Course = async (lying) => {
  const { ward } = lying
  await throughout(lying, async (input) => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => tell(ward, '2304', input)))
    const ids = [first, second, third].map((one) => one.output.setlinfo.setl_id)
    expect(new Set(ids).size).toBe(1)
    return first
  })
}

export const courses = {
  plainly,
  answerLost,
  neverArrived,
  recalled,
  closedBySettling,
  undoneByNumber,
  sentThrice,
  overTheYear,
} as const satisfies Record<string, Course>
