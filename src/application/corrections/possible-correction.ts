import { correctionsOf, type SettlementCorrectionRow } from '../../db/corrections/settlement-corrections.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { isReimbursementCode } from '../../domain/reimbursements/own-code.ts'
import type { Service } from '../service.ts'

/**
 * What would lose money on its way is refused: a bill that was handed in has no hospital that could give anything back, and what
 * was put right of a settlement would be forgotten where it is settled again for another person.
 *
 * Errors: `correction-not-possible`, with what to do instead.
 */
export async function requirePossible(service: Service, row: SettlementCorrectionRow): Promise<void> {
  const { settlementId, settlementNo, newPersonNo } = row
  if (isReimbursementCode(row.hospitalCode)) {
    if (newPersonNo !== null) refuse('correction-not-possible', { settlementNo, reason: handedInForAnother })
    if (isOfAHospital(row)) refuse('correction-not-possible', { settlementNo, reason: noHospital })
  }
  if (newPersonNo === null) return
  const known = await correctionsOf(service.db.pool, settlementId)
  if (known.some((one) => one.newPersonNo === null))
    refuse('correction-not-possible', { settlementNo, reason: correctedBefore })
}

function isOfAHospital({ paidTo, changes }: SettlementCorrectionRow): boolean {
  return paidTo === 'hospital' || (changes.takenBack ?? []).some(({ from }) => from === 'hospital')
}

/** What was paid to the person in hand is not the hospital's to give back. Errors: `correction-not-possible`. */
export async function requireReversible(
  service: Service,
  of: { readonly settlementId: string; readonly settlementNo: string },
): Promise<void> {
  const known = await correctionsOf(service.db.pool, of.settlementId)
  if (known.some(({ paidTo }) => paidTo === 'person'))
    refuse('correction-not-possible', { settlementNo: of.settlementNo, reason: paidInHand })
}

const handedInForAnother: Bilingual = {
  zh: '这是个人交来的票据，不能改为他人；请冲正后为应属人员重新受理（POST /v1/reimbursements）。',
  en: 'it is a bill that was handed in, which is not moved to another person; reverse it and take it anew for that person (POST /v1/reimbursements).',
}
const noHospital: Bilingual = {
  zh: '这是个人交来的票据，款项都付给了个人；请将 paidTo 或 takenBack.from 填为 person。',
  en: 'it is a bill that was handed in, of which the person was paid everything; send person as `paidTo` or `takenBack.from`.',
}
const correctedBefore: Bilingual = {
  zh: '已有更正或稽核扣减，改为他人会使其失效；请冲正该结算（POST /v1/reversals），为应属人员重新结算，再对新结算更正。',
  en: 'it was corrected or disallowed in part, which moving it to another person would undo; reverse it (POST /v1/reversals), settle for that person, and correct the new settlement.',
}
const paidInHand: Bilingual = {
  zh: '其他支付方已直接付给个人，冲正会把这笔款记到医疗机构名下；请以更正的 takenBack 追回救助金（POST /v1/corrections）。',
  en: 'others have paid the person in hand, and a reversal would put that to the hospital’s account; take the aid back by a correction instead (`takenBack`, POST /v1/corrections).',
}
