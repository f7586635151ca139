import type { Statement } from '../../application/statement/statement.ts'
import type { Bilingual } from '../../domain/language.ts'
import { decimal, grouped, percent, sum, yuan } from '../../domain/money.ts'
import { type Payer, payers } from '../../domain/names/payers.ts'
import { isCalendarYear } from '../../domain/names/period-kinds.ts'
import { inCapitals } from './capitals.ts'
import {
  adjustedWords,
  emergency,
  handedInWords,
  limitRowsOf,
  referralNames,
  reversedWords,
  statementWords,
  statusNames,
} from './words.ts'

/** A value of the head; most read the same in both languages and have no second text. */
export interface Fact {
  readonly label: Bilingual
  readonly zh: string
  readonly en: string | null
  /** A long value takes two places of the three in a row. */
  readonly wide: boolean
}

export interface Share {
  readonly payer: Payer
  /** Counts from 1; stands in the bar and in the legend, for prints without colour. */
  readonly number: number
  readonly name: Bilingual
  readonly amount: string
  readonly tenths: number
  readonly percent: string
}

export interface Payment {
  readonly name: Bilingual
  readonly base: string
  readonly rate: string
  readonly amount: string
  readonly clause: string | null
  readonly text: Bilingual | null
}

export interface PageRemark {
  readonly clause: string | null
  readonly text: Bilingual
}

/** What stands on the statement, as text: both forms of it, HTML and PDF, only arrange this. */
export type StatementPage = ReturnType<typeof statementPageOf>

/** `publicUrl` is where people reach the service; null where nobody outside does, and nothing leads there. */
export function statementPageOf(statement: Statement, publicUrl: string | null) {
  const { reversal, adjustment, shares } = statement
  const words = wordsOf(statement)
  return {
    id: statement.id,
    title: words.title,
    signs: [words.signature, words.cashier, words.seal, words.date],
    receiptNo: statement.receiptNo,
    reversed: reversal && reversedWords(minute(reversal.at), reversal.reversalNo),
    adjusted: adjustment && adjustedWords(minute(adjustment.at), adjustment),
    facts: factsOf(statement),
    costs: costsOf(statement),
    sums: sumsOf(statement),
    shares: shares.map((share, at) => ({
      ...share,
      number: at + 1,
      amount: grouped(share.amount),
      percent: percentOf(share.tenths),
    })) satisfies Share[],
    payments: statement.payments.map(paymentOf),
    total: grouped(statement.costs.total),
    ...limitWordsOf(statement),
    limits: statement.limits.map(limitOf),
    reasons: statement.reasons.map(remarkOf),
    warnings: statement.warnings.map(remarkOf),
    clauses: statement.clauses.map(({ says, ...clause }) => ({
      id: clause.id,
      cite: clause.cite,
      status: statusNames[clause.status],
      says,
    })),
    /** Set where the texts of the clauses are left out, so that everything else stays on one sheet. */
    citesOnly: false,
    verifyUrl: publicUrl === null ? null : `${publicUrl}/verify/${statement.receiptNo.replaceAll('-', '')}`,
    foot: footOf(statement),
    printedAt: statement.printedAt,
  }
}

type Words = Readonly<Record<keyof typeof statementWords, Bilingual>>

function wordsOf({ isHandedIn }: Statement): Words {
  return isHandedIn ? { ...statementWords, ...handedInWords } : statementWords
}

/** The same with the clauses by name alone. */
export function citing(page: StatementPage): StatementPage {
  return { ...page, citesOnly: true }
}

/** The clauses by name, one after the other. */
export function citesOf({ clauses }: StatementPage): string {
  return clauses.map(({ id, cite, status }) => `[${id}] ${cite}${status ? `（${status.zh}）` : ''}`).join('；')
}

function factsOf(statement: Statement): Fact[] {
  const { person, hospital, visit } = statement
  const words = wordsOf(statement)
  const { admittedOn, dischargedOn, servedOn, diseaseCode } = visit
  const one = (label: Bilingual, zh: string, en: string | null = null): Fact => ({ label, zh, en, wide: false })
  const facts = [
    one(statementWords.name, person.name),
    one(statementWords.idNumber, person.idNumber),
    one(statementWords.personNo, person.personNo),
    one(
      statementWords.hospital,
      `${hospital.name}（${hospital.level.zh}）`,
      `${hospital.hospitalCode}, ${hospital.level.en}`,
    ),
    one(statementWords.care, statement.care.zh, statement.care.en),
    servedOn ? one(statementWords.served, servedOn) : one(statementWords.stay, `${admittedOn} 至 ${dischargedOn}`),
    one(statementWords.category, person.category.zh, person.category.en),
    one(statementWords.region, ...regionOf(statement)),
    one(statementWords.settledAt, minute(statement.settledAt)),
    { ...one(words.settlementNo, statement.settlementNo, `setl_id ${statement.setlId}`), wide: true },
    one(words.inCapitals, inCapitals(statement.isHandedIn ? aidOf(statement) : statement.payers.person)),
  ]
  const { recordNo, diagnosis } = statement.inHospital
  if (recordNo !== null) facts.push(one(statementWords.recordNo, recordNo))
  if (diagnosis !== null) facts.push(one(statementWords.diagnosis, diagnosis))
  if (diseaseCode !== null) facts.push(one(statementWords.disease, diseaseCode))
  const referral = referralOf(visit, statement.isLocal)
  if (referral) facts.push(one(statementWords.referral, referral.zh, referral.en))
  return facts
}

