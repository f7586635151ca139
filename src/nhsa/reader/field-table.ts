/** One field of a transaction's node, as the interface has it. */
export interface FieldOf {
  readonly name: string
  readonly isNeeded: boolean
}

export interface NodeOf {
  readonly node: string
  /** Whether the node is a list. */
  readonly isList: boolean
  readonly fields: readonly FieldOf[]
}

const read = (written: string): FieldOf[] =>
  written
    .trim()
    .split(/\s+/)
    .map((name) => ({ name: name.replace('*', ''), isNeeded: name.endsWith('*') }))

const one = (node: string, fields: string): NodeOf => ({ node, isList: false, fields: read(fields) })
const list = (node: string, fields: string): NodeOf => ({ node, isList: true, fields: read(fields) })

const settled = `psn_no* mdtrt_cert_type* mdtrt_cert_no medfee_sumamt* psn_setlway* mdtrt_id* insutype* acct_used_flag* invono
  fulamt_ownpay_amt overlmt_selfpay preselfpay_amt inscp_scp_amt exp_content`
const outpatient = `${settled} med_type* dise_codg chrg_bchno`
const inpatient = `${settled} mid_setl_flag* dscgTime`
const visit = 'psn_no* mdtrt_id*'
const undone = 'psn_no* mdtrt_id* setl_id* exp_content'
const lines = `feedetl_sn* init_feedetl_sn psn_no* mdtrt_id* chrg_bchno fee_ocur_time* med_list_codg* det_item_fee_sumamt* cnt* pric*
  fulamt_ownpay_amt overlmt_amt preselfpay_amt inscp_scp_amt chrgitm_lv med_chrgitm_type hosp_appr_flag`
const admitted = `mdtrt_cert_type mdtrt_cert_no ipt_no med_type atddr_no adm_diag_dscr adm_dept_codg adm_dept_name adm_bed dise_codg
  dise_name rel_ttp_flag exp_content`
const diagnoses = list('diseinfo', 'diag_type diag_code* diag_name*')
const stated = `stmt_begndate* stmt_enddate* setl_optins* medfee_sumamt* fund_pay_sumamt* fixmedins_setl_cnt*`

/** What each transaction asks for, with a star where the interface does; fields that are read here and no others. */
export const fieldTable: Readonly<Record<string, readonly NodeOf[]>> = {
  '9001': [one('signIn', 'opter_no* mac ip')],
  '9002': [one('signOut', 'sign_no* opter_no*')],
  '1101': [one('data', 'mdtrt_cert_type* mdtrt_cert_no* psn_cert_type certno psn_name psn_no begntime')],
  '1201': [one('medinsinfo', 'fixmedins_type fixmedins_name fixmedins_code')],
  '1901': [one('data', 'type* admdvs date')],
  '2001': [one('data', 'psn_no* insutype* begntime*')],
  '2201': [one('data', 'psn_no* insutype* begntime* mdtrt_cert_type* mdtrt_cert_no ipt_otp_no*')],
  '2202': [one('data', `${visit} ipt_otp_no`)],
  '2203': [one('mdtrtinfo', `${visit} med_type* begntime* dise_codg dise_name rel_ttp_flag`), diagnoses],
  '2204': [list('feedetail', lines)],
  '2205': [one('data', `${visit} chrg_bchno* feedetl_sn`)],
  '2206': [one('data', outpatient)],
  '2207': [one('data', outpatient)],
  '2208': [one('data', undone)],
  '2301': [list('feedetail', lines)],
  '2302': [list('data', `${visit} feedetl_sn* chrg_bchno`)],
  '2303': [one('data', inpatient)],
  '2304': [one('data', inpatient)],
  '2305': [one('data', undone)],
  '2401': [one('mdtrtinfo', `psn_no* insutype* begntime* ${admitted.replace('med_type', 'med_type*')}`), diagnoses],
  '2402': [
    one('dscginfo', `${visit} insutype* endtime* dscg_dept_codg dscg_dept_name dscg_bed dscg_way dise_codg dise_name`),
    diagnoses,
  ],
  '2403': [one('adminfo', `${visit} begntime ${admitted}`), diagnoses],
  '2404': [one('data', visit)],
  '2405': [one('data', visit)],
  '2501': [one('refmedin', 'psn_no* reflin_medins_no* mdtrtarea_admdvs refl_date* begndate enddate')],
  '2502': [one('data', 'psn_no* trt_dcla_detl_sn*')],
  '2503': [one('data', 'psn_no* insutype* opsp_dise_code* opsp_dise_name* begndate* enddate exp_content')],
  '2504': [one('data', 'psn_no* trt_dcla_detl_sn*')],
  '2601': [one('data', 'psn_no* omsgid* oinfno*')],
  '3201': [one('data', `${stated} insutype* clr_type* acct_pay* refd_setl_flag`)],
  '3202': [one('data', `${stated} file_qury_no* cash_payamt* clr_type`)],
  '3203': [
    one(
      'data',
      'clr_type* clr_way setlym* psntime* medfee_sumamt* med_sumfee* fund_appy_sum* cash_payamt* acct_pay* begndate* enddate*',
    ),
  ],
  '3204': [one('data', 'clr_appy_evt_id*')],
  '5201': [one('data', 'psn_no* mdtrt_id med_type begntime* endtime')],
  '5202': [one('data', visit)],
  '5203': [one('data', 'psn_no* setl_id* mdtrt_id')],
  '5204': [one('data', visit)],
  '5206': [one('data', 'psn_no* cum_ym')],
  '5301': [one('data', 'psn_no*')],
  '5302': [one('data', 'psn_no* biz_appy_type')],
  '5303': [one('data', 'psn_no* begntime endtime')],
  '5304': [one('data', 'psn_no*')],
  '9101': [one('fsUploadIn', 'filename* in* fixmedins_code')],
  '9102': [one('fsDownloadIn', 'file_qury_no* filename* fixmedins_code')],
}

