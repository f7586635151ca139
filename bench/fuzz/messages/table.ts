import type { Json } from '../document.ts'
import {
  costs,
  date,
  type Fill,
  feeLine,
  fileContent,
  fresh,
  known,
  type MessageSurroundings,
  maybe,
  money,
  type OpenVisit,
  person,
  pick,
  text,
  time,
} from './fields.ts'

/** The `input` of a message, sound as far as its table says. */
export type Input = (around: MessageSurroundings) => Record<string, Json>

type Fields = Readonly<Record<string, Fill>>

const stayTypes = ['21', '21', '22', '24', '52', '77']
const visitTypes = ['14', '14', '14', '11', '13', '51']

const node =
  (name: string, fields: Fields): Input =>
  (around) => ({ [name]: filled(fields, around) })

function filled(fields: Fields, around: MessageSurroundings): Record<string, Json> {
  const entries = Object.entries(fields).map(([name, fill]) => [name, fill(around)] as const)
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined))
}

type Setting = OpenVisit['setting']

/** One of the walk's visits, or nobody's. */
function visitIn(setting: Setting | null, { random, visits }: MessageSurroundings): Record<string, Json> {
  const fitting = random.chance(0.9) ? visits.filter((visit) => setting === null || visit.setting === setting) : visits
  if (fitting.length === 0) return { psn_no: '14050000000000000001', mdtrt_id: '140502202405051200000000000001' }
  // The newest one is mostly the one that is not settled yet.
  const visit = random.chance(0.6) ? (fitting.at(-1) as OpenVisit) : random.pick(fitting)
  return { psn_no: visit.psn_no, mdtrt_id: visit.mdtrt_id }
}

const ofVisit =
  (name: string, setting: Setting, fields: Fields = {}): Input =>
  (around) => ({ [name]: { ...visitIn(setting, around), ...filled(fields, around) } })

const settling =
  (setting: Setting): Input =>
  (around) => ({
    data: {
      ...visitIn(setting, around),
      ...filled(settlingFields(setting), around),
      ...costs(around.random),
    },
  })

const settlingFields = (setting: Setting): Fields => ({
  med_type: maybe(pick(...(setting === 'inpatient' ? stayTypes : visitTypes)), 0.8),
  insutype: pick('390'),
  psn_setlway: maybe(pick('01', '02')),
  mid_setl_flag: maybe(pick('0')),
  acct_used_flag: maybe(pick('0', '1')),
  dise_codg: maybe(pick('M01.000', 'E11.900', 'N18.500', 'C91.000')),
  dscgTime: maybe(time, 0.3),
})

/** Of a settlement of the walk's, with the visit that it is of; now and then one with another's. */
const ofSettlement =
  (setting: Setting | null): Input =>
  (around) => {
    const { random, visits } = around
    const settled = visits.filter((visit) => visit.setl_id && (setting === null || visit.setting === setting))
    if (settled.length === 0 || random.chance(0.15))
      return { data: { ...visitIn(setting, around), setl_id: known('setl_id')(around) ?? 'none' } }
    const { psn_no, mdtrt_id, setl_id = '' } = random.pick(settled)
    return { data: { psn_no, mdtrt_id, setl_id } }
  }

/** What the ledger was last said to hold, so that an application is taken now and then. */
const clearing: Input = (around) => {
  const { random, known: numbers } = around
  const [here] = random.chance(0.7) ? numbers.all('here').slice(-1) : []
  const { count, total, fundPaid, personPaid } = JSON.parse(here ?? '{}') as Record<string, Json>
  const sums =
    here === undefined
      ? filled({ medfee_sumamt: money, fund_appy_sum: money, cash_payamt: money, psntime: pick('0', 2) }, around)
      : {
          medfee_sumamt: total ?? '',
          fund_appy_sum: fundPaid ?? '',
          cash_payamt: personPaid ?? '0.00',
          psntime: count ?? 0,
        }
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7).replace('-', '')
  return { data: { clr_type: '99', setlym: random.chance(0.8) ? month : '2024-05', ...sums, acct_pay: '0' } }
}

const uploading =
  (setting: Setting): Input =>
  (around) => {
    const visit = visitIn(setting, around)
    return { feedetail: Array.from({ length: around.random.int(1, 5) }, () => feeLine(around, visit)) }
  }

const openedWith: Fields = {
  psn_no: person,
  insutype: pick('390'),
  begntime: time,
  mdtrt_cert_type: maybe(pick('01', '02', '03')),
  dise_codg: maybe(pick('M01.000', 'E11.900', 'N18.500')),
  dise_name: maybe(text),
}

const toldOf: Fields = {
  dise_codg: maybe(pick('M01.000', 'E11.900')),
  dise_name: maybe(text),
  begntime: maybe(time, 0.2),
}

const period: Fields = {
  stmt_begndate: pick('2023-01-01', '2024-05-05'),
  stmt_enddate: pick('2030-12-31', '2024-05-05'),
}

const withDiagnoses =
  (input: Input): Input =>
  (around) => ({
    ...input(around),
    ...(around.random.chance(0.5) ? { diseinfo: [{ diag_type: '1', diag_code: 'M01.000', diag_name: '示例' }] } : {}),
  })

