import { Readable } from 'node:stream'
import { keepAnswered } from '../../application/hospital-visits/messages.ts'
import { eachDifference } from '../../application/reconciliation/read-reconciliations.ts'
import { uploadLines } from '../../application/reconciliation/upload-file.ts'
import { sha256Hex } from '../../application/shared/hash.ts'
import { chunksOf } from '../../application/shared/pieces.ts'
import { shortId, uuidOf } from '../../application/shared/short-id.ts'
import { actions, type DifferenceType, differenceNames } from '../../domain/reconciliation/differences.ts'
import { messageOf, type NationalCall, node, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { type ExactJson, WrittenJson, writeJson } from '../envelope/json.ts'
import { nationalWords } from '../reader/national-words.ts'
import type { Reader } from '../reader/reader.ts'
import { zipOf } from '../reply/zip.ts'

/** The bytes of a file as programs put them into JSON: base64, a list of byte values, or the text itself. */
function bytesOf(reader: Reader, sent: ExactJson | undefined): Buffer {
  if (Array.isArray(sent) && sent.every((one) => typeof one === 'string' && /^-?\d{1,3}$/.test(one)))
    return Buffer.from(sent.map((one) => Number(one) & 0xff))
  if (typeof sent === 'string' && sent.trim() !== '') return base64In(sent) ?? Buffer.from(sent, 'utf8')
  reader.fault('in', '请填写文件内容：ZIP 或文本的 base64，或字节数组')
  return Buffer.alloc(0)
}

/**
 * Null for what is no base64. It has no tab and no comma, and text has one of them in each line: a line of whole yuan is
 * made of the letters of base64 otherwise. One class at a time is looked for, because the text is as long as a message.
 */
function base64In(text: string): Buffer | null {
  if (/[^A-Za-z0-9+/=\r\n ]/.test(text)) return null
  const packed = text.replaceAll(/[\r\n ]/g, '')
  const end = packed.indexOf('=')
  const padding = end === -1 ? 0 : packed.length - end
  const body = packed.length - padding
  return padding <= 2 && body % 4 !== 1 ? Buffer.from(packed, 'base64') : null
}

/** As much of a file as is read at once, so that a large one keeps nobody waiting. */
const chunkBytes = 65_536

/** 9101 */
async function upload(call: NationalCall): Promise<TransactionReply> {
  const reader = node(call, 'fsUploadIn')
  const fileName = reader.text('filename')
  const bytes = bytesOf(reader, reader.raw('in'))
  reader.done()
  const { service, caller, envelope } = call
  const { hospitalCode } = envelope
  const message = messageOf(call, { fileName, sha256: sha256Hex(bytes) })
  const done = await keepAnswered(service, caller, message, async () => {
    const content = Readable.from(chunksOf(bytes, chunkBytes))
    const file = await uploadLines(service, caller, { hospitalCode, fileName, content })
    const output = { file_qury_no: file.fileNo, filename: file.fileName, fixmedins_code: hospitalCode }
    const [first] = file.errors
    const where = first ? `第 ${first.line} 行 ${first.column}：${first.detail.zh}` : ''
    const warning = file.faults === 0 ? null : `${file.rows} 行中有 ${file.faults} 行无法读取；${where}`
    return { output: writeJson(output), warning, personNo: null, mdtrtId: null }
  })
  return { output: new WrittenJson(done.output ?? 'null'), warning: done.warning, refmsgid: done.refmsgid }
}

/** Whose accounts have more, as far as one line can tell. */
const resultOf: Record<DifferenceType, '1' | '2' | '3'> = {
  'only-here': '1',
  'only-there': '2',
  'amounts-differ': '3',
  'person-differs': '3',
  'reversed-here': '3',
  'reversed-there': '3',
  duplicate: '2',
}

const columns = [
  'psn_no',
  'mdtrt_id',
  'setl_id',
  'msgid',
  'stmt_rslt',
  'refd_setl_flag',
  'memo',
  'medfee_sumamt',
  'fund_pay_sumamt',
  'acct_pay',
] as const

/** 9102: the differences of a 3202, a ZIP of tab-separated text as 9101 takes it; what is empty is the word "null". */
async function download(call: NationalCall): Promise<TransactionReply> {
  const reader = node(call, 'fsDownloadIn')
  const fileNo = reader.code('file_qury_no', 36)
  const fileName = `${(reader.maybeText('filename') ?? 'stmt').replace(/\.(zip|txt)$/i, '')}.zip`
  if (fileNo !== '' && uuidOf(fileNo) === null) reader.fault('file_qury_no', '须为 3202 返回的 file_qury_no')
  reader.done()
  const differences = await eachDifference(call.service, call.caller, fileNo)
  const zip = await zipOf(fileName.replace(/zip$/, 'txt'), textOf(differences))
  const content = zip.toString('base64')
  return { output: { fsDownloadOut: { file_qury_no: fileNo, filename: fileName, encoding: 'base64', content } } }
}

async function* textOf(differences: AsyncIterable<Difference>): AsyncGenerator<string> {
  yield `${columns.join('\t')}\r\n`
  for await (const one of differences) yield `${lineOf(one)}\r\n`
}

type Difference = Awaited<ReturnType<typeof eachDifference>> extends AsyncIterable<infer One> ? One : never

function lineOf(one: Difference): string {
  const { personNo, visitId, settlementId, settlementNo, type, refunded, action, difference } = one
  const cells: readonly (string | null)[] = [
    personNo,
    visitId,
    settlementId === null ? null : shortId(settlementId),
    settlementNo,
    resultOf[type],
    refunded ? '1' : '0',
    nationalWords(`${differenceNames[type].zh}：${actions[action].text.zh}`),
    difference.total,
    difference.fundPaid,
    difference.accountPaid,
  ]
  return cells.map((cell) => cell ?? 'null').join('\t')
}

export const fileTransactions: readonly Transaction[] = [
  { infno: '9101', name: '文件上传', run: upload },
  { infno: '9102', name: '文件下载', run: download },
]
