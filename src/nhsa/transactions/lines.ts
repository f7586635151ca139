import { addFeeLines, type TakenLine, withdrawFeeLines } from '../../application/hospital-visits/fee-lines.ts'
import { onceByMsgid } from '../../application/hospital-visits/messages.ts'
import type { HospitalVisit, VisitKey } from '../../application/hospital-visits/visit.ts'
import { mapInPieces } from '../../application/shared/pieces.ts'
import { decimal } from '../../domain/money.ts'
import {
  messageOf,
  type NationalCall,
  nodes,
  patient,
  type Transaction,
  type TransactionReply,
} from '../envelope/call.ts'
import { exact, type Out, WrittenJson, writeJson } from '../envelope/json.ts'
import { type ReadLine, readLine } from '../reader/fee-line.ts'
import type { Reader } from '../reader/reader.ts'

type Setting = HospitalVisit['setting']

/** All lines of one message are one visit's. */
function keyOf(readers: readonly Reader[]): VisitKey {
  const keys = readers.map((reader) => ({ personNo: reader.code('psn_no'), mdtrtId: reader.code('mdtrt_id') }))
  const [first = { personNo: '', mdtrtId: '' }] = keys
  const other = keys.findIndex(({ personNo, mdtrtId }) => personNo !== first.personNo || mdtrtId !== first.mdtrtId)
  if (other !== -1) readers[other]?.fault('mdtrt_id', '一个报文只能上传同一人员同一就诊的明细')
  return first
}

async function upload(call: NationalCall, setting: Setting): Promise<TransactionReply> {
  const readers = nodes(call, 'feedetail')
  const key = keyOf(readers)
  const read = await mapInPieces(readers, readLine)
  readers[0]?.done()
  const lines = read.map(({ line }) => line)
  const person = await patient(call, key.personNo)
  const message = messageOf(call, { ...key, lines })
  const { service, caller } = call
  const done = await onceByMsgid(service, caller, message, async (client) => {
    const { taken, cautions } = await addFeeLines(service, caller, client, message, {
      key,
      patient: person,
      setting,
      lines,
    })
    const result = await mapInPieces(taken, (one, at) => new WrittenJson(writeJson(shown(one, read[at]))))
    const output = writeJson({ result })
    return { output, warning: warningOf(read, taken, cautions), ...key }
  })
  return { output: new WrittenJson(done.output ?? 'null'), warning: done.warning, refmsgid: done.refmsgid }
}

/** So many sentences at most; a batch may have thousands of lines. */
const maxCautions = 20

function warningOf(read: readonly ReadLine[], taken: readonly TakenLine[], cautions: readonly string[]): string | null {
  const meant = read.flatMap(({ line, isMeantAsRefund }) =>
    isMeantAsRefund ? [`费用明细 ${line.lineNo} 有 init_feedetl_sn，已按退费（负数）处理`] : [],
  )
  const untold = taken.filter(({ line }) => line.partsFrom === 'settlement').length
  const open =
    untold === 0 ? [] : [`${untold} 条明细未给费用构成，本地目录亦无该项目：以结算报文（2207、2304）的四项合计为准`]
  const all = [...meant, ...cautions, ...open]
  if (all.length === 0) return null
  const more = all.length > maxCautions ? `；另有 ${all.length - maxCautions} 条提示` : ''
  return `${all.slice(0, maxCautions).join('；')}${more}。`
}

/** The outputs of the interface in its order. What the catalogue does not say is null. */
function shown({ line, item }: TakenLine, read: ReadLine | undefined): Out {
  const part = (amount: string) => (line.partsFrom === 'settlement' ? null : exact(amount))
  return {
    feedetl_sn: line.lineNo,
    det_item_fee_sumamt: exact(line.total),
    cnt: exact(line.count),
    pric: exact(line.price),
    pric_uplmt_amt: item?.priceLimit === undefined ? null : exact(decimal(item.priceLimit).toFixed(6)),
    selfpay_prop: item ? exact(decimal(item.level === '03' ? '1' : (item.selfPayShare ?? '0')).toFixed(4)) : null,
    fulamt_ownpay_amt: part(line.offCatalogue),
    overlmt_amt: part(line.overLimit),
    preselfpay_amt: part(line.preSelfPay),
    inscp_scp_amt: part(line.inScope),
    chrgitm_lv: item?.level ?? read?.level ?? null,
    med_chrgitm_type: item?.chargeType ?? read?.chargeType ?? null,
    bas_medn_flag: null,
    hi_nego_drug_flag: null,
    chld_medc_flag: null,
    list_sp_item_flag: null,
    lmt_used_flag: item ? (item.restricted === 'true' ? '1' : '0') : null,
    drt_reim_flag: null,
    memo: null,
  }
}

/** "0000" is every line of the visit. */
const all = '0000'

function readWithdrawal(call: NationalCall) {
  const readers = nodes(call, 'data')
  const key = keyOf(readers)
  const lineNos = readers.map((reader) => reader.maybeText('feedetl_sn', 30)).filter((one) => one !== null)
  const batchNos = readers.map((reader) => reader.maybeText('chrg_bchno', 30)).filter((one) => one !== null)
  if (lineNos.length === 0 && batchNos.length === 0)
    readers[0]?.fault('feedetl_sn', '请填写要撤销的明细（0000 为全部），或收费批次号 chrg_bchno')
  readers[0]?.done()
  const everything = lineNos.includes(all) || batchNos.includes(all)
  const some = (list: string[]) => (everything || list.length === 0 ? null : list)
  return { key, lineNos: some(lineNos), batchNos: some(batchNos) }
}

async function withdraw(call: NationalCall, setting: Setting): Promise<TransactionReply> {
  const which = readWithdrawal(call)
  await patient(call, which.key.personNo)
  const message = messageOf(call, which)
  const { service, caller } = call
  const done = await onceByMsgid(service, caller, message, async (client) => {
    await withdrawFeeLines(service, caller, client, message, { ...which, setting })
    return { output: null, warning: null, ...which.key }
  })
  return { output: null, refmsgid: done.refmsgid }
}

export const lineTransactions: readonly Transaction[] = [
  { infno: '2204', name: '门诊费用明细信息上传', run: (call) => upload(call, 'outpatient') },
  { infno: '2205', name: '门诊费用明细信息撤销', run: (call) => withdraw(call, 'outpatient') },
  { infno: '2301', name: '住院费用明细上传', run: (call) => upload(call, 'inpatient') },
  { infno: '2302', name: '住院费用明细撤销', run: (call) => withdraw(call, 'inpatient') },
]
