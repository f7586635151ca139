import type { Bilingual } from '../../domain/language.ts'
import {
  type AccountKind,
  type AccountNumber,
  accountFaults,
  readAccountNumber,
} from '../../domain/payouts/account-number.ts'
import { otherIssuer } from '../../domain/payouts/card-prefixes.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'

export interface AccountAsked {
  readonly number: string
  /** Left out, told by its first digits. */
  readonly kind?: AccountKind | null | undefined
  readonly bankName: string
  /** The twelve digits of the bank's branch (CNAPS). */
  readonly bankNo?: string | null | undefined
}

/** The number as it is written on the card, or what is wrong with it. */
export function checkAccount({ number, kind = null, bankName }: AccountAsked): AccountNumber | Bilingual {
  const read = readAccountNumber(number, kind)
  if (typeof read === 'string') return accountFaults[read]
  const other = read.kind === 'card' ? otherIssuer(read.number, bankName) : null
  return other === null
    ? read
    : {
        zh: `该卡号前几位属于${other.zh}，与所填开户行「${bankName}」不一致；请核对`,
        en: `by its first digits the card is of ${other.en}, and the bank is given as “${bankName}”; check both`,
      }
}

/** Errors: `account-invalid`, without the number. */
export function requireAccount(asked: AccountAsked): AccountNumber {
  const read = checkAccount(asked)
  if (!('zh' in read)) return read
  const faults: Fault[] = [{ pointer: '/account/number', detail: { zh: `${read.zh}。`, en: `${read.en}.` } }]
  return refuse('account-invalid', { reason: read }, { faults })
}

/** Whose the sealed number is: a value copied to another payout's row no longer opens. */
export const accountOwner = (payoutId: string, round: number): string => `payout:${payoutId}:${round}`

/** Sealed as it is stored. */
export function sealAccount(service: Service, { number }: AccountNumber, owner: string): Uint8Array {
  return Uint8Array.from(service.secrets.encrypt(number, owner))
}
