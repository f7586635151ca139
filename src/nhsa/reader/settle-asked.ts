import type { ExactJson } from '../envelope/json.ts'
import { insuranceOf } from './common-fields.ts'
import { fieldNames } from './field-names.ts'
import { type MeantNode, meantNames, showable } from './meant-names.ts'
import { nodeOf, Reader } from './reader.ts'

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

const amountFields = ['medfee_sumamt', 'fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt']
const dataFields = ['exp_content', 'dscgTime', 'dise_codg', ...amountFields, ...paidFields]
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

/** As many characters as the interface has for it. */
const maxNoteChars = 4000

/** `exp_content`: fields, or text of the hospital's own, which is kept and means nothing here. */
interface Expansion {
  readonly fields: Node
  readonly note: string | null
}

function expansionOf(data: Reader, sent: ExactJson | undefined): Expansion {
  const fields = nodeOf(sent)
  if (fields) return { fields, note: null }
  if (sent === undefined || sent === null) return { fields: {}, note: null }
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent)
  return {
    fields: {},
    note: new Reader({ exp_content: text }, data.path, data.faults).maybeNote('exp_content', maxNoteChars),
  }
}

/** The note that a node has as its `exp_content`, or the fields in it as text, for what reads no field of it. */
export function noteOf(data: Reader, name = 'exp_content'): string | null {
  const sent = data.raw(name)
  if (sent === undefined || sent === null || sent === '') return null
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent)
  return new Reader({ [name]: text }, data.path, data.faults).maybeNote(name, maxNoteChars)
}

export type ReadAsked = ReturnType<typeof readAsked>['read']

/**
 * `data` of 2206, 2207, 2303 and 2304, with what was read otherwise than it was written. What a certificate's number says is
 * read by nobody and kept nowhere.
 */
export function readAsked(sent: Reader, input: Node) {
  const meant = meantNames(sent.node, dataFields, known)
  const data = new Reader({ ...sent.node, ...withSynonyms(meant.node, sent.node) }, sent.path, sent.faults)
  const beside = meantNames(input, ['exp_content'], ['data'])
  const { fields, note } = expansionOf(data, meant.node['exp_content'] ?? beside.node['exp_content'])
  const more = meantNames(fields, [...paidFields, 'resettle_later'], otherFields)
  const read = {
    personNo: data.code('psn_no'),
    mdtrtId: data.code('mdtrt_id'),
    medType: data.maybeCode('med_type', 6),
    packaged: data.maybeCode('psn_setlway', 6) === '02',
    endedAt: data.maybeTime('dscgTime') ?? data.maybeTime('dscg_time'),
    diseaseCode: data.maybeText('dise_codg', 50),
    costs: {
      total: data.maybeMoney('medfee_sumamt'),
      offCatalogue: data.maybeMoney('fulamt_ownpay_amt'),
      overLimit: data.maybeMoney('overlmt_selfpay'),
      preSelfPay: data.maybeMoney('preselfpay_amt'),
      inScope: data.maybeMoney('inscp_scp_amt'),
    },
    paid: paidBefore(new Reader(more.node, `${data.path}/exp_content`, data.faults), data),
    note,
  }
  data.flag('acct_used_flag')
  const insurance = insuranceOf(data)
  return {
    read: insurance === 'employees' ? withLargeBills(read, fields, data) : read,
    insurance,
    isMidway: data.flag('mid_setl_flag'),
    cautions: cautionsOf(meant, more),
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

/** What was read otherwise than it was written, or not at all: nobody should learn it from the money. */
function cautionsOf(data: MeantNode, more: MeantNode): string[] {
  const guessed = [...data.guessed, ...more.guessed].map(
    ({ sent, meant }) => `${showable(sent)} 已按 ${meant} 读取，请更正字段名`,
  )
  const twice = data.unknown.filter((name) => meantNames({ [name]: '' }, dataFields, known).unknown.length === 0)
  const unread = [...twice, ...more.unknown].slice(0, 10).map(showable)
  const said =
    unread.length === 0 ? [] : [`未采用的字段：${unread.join('、')}（exp_content 可用 ${paidFields.join('、')}）`]
  return [...guessed, ...said]
}
