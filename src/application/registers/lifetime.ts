import type { BeneficiaryRow } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { firstVisitOf } from '../../db/registers/first-visit.ts'
import { listFactRows } from '../../db/registers/person-facts.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuseImplausible } from './register-change.ts'

/**
 * What is recorded of a person begins in the person's life (000000/G24): not before the birth, and not after the day of death.
 *
 * Errors: `invalid-request`, with the day to send instead.
 */
export async function requireLifetime(
  registers: Registers,
  { personNo, birthDate }: Pick<BeneficiaryRow, 'personNo' | 'birthDate'>,
  from: Day,
  pointer = '/from',
): Promise<void> {
  refuseImplausible(pointer, from < birthDate ? beforeBirth(from, birthDate) : null)
  const died = await deathOf(registers, personNo)
  refuseImplausible(pointer, died !== null && from > died ? afterDeath(personNo, from, died) : null)
}

/** The day of the death that stands on record, or null. */
export async function deathOf(registers: Registers, personNo: string): Promise<Day | null> {
  const deaths = await listFactRows(registers, { personNo, kind: 'death' })
  return deaths.find((row) => row.standing && !row.withdrawn)?.from ?? null
}

/** A birth lies before all that the person lived through. Errors: `invalid-request`. */
export async function requireBirthBefore(registers: Registers, personNo: string, birthDate: Day): Promise<void> {
  const died = await deathOf(registers, personNo)
  refuseImplausible(
    '/birthDate',
    died !== null && birthDate > died ? bornAfter(birthDate, { zh: '死亡', en: 'death' }, died) : null,
  )
  const visit = await firstVisitOf(registers, personNo)
  const ofVisit = { zh: '首次就医', en: 'first visit' }
  refuseImplausible('/birthDate', visit !== null && birthDate > visit ? bornAfter(birthDate, ofVisit, visit) : null)
}

const beforeBirth = (from: Day, birthDate: Day): Bilingual => ({
  zh: `${from} 早于出生日期 ${birthDate}；请填写出生当日或之后的日期，出生日期有误的请先更正。`,
  en: `${from} is before the birth on ${birthDate}; send that day or a later one, or correct the date of birth first.`,
})

const afterDeath = (personNo: string, from: Day, died: Day): Bilingual => ({
  zh: `该人员于 ${died} 死亡，${from} 在其后；请填写当日或之前的日期，死亡登记有误的请先更正（PUT /v1/beneficiaries/${personNo}/death）。`,
  en: `The person died on ${died}, before ${from}; send that day or an earlier one, or correct the death first (PUT /v1/beneficiaries/${personNo}/death).`,
})

const bornAfter = (birthDate: Day, what: Bilingual, day: Day): Bilingual => ({
  zh: `出生日期 ${birthDate} 晚于已登记的${what.zh}（${day}）；请按证件填写出生日期，或先更正该记录。`,
  en: `${birthDate} is after the ${what.en} on record (${day}); send the date of birth as the document has it, or correct that record first.`,
})
