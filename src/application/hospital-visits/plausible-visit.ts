import type { Setting } from '../../db/hospital-visits/visits.ts'
import { addDays, chinaDay } from '../../domain/calendar.ts'
import { checkStay } from '../../domain/claim/plausible.ts'
import { type Decimal, decimal, sum, yuan } from '../../domain/money.ts'
import type { Law, Plausible } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'
import type { SentFeeLine } from './fee-line-parts.ts'
import type { Patient } from './patients.ts'
import { dayOfTime, type VisitFacts } from './visit.ts'

export type PlausibleTables = Law['tables']['plausible']

type Person = Pick<Patient, 'birthDate' | 'insuredRegion'>

/**
 * Refuses days of a visit that can only be slips of the hand, when they are told and not only when the visit is settled. A
 * hospital's clock may run ahead of ours, so a stay may be told of a day early; it is settled on its day all the same.
 * Errors: `before-birth`, `dates-reversed`, `date-in-future`, `stay-implausible`.
 */
export function checkDays(
  service: Service,
  { birthDate, insuredRegion }: Person,
  setting: Setting,
  { beganAt = '', endedAt = null }: Partial<Pick<VisitFacts, 'beganAt' | 'endedAt'>>,
  endField: 'endtime' | 'dischargedOn' = 'endtime',
): void {
  if (beganAt === '') return
  const began = dayOfTime(beganAt)
  if (began < birthDate) refuse('before-birth', { began, birthDate })
  const ended = endedAt === null ? null : dayOfTime(endedAt)
  if (ended !== null && ended < began) refuse('dates-reversed', { admittedOn: began, dischargedOn: ended })
  if (setting !== 'inpatient') return
  refuseAhead(service, 'begntime', began)
  if (ended === null) return
  refuseAhead(service, endField, ended)
  const governing = service.library.governing(insuredRegion, ended)
  // Without law on that day the settlement is refused by its name.
  if (governing === null) return
  checkStay(service.library.lawOfPack(governing, ended), { admittedOn: began, dischargedOn: ended })
}

function refuseAhead({ clock }: Service, field: string, date: string): void {
  const today = chinaDay(clock())
  if (date > addDays(today, 1)) refuse('date-in-future', { field, date, today })
}

/** What is plausible where the person is insured, whatever day is told; null where no law is in force today. */
export function plausibleNow(
  { library, clock }: Pick<Service, 'library' | 'clock'>,
  { insuredRegion }: Pick<Patient, 'insuredRegion'>,
): PlausibleTables | null {
  const today = chinaDay(clock())
  const governing = library.governing(insuredRegion, today)
  return governing === null ? null : library.lawOfPack(governing, today).tables.plausible
}

/**
 * `before` is what the lines came to that the visit had already.
 * Errors: `amount-implausible` for a line, one of its parts, or what the lines of a visit come to.
 */
export function checkAmounts(ceiling: Plausible | null, lines: readonly SentFeeLine[], before: string): void {
  if (!ceiling) return
  const { refuseAbove, clause } = ceiling
  const check = (amount: Decimal, zh: string, en: string) => {
    if (amount.abs().lte(refuseAbove)) return
    refuse('amount-implausible', {
      what: { zh, en },
      amount: yuan(amount),
      above: yuan(refuseAbove),
      clause: clause.id,
    })
  }
  for (const { lineNo, total, parts } of lines)
    for (const amount of [total, ...Object.values<string>({ ...parts })])
      check(decimal(amount), `费用明细 ${lineNo} 的金额`, `amount of fee line ${lineNo}`)
  const together = sum(lines.map(({ total }) => decimal(total)))
  check(together.plus(before), '费用明细合计', 'sum of the fee lines')
}
