import type { Standing } from '../../db/reimbursements/reimbursements.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type RefusalParams, refuse } from '../../domain/refusals/refusal.ts'
import { type ReimbursementStatus, reimbursementStatusNames } from '../../domain/reimbursements/reimbursement-names.ts'

export const checking: Bilingual = { zh: '初审', en: 'check' }
export const approving: Bilingual = { zh: '复核', en: 'approve' }
export const refusing: Bilingual = { zh: '不予报销', en: 'refuse' }
export const withdrawing: Bilingual = { zh: '撤回', en: 'withdraw' }
export const adding: Bilingual = { zh: '补充材料', en: 'add papers to' }

const next: Record<ReimbursementStatus, Bilingual> = {
  received: { zh: '请先初审（…/check）。', en: 'check it first (…/check).' },
  checked: {
    zh: '请由另一密钥复核（…/approve），或不予报销、撤回。',
    en: 'another key approves it (…/approve), or it is refused or withdrawn.',
  },
  approved: {
    zh: '已结算；有误的请冲正（POST /v1/reversals，以其 hospitalCode 和 settlementNo）。',
    en: 'it is settled; where that was wrong, reverse it by its `hospitalCode` and `settlementNo` (POST /v1/reversals).',
  },
  refused: {
    zh: '票据已释放，可用新的编号重新受理。',
    en: 'its invoices are free; hand it in again under a new number.',
  },
  withdrawn: {
    zh: '票据已释放，可用新的编号重新受理。',
    en: 'its invoices are free; hand it in again under a new number.',
  },
  reversed: {
    zh: '票据已释放，可用新的编号重新受理。',
    en: 'its invoices are free; hand it in again under a new number.',
  },
}

export function statusParams({ reimbursementNo, status }: Standing, action: Bilingual): RefusalParams {
  return { reimbursementNo, status: reimbursementStatusNames[status], action, next: next[status] }
}

export function refuseStanding(standing: Standing, action: Bilingual): never {
  refuse('reimbursement-status', statusParams(standing, action))
}

export function reimbursementNotFound(id: string): never {
  refuse('not-found', { what: { zh: `手工报销 ${id}`, en: `reimbursement ${id}` } })
}
