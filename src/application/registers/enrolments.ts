import { type FactRow, listFactRows } from '../../db/registers/person-facts.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { declaredCodes } from '../../domain/names/declared.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { Caution } from '../shared/caution.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { isReversed } from '../shared/period.ts'
import { lookAtPerson } from './beneficiaries.ts'
import { type FactCorrectionInput, recordFact, recordOf } from './person-facts.ts'
import { inRegisterTransaction, type WrittenAnswer } from './register-change.ts'

export interface EnrolmentInput extends FactCorrectionInput {
  readonly year: number
  /** Null says that the person is not enrolled in these days. */
  readonly tier: 1 | 2 | null
  /** Left out: in the insurance registered with the person. */
  readonly insurance?: Insurance | null | undefined
  /** Of the groups that the place's packs declare: students, retired and so on. */
  readonly insuredGroup?: string | null | undefined
  /** Whether the year passed without a claim, once that is known. */
  readonly withoutClaims?: boolean | null | undefined
  readonly from: Day
  /** The last day of the year where it is left out. */
  readonly to?: Day | null | undefined
  /** Where it is known from: the tax office's list, the national platform. */
  readonly source: string
}

export type EnrolmentAnswer = ReturnType<typeof shown>

/**
 * Records from when to when a person is enrolled in a year. From the first day of the first one on, what was registered
 * with the person (`enrolledTier`) no longer tells.
 *
 * Errors: those of `recordFact`, `fact-period-invalid` where the days are not of the year.
 */
export async function addEnrolment(
  service: Service,
  caller: Caller,
  { personNo, year, tier, from, to, source, ...asked }: { personNo: string } & EnrolmentInput,
  language: Language,
): Promise<WrittenAnswer<EnrolmentAnswer & { readonly warnings: readonly Caution[] }>> {
  const until = to ?? `${year}-12-31`
  checkDays(year, from, until)
  const { insurance = null, insuredGroup = null, withoutClaims = null, ...correction } = asked
  requireGroup(insuredGroup)
  const of = { year, tier, insurance, insuredGroup, withoutClaims }
  const said = { kind: 'enrolment', from, to: until, ...of, source, withdrawn: false } as const
  return inRegisterTransaction(service, async (registers) => {
    const { answer, created } = await recordFact(service, caller, registers, { personNo, said, ...correction })
    const held = await listFactRows(registers, answer)
    return { created, answer: { ...shown(answer), warnings: cautionsOf(answer, held, language) } }
  })
}

/** Every enrolment that was ever recorded of a person, corrected ones included. Errors: `not-found`, `forbidden`. */
export async function listEnrolments(
  service: Service,
  caller: Caller,
  { personNo, ...page }: { personNo: string } & PageInput,
): Promise<Page<EnrolmentAnswer>> {
  await lookAtPerson(service, caller, personNo, 'enrolments')
  const read = (part: { after: string | null; take: number }) =>
    listFactRows(service.db.prisma, { personNo, kind: 'enrolment' }, part)
  return pageOf('enrolments', page, read, { key: ({ id }) => id, item: shown })
}

/** A group that no pack declares would count for nothing, which nobody would see. */
export function requireGroup(group: string | null, pointer = '/insuredGroup'): void {
  const known = declaredCodes('group')
  if (group === null || known.includes(group)) return
  const list = known.join(', ') || '-'
  const detail = {
    zh: `没有「${group}」这个参保人群；政策包声明的有：${list}。`,
    en: `“${group}” is no group of insured people that a pack declares; those are: ${list}.`,
  }
  refuse('invalid-request', {}, { faults: [{ pointer, detail }] })
}

function checkDays(year: number, from: Day, to: Day): void {
  const inYear = from >= `${year}-01-01` && to <= `${year}-12-31`
  if (inYear && !isReversed({ from, to })) return
  const reason = {
    zh: `起 ${from}，止 ${to}；请填写 ${year} 年内的日期，截止不早于起始；跨年的按年分别登记。`,
    en: `From ${from} to ${to}; send days of ${year}, the end on or after the beginning, and one enrolment a year.`,
  }
  refuse('fact-period-invalid', { reason })
}

/** Whoever enters last year's enrolment alone would else find out from a bill that this year's is missing. */
function cautionsOf(row: FactRow, held: readonly FactRow[], language: Language): Caution[] {
  const later = held.some((one) => one.standing && one.to !== null && row.to !== null && one.to > row.to)
  if (row.tier === null || later) return []
  const text = {
    zh: `${row.to} 之后没有参保登记，自次日起按未参保处理；如已续保请登记。`,
    en: `No enrolment is on record after ${row.to}; from the next day the person counts as not enrolled, record the next one where there is one.`,
  }
  return [{ code: 'enrolment-ends', text: text[language] }]
}

function shown(row: FactRow) {
  const { year, tier, insurance, insuredGroup, withoutClaims, from, to } = row
  const said = {
    ...{ year: year as number, tier: tier as 1 | 2 | null, insurance: insurance as Insurance | null },
    ...{ insuredGroup, withoutClaims },
  }
  return { ...recordOf(row), ...said, from, to: to as Day }
}
