import type { Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type Care, careNames, cares } from '../../domain/names/care.ts'
import { hospitalLevelNames, hospitalLevels } from '../../domain/names/hospitals.ts'
import { folded, isPlainText } from '../../domain/shared/plain-text.ts'
import { isLeftOut, ofAmount, writtenAmount } from '../../domain/shared/written-amount.ts'
import { writtenDay } from '../../domain/shared/written-day.ts'
import { personColumns } from '../registers/person-of-line.ts'
import type { TableColumns } from '../uploads/table.ts'
import type { InvoiceAsked, ReimbursementAsked } from './receive-reimbursement.ts'

const columns = {
  reimbursementNo: ['报销编号', 'reimbursementNo'],
  ...personColumns,
  care: ['医疗类别', 'med_type', 'care'],
  admittedOn: ['入院日期', 'begndate', 'admittedOn', '入院时间'],
  dischargedOn: ['出院日期', 'enddate', 'dischargedOn', '出院时间'],
  servedOn: ['就诊日期', 'servedOn', '就诊时间'],
  hospitalCode: ['医疗机构编号', 'fixmedins_code', 'hospitalCode', '定点医疗机构编号', '定点医药机构编号'],
  hospitalName: ['医疗机构名称', 'fixmedins_name', 'hospitalName', '定点医疗机构名称', '定点医药机构名称'],
  hospitalRegion: ['医疗机构所在地区', '医疗机构地区', 'hospitalRegion'],
  hospitalLevel: ['医疗机构级别', '医院等级', 'hospitalLevel'],
  feeClass: ['收费类别', 'feeClass'],
  diseaseCode: ['病种编码', 'diseaseCode'],
  referral: ['转诊', 'referral'],
  emergency: ['急诊', 'emergency'],
  total: ['费用总额', '医疗费总额', 'medfee_sumamt', 'total', '总费用', '医疗总费用', '医疗费用总额', '医疗费总金额'],
  offCatalogue: ['全自费', '目录外', 'fulamt_ownpay_amt', 'offCatalogue'],
  overLimit: ['超限价', 'overlmt_selfpay', 'overLimit'],
  preSelfPay: ['先行自付', 'preselfpay_amt', 'preSelfPay'],
  inScope: ['政策范围内', '政策范围内费用', '符合政策范围金额', 'inscp_scp_amt', 'inScope'],
  basic: ['基本医保支付', '基本医保', 'hifp_pay', 'basic', '基本医疗保险支付', '基本医疗保险'],
  criticalIllness: ['大病保险支付', '大病保险', 'hifmi_pay', 'criticalIllness'],
  supplementary: ['补充保险支付', 'hifes_pay', 'supplementary'],
  commercial: ['商业保险支付', 'commercial'],
  socialAid: ['社会互助', 'socialAid'],
  proofNo: ['医保结算单号', 'proofNo'],
  proofBy: ['结算单出具单位', 'proofBy'],
  invoices: ['票据', 'invoices'],
  archiveNo: ['档案号', 'archiveNo'],
  besides: ['同日其他结算编号', 'besides_msgid', 'besides'],
  receivedOn: ['受理日期', 'receivedOn'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type BillColumn = keyof typeof columns
export const billColumns: TableColumns<BillColumn> = columns
/** Where a list has the usual name besides, these are the hour, and another number or name. */
export const billNamesGivingWay: readonly string[] = [
  ...['入院时间', '出院时间', '就诊时间'],
  ...['定点医疗机构编号', '定点医药机构编号', '定点医疗机构名称', '定点医药机构名称'],
]

type Cells = Readonly<Record<BillColumn, string>>

const code = /^[0-9A-Za-z._:-]{1,64}$/
const amountCells = [
  ...['total', 'offCatalogue', 'overLimit', 'preSelfPay', 'inScope', 'basic', 'criticalIllness'],
  ...['supplementary', 'commercial', 'socialAid'],
] as const satisfies readonly BillColumn[]
const optional: ReadonlySet<string> = new Set([
  ...['offCatalogue', 'overLimit', 'preSelfPay', 'supplementary', 'commercial', 'socialAid'],
])
const dayCells = ['admittedOn', 'dischargedOn', 'servedOn', 'receivedOn'] as const satisfies readonly BillColumn[]
const wordCells = [
  'hospitalName',
  'proofNo',
  'proofBy',
  'archiveNo',
  'diseaseCode',
] as const satisfies readonly BillColumn[]

const called = (name: BillColumn) => columns[name][0]
/** In English: the name that lists have, and that of the field. */
const named = (name: BillColumn) => `${called(name)} (${name})`
const said = (zh: string, en: string): Bilingual => ({ zh, en })

/** What a line asks for, or what is wrong with it before anything is looked up. */
export function billOfLine(cells: Cells): ReimbursementAsked | Bilingual {
  const reimbursementNo = folded(cells.reimbursementNo.slice(0, 100))
  if (!code.test(reimbursementNo)) return numbers
  const care = careOf(cells.care)
  if (care === null) return careForm
  const days = daysOf(cells, care)
  if ('zh' in days) return days
  const amounts = amountsOf(cells)
  if ('zh' in amounts) return amounts
  for (const name of wordCells)
    if (cells[name].length > 100 || !isPlainText(cells[name]))
      return said(
        `${called(name)}不超过 100 字，不含控制字符。`,
        `${named(name)} has at most 100 characters and none that control.`,
      )
  const invoices = invoicesOf(cells.invoices)
  if ('zh' in invoices) return invoices
  const hospital = hospitalOf(cells)
  if ('zh' in hospital) return hospital
  const flags = flagsOf(cells)
  if ('zh' in flags) return flags
  const besides = besidesOf(cells.besides, days)
  if (besides === null) return besidesForm
  const { personNo, proofNo, proofBy } = cells
  if ((proofNo === '') !== (proofBy === '')) return proofs
  const { total, offCatalogue, overLimit, preSelfPay, inScope, ...paid } = amounts
  const { receivedOn, ...visit } = days
  return {
    ...{ reimbursementNo, personNo, care, ...visit, ...flags, receivedOn, hospital, invoices, paid, besides },
    costs: { total, offCatalogue, overLimit, preSelfPay, inScope },
    diseaseCode: some(folded(cells.diseaseCode).toUpperCase()),
    insuranceProof: proofNo === '' ? null : { documentNo: proofNo, issuedBy: proofBy },
    archiveNo: some(cells.archiveNo),
  }
}

const some = (text: string) => (text === '' ? null : text)

function careOf(text: string): Care | null {
  const plain = folded(text.slice(0, 60))
  return cares.find((care) => care === plain || careNames[care].zh === plain) ?? null
}

type Days = Record<(typeof dayCells)[number], Day | null>

function daysOf(cells: Cells, care: Care): Days | Bilingual {
  const days: Partial<Days> = {}
  for (const name of dayCells) {
    const day = writtenDay(cells[name])
    if (day === undefined) return said(`${called(name)}须写作 2024-05-01。`, `Write ${named(name)} as 2024-05-01.`)
    days[name] = day
  }
  const { admittedOn, dischargedOn, servedOn } = days
  const isStay = Boolean(admittedOn && dischargedOn && !servedOn)
  const isServed = Boolean(servedOn && !admittedOn && !dischargedOn)
  if (care === 'inpatient' ? !isStay : care === 'critical-disease' ? !isStay && !isServed : !isServed) return visitDays
  return days as Days
}

function amountsOf(cells: Cells): Record<(typeof amountCells)[number], string> | Bilingual {
  const amounts: Record<string, string> = {}
  for (const name of amountCells) {
    const amount = optional.has(name) && isLeftOut(cells[name]) ? '0.00' : writtenAmount(cells[name])
    if (amount === null || amount.startsWith('-'))
      return ofAmount(
        cells[name],
        said(
          `${called(name)}须为最多两位小数、不为负的金额${optional.has(name) ? '，没有的留空' : '，没有的填 0'}。`,
          `Write ${named(name)} in yuan, not below nothing, with at most two decimals${optional.has(name) ? ', or leave it empty' : '; 0 where there is none'}.`,
        ),
      )
    amounts[name] = amount
  }
  return amounts as Record<(typeof amountCells)[number], string>
}

const maxInvoices = 50

/** `06060123-0012345678:1200.00;…`: code, number and amount, one after the other. */
function invoicesOf(text: string): InvoiceAsked[] | Bilingual {
  const parts = folded(text.slice(0, 4_000))
    .split(/[;|]/)
    .filter((part) => part !== '')
  if (parts.length === 0 || parts.length > maxInvoices) return invoiceForm
  const invoices: InvoiceAsked[] = []
  for (const part of parts) {
    const [name = '', money = '', ...more] = part.split(':')
    const numbered = name.split('-')
    const amount = writtenAmount(money)
    const [first = '', second] = numbered
    if (more.length > 0 || numbered.length > 2 || amount === null || amount.startsWith('-')) return invoiceForm
    invoices.push(second === undefined ? { number: first, amount } : { code: first, number: second, amount })
  }
  return invoices
}

function hospitalOf(cells: Cells): ReimbursementAsked['hospital'] | Bilingual {
  const hospitalCode = folded(cells.hospitalCode.slice(0, 100))
  if (hospitalCode !== '') return code.test(hospitalCode) ? { code: hospitalCode } : hospitalForm
  const plain = folded(cells.hospitalLevel.slice(0, 60))
  const level = hospitalLevels.find((one) => one === plain || plain.startsWith(hospitalLevelNames[one].zh))
  const region = folded(cells.hospitalRegion.slice(0, 60))
  if (cells.hospitalName === '' || !/^\d{6}$/.test(region) || !level) return hospitalForm
  const feeClass = folded(cells.feeClass.slice(0, 40))
  return { name: cells.hospitalName, region, level, feeClass: some(feeClass) }
}

const yes = ['是', '有', '对', '√', '✓', '1', '1.0', 'yes', 'true', 'y', '急诊']
const no = ['', '否', '无', '×', '0', '0.0', 'no', 'false', 'n', '非急诊']
const properly = ['proper', '规范转诊', '已转诊', '是', '已备案']
const not = ['none', '未转诊', '否', '无']

function flagsOf(cells: Cells): Pick<ReimbursementAsked, 'emergency' | 'referral'> | Bilingual {
  const emergency = folded(cells.emergency.slice(0, 20)).toLowerCase()
  const referral = folded(cells.referral.slice(0, 20)).toLowerCase()
  const isReferralKnown = referral === '' || properly.includes(referral) || not.includes(referral)
  if (!isReferralKnown || !(yes.includes(emergency) || no.includes(emergency))) return flags
  const said = referral === '' ? null : properly.includes(referral) ? ('proper' as const) : ('none' as const)
  return { emergency: yes.includes(emergency), referral: said }
}

const maxBesides = 20

/** Null where that is not how they are written. */
function besidesOf(text: string, { servedOn }: Days): string[] | null {
  const numbers = folded(text.slice(0, 2_000))
    .split(/[,;|、]/)
    .filter((one) => one !== '')
  const isFit = numbers.length <= maxBesides && numbers.every((one) => code.test(one))
  return isFit && (numbers.length === 0 || servedOn !== null) ? numbers : null
}

const numbers = said(
  '报销编号须填写，只能含字母、数字和 . _ : -，最多 64 位。',
  'The number of the bill is needed: letters, digits and . _ : - only, at most 64.',
)
const careForm = said(
  `医疗类别须为${cares.map((care) => careNames[care].zh).join('、')}之一。`,
  `The kind of care is one of ${cares.join(', ')}.`,
)
const visitDays = said(
  '住院填写入院日期和出院日期；门诊只填就诊日期。',
  'A stay has a day of admission and one of discharge; outpatient care has a day of service alone.',
)
const invoiceForm = said(
  `票据写作「代码-号码:金额」，如 06060123-0012345678:1200.00；数电票为「号码:金额」；多张以分号分隔，最多 ${maxInvoices} 张。`,
  `Write invoices as code-number:amount, such as 06060123-0012345678:1200.00, or number:amount where they are fully digital; semicolons between, at most ${maxInvoices}.`,
)
const hospitalForm = said(
  '已登记的医疗机构填编号；其他的填名称、六位地区代码和级别（一级、二级、三级）。',
  'Give the code of a hospital that is registered, or the name, region (six digits) and level (one, two, three) of another.',
)
const flags = said(
  '急诊填「是」或「否」；转诊填「规范转诊」或「未转诊」，或留空。',
  'An emergency is yes or no; the referral is proper or none, or empty.',
)
const besidesForm = said(
  `${columns.besides[0]}仅限门诊，最多 ${maxBesides} 个结算编号，以分号分隔；住院请留空。`,
  `Beside which settlements it is another visit is said of outpatient care only: at most ${maxBesides} numbers with semicolons between; leave it empty for a stay.`,
)
const proofs = said(
  `「${columns.proofNo[0]}」与「${columns.proofBy[0]}」须同时填写。`,
  `The number of the statement of insurance (${columns.proofNo[0]}) goes with who issued it (${columns.proofBy[0]}).`,
)
