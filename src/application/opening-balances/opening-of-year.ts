import { findStandingOpening, type OpeningRow } from '../../db/opening-balances/opening-balances.ts'
import type { Service } from '../service.ts'
import { shownOpened } from './opening-answer.ts'

/** What of a person's year was used before this ledger began, where something was posted of that. */
export async function openingOf({ db }: Pick<Service, 'db'>, of: Pick<OpeningRow, 'personNo' | 'lawRegion' | 'year'>) {
  const found = await findStandingOpening(db.pool, of)
  return found?.status === 'approved' ? shownOpened(found.opened) : null
}
