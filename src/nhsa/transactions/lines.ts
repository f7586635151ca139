import { addFeeLines, type FeeLine, withdrawFeeLines } from '../../application/hospital-visits/fee-lines.ts'
import { onceByMsgid } from '../../application/hospital-visits/messages.ts'
import type { HospitalVisit, VisitKey } from '../../application/hospital-visits/visit.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import {
  messageOf,
  type NationalCall,
  nodes,
  patient,
  type Transaction,
  type TransactionReply,
} from '../envelope/call.ts'
import { exact, type Out, WrittenJson, writeJson } from '../envelope/json.ts'
import type { Reader } from '../reader/reader.ts'

type Setting = HospitalVisit['setting']

const partNames = ['fulamt_ownpay_amt', 'overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt'] as const

/**
 * One `feedetail`. There is no catalogue here, so a line says what of it is outside the scope; what is in scope may be
 * left out where something else is said, and is then the rest.
 */
function readLine(reader: Reader): FeeLine {
  const total = reader.signedMoney('det_item_fee_sumamt')
  const [offCatalogue, overLimit, preSelfPay, inScope] = partNames.map((name) => part(reader, name))
  if ([offCatalogue, overLimit, preSelfPay, inScope].every((one) => one === null))
    reader.fault(
      'inscp_scp_amt',
      '缺少费用构成：请填写 fulamt_ownpay_amt、overlmt_amt、preselfpay_amt、inscp_scp_amt（可只填不为 0 的项）',
    )
  const none = '0.00'
  const outside = [offCatalogue, overLimit, preSelfPay].map((one) => one ?? none)
  const rest = total === '' ? none : yuan(decimal(total).minus(sum(outside.map(decimal))))
  const count = reader.quantity('cnt', 4)
  const refundedNo = reader.maybeCode('init_feedetl_sn')
  checkSign(reader, count, total, refundedNo)
  const price = reader.quantity('pric', 6)
  if (price.startsWith('-')) reader.fault('pric', '不能为负数')
  return {
    lineNo: reader.code('feedetl_sn'),
    refundedNo: count.startsWith('-') ? refundedNo : null,
    batchNo: reader.maybeCode('chrg_bchno'),
    itemCode: reader.maybeText('med_list_codg', 50),
    occurredAt: reader.time('fee_ocur_time'),
    count,
    price,
    total,
    offCatalogue: offCatalogue ?? none,
    overLimit: overLimit ?? none,
    preSelfPay: preSelfPay ?? none,
    inScope: inScope ?? rest,
  }
}

/** A refund's parts may come with or without their minus; both are written, and both are meant. */
function part(reader: Reader, name: (typeof partNames)[number]): string | null {
  return reader.maybeSignedMoney(name) ?? (name === 'overlmt_amt' ? reader.maybeSignedMoney('overlmt_selfpay') : null)
}

function checkSign(reader: Reader, count: string, total: string, refundedNo: string | null): void {
  if (/^-?0*(\.0*)?$/.test(count)) reader.fault('cnt', '不能为 0')
  const isRefund = count.startsWith('-')
  if (isRefund && refundedNo === null) reader.fault('init_feedetl_sn', '退费（cnt 为负）时请填写所退明细的 feedetl_sn')
  if (total !== '' && total !== '0.00' && total.startsWith('-') !== isRefund)
    reader.fault('det_item_fee_sumamt', '与 cnt 的正负不一致，退费两者均为负')
}

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
  const lines = readers.map(readLine)
  readers[0]?.done()
  const person = await patient(call, key.personNo)
  const message = messageOf(call, { ...key, lines })
  const { service, caller } = call
  const done = await onceByMsgid(service, caller, message, async (client) => {
    await addFeeLines(service, caller, client, message, { key, patient: person, setting, lines })
    return { output: writeJson({ result: lines.map(shown) }), warning: null, ...key }
  })
  return { output: new WrittenJson(done.output ?? 'null'), refmsgid: done.refmsgid }
}

function shown(line: FeeLine): Out {
  return {
    feedetl_sn: line.lineNo,
    det_item_fee_sumamt: exact(line.total),
    cnt: exact(line.count),
    pric: exact(line.price),
    fulamt_ownpay_amt: exact(line.offCatalogue),
    overlmt_amt: exact(line.overLimit),
    preselfpay_amt: exact(line.preSelfPay),
    inscp_scp_amt: exact(line.inScope),
  }
}

/** "0000" is every line of the visit. */
const all = '0000'

function readWithdrawal(call: NationalCall) {
  const readers = nodes(call, 'data')
  const key = keyOf(readers)
  const lineNos = readers.map((reader) => reader.maybeCode('feedetl_sn')).filter((one) => one !== null)
  const batchNos = readers.map((reader) => reader.maybeCode('chrg_bchno')).filter((one) => one !== null)
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
