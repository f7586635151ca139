import type { AccountShown, StoredPayout } from '../../db/payouts/payouts.ts'
import { chinaDay, chinaTime, daysBetween } from '../../domain/calendar.ts'
import { present } from '../../domain/shared/present.ts'

export type ShownPayout = ReturnType<typeof shownPayout>

/** The account with its last four digits: the whole number is in the bank's file alone. */
function shownAccount({ round, kind, tail, bankName, bankNo, reason, setAt }: AccountShown) {
  return { round, kind, masked: `**** ${tail}`, bankName, bankNo, reason, setAt: chinaTime(new Date(setAt)) }
}

export function shownPayout(row: StoredPayout) {
  const { id, payoutNo, region, personNo, status, amount, receivedOn, entries, accounts, attempts } = row
  const paid = attempts.find(({ state }) => state === 'paid')
  return {
    ...{ id, payoutNo, region, personNo, status },
    payee: { kind: row.payeeKind, name: row.payeeName, grounds: row.grounds },
    account: shownAccount(present(accounts.at(-1), `the account of payout ${payoutNo}`)),
    amount,
    receivedOn,
    paidOn: paid?.paidOn ?? null,
    daysToPay: paid?.paidOn ? daysBetween(receivedOn, paid.paidOn) : null,
    madeAt: chinaTime(new Date(row.madeAt)),
    madeBy: row.callerId,
    withdrawn: row.withdrawnAt ? { at: chinaTime(new Date(row.withdrawnAt)), reason: row.withdrawnReason ?? '' } : null,
    entries: entries.map(({ postedAt, ...entry }) => ({ ...entry, postedOn: chinaDay(new Date(postedAt)) })),
    accounts: accounts.map(shownAccount),
    attempts: attempts.map(({ tail, ...attempt }) => ({ ...attempt, account: `**** ${tail}` })),
  }
}
