import { randomInt } from 'node:crypto'
import { type Caller, requireKind } from '../../application/callers/caller.ts'
import { sendingHospitalOf } from '../../application/hospital-visits/sending-hospital.ts'
import type { Service } from '../../application/service.ts'
import { detailOf, type Fault, type Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { fieldNames } from '../reader/field-names.ts'
import { nationalWords } from '../reader/national-words.ts'
import { timeDigits } from '../reader/times.ts'
import { transactions } from '../transactions/all.ts'
import { notOffered } from '../transactions/not-offered.ts'
import type { MessageOptions } from './call.ts'
import { type Envelope, type Message, readEnvelope } from './envelope.ts'
import { exact, type Out, writeJson } from './json.ts'
import { checkStrictly } from './strict.ts'

/** An answered message: its text, and what may stand in a log line. */
export interface Answer {
  readonly text: string
  readonly infno: string | null
  readonly msgid: string | null
}

interface Arrival {
  readonly at: Date
  readonly region: string
}

/** Answers a message. Errors: a Refusal, which `refusedAnswer` puts into the envelope. */
export async function answerMessage(
  service: Service,
  caller: Caller,
  message: Message,
  path: string | null,
  options: MessageOptions = { isDemo: false, isStrict: false },
): Promise<Answer> {
  const at = service.clock()
  const envelope = readEnvelope(message, path)
  const transaction = transactions.get(envelope.infno) ?? unknown(envelope)
  requireKind(caller, 'hospital')
  const place = await sendingHospitalOf(service, caller, envelope.hospitalCode)
  const refmsgid = refmsgidOf({ at, region: place.region })
  if (options.isStrict) await checkStrictly({ service, caller }, envelope, message, place.region)
  const reply = await transaction.run({ options, service, caller, envelope, place, refmsgid })
  const { output, warning = null } = reply
  const head = { infcode: '0', refmsgid: reply.refmsgid ?? refmsgid, at, respondedAt: service.clock() }
  return {
    text: enveloped(head, { output, warning, error: null, code: undefined }),
    infno: envelope.infno,
    msgid: envelope.msgid,
  }
}

function unknown({ infno }: Envelope): never {
  const elsewhere = notOffered.get(infno)
  if (elsewhere) refuse('transaction-not-offered', { infno, name: elsewhere.name, where: elsewhere.where })
  const known = [...transactions.keys()].join('、')
  return refuse('transaction-unknown', { infno: infno.slice(0, 5), known })
}

export interface MessageNumbers {
  readonly infno?: string
  readonly msgid?: string
}

/** What a log line may hold of a message, where it has its form. */
export function numbersOf({ infno, msgid }: Message): MessageNumbers {
  return {
    ...(typeof infno === 'string' && /^\d{4}A?$/.test(infno) ? { infno } : {}),
    ...(typeof msgid === 'string' && /^[0-9A-Za-z]{30}$/.test(msgid) ? { msgid } : {}),
  }
}

/** The envelope of a refusal: -1, and in Chinese what to send instead. */
export function refusedAnswer(service: Service, refusal: Refusal): string {
  const at = service.clock()
  const head = { infcode: '-1', refmsgid: refmsgidOf({ at, region: '000000' }), at, respondedAt: at }
  return enveloped(head, { output: null, warning: null, error: errorText(refusal), code: refusal.code })
}

function enveloped(
  { infcode, refmsgid, at, respondedAt }: { infcode: string; refmsgid: string; at: Date; respondedAt: Date },
  {
    output,
    warning,
    error,
    code,
  }: { output: Out; warning: string | null; error: string | null; code: string | undefined },
): string {
  return writeJson({
    infcode: exact(infcode),
    inf_refmsgid: refmsgid,
    refmsg_time: timeDigits(at),
    respond_time: timeDigits(respondedAt),
    err_msg: error,
    // Beside the words, which may change: programs branch on this one.
    err_code: code,
    warn_msg: warning,
    output,
    cainfo: null,
    signtype: null,
  })
}

/** 接收方医保区划(6)+时间(14)+流水号(10) */
function refmsgidOf({ at, region }: Arrival): string {
  return `${region}${timeDigits(at).slice(0, 14)}${String(randomInt(10_000_000_000)).padStart(10, '0')}`
}

/** `err_msg` holds so many characters, and so many faults at most fit in. */
const maxErrorChars = 200
const maxFaults = 20

/** What to send instead, field by field where fields were wrong. What was sent is not repeated. */
export function errorText(refusal: Refusal): string {
  const { faults, moreFaults } = refusal
  if (faults.length === 0) return cut(nationalWords(detailOf(refusal, 'zh')), maxErrorChars)
  // A field that is read twice has its fault twice.
  const all = [...new Set(faults.map(faultText))]
  const said = all.slice(0, maxFaults).join('；')
  if (said.length <= maxErrorChars && all.length <= maxFaults && moreFaults === 0) return said
  const count = `（共 ${all.length + moreFaults} 处有误）`
  return `${cut(said, maxErrorChars - count.length)}${count}`
}

function cut(text: string, maxChars: number): string {
  return text.length > maxChars ? `${text.slice(0, maxChars - 1)}…` : text
}

function faultText({ pointer, detail }: Fault): string {
  const path = pointer.slice(1).replaceAll('/', '.')
  const name = path.split('.').at(-1) ?? ''
  const chinese = fieldNames[name]
  const named = chinese && !detail.zh.includes(chinese) ? `${path}（${chinese}）` : path
  return `${named}：${nationalWords(detail.zh)}`
}
