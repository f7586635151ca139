import type { MessageOperator } from '../../application/hospital-visits/settle-visit.ts'
import { FaultList } from '../../domain/refusals/fault-list.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { nodeOf, objectOf, Reader } from '../reader/reader.ts'
import { type ExactJson, readLongJson } from './json.ts'

/** A message as it came, its fields checked; what its transaction asks for is still in `input`. */
export interface Envelope {
  readonly infno: string
  readonly msgid: string
  readonly hospitalCode: string
  /** 就医地医保区划 */
  readonly careRegion: string
  /** 参保地医保区划; null where the message says none. */
  readonly insuredRegion: string | null
  readonly input: { readonly [name: string]: ExactJson }
  /** 经办人, where it has the form of the interface; it decides nothing, so nothing is refused for it. */
  readonly operator: MessageOperator
}

/** A message as it came. */
export type Message = { readonly [name: string]: ExactJson }

/** Errors: `malformed-json`, `body-too-complex`. */
export async function readText(text: string): Promise<Message> {
  try {
    const body = objectOf(await readLongJson(text))
    if (body) return body
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const reason = { zh: '内容不是 JSON 对象。', en: 'it is not a JSON object.' }
  return refuse('malformed-json', { reason })
}

/**
 * The envelope of a message. The number of the transaction stands in it or in the address; where it stands in both,
 * they agree. Both spellings of the two regions are read, since programs mix them up (admvs, admdvs).
 * Errors: `invalid-request` with every field that is wrong.
 */
export function readEnvelope(body: Message, path: string | null): Envelope {
  const reader = new Reader(body, '', new FaultList())
  const infno = infnoOf(reader, path)
  const hospitalCode = reader.code('fixmedins_code')
  const msgid = reader.text('msgid', 100)
  checkMsgid(reader, msgid, hospitalCode)
  const careRegion = regionOf(reader, 'mdtrtarea_admvs', 'mdtrtarea_admdvs')
  if (careRegion === null) reader.code('mdtrtarea_admvs', 6)
  const insuredRegion = regionOf(reader, 'insuplc_admdvs', 'insuplc_admvs')
  reader.maybeTime('inf_time')
  const input = inputOf(reader, body['input'])
  reader.done()
  const operator = operatorIn(body)
  return { infno, msgid, hospitalCode, careRegion: careRegion ?? '', insuredRegion, input, operator }
}

function operatorIn(body: Message): MessageOperator {
  const reader = new Reader(body, '', new FaultList())
  return { opterId: reader.maybeText('opter', 30), opterName: reader.maybeText('opter_name', 50) }
}

/** Some programs mark a later form of a transaction with an A: 2203A, 2206A, 2207A. It asks for the same. */
function infnoOf(reader: Reader, path: string | null): string {
  const written = reader.maybeCode('infno', 5)
  const infno = (written ?? path ?? '').replace(/^(\d{4})A$/i, '$1')
  if (!/^\d{4}$/.test(infno)) reader.fault('infno', '请填写四位交易编号，如 2304')
  if (written !== null && path !== null && infno !== path.replace(/^(\d{4})A$/i, '$1'))
    reader.fault('infno', `与地址中的 ${path.slice(0, 5)} 不一致，请改为同一编号`)
  return infno
}

/** 定点医药机构编号(12) + 时间(14) + 顺序号(4) */
function checkMsgid(reader: Reader, msgid: string, hospitalCode: string): void {
  if (msgid === '' || hospitalCode === '') return
  if (!isMsgid(msgid, hospitalCode))
    reader.fault('msgid', '须为 30 位：定点医药机构编号(12)+时间 yyyyMMddHHmmss(14)+顺序号(4)，且以本机构编号开头')
}

export function isMsgid(msgid: string, hospitalCode: string): boolean {
  const parts = /^([0-9A-Za-z]{12})(\d{14})\d{4}$/.exec(msgid)
  return parts !== null && parts[1] === hospitalCode.slice(0, 12) && isTime(parts[2] ?? '')
}

function isTime(digits: string): boolean {
  return new Reader({ time: digits }, '', new FaultList()).maybeTime('time') !== null
}

function regionOf(reader: Reader, ...names: readonly string[]): string | null {
  for (const name of names) {
    const region = reader.maybeCode(name, 6)
    if (region === null) continue
    if (!/^\d{6}$/.test(region)) reader.fault(name, '须为六位行政区划代码，如 140500')
    return region
  }
  return null
}

/** An object, or its JSON text. */
function inputOf(reader: Reader, sent: ExactJson | undefined): Envelope['input'] {
  const input = nodeOf(sent)
  if (input) return input
  reader.fault('input', '请发送对象或其 JSON 文本，如 {"data":{"psn_no":"…"}}')
  return {}
}
