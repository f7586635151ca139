import type { StoredOpening } from '../../db/opening-balances/opening-balances.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type OpeningStatus, openingStatusNames } from '../../domain/opening-balances/opening-names.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

export const approvingOpening: Bilingual = { zh: '复核', en: 'approve' }
export const takingOpeningBack: Bilingual = { zh: '冲销', en: 'take back' }
export const refusingOpening: Bilingual = { zh: '退回', en: 'refuse' }
export const withdrawingOpening: Bilingual = { zh: '撤回', en: 'withdraw' }

const anew: Bilingual = { zh: '请用新的编号重新录入。', en: 'enter it anew under another number.' }
const next: Record<OpeningStatus, Bilingual> = {
  entered: {
    zh: '请由另一密钥复核（…/approve），或撤回（…/withdraw）。',
    en: 'another key approves it (…/approve), or it is withdrawn (…/withdraw).',
  },
  approved: {
    zh: '已记账；有误的请冲销（…/reverse）后重新录入。',
    en: 'it is posted; where it was wrong take it back (…/reverse) and enter it anew.',
  },
  refused: anew,
  withdrawn: anew,
  reversed: anew,
}

export function refuseOpeningStatus(
  { openingNo, status }: Pick<StoredOpening, 'openingNo' | 'status'>,
  action: Bilingual,
): never {
  refuse('opening-status', { openingNo, status: openingStatusNames[status], action, next: next[status] })
}

export function openingNotFound(id: string): never {
  refuse('not-found', { what: { zh: `期初余额 ${id}`, en: `opening balance ${id}` } })
}
