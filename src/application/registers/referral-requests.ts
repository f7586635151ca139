import {
  decideReferralRow,
  listReferrals,
  listWaitingReferrals,
  type ReferralFilter,
  type ReferralRow,
} from '../../db/hospital-visits/referrals.ts'
import { lockBeneficiary } from '../../db/registers/beneficiaries.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type ReferralStatus, referralStatusNames } from '../../domain/names/filings.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion, prefixOf, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { inRegisterTransaction, noSuchPerson, note } from './register-change.ts'

export type ReferralRequestAnswer = ReturnType<typeof shown>

/**
 * Referrals that hospitals sent (2501) and that do not stand by themselves, of the people of a bureau's or auditor's region: those
 * that wait, or those that were decided. The oldest first; what the hospital called off meanwhile is left out. Errors: `forbidden`.
 */
export function listReferralRequests(
  service: Service,
  caller: Caller,
  { status, personNo, ...page }: Omit<ReferralFilter, 'regionPrefix'> & PageInput,
): Promise<Page<ReferralRequestAnswer>> {
  requireKind(caller, 'bureau', 'auditor')
  const filter = { regionPrefix: prefixOf(caller.region), status, personNo }
  const read = (part: { after: string | null; take: number }) => listWaitingReferrals(service.db.pool, filter, part)
  return pageOf('referral-requests', page, read, { key: ({ id }) => id, item: shown })
}

/**
 * The bureau confirms a referral that waits, so that it stands as filed (000000/G8), or refuses it with a reason. What was settled
 * before stays. The same decision again answers the first.
 *
 * Errors: `forbidden`, `not-found`, `referral-invalid` where it was decided otherwise, called off, or never waited.
 */
export async function decideReferral(
  service: Service,
  caller: Caller,
  asked: { personNo: string; id: string; decision: 'confirm' | 'refuse'; reason: string | null },
): Promise<ReferralRequestAnswer> {
  requireKind(caller, 'bureau')
  const { personNo, id, decision, reason } = asked
  const status = decision === 'confirm' ? ('confirmed' as const) : ('refused' as const)
  await inRegisterTransaction(service, async (registers) => {
    const person = await lockBeneficiary(registers, personNo)
    if (!person || !coversRegion(caller.region, person.insuredRegion)) noSuchPerson(personNo)
    const stamp = { decidedAt: service.clock(), decidedBy: caller.id }
    if (!(await decideReferralRow(registers, { personNo, id, status, reason, ...stamp }))) return
    await note(service, caller, registers, { action: `referral-${status}`, personNo, detail: { id, reason } })
  })
  const row = (await listReferrals(service.db.pool, personNo)).find((one) => one.id === id) ?? noReferral(id)
  if (row.status !== status) cannotDecide(row)
  return shown(row)
}

function noReferral(id: string): never {
  refuse('not-found', { what: { zh: `转院备案 ${id}`, en: `referral ${id}` } })
}

function cannotDecide({ personNo, status, cancelled, reason }: ReferralRow): never {
  const why = reason === null ? '' : `（${reason}）`
  if (cancelled)
    refuse('referral-invalid', {
      reason: {
        zh: '医疗机构已撤销该转院备案，无需处理。',
        en: 'The hospital called the referral off; nothing is left to decide.',
      },
    })
  const name = referralStatusNames[status]
  refuse('referral-invalid', {
    reason: {
      zh: `该转院备案${name.zh}${why}；如需更改，请另行登记异地就医备案（POST /v1/beneficiaries/${personNo}/filings）。`,
      en: `The referral is ${name.en} already; to change that, file the care elsewhere yourself (POST /v1/beneficiaries/${personNo}/filings).`,
    },
  })
}

function shown({ cancelled: _, recordedAt, recordedBy, decidedAt, ...row }: ReferralRow) {
  return {
    ...row,
    status: row.status satisfies ReferralStatus,
    sentAt: chinaTime(recordedAt),
    sentBy: recordedBy,
    decidedAt: decidedAt && chinaTime(decidedAt),
  }
}
