import { expect } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import type { TestApp } from '../database/test-app.ts'
import { daysBefore } from './visit.ts'

export const hospitalCode = 'H14050000001'
export const careRegion = '140502'

/** The demo person of Jincheng who holds exactly this identity. */
export const inJincheng = (category: Category): string => demoPerson('140500', category)

/**
 * All who are registered sit at the hospital's desk: it has read their certificates. What a hospital sees without that is
 * tested on its own.
 */
export async function atTheDesk({ service }: Pick<TestApp, 'service'>, hospital = hospitalCode): Promise<void> {
  await service.db.pool.query(
    `INSERT INTO lookups (id, at, caller_id, caller_kind, caller_region, hospital_code, person_no, insured_region,
       operation, outcome, basis)
     SELECT gen_random_uuid(), $1, 'desk', 'hospital', $2, $3, person_no, insured_region, 'certificate-read', 'shown',
       'certificate' FROM beneficiaries`,
    [service.clock(), careRegion, hospital],
  )
}

let last = 0

/** A message number that was not used before in this file. */
export function newMsgid(hospital = hospitalCode): string {
  last += 1
  return `${hospital}20240505130000${String(last).padStart(4, '0')}`
}

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back
export type Body = any

export interface Answered {
  readonly status: number
  readonly body: Body
  /** As it came: numbers keep their decimals. */
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

export interface Sent {
  readonly msgid?: string
  readonly key?: string | null
  readonly envelope?: Record<string, unknown>
  readonly path?: string
  readonly headers?: Record<string, string>
  /** The address that it comes from. */
  readonly from?: string
}

/** Sends one message as the hospital's program does, and answers what came back. */
export async function ask(
  it: TestApp,
  infno: string,
  input: Record<string, unknown> | string,
  { msgid = newMsgid(), key, envelope = {}, path = '/nhsa', headers = {}, from }: Sent = {},
): Promise<Answered> {
  const payload = JSON.stringify({ ...head(infno, msgid), input, ...envelope })
  const bearer = key === undefined ? it.keys.hospital : key
  const reply = await it.app.inject({
    method: 'POST',
    url: path,
    ...(from === undefined ? {} : { remoteAddress: from }),
    payload,
    headers: {
      'content-type': 'application/json',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
  })
  return { status: reply.statusCode, body: reply.json(), text: reply.body, headers: reply.headers }
}

function head(infno: string, msgid: string) {
  return {
    infno,
    msgid,
    mdtrtarea_admvs: careRegion,
    insuplc_admdvs: careRegion,
    recer_sys_code: 'YIZHAN',
    infver: 'V1.0',
    opter_type: '1',
    opter: '001',
    opter_name: '示例',
    inf_time: '2024-05-05 12:00:00',
    fixmedins_code: msgid.slice(0, 12),
    fixmedins_name: '示例医院',
  }
}

/** As `ask`, and expects it to be done. */
export async function done(it: TestApp, infno: string, input: Record<string, unknown>, sent: Sent = {}): Promise<Body> {
  const { status, body } = await ask(it, infno, input, sent)
  expect({ status, infcode: body.infcode, err_msg: body.err_msg }).toEqual({ status: 200, infcode: 0, err_msg: null })
  return body
}

/** As `ask`, and expects it to be refused with these words. */
export async function refused(
  it: TestApp,
  infno: string,
  input: Record<string, unknown> | string,
  words: RegExp,
  sent: Sent = {},
): Promise<string> {
  const { status, body } = await ask(it, infno, input, sent)
  expect({ status, infcode: body.infcode }).toEqual({ status: 200, infcode: -1 })
  expect(body.err_msg).toMatch(words)
  expect(body.err_msg).toMatch(/[一-龥]/)
  expect(body.err_msg.length).toBeLessThanOrEqual(200)
  expect(body.output).toBeNull()
  return body.err_msg
}

export interface Stay {
  readonly psn_no: string
  readonly mdtrt_id: string
}

const admissions = new Map<string, number>()

/** The first of March, and a day earlier for each further stay of the person: equal ones would be one bill sent twice (G25). */
function anotherDay(psn_no: string): string {
  const known = admissions.get(psn_no) ?? 0
  admissions.set(psn_no, known + 1)
  return daysBefore('2023-03-01', known)
}

/** Opens and ends a stay, so that it can be settled. */
export async function stayOf(
  it: TestApp,
  psn_no: string,
  {
    from = anotherDay(psn_no),
    to = '2023-03-15',
    ...more
  }: { from?: string; to?: string } & Record<string, unknown> = {},
): Promise<Stay> {
  const mdtrtinfo = {
    psn_no,
    insutype: '390',
    begntime: `${from} 09:00:00`,
    med_type: '21',
    mdtrt_cert_type: '02',
    ...more,
  }
  await endOpen(it, psn_no)
  const opened = await done(it, '2401', { mdtrtinfo })
  const { mdtrt_id } = opened.output.result
  await done(it, '2402', { dscginfo: { psn_no, mdtrt_id, insutype: '390', endtime: `${to} 10:00:00` } })
  return { psn_no, mdtrt_id }
}

/** The costs and the given shares of the stay that the README works by hand: 10647.00 of aid for 70%. */
export const amounts = {
  medfee_sumamt: 52000,
  fulamt_ownpay_amt: '2000.00',
  overlmt_selfpay: 0,
  preselfpay_amt: '0.0',
  inscp_scp_amt: 50000.0,
  exp_content: { hifp_pay: 34790, hifmi_pay: '0.00' },
}

export const settling = (stay: Stay, more: Record<string, unknown> = {}) => ({
  data: {
    ...stay,
    insutype: '390',
    mdtrt_cert_type: '02',
    mdtrt_cert_no: '140500197803010007',
    psn_setlway: '01',
    mid_setl_flag: '0',
    acct_used_flag: '0',
    ...amounts,
    ...more,
  },
})

/** Stays that tests left open: nobody lies in two beds, so the next one ends them. */
const open = new WeakMap<TestApp, Map<string, Stay>>()

/** A stay of the person that has begun. One that an earlier test left open has ended before. */
export async function admitted(it: TestApp, psn_no: string, from = anotherDay(psn_no)): Promise<Stay> {
  await endOpen(it, psn_no)
  const mdtrtinfo = { psn_no, begntime: `${from} 09:00:00`, med_type: '21' }
  const stay = { psn_no, mdtrt_id: (await done(it, '2401', { mdtrtinfo })).output.result.mdtrt_id }
  openOf(it).set(psn_no, stay)
  return stay
}

function openOf(it: TestApp): Map<string, Stay> {
  const before = open.get(it) ?? new Map<string, Stay>()
  open.set(it, before)
  return before
}

/** Ends the stay that an earlier test left open; one that has ended, or was called off, is refused and stays so. */
export async function endOpen(it: TestApp, psn_no: string): Promise<void> {
  const left = openOf(it).get(psn_no)
  if (left) await ask(it, '2402', { dscginfo: { ...left, endtime: '2023-03-15 10:00:00' } })
}

export const discharged = (it: TestApp, stay: Stay) =>
  done(it, '2402', { dscginfo: { ...stay, endtime: '2023-03-15 10:00:00' } })

let lines = 0
/** A fee line of a visit, 100.00 of which 10.00 are outside the catalogue. */
export const line = (visit: Stay, change: Record<string, unknown> = {}) => ({
  ...visit,
  feedetl_sn: `F${++lines}`,
  chrg_bchno: 'B1',
  fee_ocur_time: '2023-03-02 08:00:00',
  med_list_codg: 'XA01',
  cnt: 2,
  pric: '50.000000',
  det_item_fee_sumamt: 100,
  fulamt_ownpay_amt: 10,
  ...change,
})

/** What the message leaves out is summed from the lines. */
export const asSummed = (visit: Stay, more: Record<string, unknown> = {}) => ({
  data: { ...visit, mid_setl_flag: '0', exp_content: { hifp_pay: 0, hifmi_pay: 0 }, ...more },
})

const tables = [
  'hospital_messages',
  'visits',
  'visit_events',
  'fee_lines',
  'visit_settlings',
  'visit_quotes',
  'referrals',
  'registrations',
  'settlement_numbers',
  'settlements',
  'entries',
  'reversals',
]

/** How many rows each table has that a message may write to. */
export async function rowCounts({ service }: TestApp): Promise<Record<string, string>> {
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})::text AS ${table}`)
  const { rows } = await service.db.pool.query<Record<string, string>>(`SELECT ${counts.join(', ')}`)
  return rows[0] as Record<string, string>
}

/** Whether something was settled under the message's number and was not reversed. */
export async function isSettled(it: TestApp, msgid: string): Promise<boolean> {
  const { rows } = await it.service.db.pool.query<{ stands: boolean }>(
    `SELECT EXISTS (SELECT FROM settlements s WHERE s.hospital_code = $1 AND s.settlement_no = $2 AND NOT EXISTS (
       SELECT FROM reversals r WHERE r.settlement_id = s.settlement_id)) AS stands`,
    [hospitalCode, msgid],
  )
  return rows[0]?.stands ?? false
}
