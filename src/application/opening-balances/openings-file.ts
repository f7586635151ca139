import type { Readable } from 'node:stream'
import type { Bilingual, Language } from '../../domain/language.ts'
import { folded, isPlainText } from '../../domain/shared/plain-text.ts'
import { isLeftOut, ofAmount, writtenAmount } from '../../domain/shared/written-amount.ts'
import { writtenDay } from '../../domain/shared/written-day.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { personColumns, personOfLine } from '../registers/person-of-line.ts'
import type { Service } from '../service.ts'
import { lineByLine, numberIn, saidOfLine } from '../uploads/line-by-line.ts'
import type { TableForm, TableLine } from '../uploads/table.ts'
import { enterOpening, type OpeningAsked } from './enter-opening.ts'

const sums = {
  selfPay: ['累计自付', 'selfPay'],
  personBurden: ['个人负担累计', 'personBurden'],
  inpatientSelfPay: ['住院累计自付', 'inpatientSelfPay'],
  criticalIllnessBase: ['大病保险累计合规自付', 'criticalIllnessBase'],
  basicPaid: ['基本医保累计支付', 'basicPaid'],
  basicEntered: ['基本医保累计进入', 'basicEntered'],
} as const

const columns = {
  openingNo: ['期初编号', 'openingNo'],
  ...personColumns,
  asOf: ['截止日期', 'asOf'],
  source: ['数据来源', '来源', 'source'],
  limits: ['已用限额', 'limits'],
  topUps: ['已补差自付', 'topUps'],
  stays: ['住院次数', 'stays'],
  ...sums,
} as const satisfies Readonly<Record<string, readonly string[]>>
type Column = keyof typeof columns

const form: TableForm<Column> = {
  columns,
  needed: ['openingNo', 'asOf', 'source'],
  limits: { bytes: 10_000_000, unpackedBytes: 50_000_000, lines: 2_020 },
  allAmounts: true,
}

export interface OpeningLine {
  readonly line: number
  readonly openingNo: string | null
  /** Null where it was not entered. */
  readonly openingId: string | null
  readonly outcome: 'entered' | 'known' | 'refused'
  readonly detail: string | null
}

/**
 * Opening balances from a list, one a line, each by itself. The same list again, after an answer that was lost or a process that died,
 * enters nothing twice.
 * Errors: `forbidden`, those of uploads.
 */
export async function enterOpenings(service: Service, caller: Caller, content: Readable, language: Language) {
  requireKind(caller, 'bureau')
  const { lines, columnsPassedOver } = await lineByLine<Column, OpeningLine>(service, caller, content, {
    ...{ form, maxLines: 2_000, language },
    take: (line) => takeLine(service, caller, line, language),
    refused: (line, detail) => refusedLine(line, null, detail),
  })
  const count = (outcome: OpeningLine['outcome']) => lines.filter((one) => one.outcome === outcome).length
  return { entered: count('entered'), known: count('known'), refused: count('refused'), columnsPassedOver, lines }
}

function refusedLine(line: number, openingNo: string | null, detail: string): OpeningLine {
  return { line, openingNo, openingId: null, outcome: 'refused', detail }
}

async function takeLine(
  service: Service,
  caller: Caller,
  { line, values }: TableLine<Column>,
  language: Language,
): Promise<OpeningLine> {
  const person = await personOfLine(service, caller, values)
  if ('zh' in person) return refusedLine(line, numberIn(values.openingNo), person[language])
  const asked = askedOf({ ...values, personNo: person.personNo })
  if ('zh' in asked) return refusedLine(line, numberIn(values.openingNo), asked[language])
  const { openingNo } = asked
  try {
    const { opening, replayed } = await enterOpening(service, caller, asked)
    return { line, openingNo, openingId: opening.id, outcome: replayed ? 'known' : 'entered', detail: null }
  } catch (error) {
    return refusedLine(line, openingNo, saidOfLine(error, language))
  }
}

const code = /^[0-9A-Za-z._:-]{1,64}$/

function askedOf(values: TableLine<Column>['values']): OpeningAsked | Bilingual {
  const openingNo = folded(values.openingNo.slice(0, 100))
  if (!code.test(openingNo)) return numbers
  const asOf = writtenDay(values.asOf)
  if (!asOf) return days
  const { personNo, source } = values
  if (source === '' || source.length > 200 || !isPlainText(source)) return sources
  const amounts: Record<string, string> = {}
  for (const name of Object.keys(sums) as (keyof typeof sums)[]) {
    if (isLeftOut(values[name])) continue
    const amount = plainAmount(values[name])
    if (amount === null) return ofAmount(values[name], amountOf(sums[name][0], name))
    amounts[name] = amount
  }
  const limits = namedAmounts(values.limits)
  const topUps = namedAmounts(values.topUps)
  if (limits === null || topUps === null) return named
  const stays = folded(values.stays.slice(0, 20))
  if (!/^\d{0,3}$/.test(stays)) return counts
  return {
    ...{ openingNo, personNo, asOf, source, ...amounts },
    limits: limits.map(([name, used]) => ({ name, used })),
    topUps: topUps.map(([name, paidOn]) => ({ name, paidOn })),
    ...(stays === '' ? {} : { stays: Number.parseInt(stays, 10) }),
  }
}

function plainAmount(text: string): string | null {
  const amount = writtenAmount(text)
  return amount === null || amount.startsWith('-') ? null : amount
}

/** `annual:12000.00;tilt:3000.00`; null where it reads otherwise. */
function namedAmounts(text: string): (readonly [string, string])[] | null {
  const parts = folded(text.slice(0, 1_000))
    .split(/[;|]/)
    .filter((part) => part !== '')
  const read: (readonly [string, string])[] = []
  for (const part of parts) {
    const [name = '', money = '', ...more] = part.split(':')
    const amount = plainAmount(money)
    if (more.length > 0 || !/^[a-z-]{1,40}$/.test(name) || amount === null) return null
    read.push([name, amount])
  }
  return read
}

const numbers: Bilingual = {
  zh: '期初编号须填写，只能含字母、数字和 . _ : -，最多 64 位。',
  en: 'The number of the opening balance is needed: letters, digits and . _ : - only, at most 64.',
}
const days: Bilingual = {
  zh: '截止日期须填写，写作 2024-05-01。',
  en: 'The day as of which is needed; write it as 2024-05-01.',
}
const sources: Bilingual = {
  zh: '数据来源须填写，不超过 200 字，不含控制字符。',
  en: 'The source is needed, with at most 200 characters and none that control.',
}
const named: Bilingual = {
  zh: '已用限额写作「限额:金额」，如 annual:12000.00;tilt:3000.00；多项以分号分隔，金额不为负。',
  en: 'Write limits as name:amount, such as annual:12000.00;tilt:3000.00, semicolons between, none below nothing.',
}
const counts: Bilingual = {
  zh: '住院次数须为 0 至 999 的整数。',
  en: 'The number of stays is a whole number from 0 to 999.',
}
const amountOf = (zh: string, en: string): Bilingual => ({
  zh: `${zh}须为最多两位小数、不为负的金额，或留空。`,
  en: `Write ${zh} (${en}) in yuan, not below nothing, with at most two decimals, or leave it empty.`,
})