/** Every transaction by its number. A test holds it against those that the service answers. */
export const inputs: Readonly<Record<string, Input>> = {
  '1101': node('data', {
    mdtrt_cert_type: pick('02'),
    mdtrt_cert_no: ({ own, random }) => own.idNumber(random),
    psn_cert_type: maybe(pick('01')),
    psn_name: maybe(({ own }) => own.personName, 0.3),
    begntime: maybe(time),
  }),
  '1201': node('medinsinfo', {
    fixmedins_type: maybe(pick('1')),
    fixmedins_name: maybe(text),
    fixmedins_code: maybe(known('hospitalCode')),
  }),
  '1901': node('data', {
    type: maybe(pick('insutype', 'med_type', 'x')),
    date: maybe(date),
    admdvs: maybe(pick('140502')),
  }),
  '2001': node('data', { psn_no: person, insutype: pick('390'), begntime: maybe(time) }),
  '2201': node('data', { ...openedWith, ipt_otp_no: maybe(fresh('ipt_otp_no')) }),
  '2202': ofVisit('data', 'outpatient'),
  '2203': withDiagnoses(ofVisit('mdtrtinfo', 'outpatient', { med_type: pick(...visitTypes), ...toldOf })),
  '2204': uploading('outpatient'),
  '2205': ofVisit('data', 'outpatient', { feedetl_sn: pick('0000', 'x'), chrg_bchno: maybe(pick('B1', '0000')) }),
  '2206': settling('outpatient'),
  '2207': settling('outpatient'),
  '2208': ofSettlement('outpatient'),
  '2301': uploading('inpatient'),
  '2302': ofVisit('data', 'inpatient', { feedetl_sn: pick('0000', 'x') }),
  '2303': settling('inpatient'),
  '2304': settling('inpatient'),
  '2305': ofSettlement('inpatient'),
  '2401': withDiagnoses(node('mdtrtinfo', { ...openedWith, med_type: pick(...stayTypes), ipt_no: fresh('ipt_no') })),
  '2402': ofVisit('dscginfo', 'inpatient', { endtime: time, ...toldOf }),
  '2403': withDiagnoses(ofVisit('adminfo', 'inpatient', toldOf)),
  '2404': ofVisit('data', 'inpatient'),
  '2405': ofVisit('data', 'inpatient'),
  '2501': node('refmedin', {
    psn_no: person,
    reflin_medins_no: known('hospitalCode'),
    mdtrtarea_admdvs: maybe(pick('140502', '140100', '500103')),
    refl_date: date,
    begndate: maybe(date, 0.3),
    enddate: maybe(pick('2025-12-31'), 0.3),
  }),
  '2502': node('data', { psn_no: person, trt_dcla_detl_sn: known('trt_dcla_detl_sn') }),
  '2503': node('data', {
    psn_no: person,
    opsp_dise_code: pick('E11.900', 'I10.x00', 'N18.500', 'C34.900'),
    opsp_dise_name: text,
    begndate: date,
    enddate: maybe(pick('2025-12-31'), 0.3),
  }),
  '2504': node('data', { psn_no: person, trt_dcla_detl_sn: known('trt_dcla_detl_sn') }),
  '2601': node('data', {
    psn_no: person,
    omsgid: known('msgid'),
    oinfno: pick('2304', '2207', '2305', '2401', '2301'),
  }),
  '3201': node('data', {
    ...period,
    insutype: pick('390'),
    clr_type: pick('11', '21', '99'),
    medfee_sumamt: money,
    fund_pay_sumamt: money,
    acct_pay: maybe(pick('0')),
    fixmedins_setl_cnt: pick('0', '1', 3),
    refd_setl_flag: maybe(pick('0', '1')),
  }),
  '3202': node('data', {
    file_qury_no: known('file_qury_no'),
    ...period,
    clr_type: maybe(pick('11', '21', '99')),
    medfee_sumamt: maybe(money),
    fund_pay_sumamt: maybe(money),
    fixmedins_setl_cnt: maybe(pick('0', '3')),
  }),
  '3203': clearing,
  '3204': node('data', { clr_appy_evt_id: known('clr_appy_evt_id') }),
  '5201': node('data', {
    psn_no: person,
    begntime: maybe(time),
    endtime: maybe(pick('2030-01-01')),
    med_type: maybe(pick('21')),
  }),
  '5202': ofVisit('data', 'inpatient'),
  '5203': ofSettlement(null),
  '5204': ofVisit('data', 'inpatient'),
  '5206': node('data', { psn_no: person, cum_ym: maybe(pick('202303', '2024')) }),
  '5301': node('data', { psn_no: person }),
  '5302': node('data', { psn_no: person, biz_appy_type: maybe(pick('03')) }),
  '5303': node('data', { psn_no: person, begntime: maybe(time), endtime: maybe(pick('2030-01-01')) }),
  '5304': node('data', { psn_no: person, begntime: maybe(time) }),
  '9001': node('signIn', { opter_no: pick('001', 'a.b'), mac: pick('00-00'), ip: pick('127.0.0.1') }),
  '9002': node('signOut', { opter_no: maybe(pick('001')), sign_no: known('sign_no') }),
  '9101': (around) => ({
    fsUploadIn: { filename: around.random.pick(['a.zip', '对账.txt']), in: fileContent(around) },
  }),
  '9102': node('fsDownloadIn', { file_qury_no: known('file_qury_no'), filename: maybe(pick('plc', 'a.zip')) }),
}