/** The place whose rules were gone by, and the person's own as it was known when the visit was settled. */
function regionOf({ region, insured, policy }: Statement): [zh: string, en: string] {
  const certified = insured.certifiedRegion
  const zh = `${region.name.zh}（参保地 ${insured.region}${certified === null ? '' : `，认定地 ${certified}`}）`
  const en = `${region.name.en}, ${policy}, insured in ${insured.region}${certified === null ? '' : `, certified by ${certified}`}`
  return [zh, en]
}

function referralOf(visit: Statement['visit'], isLocal: boolean): Bilingual | null {
  const referral = isLocal ? undefined : referralNames[visit.referral ?? '']
  const named = [visit.emergency ? emergency : undefined, referral].filter((name) => !!name)
  if (named.length === 0) return null
  return { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join(', ') }
}

function costsOf({ costs }: Statement) {
  return [
    { label: statementWords.total, amount: grouped(costs.total), sign: '' },
    { label: statementWords.inScope, amount: grouped(costs.inScope), sign: '=' },
    { label: statementWords.offCatalogue, amount: grouped(costs.offCatalogue), sign: '+' },
    { label: statementWords.overLimit, amount: grouped(costs.overLimit), sign: '+' },
    { label: statementWords.preSelfPay, amount: grouped(costs.preSelfPay), sign: '+' },
  ]
}

const aiding: ReadonlySet<Payer> = new Set(['assistance', 'reAid', 'tilt'])

function sumOf({ payers: amounts }: Statement, some: (payer: Payer) => boolean): string {
  return yuan(sum(payers.filter(some).map((payer) => decimal(amounts[payer]))))
}

const aidOf = (statement: Statement) => sumOf(statement, (payer) => aiding.has(payer))

/** The three sums that a patient asks for. They add up to the total. */
function sumsOf(statement: Statement) {
  const words = wordsOf(statement)
  const others = sumOf(statement, (payer) => !aiding.has(payer) && payer !== 'person')
  return [
    { label: words.others, amount: grouped(others) },
    { label: words.aidPays, amount: grouped(aidOf(statement)) },
    { label: words.personPays, amount: grouped(statement.payers.person) },
  ]
}

function paymentOf({ name, part, base, rate, amount, clause, text }: Statement['payments'][number]): Payment {
  return {
    name: part ? { zh: `${name.zh}·${part.zh}`, en: `${name.en}, ${part.en}` } : name,
    base: base === null ? '' : grouped(base),
    rate: rate === null ? '' : percent(rate),
    amount: grouped(amount),
    clause: clause?.id ?? null,
    text: text && readable(text),
  }
}

/** A limit of a month or of a lifetime is none of the year. */
function limitWordsOf({ limits, year }: Statement) {
  const areOfYear = limits.every(({ period }) => isCalendarYear(period))
  if (areOfYear) return { limitsTitle: limitRowsOf(year), limitColumn: statementWords.ofYear }
  return { limitsTitle: statementWords.limits, limitColumn: statementWords.ofPeriod }
}

function limitOf({ name, limit, usedBefore, usedAfter, remaining }: Statement['limits'][number]) {
  const used = yuan(decimal(usedAfter).minus(decimal(usedBefore)))
  return {
    name,
    limit: limit === null ? null : grouped(limit),
    usedBefore: grouped(usedBefore),
    usedNow: grouped(used),
    remaining: remaining === null ? null : grouped(remaining),
  }
}

function remarkOf({ clause, text }: Statement['reasons'][number]): PageRemark {
  return { clause: clause?.id ?? null, text: readable(text) }
}

function footOf(statement: Statement): { label: Bilingual; value: string }[] {
  return [
    { label: statementWords.printedAt, value: minute(statement.printedAt) },
    { label: statementWords.engine, value: statement.engine },
    { label: statementWords.trace, value: statement.traceHash.slice(0, 7 + 16) },
  ]
}

/** China's time to the minute: `2023-07-01 09:30`. */
function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}

/** The amounts inside a sentence are read like those of the tables. */
function readable({ zh, en }: Bilingual): Bilingual {
  const read = (text: string) => text.replace(/(?<!\d)\d{4,14}\.\d{2}(?!\d)/g, grouped)
  return { zh: read(zh), en: read(en) }
}

/** 667 tenths of a percent read as 66.7%; what is there but smaller than one tenth says so. */
export function percentOf(tenths: number): string {
  return tenths === 0 ? '<0.1%' : `${Math.trunc(tenths / 10)}.${tenths % 10}%`
}
