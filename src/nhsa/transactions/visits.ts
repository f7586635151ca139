import { checkCare, depositToldOf } from '../../application/hospital-visits/admission.ts'
import { type HospitalMessage, onceByMsgid } from '../../application/hospital-visits/messages.ts'
import type { Patient } from '../../application/hospital-visits/patients.ts'
import {
  cancelVisit,
  endVisit,
  openVisit,
  undoEnd,
  updateVisit,
} from '../../application/hospital-visits/record-visit.ts'
import { refuseUndoneAdmission } from '../../application/hospital-visits/undo-admission.ts'
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
import { insuranceOf } from '../reader/common-fields.ts'
import { noteOf } from '../reader/expansion.ts'
import type { Reader } from '../reader/reader.ts'

import { insutypeOf } from '../reply/person.ts'
import { sentences } from '../reply/sentences.ts'

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
    note: noteOf(reader),
    deptCode: reader.maybeText('adm_dept_codg', 30),
    deptName: reader.maybeText('adm_dept_name', 100),
    bed: reader.maybeText('adm_bed', 30),
    dscgDeptCode: reader.maybeText('dscg_dept_codg', 30),
    dscgDeptName: reader.maybeText('dscg_dept_name', 100),
    dscgBed: reader.maybeText('dscg_bed', 30),
    dscgWay: reader.maybeCode('dscg_way', 3),
    admissionDiagnosis: reader.maybeText('adm_diag_dscr', 200),
    doctor: reader.maybeText('atddr_no', 30),
    relTtpFlag: reader.node['rel_ttp_flag'] === undefined ? null : reader.flag('rel_ttp_flag') ? '1' : '0',
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
  const insurance = insuranceOf(reader)
  const facts = factsOf(reader, call)
  reader.done()
  const person = await patient(call, personNo)
  const { service, caller, place } = call
  refuseOthersCard(reader, person)
  await checkCare(service, person, setting, facts)
  const began = (facts.beganAt ?? '').slice(0, 10)
  const own = insutypeOf(person, began)
  if (insurance !== null && (own === '310') !== (insurance === 'employees'))
    reader.fault('insutype', `与该人员的参保险种不符，应为 ${own}（1101 的 insuinfo）`)
  reader.done()
  const deposit =
    setting === 'inpatient' ? await depositToldOf(service, person, call.envelope.hospitalCode, began) : null
  const message = messageOf(call, { personNo, facts })
  const done = await onceByMsgid(service, caller, message, async (client) => {
    const opened = await openVisit(service, caller, client, message, { patient: person, setting, facts, place })
    const output = writeJson(answerOf(setting, opened.mdtrtId, personNo, facts, deposit))
    const said = [opened.isNew ? null : '该住院号此前已办理入院，返回原就诊', deposit?.text ?? null]
    return { output, warning: sentences(said), personNo, mdtrtId: opened.mdtrtId }
  })
  if (done.replayed && setting === 'inpatient') await refuseUndoneAdmission(service, message, done.mdtrtId)
  return { output: new WrittenJson(done.output ?? 'null'), warning: done.warning, refmsgid: done.refmsgid }
}

/**
 * A visit is opened for whom it is meant: the number that 1101 answered, and the card that lies on the desk, are one person's. The
 * voucher 02 is the number of an identity card (national table `mdtrt_cert_type`), so one that no card has is no voucher.
 */
function refuseOthersCard(reader: Reader, person: Patient): void {
  if (reader.maybeTwoDigits('mdtrt_cert_type') !== '02') return
  const shown = reader.maybeDocumentNo('mdtrt_cert_no')
  const fault = shown === null ? null : person.cardFault(shown)
  if (fault === null) return
  reader.fault('mdtrt_cert_no', cardFaults[fault])
  reader.done()
}

const cardFaults = {
  others:
    '不是该 psn_no 的证件号码；请以该证件重发 1101，按其返回的 psn_no 办理；凭证不是患者本人的，请不填 mdtrt_cert_no',
  none: 'mdtrt_cert_type 02 为居民身份证号，所填号码的位数、出生日期或校验码不符（GB 11643）；请核对证件后重发，凭证不是身份证的请按实际填 mdtrt_cert_type，或不填 mdtrt_cert_no',
}

function answerOf(
  setting: Setting,
  mdtrtId: string,
  personNo: string,
  { recordNo }: Partial<VisitFacts>,
  deposit: { readonly waived: boolean } | null,
): Out {
  const given = { mdtrt_id: mdtrtId, psn_no: personNo, ipt_otp_no: recordNo ?? null }
  if (setting === 'outpatient') return { data: given }
  return { result: { ...given, exp_content: { deposit_waived: deposit === null ? null : deposit.waived ? '1' : '0' } } }
}

type Telling = typeof updateVisit

interface Told {
  readonly facts: Partial<VisitFacts>
  readonly warning: string | null
}

/** All other messages about a visit: what they say is added, or the visit moves to another state. */
function telling(name: string, setting: Setting, tell: Telling, ...needed: readonly string[]) {
  return async (call: NationalCall): Promise<TransactionReply> => {
    const reader = node(call, name)
    const key: VisitKey = { personNo: reader.code('psn_no'), mdtrtId: reader.code('mdtrt_id') }
    for (const field of needed) reader.text(field)
    const { facts, warning } = allowedBy(tell, factsOf(reader, call))
    reader.done()
    const person = await patient(call, key.personNo)
    const message: HospitalMessage = messageOf(call, { ...key, facts })
    const { service, caller } = call
    await checkCare(service, person, setting, { medType: facts.medType ?? null })
    const done = await onceByMsgid(service, caller, message, async (client) => {
      const told = await tell(service, caller, client, message, { key, patient: person, setting, facts })
      return { output: null, warning: sentences([warning, told.change]), ...key }
    })
    return { output: null, warning: done.warning, refmsgid: done.refmsgid }
  }
}

/** A discharge is told by 2402 and undone by 2405; particulars that are changed later cannot move it. */
function allowedBy(tell: Telling, { endedAt, ...facts }: Partial<VisitFacts>): Told {
  if (tell !== updateVisit || endedAt === undefined)
    return { facts: { ...facts, ...(endedAt === undefined ? {} : { endedAt }) }, warning: null }
  return { facts, warning: '出院时间不能由信息变更修改，endtime 未采用：请用 2405 撤销出院后以 2402 重新办理' }
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
