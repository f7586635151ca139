import { Readable } from 'node:stream'
import type { LineAnswer } from '../../application/settlement-batches/line-answer.ts'
import type { ReadClaim } from '../../application/settlement-batches/read-batch-lines.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { type ErrorCode, Refusal } from '../../domain/refusals/refusal.ts'
import { saidTwice } from '../../domain/refusals/said-twice.ts'
import { repeatedName } from '../../domain/shared/repeated-name.ts'
import { httpStatuses } from '../problems/statuses.ts'
import { textOf } from '../server/bodies.ts'
import { validator } from '../server/validation.ts'
import { type SettlementBody, settlementRequest } from '../settlement/request-schemas.ts'

const validate = validator({ schema: settlementRequest })

/** Reads a line as the body of POST /v1/settlements is read: in the charset of the content-type, by the same schema. */
export function claimReader(contentType: string | undefined): ReadClaim {
  return (line) => {
    let value: unknown
    try {
      const text = textOf(line, contentType)
      value = JSON.parse(text)
      const twice = repeatedName(text)
      if (twice !== null) throw saidTwice(twice)
    } catch (error) {
      return { settlementNo: null, refusal: error instanceof Refusal ? error : notJson }
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { settlementNo: null, refusal: notAnObject }
    const settlementNo = numberIn(value)
    const read = validate(value)
    if (read.error) return { settlementNo, refusal: read.error }
    return { settlementNo, body: read.value as SettlementBody }
  }
}

const oneObject: Bilingual = {
  zh: '此行有误；每行须为一个完整的 JSON 对象，行内不换行，行末不加逗号，整体不加方括号。',
  en: 'the line is not one JSON object; each line is one whole object without line breaks in it, and there are neither commas between the lines nor brackets around them.',
}
const notJson = new Refusal('malformed-json', { reason: oneObject })
/** The advice of a single request names its content-type, which is another one here. */
const notAnObject = new Refusal('invalid-request', {}, { faults: [{ pointer: '', detail: oneObject }] })

const maxNumberChars = 64

/** What the line is called, so that whoever sent it finds it again. */
function numberIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('settlementNo' in value)) return null
  const { settlementNo } = value
  return typeof settlementNo === 'string' ? settlementNo.slice(0, maxNumberChars) : null
}

/** What a line came to, as the single route would answer it. */
export function lineText(answer: LineAnswer, language: Language): string {
  const { lineNo: line, settlementNo, replayed, settlement, problem } = answer
  if (problem === null) return `${JSON.stringify({ line, settlementNo, status: replayed ? 200 : 201, settlement })}\n`
  const { code, title, detail, errors } = problem
  const status = httpStatuses[code as ErrorCode] ?? httpStatuses.internal
  const said = {
    ...{ type: `/problems/${code}`, title: title[language], status, detail: detail[language], code },
    ...(errors ? { errors: errors.map((one) => ({ pointer: one.pointer, detail: one.detail[language] })) } : {}),
  }
  return `${JSON.stringify({ line, settlementNo, status, code, problem: said })}\n`
}

export function lineStream(answers: AsyncGenerator<LineAnswer>, language: Language): Readable {
  async function* texts() {
    for await (const answer of answers) yield lineText(answer, language)
  }
  return Readable.from(texts())
}
