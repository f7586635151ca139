import { demoPeople } from '../../src/application/demo/demo-people.ts'
import type { ServiceProcess } from '../faults/environment/service.ts'
import { mustAsk } from '../faults/load/http.ts'

/** Near the largest that a message may be. */
const largest = 15_900_000
const hospitalCode = 'H14050000001'

let last = 0
/** A message of this transaction, whose input is this JSON. */
export function messageOf(infno: string, input: string): string {
  last += 1
  const msgid = `${hospitalCode}20240505140000${String(last).padStart(4, '0')}`
  const head = { infno, msgid, fixmedins_code: hospitalCode, mdtrtarea_admvs: '140502', insuplc_admdvs: '140502' }
  return `${JSON.stringify(head).slice(0, -1)},"input":${input}}`
}

interface Visit {
  readonly psn_no: string
  readonly mdtrt_id: string
}

/** Reads a certificate and admits its holder, as a hospital's program does. */
export async function admit({ port }: ServiceProcess, key: string): Promise<Visit> {
  const { personNo: psn_no = '', idNumber = '' } = demoPeople.find(({ personNo }) => personNo.startsWith('1405')) ?? {}
  const asked = { method: 'POST', path: '/nhsa', port, key }
  const send = (infno: string, input: object) =>
    mustAsk<{ infcode: number; err_msg: string; output: { result: { mdtrt_id: string } } }>({
      ...asked,
      body: messageOf(infno, JSON.stringify(input)),
    })
  await send('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: idNumber, psn_cert_type: '01' } })
  const mdtrtinfo = { psn_no, begntime: '2023-03-01 09:00:00', med_type: '21' }
  const { infcode, err_msg, output } = await send('2401', { mdtrtinfo })
  if (infcode !== 0) throw new Error(`2401: ${err_msg}`)
  return { psn_no, mdtrt_id: output.result.mdtrt_id }
}

const feeLine = (visit: Visit, at: number) => ({
  ...visit,
  ...{ feedetl_sn: `F${last}-${at}`, chrg_bchno: 'B1', fee_ocur_time: '2023-03-02 08:00:00', med_list_codg: 'XA01' },
  ...{ cnt: 2, pric: '50.000000', det_item_fee_sumamt: 100, fulamt_ownpay_amt: 10 },
})

/** As many fee lines as a message may have; each with so many other fields that the message is as large as any may be. */
export function feeLines(visit: Visit, wrong = false): string {
  const lines = Array.from({ length: 5000 }, (_, at) => {
    const line = { ...feeLine(visit, at), ...(wrong ? { cnt: 'x', pric: 'x', fee_ocur_time: 'x' } : {}) }
    const others = Array.from({ length: 26 }, (_, field) => [`field_${field}`, '示'.repeat(30)])
    return JSON.stringify({ ...line, ...Object.fromEntries(others) })
  })
  return messageOf('2301', `{"feedetail":[${lines.join(',')}]}`)
}

/** The lines of a day's file, one as long as the next. */
export function fileLines(bytes: number): string {
  const lines: string[] = []
  for (let size = 0, at = 0; size < bytes; at++) {
    const line = `S${String(at).padStart(12, '0')}\tnull\t14050000000000000001\t1234.50\t1000.00\tnull\t0\n`
    lines.push(line)
    size += line.length
  }
  return lines.join('')
}

const upload = (content: string) => messageOf('9101', `{"fsUploadIn":{"filename":"lines.txt","in":${content}}}`)

/** As base64, which is a third more than the file. */
export function uploadAsBase64(): string {
  return upload(`"${Buffer.from(fileLines(largest * 0.74)).toString('base64')}"`)
}

/** As the text itself, with its tabs and line ends escaped. */
export function uploadAsText(): string {
  return upload(JSON.stringify(fileLines(largest * 0.88)))
}

/** As a list of byte values, as many as a message may have values. */
export function uploadAsBytes(): string {
  return upload(`[${[...Buffer.from(fileLines(199_000))].join(',')}]`)
}

/** What is refused before anything is made of it. */
export const refusedMessages = {
  'a list of eight million numbers (refused)': () => upload(`[${'1,'.repeat(7_900_000)}1]`),
  'lists within lists (refused)': () => upload('['.repeat(15_000_000)),
  'one text of backslashes': () => upload(`"${'\\\\'.repeat(7_900_000)}"`),
}
