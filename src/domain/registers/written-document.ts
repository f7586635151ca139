import { isPlainText, looksLikeX, lostCharacter } from '../shared/plain-text.ts'
import { inEighteen, isIdNumber, isPermitNumber, isRoundedNumber } from './id-number.ts'

export const identityCard = '01'
/** The codes of `psn_cert_type` that registers hold. */
const documentTypeCodes = [...Array.from({ length: 15 }, (_, at) => String(at + 1).padStart(2, '0')), '90', '99']

/** Why a number is of no document. */
export type DocumentFault = 'id-number-letter' | 'rounded' | 'id-number-check' | 'id-number'

/** For others to read: of nobody any more. No document has two X behind digits, or signs for what is left out. */
const masked = /[*#_?○●◯〇□■]|\d{4}X{2}/
const maxChars = 50
const minChars = 4

/**
 * The number of a document as it was meant, of fifteen digits as the eighteen that they became; or what is wrong with it. Expects it
 * folded and in capital letters. Whether it is an identity card its form says, where no type does.
 */
export function writtenDocument(sent: string, idType: string | null): { readonly idNumber: string } | DocumentFault {
  if (looksLikeX(sent)) return 'id-number-letter'
  if (masked.test(sent)) return 'id-number'
  if (isRoundedNumber(sent)) return 'rounded'
  const idNumber = inEighteen(sent)
  if (isIdNumber(idNumber)) return { idNumber }
  const isCard = idType === identityCard || (idType === null && /^\d{9,}X?$/.test(idNumber))
  if (isCard && !isPermitNumber(idNumber)) return /^\d{17}[\dX]$/.test(idNumber) ? 'id-number-check' : 'id-number'
  const isText = idNumber.length <= maxChars && isPlainText(idNumber) && !idNumber.includes(lostCharacter)
  return isText && idNumber.length >= minChars ? { idNumber } : 'id-number'
}

/**
 * On which documents somebody is looked for who shows a number, whatever kind was said of it; where the first kinds find nobody, the
 * next count. A citizen's number and a permit's are one person's on every paper, and what has not the form of a citizen's is of no
 * identity card. Other numbers are somebody else's under another kind, unless nobody has them under the one that was said.
 */
export function shownDocumentTypes(idNumber: string, idType: string): readonly (readonly string[])[] {
  const every = [...new Set([idType, ...documentTypeCodes])]
  return idType === identityCard || isIdNumber(idNumber) ? [every] : [[idType], every]
}

/** On which documents a number may stand: the identity card for what has its form, every kind for the others, of which nobody writes the kind. */
export function documentTypesOf(idNumber: string, idType: string | null): readonly string[] {
  if (idType !== null) return [idType]
  return isIdNumber(idNumber) && !isPermitNumber(idNumber) ? [identityCard] : documentTypeCodes
}
