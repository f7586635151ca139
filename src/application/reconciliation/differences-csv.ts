import { Readable } from 'node:stream'
import type { Language } from '../../domain/language.ts'
import { actions, differenceNames } from '../../domain/reconciliation/differences.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { csvLine, csvMark } from '../shared/csv.ts'
import { eachDifference, type PlainDifference } from './read-reconciliations.ts'

const heads: Record<Language, readonly string[]> = {
  en: [
    'no',
    'type',
    'meaning',
    'settlementNo',
    'settlementId',
    'personNo',
    'visitId',
    'refunded',
    'line',
    'postedOn',
    'here.total',
    'here.fundPaid',
    'here.accountPaid',
    'there.total',
    'there.fundPaid',
    'there.accountPaid',
    'difference.total',
    'difference.fundPaid',
    'action',
    'what to do',
    'personNo in the file',
  ],
  zh: [
    '序号',
    '类型',
    '说明',
    '医药机构结算编号',
    '结算ID',
    '人员编号',
    '就诊ID',
    '退费结算标志',
    '文件行号',
    '中心记账日',
    '中心医疗费总额',
    '中心基金支付',
    '中心个人账户支付',
    '医院医疗费总额',
    '医院基金支付',
    '医院个人账户支付',
    '总额差额',
    '基金差额',
    '处理',
    '处理说明',
    '文件中的人员编号',
  ],
}

/**
 * The differences as CSV in UTF-8, with the mark that makes a spreadsheet read it as such. Errors: `not-found`,
 * `forbidden`.
 */
export async function differencesCsv(
  service: Service,
  caller: Caller,
  id: string,
  language: Language,
): Promise<Readable> {
  const differences = await eachDifference(service, caller, id)
  return Readable.from(linesOf(differences, language))
}

async function* linesOf(differences: AsyncGenerator<PlainDifference>, language: Language): AsyncGenerator<string> {
  yield csvMark + csvLine(heads[language])
  for await (const difference of differences) yield csvLine(cells(difference, language))
}

function cells(one: PlainDifference, language: Language): (string | number | null)[] {
  return [
    ...[one.seq, one.type, differenceNames[one.type][language], one.settlementNo, one.settlementId, one.personNo],
    ...[one.visitId, one.refunded ? 1 : 0, one.line, one.postedOn],
    ...sums(one.here),
    ...sums(one.there),
    ...[
      one.difference.total,
      one.difference.fundPaid,
      one.action,
      actions[one.action].text[language],
      one.therePersonNo,
    ],
  ]
}

function sums(side: PlainDifference['here']): (string | null)[] {
  return [side?.total ?? null, side?.fundPaid ?? null, side?.accountPaid ?? null]
}
