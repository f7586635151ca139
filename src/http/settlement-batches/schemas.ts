import { z } from 'zod'
import { jobStatus, startedJob } from '../jobs/schemas.ts'
import { hospitalCode } from '../settlement/request-schemas.ts'
import { settlementSums } from '../settlement/schemas.ts'
import { problemCode } from '../shared/codes.ts'
import { instant, listOf, named, page, uuid } from '../shared/fields.ts'
import { ndjsonTypes } from '../shared/list-body.ts'

/** Read as a stream, never held whole. */
export const batchBody = z.unknown().meta({
  type: 'string',
  description: 'One SettlementRequest a line, in JSON / 每行一个 SettlementRequest（JSON）',
})
export const batchTypes = ndjsonTypes

export const batchPreferHeader = z.object({
  prefer: named(
    z.string(),
    'respond-async asks for a job, however few the lines are (RFC 7240)',
    'respond-async 表示无论行数多少均转为后台任务（RFC 7240）',
  ).optional(),
})

const lineProblem = z.strictObject({
  type: named(z.string(), 'Address of the problem’s page', '错误说明页地址'),
  title: named(z.string(), 'What kind of problem it is', '错误名称'),
  status: named(z.int(), 'HTTP status', 'HTTP 状态码'),
  detail: named(z.string(), 'What to send or do instead', '应如何更正'),
  code: named(problemCode, 'Stable code, listed at /problems', '稳定的错误代码，见 /problems'),
  errors: named(
    z.array(
      z.strictObject({
        pointer: named(z.string(), 'JSON pointer into the line', '行内字段位置（JSON Pointer）'),
        detail: named(z.string(), 'What to send there', '该字段应填内容'),
      }),
    ),
    'Each field that was refused, the first twenty',
    '逐项说明，最多二十项',
  ).optional(),
})

const line = {
  line: named(z.int(), 'Number of the line in the batch, from 1', '批次中的行号，从 1 开始'),
  settlementNo: named(
    z.string().nullable(),
    'The hospital’s own number; null where none could be read',
    '医药机构结算编号；无法读取时为 null',
    'medins_setl_id',
  ),
  status: named(
    z.int(),
    'As the single settlement would be answered: 201 settled, 200 a replay, else the status of its problem',
    '与单笔结算的状态码相同：201 已结算，200 重复，其他为错误状态码',
  ),
}

/** One line of the answer. */
export const batchLine = z
  .union([
    z.strictObject({ ...line, settlement: named(settlementSums, 'The sums of the settlement', '结算金额') }),
    z.strictObject({
      ...line,
      code: named(problemCode, 'Stable code, listed at /problems', '稳定的错误代码，见 /problems'),
      problem: named(lineProblem, 'Why it was refused, and what to do', '未结算的原因和处理办法'),
    }),
  ])
  .meta({ id: 'SettlementBatchLine', description: 'What one line of a batch came to / 批次中一行的结果' })

export const settlementBatch = z
  .strictObject({
    id: uuid('Id of the batch', '批次 ID'),
    hospitalCode: named(
      z.string().nullable(),
      'The hospital that sent it; null where a bureau did',
      '发送批次的医药机构；经办机构发送时为 null',
      'fixmedins_code',
    ),
    status: jobStatus,
    lines: named(z.int(), 'Lines of the batch', '批次行数'),
    done: named(z.int(), 'Lines that are answered', '已有结果的行数'),
    settled: named(z.int(), 'Settled', '已结算行数'),
    replayed: named(
      z.int(),
      'Settled before under the same number: by an earlier request, or by the batch itself before it was interrupted',
      '此前已以同一编号结算的行数（含批次中断前已结算的）',
    ),
    refused: named(z.int(), 'Refused', '未结算行数'),
    receivedAt: instant('When it was received', '接收时间'),
    finishedAt: named(z.string().nullable(), 'When its job ended', '任务结束时间'),
    ...startedJob,
    results: named(
      z.strictObject({
        ndjson: named(z.string(), 'One line of JSON a line', '逐行 JSON'),
        csv: named(z.string(), 'The same as a table', '同一内容的表格'),
      }),
      'Where what each line came to is downloaded, as far as it is done',
      '下载逐行结果的地址（含未完成时已有的部分）',
    ),
  })
  .meta({ id: 'SettlementBatch', description: 'Claims that a job settles / 由后台任务结算的批次' })

export const settlementBatchList = listOf(settlementBatch, 'Batches, newest first', '批次列表，最新在前').meta({
  id: 'SettlementBatchList',
})

export const settlementBatchesQuery = z.strictObject({
  hospitalCode: hospitalCode.optional(),
  status: jobStatus.optional(),
  ...page,
})

export const settlementBatchParams = z.strictObject({ id: uuid('Id of the batch', '批次 ID') })

/** An answer of a route that is one JSON value a line. */
export function ndjsonText(en: string, zh: string) {
  return { description: `${en} / ${zh}`, content: { 'application/x-ndjson': { schema: batchLine } } }
}
