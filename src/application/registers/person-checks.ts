import type { BeneficiaryRow } from '../../db/registers/beneficiaries.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import type { Fault } from '../../domain/refusals/refusal.ts'
import { birthDateOf, isIdNumber, isRoundedNumber } from '../../domain/registers/id-number.ts'
import { isLostName } from '../../domain/registers/lost-name.ts'
import { identityCard } from '../../domain/registers/written-document.ts'
import { rosterLineFaults } from '../../domain/rosters/line-faults.ts'
import { implausibleBirth } from '../../domain/shared/implausible-day.ts'
import { looksLikeX } from '../../domain/shared/plain-text.ts'
import { rounded } from '../../domain/shared/rounded.ts'
import type { Caution } from '../shared/caution.ts'
import type { BeneficiaryInput } from './person-input.ts'

/** What is wrong with a person as they were sent. */
export function faultsOfPerson({ personNo, name, idType, idNumber, birthDate }: BeneficiaryInput, today: Day): Fault[] {
  const faults: Fault[] = []
  const fault = (pointer: string, zh: string, en: string) => faults.push({ pointer, detail: { zh, en } })
  if (birthDate > today)
    fault('/birthDate', '出生日期不能晚于今天。', 'Send a date of birth that is not in the future.')
  if (isIdNumber(personNo.toUpperCase())) faults.push({ pointer: '/personNo', detail: rosterLineFaults['person-no'] })
  if (isLostName(name)) faults.push({ pointer: '/name', detail: rosterLineFaults.name })
  const wrong = implausibleBirth(birthDate, today)
  if (wrong) faults.push({ pointer: '/birthDate', detail: wrong })
  if (idNumber.includes('*')) return [...faults, { pointer: '/idNumber', detail: rosterLineFaults['id-number'] }]
  if (idType !== identityCard) return faults
  if (looksLikeX(idNumber)) return [...faults, { pointer: '/idNumber', detail: ofOtherLetters }]
  // Made-up people have the sequence 000, which nobody is given; their check digit agrees.
  if (isRoundedNumber(idNumber) && !isIdNumber(idNumber)) return [...faults, { pointer: '/idNumber', detail: rounded }]
  if (/^\d{15}$/.test(idNumber)) return [...faults, { pointer: '/idNumber', detail: ofFifteen }]
  if (!/^\d{17}[\dX]$/.test(idNumber)) {
    fault(
      '/idNumber',
      '请发送 18 位公民身份号码：17 位数字加校验码（数字或 X）。',
      'Send the 18 characters of the resident identity card: 17 digits and a check digit, a digit or X.',
    )
  }
  return faults
}

export const ofOtherLetters: Bilingual = {
  zh: '身份证号中的“X”是形近的其他字母（如西里尔字母 Х）；请用键盘输入大写字母 X。',
  en: 'The X of the ID number is a letter that looks like it, of the Cyrillic or Greek alphabet; type the Latin X.',
}

const ofFifteen: Bilingual = {
  zh: '这是 15 位旧号码，2013 年起停用；请填写 18 位公民身份号码（在前 6 位后补 19，末位补校验码）。',
  en: 'This is a number of fifteen digits, out of use since 2013; send the eighteen characters of the resident identity card (19 after the first six digits, the check digit behind).',
}

/**
 * What looks like a slip of the pen. Registers hold old numbers that were given out so, and a person must not go
 * without aid for it: the number is kept, and whoever sent it is told.
 */
export function cautionsOfPerson({ idType, idNumber, birthDate }: BeneficiaryInput, language: Language): Caution[] {
  const caution = (code: keyof typeof cautions) => [{ code, text: cautions[code][language] }]
  if (idType !== identityCard) return []
  if (!isIdNumber(idNumber)) return caution('id-number-check-digit')
  return birthDateOf(idNumber) === birthDate ? [] : caution('birth-date-differs')
}

/** A region that is sent as if the person had been there all along does not move anybody. */
export function cautionsOfMoves(
  { insuredRegion: sent }: BeneficiaryInput,
  { insuredRegion, firstRegion }: BeneficiaryRow,
  language: Language,
): Caution[] {
  if (firstRegion === null || sent === insuredRegion) return []
  return [{ code: 'insured-region-dated', text: cautions['insured-region-dated'][language] }]
}

const cautions = {
  'insured-region-dated': {
    zh: '该人员有参保地变更登记，现参保地以登记为准；变更参保地请用 insured-regions 登记起始日期。',
    en: 'Insured regions with dates are on record and tell where the person is insured by now; record a move under insured-regions with its first day.',
  },
  'id-number-check-digit': {
    zh: '公民身份号码的校验码不符（GB 11643），已按所填登记，请核对。',
    en: 'The check digit of the ID number does not agree (GB 11643); it was registered as sent, check it.',
  },
  'birth-date-differs': {
    zh: '出生日期与公民身份号码不一致，已按所填登记，请核对。',
    en: 'The date of birth is not the one that the ID number holds; both were registered as sent, check them.',
  },
} as const satisfies Record<string, Bilingual>
