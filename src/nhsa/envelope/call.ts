import type { Caller } from '../../application/callers/caller.ts'
import type { HospitalMessage } from '../../application/hospital-visits/messages.ts'
import { type Patient, patientOf } from '../../application/hospital-visits/patients.ts'
import type { SendingHospital } from '../../application/hospital-visits/sending-hospital.ts'
import type { Service } from '../../application/service.ts'
import { FaultList } from '../../domain/refusals/fault-list.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { nodeOf, Reader, unwrapped } from '../reader/reader.ts'
import { nodeNamed, spelled } from '../reader/spelled.ts'
import type { Envelope } from './envelope.ts'
import type { ExactJson, Out } from './json.ts'

/** How messages are taken, the same for all of a service. */
export interface MessageOptions {
  /** Beside the embedded database, whose people are none: what only the platform could read has a stand-in there. */
  readonly isDemo: boolean
  /** Checks all that the national platform checks, so that passing here says something. */
  readonly isStrict: boolean
}

/** A message whose envelope is sound, and what its transaction works with. */
export interface NationalCall {
  readonly options: MessageOptions
  readonly service: Service
  readonly caller: Caller
  readonly envelope: Envelope
  /** The hospital that sends it, as registered. */
  readonly place: SendingHospital
  /** The number that the answer will have, unless it repeats an earlier one. */
  readonly refmsgid: string
}

export interface TransactionReply {
  readonly output: Out
  readonly warning?: string | null
  /** Set where the answer repeats an earlier one. */
  readonly refmsgid?: string
}

export interface Transaction {
  readonly infno: string
  readonly name: string
  readonly run: (call: NationalCall) => Promise<TransactionReply>
}

/** The one object of a node. Errors: `invalid-request` when it is missing. */
export function node({ envelope: { input, infno } }: NationalCall, name: string): Reader {
  const sent = nodeNamed(input, name)
  const only = Array.isArray(sent) && sent.length === 1 ? (sent[0] as ExactJson) : sent
  const found = nodeOf(only) ?? missing(name, '对象', `{"${name}":{…}}`)
  return new Reader(spelled(infno, name, found), `/input/${name}`, new FaultList())
}

/** A batch of lines; nationally a message has some hundred. More would hold up what other hospitals send. */
const maxItems = 5000

/** Every object of a node that is a list; one alone is a list of one. */
export function nodes({ envelope: { input, infno } }: NationalCall, name: string): Reader[] {
  const sent = unwrapped(nodeNamed(input, name))
  const list = Array.isArray(sent) ? (sent as readonly ExactJson[]) : [sent]
  if (list.length > maxItems) tooMany(name, list.length)
  const faults = new FaultList()
  const objects = list.map(nodeOf).filter((one) => one !== null)
  if (objects.length === 0 || objects.length !== list.length) missing(name, '对象的列表', `{"${name}":[{…}]}`)
  return objects.map((one, at) => new Reader(spelled(infno, name, one), `/input/${name}/${at}`, faults))
}

/** A list that may be left out, such as the diagnoses. */
export function maybeNodes(call: NationalCall, name: string): Reader[] {
  const sent = nodeNamed(call.envelope.input, name)
  const isEmpty = Array.isArray(sent) && sent.length === 0
  return isEmpty || sent === undefined || sent === null || sent === '' ? [] : nodes(call, name)
}

function tooMany(name: string, count: number): never {
  const detail = {
    zh: `一个报文最多 ${maxItems} 条，本报文有 ${count} 条，未写入；请分批发送，每批一个 msgid`,
    en: `a message has at most ${maxItems} of them; send batches, each under a msgid of its own`,
  }
  return refuse('invalid-request', {}, { faults: [{ pointer: `/input/${name}`, detail }] })
}

function missing(name: string, what: string, example: string): never {
  const detail = { zh: `缺少节点，请发送${what}，如 ${example}`, en: `the node ${name} is missing` }
  return refuse('invalid-request', {}, { faults: [{ pointer: `/input/${name}`, detail }] })
}

/** The person that a message is about. With `psn_no` the insured place is asked for too, as the interface has it. */
export async function patient(call: NationalCall, personNo: string): Promise<Patient> {
  return patientFor(call, personNo, false)
}

/** The same for a message that shows what is known of the person: each leaves a line in the audit trail. */
export async function shownPatient(call: NationalCall, personNo: string): Promise<Patient> {
  return patientFor(call, personNo, true)
}

async function patientFor(call: NationalCall, personNo: string, isLook: boolean): Promise<Patient> {
  const { insuredRegion, infno } = call.envelope
  if (insuredRegion === null) {
    const detail = { zh: '交易输入含 psn_no 时必填，取自 1101 的 insuinfo', en: 'needed with psn_no; 1101 answers it' }
    refuse('invalid-request', {}, { faults: [{ pointer: '/insuplc_admdvs', detail }] })
  }
  return patientOf(call.service, call.caller, { personNo, insuredRegion, operation: infno, isLook })
}

/**
 * The message for what it says, under its number. The hash is over what was understood, so that a copy with another
 * time of sending is a copy; it is keyed, because a message names a person.
 */
export function messageOf({ service, envelope, refmsgid }: NationalCall, content: object): HospitalMessage {
  const { infno, msgid, hospitalCode } = envelope
  const said = canonical({ infno, content })
  const hashes = service.secrets.everyFingerprint(said)
  return { infno, msgid, hospitalCode, hash: service.secrets.fingerprint(said), hashes, refmsgid }
}
