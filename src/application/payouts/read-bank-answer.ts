import type { Readable } from 'node:stream'
import { findPayoutBatch, type StoredBatch } from '../../db/payouts/batches.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type BankTemplate, referenceOf } from '../../domain/payouts/bank-file.ts'
import type { LineOutcome } from '../../domain/payouts/payout-names.ts'
import { folded, isPlainText } from '../../domain/shared/plain-text.ts'
import { amountIfGiven, ofAmount } from '../../domain/shared/written-amount.ts'
import { writtenDay } from '../../domain/shared/written-day.ts'
import { type Caller, ofRegion, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { UploadLimits } from '../uploads/limits.ts'
import { readTable, type TableColumns, type TableForm, type TableLine } from '../uploads/table.ts'
import { templateFor } from './bank-template.ts'
import { batchNotFound } from './decide-batch.ts'
import { type BankAnswerLine, type BankLineFault, type RecordedAnswer, recordBankAnswer } from './record-bank-answer.ts'

type Column = 'reference' | 'amount' | 'result' | 'reason' | 'day' | 'bankNo'

/** Ten thousand lines with the columns of a bank's own. */
const answerFile: UploadLimits = { bytes: 20_000_000, unpackedBytes: 100_000_000, lines: 20_000 }

/**
 * A bank's answer to a batch as a file, with the columns and words of the region's template. A line that cannot be read, or
 * says something else than the batch, is named; the others are booked.
 * Errors: those of `recordBankAnswer`; `body-too-large`, `file-unreadable`, `file-too-large`, `uploads-at-once`, `uploads-busy`.
 */
export async function readBankAnswer(
  service: Service,
  caller: Caller,
  { id, content }: { readonly id: string; readonly content: Readable },
): Promise<RecordedAnswer> {
  requireKind(caller, 'bureau')
  const batch = ofRegion(caller, await findPayoutBatch(service.db.pool, id)) ?? batchNotFound(id)
  const { answer } = await templateFor(service.db.pool, batch.region)
  const columns: TableColumns<Column> = answer
  const form: TableForm<Column> = { columns, needed: ['reference', 'result'], limits: answerFile }
  return service.uploads.admit(caller.id, async (inTurn) => {
    const { lines, unread } = await readTable(content, form)
    const unreadable = unread.map(({ line, detail }) => ({ place: line, lineNo: null, detail }))
    return inTurn(() =>
      recordBankAnswer(service, caller, id, (locked) => {
        const read = lines.map((line) => lineOf(locked, answer, line))
        const faults = read.filter((one): one is BankLineFault => 'detail' in one)
        return {
          lines: read.filter((one): one is BankAnswerLine => !('detail' in one)),
          faults: [...unreadable, ...faults],
        }
      }),
    )
  })
}

const maxWords = 200
const bankNoForm = /^[0-9A-Za-z._:-]{1,64}$/

function lineOf(
  batch: StoredBatch,
  answer: BankTemplate['answer'],
  { line, values }: TableLine<Column>,
): BankAnswerLine | BankLineFault {
  const fault = (detail: Bilingual): BankLineFault => ({ place: line, lineNo, detail })
  const lineNo = lineNoOf(batch, values.reference)
  if (lineNo === null) return fault(reference(batch))
  const outcome = outcomeOf(answer, values.result)
  if (outcome === null) return fault(result(answer))
  const amount = amountIfGiven(values.amount)
  if (amount === undefined) return fault(ofAmount(values.amount, amountForm))
  const on = writtenDay(values.day === '' ? null : values.day)
  if (on === undefined) return fault(dayForm)
  const reason = values.reason === '' ? null : values.reason.slice(0, maxWords)
  if (reason !== null && !isPlainText(reason)) return fault(reasonForm)
  const bankNo = folded(values.bankNo.slice(0, maxWords))
  if (bankNo !== '' && !bankNoForm.test(bankNo)) return fault(bankNumber)
  return { place: line, lineNo, outcome, on, amount, bankNo: bankNo === '' ? null : bankNo, reason }
}

/** `B-2024-05-17` is line 17 of batch `B-2024-05`; of another batch it is no line of this one. */
function lineNoOf({ batchNo, lines }: StoredBatch, text: string): number | null {
  const plain = folded(text)
  const number = plain.slice(plain.lastIndexOf('-') + 1)
  if (!/^[1-9]\d{0,5}$/.test(number)) return null
  const lineNo = Number(number)
  return lineNo <= lines && referenceOf(batchNo, lineNo) === plain ? lineNo : null
}

function outcomeOf({ paid, returned }: BankTemplate['answer'], text: string): LineOutcome | null {
  const said = folded(text).toLowerCase()
  const among = (words: readonly string[]) => words.some((word) => folded(word).toLowerCase() === said)
  if (among(paid)) return 'paid'
  return among(returned) ? 'returned' : null
}

const reference = ({ batchNo }: StoredBatch): Bilingual => ({
  zh: `业务编号须为本批次的编号，如 ${referenceOf(batchNo, 1)}。`,
  en: `The reference must be one of this batch, such as ${referenceOf(batchNo, 1)}.`,
})
const result = ({ paid, returned }: BankTemplate['answer']): Bilingual => ({
  zh: `处理结果不认识；成功写作 ${paid.slice(0, 5).join('、')}，退回写作 ${returned.slice(0, 5).join('、')}，或在模板中补充。`,
  en: `The result is not known: ${paid.slice(0, 5).join(', ')} mean paid and ${returned.slice(0, 5).join(', ')} returned; add the bank’s own words to the template.`,
})
const amountForm: Bilingual = {
  zh: '金额须为最多两位小数的数字。',
  en: 'Write the amount in yuan with at most two decimals.',
}
const dayForm: Bilingual = { zh: '日期须写作 2024-05-01 或 20240501。', en: 'Write the day as 2024-05-01 or 20240501.' }
const reasonForm: Bilingual = { zh: '原因含控制字符。', en: 'The reason holds control characters.' }
const bankNumber: Bilingual = {
  zh: '银行流水号只能含字母、数字和 . _ : -，最多 64 位。',
  en: 'The bank’s number holds letters, digits and . _ : - only, at most 64.',
}
