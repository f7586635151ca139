import { Readable } from 'node:stream'
import type { LineRow } from '../../db/year-end/year-end-runs.ts'
import type { Language } from '../../domain/language.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { csvLine, csvMark } from '../shared/csv.ts'
import { eachYearEndLine } from './read-year-end-runs.ts'

const heads: Record<Language, readonly string[]> = {
  en: ['personNo', 'visits', 'base', 'due', 'assistance', 'reAid', 'tilt', 'remaining', 'problem'],
  zh: ['人员编号', '就诊次数', '救助基数', '应救助', '医疗救助', '再救助', '倾斜救助', '年度限额剩余', '未救助原因'],
}

/** The lines of a run as CSV in UTF-8. Errors: `not-found`, `forbidden`. */
export async function yearEndCsv(service: Service, caller: Caller, id: string, language: Language): Promise<Readable> {
  return Readable.from(linesOf(await eachYearEndLine(service, caller, id), language))
}

async function* linesOf(lines: AsyncGenerator<LineRow>, language: Language): AsyncGenerator<string> {
  yield csvMark + csvLine(heads[language])
  for await (const one of lines) {
    const { personNo, visits, base, due, assistance, reAid, tilt, remaining, problem } = one
    yield csvLine([personNo, visits, base, due, assistance, reAid, tilt, remaining, problem])
  }
}
