import type { ExactJson } from '../envelope/json.ts'
import { insuranceOf } from './common-fields.ts'
import { expansionOf, notTaken, slip } from './expansion.ts'
import { fieldNames } from './field-names.ts'
import { type MeantNode, meantNames } from './meant-names.ts'
import { Reader } from './reader.ts'

type Node = { readonly [name: string]: ExactJson }

/** What insurers have paid elsewhere, by its national name. */
const paidNames = {
  hifp_pay: 'basic',
  hifmi_pay: 'criticalIllness',
  hifes_pay: 'supplementary',
  oth_pay: 'commercial',
  soc_aid_pay: 'socialAid',
} as const
const paidFields = Object.keys(paidNames) as (keyof typeof paidNames)[]
const takenInside = [...paidFields, 'maf_pay', 'besides_msgid', 'rel_ttp_flag'] as const

const amountFields = ['medfee_sumamt', 'fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt']
const dataFields = ['exp_content', 'dscgTime', 'dise_codg', 'rel_ttp_flag', ...amountFields, ...paidFields]
/** National names of amounts that mean something else than what is wanted, and are no slip of the hand. */
const otherFields = [
  'hifob_pay',
  'hifdm_pay',
  'cvlserv_pay',
  'maf_pay',
  'fund_pay_sumamt',
  'acct_pay',
  'psn_cash_pay',
  'overlmt_amt',
]
const known = [...Object.keys(fieldNames), ...otherFields]

export type ReadAsked = ReturnType<typeof readAsked>['read']

/**
 * `data` of 2206, 2207, 2303 and 2304, with what was read otherwise than it was written. What a certificate's number says is
 * read by nobody and kept nowhere.
 */
export function readAsked(sent: Reader, input: Node) {
  const meant = meantNames(sent.node, dataFields, known)
  const data = new Reader({ ...sent.node, ...withSynonyms(meant.node, sent.node) }, sent.path, sent.faults)
  const beside = meantNames(input, ['exp_content'], ['data'])
  const { fields, note, caution } = expansionOf(data, meant.node['exp_content'] ?? beside.node['exp_content'])
  const more = meantNames(fields, [...takenInside, 'trum_flag', 'resettle_later'], otherFields)
  const read = {
    personNo: data.code('psn_no'),
    mdtrtId: data.code('mdtrt_id'),
    medType: data.maybeCode('med_type', 6),
    packaged: data.maybeTwoDigits('psn_setlway') === '02',
    endedAt: data.maybeTime('dscgTime') ?? data.maybeTime('dscg_time'),
    isMidway: data.flag('mid_setl_flag'),
    diseaseCode: data.maybeText('dise_codg', 50),
    costs: {
      total: data.maybeMoney('medfee_sumamt'),
      offCatalogue: data.maybeMoney('fulamt_ownpay_amt'),
      overLimit: data.maybeMoney('overlmt_selfpay'),
      preSelfPay: data.maybeMoney('preselfpay_amt'),
      inScope: data.maybeMoney('inscp_scp_amt'),
    },
    paid: {
      ...paidBefore(new Reader(more.node, `${data.path}/exp_content`, data.faults), data),
      ...assistanceIn(new Reader(more.node, `${data.path}/exp_content`, data.faults)),
    },
    ...injuryIn(new Reader(more.node, `${data.path}/exp_content`, data.faults), data),
    ...besidesIn(new Reader(more.node, `${data.path}/exp_content`, data.faults)),
    note,
  }
  data.flag('acct_used_flag')
  const insurance = insuranceOf(data)
  return {
    read: insurance === 'employees' ? withLargeBills(read, fields, data) : read,
    insurance,
    cautions: [...cautionsOf(meant, more), ...(caution === null ? [] : [caution]), ...traumaIn(data, more.node)],
  }
}

/** The fee lines' name of the amount above the limit is meant where the settlement's own is not there. */
function withSynonyms(meant: Node, sent: Node): Node {
  const above = sent['overlmt_amt']
  return meant['overlmt_selfpay'] === undefined && above !== undefined ? { ...meant, overlmt_selfpay: above } : meant
}

/** What insurers have paid elsewhere, in `exp_content` or beside it; where the region has no schedule it has to be said. */
function paidBefore(inside: Reader, beside: Reader) {
  const amounts = paidFields.map((name) => {
    const [one, other] = [inside.maybeMoney(name), beside.maybeMoney(name)]
    if (one !== null && other !== null && one !== other)
      beside.fault(name, `exp_content 中为 ${one}，其外为 ${other}；请只填写一处`)
    return [paidNames[name], one ?? other ?? undefined] as const
  })
  return Object.fromEntries(amounts) as {
    readonly [Payer in (typeof paidNames)[keyof typeof paidNames]]: string | undefined
  }
}

/** 职工大额医疗费用补助 (`hifob_pay`) is to employees what 大病保险 is to residents. */
function withLargeBills<Read extends { readonly paid: { readonly criticalIllness: string | undefined } }>(
  read: Read,
  fields: Node,
  { path, faults }: Reader,
): Read {
  const large = new Reader({ hifob_pay: fields['hifob_pay'] ?? null }, `${path}/exp_content`, faults).maybeMoney(
    'hifob_pay',
  )
  return large === null
    ? read
    : { ...read, paid: { ...read.paid, criticalIllness: read.paid.criticalIllness ?? large } }
}

/** What an earlier policy has paid as assistance. Beside `exp_content` programs send the `maf_pay` of our own answer back. */
function assistanceIn(inside: Reader): { readonly assistance?: string } {
  const assistance = inside.maybeMoney('maf_pay')
  return assistance === null ? {} : { assistance }
}

/** Whether somebody else caused the injury, where the message says so, in `exp_content` or beside it. */
function injuryIn(inside: Reader, beside: Reader): { readonly thirdPartyInjury?: true } {
  return inside.flag('rel_ttp_flag') || beside.flag('rel_ttp_flag') ? { thirdPartyInjury: true } : {}
}

/** Who was injured may have been by somebody else, whose share is nobody's here. */
function traumaIn(data: Reader, inside: Node): string[] {
  const isTrauma = ['1', true].some((is) => data.node['trum_flag'] === is || inside['trum_flag'] === is)
  const isSaid = data.node['rel_ttp_flag'] !== undefined || inside['rel_ttp_flag'] !== undefined
  return isTrauma && !isSaid ? ['外伤就医（trum_flag 为 1）未说明是否涉及第三方，请核实并填写 rel_ttp_flag'] : []
}

/** The messages of other settlements of the day beside which this is another visit, one or several with commas. */
function besidesIn(inside: Reader): { readonly besides?: readonly string[] } {
  const said = inside.maybeText('besides_msgid', 700)
  const besides = (said ?? '').split(/[,，;；、\s]+/).filter((one) => one !== '')
  return besides.length === 0 ? {} : { besides: besides.slice(0, 20) }
}

/** What was read otherwise than it was written, or not at all: nobody should learn it from the money. */
function cautionsOf(data: MeantNode, more: MeantNode): string[] {
  const guessed = [...data.guessed, ...more.guessed].map(slip)
  const twice = data.unknown.filter((name) => meantNames({ [name]: '' }, dataFields, known).unknown.length === 0)
  const unread = [...twice, ...more.unknown]
  const said = unread.length === 0 ? [] : [notTaken(unread, takenInside)]
  return [...guessed, ...said]
}
