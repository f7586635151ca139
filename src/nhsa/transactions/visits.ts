import { type HospitalMessage, onceByMsgid } from '../../application/hospital-visits/messages.ts'
import {
  cancelVisit,
  endVisit,
  openVisit,
  undoEnd,
  updateVisit,
} from '../../application/hospital-visits/record-visit.ts'
import type { Diagnosis, HospitalVisit, VisitFacts, VisitKey } from '../../application/hospital-visits/visit.ts'
import {
  maybeNodes,
  messageOf,
  type NationalCall,
  node,
  patient,
  type Transaction,
  type TransactionReply,
} from '../envelope/call.ts'
import { type Out, WrittenJson, writeJson } from '../envelope/json.ts'
import type { Reader } from '../reader/reader.ts'

type Setting = HospitalVisit['setting']

/** What a node says of a visit, of the fields that the interface gives these transactions. Left out stays unsaid. */
function factsOf(reader: Reader, call: NationalCall): Partial<VisitFacts> {
  const facts = {
    medType: reader.maybeCode('med_type', 6),
    beganAt: reader.maybeTime('begntime'),
    endedAt: reader.maybeTime('endtime') ?? reader.maybeTime('dscgTime'),
    diseaseCode: reader.maybeText('dise_codg', 50),
    diseaseName: reader.maybeText('dise_name', 500),
    recordNo: reader.maybeText('ipt_otp_no', 30) ?? reader.maybeText('ipt_no', 30),
    certType: reader.maybeCode('mdtrt_cert_type', 6),
  }
  const diagnoses = maybeNodes(call, 'diseinfo').map(diagnosis)
  const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
  return { ...said, ...(diagnoses.length > 0 ? { diagnoses } : {}) }
}

function diagnosis(reader: Reader): Diagnosis {
  const read = {
    code: reader.text('diag_code', 50),
    name: reader.text('diag_name', 500),
    type: reader.maybeCode('diag_type', 6),
  }
  reader.done()
  return read
}

async function open(call: NationalCall, name: 'data' | 'mdtrtinfo', setting: Setting): Promise<TransactionReply> {
  const reader = node(call, name)
  const personNo = reader.code('psn_no')
  reader.time('begntime')
  if (setting === 'inpatient') reader.code('med_type', 6)
  const facts = factsOf(reader, call)
  reader.done()
  const person = await patient(call, personNo)
  const { service, caller, place } = call
  const done = await onceByMsgid(service, caller, messageOf(call, { personNo, facts }), async (client) => {
    const message = messageOf(call, { personNo, facts })
    const mdtrtId = await openVisit(service, caller, client, message, { patient: person, setting, facts, place })
    return { output: writeJson(opened(setting, mdtrtId, personNo, facts)), warning: null, personNo, mdtrtId }
  })
  return { output: new WrittenJson(done.output ?? 'null'), refmsgid: done.refmsgid }
}

function opened(setting: Setting, mdtrtId: string, personNo: string, { recordNo }: Partial<VisitFacts>): Out {
  const given = { mdtrt_id: mdtrtId, psn_no: personNo, ipt_otp_no: recordNo ?? null }
  return setting === 'inpatient' ? { result: given } : { data: given }
}

type Telling = typeof updateVisit

/** All other messages about a visit: what they say is added, or the visit moves to another state. */
function telling(name: string, setting: Setting, tell: Telling, ...needed: readonly string[]) {
  return async (call: NationalCall): Promise<TransactionReply> => {
    const reader = node(call, name)
    const key: VisitKey = { personNo: reader.code('psn_no'), mdtrtId: reader.code('mdtrt_id') }
    for (const field of needed) reader.text(field)
    const facts = factsOf(reader, call)
    reader.done()
    const person = await patient(call, key.personNo)
    const message: HospitalMessage = messageOf(call, { ...key, facts })
    const { service, caller } = call
    const done = await onceByMsgid(service, caller, message, async (client) => {
      await tell(service, caller, client, message, { key, patient: person, setting, facts })
      return { output: null, warning: null, ...key }
    })
    return { output: null, refmsgid: done.refmsgid }
  }
}

export const visitTransactions: readonly Transaction[] = [
  { infno: '2201', name: '门诊挂号', run: (call) => open(call, 'data', 'outpatient') },
  { infno: '2202', name: '门诊挂号撤销', run: telling('data', 'outpatient', cancelVisit) },
  { infno: '2203', name: '门诊就诊信息上传', run: telling('mdtrtinfo', 'outpatient', updateVisit, 'med_type') },
  { infno: '2401', name: '入院办理', run: (call) => open(call, 'mdtrtinfo', 'inpatient') },
  { infno: '2402', name: '出院办理', run: telling('dscginfo', 'inpatient', endVisit, 'endtime') },
  { infno: '2403', name: '住院信息变更', run: telling('adminfo', 'inpatient', updateVisit) },
  { infno: '2404', name: '入院撤销', run: telling('data', 'inpatient', cancelVisit) },
  { infno: '2405', name: '出院撤销', run: telling('data', 'inpatient', undoEnd) },
]
