import { Readable } from 'node:stream'
import type { AnswerRow, StoredProblem } from '../../db/settlement-batches/answers.ts'
import type { Language } from '../../domain/language.ts'
import { payerNames, payers } from '../../domain/names/payers.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { csvLine, csvMark } from '../shared/csv.ts'
import { eachBatchAnswer } from './read-batches.ts'

const heads: Record<Language, readonly string[]> = {
  en: ['line', 'settlementNo', 'result', 'id', 'settledAt', 'code', 'detail', 'errors', ...payers],
  zh: [
    '行号',
    '结算编号',
    '结果',
    '结算 ID',
    '结算时间',
    '错误代码',
    '说明',
    '逐项说明',
    ...payers.map((payer) => payerNames[payer].zh),
  ],
}

const results = {
  settled: { zh: '已结算', en: 'settled' },
  replayed: { zh: '重复', en: 'replayed' },
  refused: { zh: '未结算', en: 'refused' },
}

/** What the lines of a batch came to, as CSV in UTF-8. Errors: `not-found`. */
export async function batchCsv(service: Service, caller: Caller, id: string, language: Language): Promise<Readable> {
  return Readable.from(csvOf(await eachBatchAnswer(service, caller, id), language))
}

async function* csvOf(answers: AsyncGenerator<AnswerRow>, language: Language): AsyncGenerator<string> {
  yield csvMark + csvLine(heads[language])
  for await (const { lineNo, settlementNo, replayed, settlement, problem } of answers) {
    const result = problem ? 'refused' : replayed ? 'replayed' : 'settled'
    yield csvLine([
      ...[lineNo, settlementNo, results[result][language], settlement?.id ?? null, settlement?.settledAt ?? null],
      ...[
        problem?.code ?? null,
        problem?.detail[language] ?? null,
        problem?.errors ? errorsOf(problem.errors, language) : null,
      ],
      ...payers.map((payer) => settlement?.payers[payer] ?? null),
    ])
  }
}

function errorsOf(errors: NonNullable<StoredProblem['errors']>, language: Language): string {
  return errors.map(({ pointer, detail }) => `${pointer}: ${detail[language]}`).join(' ')
}
