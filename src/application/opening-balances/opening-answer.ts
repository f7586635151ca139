import type { StoredOpening } from '../../db/opening-balances/opening-balances.ts'
import { accountParts } from '../../domain/adjudication/account-parts.ts'
import { chinaTime, yearOf } from '../../domain/calendar.ts'
import type { OpenedYear } from '../../domain/ledger/opening.ts'

export type ShownOpening = ReturnType<typeof shownOpening>

/** What is opened, by the names that the annual cap has. */
export function shownOpened({ openingNo, asOf, source, year }: OpenedYear) {
  const {
    used,
    paidOn,
    selfPay,
    personBurden,
    aidDeductibleBase,
    criticalIllnessBase,
    basicPaid,
    basicEntered,
    stays,
  } = year
  return {
    ...{ openingNo, asOf, source },
    limits: Object.entries(used).map(([account, amount]) => ({ ...accountParts(account, yearOf(asOf)), used: amount })),
    ...{ selfPay, personBurden, inpatientSelfPay: aidDeductibleBase, criticalIllnessBase, basicPaid, basicEntered },
    topUps: Object.entries(paidOn).map(([name, amount]) => ({ name, paidOn: amount })),
    stays,
  }
}

export function shownOpening(row: StoredOpening) {
  const { id, region, personNo, lawRegion, year, status, reason, reversalNo } = row
  const step = (at: string | null, by: string | null) =>
    at === null ? null : { at: chinaTime(new Date(at)), by: by ?? '' }
  return {
    ...{ id, region, personNo, lawRegion, year, status, reason, reversalNo },
    ...shownOpened(row.opened),
    entered: { at: chinaTime(new Date(row.enteredAt)), by: row.enteredBy },
    decided: step(row.decidedAt, row.decidedBy),
    reversed: step(row.reversedAt, row.reversedBy),
  }
}
