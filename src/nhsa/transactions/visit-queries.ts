import { identitiesOnRecord, readPersonYear } from '../../application/claim/read-person-year.ts'
import { isNewborn } from '../../application/hospital-visits/admission.ts'
import { itemOfLine } from '../../application/hospital-visits/fee-line-parts.ts'
import { linesOfVisit } from '../../application/hospital-visits/fee-lines.ts'
import { openStaysOf, visitsOf } from '../../application/hospital-visits/find-visits.ts'
import { Codes } from '../../application/hospital-visits/national-codes.ts'
import type { Patient } from '../../application/hospital-visits/patients.ts'
import { type HospitalVisit, readVisit } from '../../application/hospital-visits/visit.ts'
import { chinaDay, covers, daysBetween, yearOf } from '../../domain/calendar.ts'
import { decimal } from '../../domain/money.ts'
import { type NationalCall, node, shownPatient, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { exact, type Out, whole } from '../envelope/json.ts'
import { insutypeOf, personFields, psnType } from '../reply/person.ts'

/** 5201: the hospital's own visits of a person. An end that is a day alone has the whole day in it. */
async function visits(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  const mdtrtId = data.maybeCode('mdtrt_id')
  const medType = data.maybeCode('med_type', 6)
  const from = data.maybeTime('begntime') ?? ''
  const to = data.maybeEnd('endtime') ?? '9999'
  data.done()
  const person = await shownPatient(call, personNo)
  const all = await visitsOf(call.service, call.caller, personNo)
  const wanted = all.filter(
    (visit) =>
      (mdtrtId === null || visit.mdtrtId === mdtrtId) &&
      (medType === null || visit.medType === medType) &&
      visit.beganAt >= from &&
      visit.beganAt <= to,
  )
  const shown: Out[] = []
  for (const visit of wanted) shown.push(await shownVisit(call, person, visit))
  return { output: { mdtrtinfo: shown } }
}

const statuses = { open: '在院（诊）', ended: '已出院', cancelled: '已撤销' } as const

async function shownVisit(call: NationalCall, person: Patient, visit: HospitalVisit): Promise<Out> {
  const { service, caller } = call
  const on = visit.beganAt.slice(0, 10)
  const until = visit.endedAt?.slice(0, 10) ?? chinaDay(service.clock())
  const codes = new Codes(service, person.insuredRegion, on)
  const read = await readPersonYear(service, caller, person.personNo, yearOf(until))
  const isAided = identitiesOnRecord(read).some((one) => covers(one, until))
  const isStay = visit.setting === 'inpatient'
  const flag = (is: boolean) => (is ? '1' : '0')
  return {
    mdtrt_id: visit.mdtrtId,
    ...personFields(person, on),
    insutype: insutypeOf(person, on),
    psn_type: psnType(codes, person, on),
    maf_psn_flag: flag(isAided),
    cvlserv_flag: '0',
    nwb_flag: flag(isNewborn(person.birthDate, on)),
    insuplc_admdvs: person.insuredRegion,
    begntime: visit.beganAt,
    endtime: visit.endedAt,
    mdtrt_cert_type: visit.certType,
    med_type: visit.medType,
    ars_year_ipt_flag: flag(isStay && yearOf(on) !== yearOf(until)),
    year: String(yearOf(until)),
    ipt_otp_no: visit.recordNo,
    atddr_no: visit.doctor,
    adm_diag_dscr: visit.admissionDiagnosis,
    adm_dept_codg: visit.admittedTo.code,
    adm_dept_name: visit.admittedTo.name,
    adm_bed: visit.bed,
    traf_dept_flag: flag(visit.departments.length > 1),
    dscg_dept_codg: visit.dscgDeptCode ?? (visit.state === 'ended' ? visit.deptCode : null),
    dscg_dept_name: visit.dscgDeptName ?? (visit.state === 'ended' ? visit.deptName : null),
    dscg_bed: visit.dscgBed,
    dscg_way: visit.dscgWay,
    ipt_days: isStay ? whole(daysBetween(on, until)) : null,
    dise_no: visit.diseaseCode,
    dise_codg: visit.diseaseCode,
    dise_name: visit.diseaseName,
    inhosp_stas: visit.state === 'open' ? '1' : '0',
    vali_flag: visit.state === 'cancelled' ? '0' : '1',
    exp_content: visit.note,
    memo: [statuses[visit.state], ...moves(visit)].join('；'),
  }
}

function moves({ departments }: HospitalVisit): string[] {
  return departments.length > 1 ? [`科室 ${departments.join(' → ')}`] : []
}

function readKey(call: NationalCall) {
  const data = node(call, 'data')
  const key = { personNo: data.code('psn_no'), mdtrtId: data.code('mdtrt_id') }
  data.done()
  return key
}

/** 5202: the diagnoses that were told of a visit. */
async function diagnoses(call: NationalCall): Promise<TransactionReply> {
  const key = readKey(call)
  await shownPatient(call, key.personNo)
  const visit = await readVisit(call.service, call.caller, key)
  return {
    output: {
      diseinfo: visit.diagnoses.map(({ code, name, type }, at) => ({
        mdtrt_id: visit.mdtrtId,
        psn_no: visit.personNo,
        inout_diag_type: visit.setting === 'inpatient' ? '1' : '2',
        diag_type: type,
        maindiag_flag: at === 0 ? '1' : '0',
        diag_srt_no: whole(at + 1),
        diag_code: code,
        diag_name: name,
        adm_cond: visit.admissionDiagnosis,
        vali_flag: '1',
      })),
    },
  }
}

/** 5204: the fee lines of a visit that stand, with what the catalogue of their day says. */
async function feeLines(call: NationalCall): Promise<TransactionReply> {
  const key = readKey(call)
  const person = await shownPatient(call, key.personNo)
  const visit = await readVisit(call.service, call.caller, key)
  const lines = await linesOfVisit(call.service, visit)
  return {
    output: {
      feedetail: lines.map((line): Out => {
        const item = itemOfLine(call.service, person, line)
        const part = (amount: string) => (line.partsFrom === 'settlement' ? null : exact(amount))
        return {
          mdtrt_id: visit.mdtrtId,
          psn_no: visit.personNo,
          feedetl_sn: line.lineNo,
          init_feedetl_sn: line.refundedNo,
          chrg_bchno: line.batchNo,
          med_type: visit.medType,
          fee_ocur_time: line.occurredAt,
          cnt: exact(line.count),
          pric: exact(line.price),
          det_item_fee_sumamt: exact(line.total),
          pric_uplmt_amt: item?.priceLimit === undefined ? null : exact(decimal(item.priceLimit).toFixed(6)),
          fulamt_ownpay_amt: part(line.offCatalogue),
          overlmt_amt: part(line.overLimit),
          preselfpay_amt: part(line.preSelfPay),
          inscp_scp_amt: part(line.inScope),
          chrgitm_lv: item?.level ?? null,
          med_chrgitm_type: item?.chargeType ?? null,
          med_list_codg: line.itemCode,
        }
      }),
    },
  }
}

/** 5303, asked before each 2401: where the person lies in a bed. Of another hospital's stay the hospital and the day are told. */
async function inHospital(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  data.maybeTime('begntime')
  data.maybeEnd('endtime')
  data.done()
  await shownPatient(call, personNo)
  const open = await openStaysOf(call.service, personNo)
  return {
    output: {
      data: open.map((visit): Out => {
        const isOwn = visit.hospitalCode === call.caller.hospitalCode
        return {
          psn_no: personNo,
          mdtrt_id: isOwn ? visit.mdtrtId : null,
          fixmedins_code: visit.hospitalCode,
          begntime: isOwn ? visit.beganAt : `${visit.beganAt.slice(0, 10)} 00:00:00`,
          med_type: isOwn ? visit.medType : null,
          ipt_otp_no: isOwn ? visit.recordNo : null,
          adm_dept_codg: isOwn ? visit.deptCode : null,
          adm_dept_name: isOwn ? visit.deptName : null,
          adm_bed: isOwn ? visit.bed : null,
          inhosp_stas: '1',
        }
      }),
    },
  }
}

export const visitQueries: readonly Transaction[] = [
  { infno: '5201', name: '就诊信息查询', run: visits },
  { infno: '5202', name: '诊断信息查询', run: diagnoses },
  { infno: '5204', name: '费用明细查询', run: feeLines },
  { infno: '5303', name: '在院信息查询', run: inHospital },
]
