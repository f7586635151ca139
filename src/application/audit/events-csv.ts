import { Readable } from 'node:stream'
import type { Language } from '../../domain/language.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { csvLine, csvMark } from '../shared/csv.ts'
import { type EventsAsked, eventsOf, type ShownEvent } from './events.ts'

const heads: Record<Language, readonly string[]> = {
  zh: [
    '时间',
    '种类',
    '操作人',
    '姓名',
    '地区',
    '医疗机构',
    '操作',
    '对象',
    '人员编号',
    '状态码',
    '代码',
    '复核人',
    '来源地址',
    '请求编号',
  ],
  en: [
    'at',
    'kind',
    'actor',
    'name',
    'region',
    'hospital',
    'operation',
    'target',
    'person',
    'status',
    'code',
    'approved by',
    'from',
    'request',
  ],
}

/** The trail as CSV, a piece at a time. What is wrong with the question is said before the first line. Errors: those of the list. */
export async function eventsCsv(service: Service, caller: Caller, asked: EventsAsked, language: Language) {
  const pieces = eventsOf(service, caller, asked)
  const first = await pieces.next()
  return Readable.from(linesOf(first.done ? [] : first.value, pieces, language))
}

async function* linesOf(first: readonly ShownEvent[], pieces: AsyncGenerator<ShownEvent[]>, language: Language) {
  yield csvMark + csvLine(heads[language]) + textOf(first)
  for await (const events of pieces) yield textOf(events)
}

const textOf = (events: readonly ShownEvent[]) => events.map((event) => csvLine(cellsOf(event))).join('')

function cellsOf(event: ShownEvent): readonly (string | number | null)[] {
  return [
    ...[event.at, event.kind, event.actorId, event.actorName, event.actorRegion, event.hospitalCode, event.operation],
    ...[event.target, event.personNo, event.status, event.code, event.approvedBy, event.address, event.requestId],
  ]
}
