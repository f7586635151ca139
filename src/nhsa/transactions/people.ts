import { personOn } from '../../application/claim/claim-input.ts'
import { identitiesOnRecord, type PersonRead, readPersonYear } from '../../application/claim/read-person-year.ts'
import { demoPeople } from '../../application/demo/demo-people.ts'
import { entitlementsOf } from '../../application/entitlements/entitlements.ts'
import { Codes } from '../../application/hospital-visits/national-codes.ts'
import { type Patient, readCertificate } from '../../application/hospital-visits/patients.ts'
import { type FactsOfPerson, placeOf } from '../../domain/adjudication/types.ts'
import { chinaDay, type Day, yearOf } from '../../domain/calendar.ts'
import { categoryName } from '../../domain/names/categories.ts'
import { type Insurance, insuranceNames } from '../../domain/names/insurances.ts'
import type { Payer } from '../../domain/names/payers.ts'
import { type NationalCall, node, shownPatient, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { exact, type Out } from '../envelope/json.ts'
import type { Reader } from '../reader/reader.ts'
import { insutypeOf, personFields, psnType } from '../reply/person.ts'
import { fundOf, leftWords } from '../reply/setldetail.ts'

/**
 * By the identity card: its number as the voucher (02), or the certificate itself. The number of a social card (03) and the token of
 * an electronic voucher (01) are read by the platform; the demo has some of its own, so that both can be tried.
 */
function readWho(call: NationalCall, data: Reader) {
  const voucher = data.maybeTwoDigits('mdtrt_cert_type')
  const isCard = voucher === '02'
  const voucherNo = isCard ? data.maybeDocumentNo('mdtrt_cert_no') : data.maybeCode('mdtrt_cert_no', 512)
  const shown = voucher === '01' || voucher === '03' ? demoVoucher(call, voucherNo) : null
  const read = {
    personNo: data.maybeCode('psn_no') ?? shown?.personNo ?? null,
    idType: data.maybeTwoDigits('psn_cert_type') ?? '01',
    idNumber: data.maybeDocumentNo('certno') ?? shown?.idNumber ?? (isCard ? voucherNo : null),
    name: data.maybeText('psn_name', 50),
    on: data.maybeDay('begntime'),
  }
  // What is wrong with the number that was sent is said already.
  if (read.idNumber === null && data.faults.kept.length === 0)
    data.fault(
      'certno',
      '请填写，或以 mdtrt_cert_type 02 在 mdtrt_cert_no 中填写身份证号；社保卡号与电子凭证令牌由国家平台解码（演示环境可用 DEMO 加人员编号）',
    )
  data.done()
  return { ...read, idNumber: read.idNumber ?? '', insuredRegion: call.envelope.insuredRegion }
}

/** `DEMO` and the person's number stands for the card and the token of a demo person; only beside the embedded database. */
function demoVoucher({ options }: NationalCall, voucherNo: string | null) {
  if (!options.isDemo || voucherNo === null) return null
  return demoPeople.find(({ personNo }) => voucherNo === `DEMO${personNo}`) ?? null
}

/** 1101. The certificate's number is echoed to whoever sent it; it is masked everywhere else. */
async function person(call: NationalCall): Promise<TransactionReply> {
  const { service, caller } = call
  const who = readWho(call, node(call, 'data'))
  const [found] = await readCertificate(service, caller, who, '1101')
  const on = who.on ?? chinaDay(service.clock())
  const read = await readPersonYear(service, caller, found.personNo, yearOf(on))
  const person = personOn(service.library, read, on)
  const codes = new Codes(service, placeOf(person), on)
  return {
    output: {
      baseinfo: { ...personFields(found, on), certno: who.idNumber },
      insuinfo: [insurance(found, person, codes, on)],
      idetinfo: identities(read, codes, on),
    },
  }
}

/** 人员参保状态: 1 正常参保, 0 未参保. */
function insurance(found: Patient, { insuredRegion, enrolledTier }: FactsOfPerson, codes: Codes, on: Day): Out {
  return {
    balc: exact('0.00'),
    insutype: insutypeOf(found, on),
    psn_type: psnType(codes, found, on),
    psn_insu_stas: enrolledTier === null ? '0' : '1',
    psn_insu_date: null,
    paus_insu_date: null,
    cvlserv_flag: '0',
    insuplc_admdvs: insuredRegion,
    emp_name: null,
  }
}

/** Identities that are held on the day or begin later. An open end is null, and open everywhere. */
function identities(read: PersonRead, codes: Codes, on: Day): Out[] {
  return identitiesOnRecord(read)
    .filter(({ to }) => to === null || to >= on)
    .map(({ category, from, to }) => ({
      psn_idet_type: codes.for('psn_idet_type', category)?.code ?? null,
      psn_type_lv: null,
      memo: categoryName(category).zh,
      begntime: `${from} 00:00:00`,
      endtime: to === null ? null : `${to} 23:59:59`,
    }))
}

const direct = '直接“一站式”结算；'
const applied = '依申请救助，尚无覆盖当日的已批准申请，获准后补付；'

/** 2001: which funds the person may draw on, and why. */
async function benefits(call: NationalCall): Promise<TransactionReply> {
  const { service, caller } = call
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  const begins = data.maybeDay('begntime')
  data.done()
  await shownPatient(call, personNo)
  const on = begins ?? chinaDay(service.clock())
  const entitled = await entitlementsOf(service, caller, personNo, on, 'zh')
  const codes = new Codes(service, entitled.governedBy.place, on)
  const { counting, channel, limits } = entitled
  const { enrolled, kind } = entitled.insurance
  const aided = enrolled || entitled.insurance.aidWithout === 'rest'
  const held = entitled.identities.find(({ category }) => category === counting.category)
  const left = limits
    .map(({ name, remaining }) => leftWords(name, entitled.governedBy.place, '剩余', remaining))
    .join('，')
  const waits = channel?.entitles === 'on-application'
  const how = waits ? applied : channel?.channel === 'on-application' ? '依申请救助；' : channel ? direct : ''
  const row = (payer: Payer, enjoys: boolean, why: string, from: Day | null, to: Day | null): Out => ({
    psn_no: personNo,
    trt_chk_type: '99',
    fund_pay_type: fundOf(codes, payer, kind)?.code ?? '',
    fund_pay_type_name: fundOf(codes, payer, kind)?.name ?? '',
    trt_enjymnt_flag: enjoys ? '1' : '0',
    begndate: from,
    enddate: to,
    trt_chk_rslt: why,
  })
  return {
    output: {
      trtinfo: [
        row('basic', enrolled, enrolled ? `参加${insuranceNames[kind].zh}。` : '未参保。', null, null),
        row('criticalIllness', enrolled, enrolled ? givenWith[kind] : '未参保。', null, null),
        row(
          'assistance',
          counting.category !== null && aided && !waits,
          `${aided ? '' : '未参保，医疗救助不予支付。'}${counting.why}${how}${left}`,
          held?.from ?? null,
          held?.to ?? null,
        ),
      ],
    },
  }
}

const givenWith: Readonly<Record<Insurance, string>> = {
  residents: '随基本医疗保险享受大病保险。',
  employees: '随基本医疗保险享受职工大额医疗费用补助。',
}

export const peopleTransactions: readonly Transaction[] = [
  { infno: '1101', name: '人员信息获取', run: person },
  { infno: '2001', name: '人员待遇享受检查', run: benefits },
]