/** The longest value that the interface takes of a field, in characters; of the others nothing is known. */
export const fieldLengths: Readonly<Record<string, number>> = {
  psn_no: 30,
  mdtrt_id: 30,
  setl_id: 30,
  psn_name: 50,
  certno: 50,
  psn_cert_type: 6,
  mdtrt_cert_type: 3,
  mdtrt_cert_no: 512,
  insutype: 6,
  med_type: 6,
  ipt_otp_no: 30,
  ipt_no: 30,
  dise_codg: 30,
  dise_name: 500,
  diag_code: 30,
  diag_name: 255,
  feedetl_sn: 30,
  init_feedetl_sn: 30,
  chrg_bchno: 30,
  med_list_codg: 50,
  psn_setlway: 6,
  mid_setl_flag: 3,
  acct_used_flag: 3,
  invono: 20,
  opter_no: 20,
  sign_no: 30,
  omsgid: 30,
  oinfno: 4,
  clr_type: 6,
  setl_optins: 6,
  file_qury_no: 30,
  exp_content: 4000,
}

/** The envelope: the longest value, and whether the platform asks for it. */
export const envelopeFields: readonly (FieldOf & { readonly max: number })[] = [
  { name: 'infno', isNeeded: true, max: 4 },
  { name: 'msgid', isNeeded: true, max: 30 },
  { name: 'mdtrtarea_admvs', isNeeded: true, max: 6 },
  { name: 'insuplc_admdvs', isNeeded: false, max: 6 },
  { name: 'recer_sys_code', isNeeded: true, max: 10 },
  { name: 'dev_no', isNeeded: false, max: 100 },
  { name: 'dev_safe_info', isNeeded: false, max: 2000 },
  { name: 'cainfo', isNeeded: false, max: 1024 },
  { name: 'signtype', isNeeded: false, max: 10 },
  { name: 'infver', isNeeded: true, max: 6 },
  { name: 'opter_type', isNeeded: true, max: 3 },
  { name: 'opter', isNeeded: true, max: 30 },
  { name: 'opter_name', isNeeded: true, max: 50 },
  { name: 'inf_time', isNeeded: true, max: 19 },
  { name: 'fixmedins_code', isNeeded: true, max: 30 },
  { name: 'fixmedins_name', isNeeded: true, max: 200 },
  { name: 'sign_no', isNeeded: false, max: 30 },
  { name: 'input', isNeeded: true, max: 40_000 },
]
