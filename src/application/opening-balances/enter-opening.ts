import { uuidv7 } from 'uuidv7'
import { violated } from '../../db/errors.ts'
import {
  findOpening,
  findStandingOpening,
  insertOpening,
  type OpeningRow,
  type StoredOpening,
} from '../../db/opening-balances/opening-balances.ts'
import { placeOf } from '../../domain/adjudication/types.ts'
import { type Day, yearOf } from '../../domain/calendar.ts'
import { countingCategory } from '../../domain/entitlements/limits-of-category.ts'
import type { OpenedYear } from '../../domain/ledger/opening.ts'
import { emptyYear, storedYear } from '../../domain/ledger/year-state.ts'
import { openingStatusNames } from '../../domain/opening-balances/opening-names.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { personOn } from '../claim/claim-input.ts'
import { readPersonYear } from '../claim/read-person-year.ts'
import { categoriesOn } from '../entitlements/annual-cap.ts'
import { refuseFuture } from '../fund/post-once.ts'
import type { Service } from '../service.ts'
import { sha256 } from '../shared/hash.ts'
import type { OpenedSums } from './opened-sums.ts'
import { openedYear } from './opened-year.ts'
import { type ShownOpening, shownOpening } from './opening-answer.ts'

export interface OpeningAsked extends OpenedSums {
  /** The bureau's own number; the same again is a replay. */
  readonly openingNo: string
  readonly personNo: string
  /** The day as of which the sums are; its year is the year. */
  readonly asOf: Day
  /** Where they are known from. */
  readonly source: string
}

export interface EnteredOpening {
  readonly opening: ShownOpening
  readonly replayed: boolean
}

/**
 * Enters what a person has used and borne of a year before the ledger began. Nothing is posted before another key approves.
 * Errors: `forbidden`, `not-found`, `date-in-future`, `policy-missing`, `invalid-request`, `opening-standing`, `number-reused`.
 */
export async function enterOpening(service: Service, caller: Caller, asked: OpeningAsked): Promise<EnteredOpening> {
  requireKind(caller, 'bureau')
  refuseFuture(service, 'asOf', asked.asOf)
  const year = yearOf(asked.asOf)
  const read = await readPersonYear(service, caller, asked.personNo, year)
  const { insuredRegion: region } = read.person
  const inputHash = sha256(canonical({ ...asked }))
  const known = await findOpening(service.db.pool, { region, openingNo: asked.openingNo })
  if (known) return replayOf(known, inputHash)
  const person = personOn(service.library, read, asked.asOf)
  const law = service.library.law(placeOf(person), asked.asOf)
  const { category } = countingCategory(law, categoriesOn(law, read, { day: asked.asOf, ...person }))
  const { openingNo, personNo, asOf, source } = asked
  const content: OpenedYear = {
    openingNo,
    asOf,
    source,
    year: openedYear(law, category, asked, { isJoined: read.others.length > 0 }),
  }
  refuseEmpty(content)
  const row = {
    ...{ id: uuidv7(), region, openingNo, personNo, inputHash, lawRegion: law.region, year, asOf, source },
    ...{ content: JSON.stringify(content), enteredAt: service.clock().toISOString(), enteredBy: caller.id },
  }
  const isNew = await insert(service, row)
  const stored = (await findOpening(service.db.pool, { region, openingNo })) as StoredOpening
  return isNew ? { opening: shownOpening(stored), replayed: false } : replayOf(stored, inputHash)
}

async function insert(service: Service, row: OpeningRow): Promise<boolean> {
  try {
    return await insertOpening(service.db.pool, row)
  } catch (error) {
    if (violated(error) !== 'opening_balances_standing') throw error
    const other = await findStandingOpening(service.db.pool, row)
    // Taken back at this moment: then it may be entered.
    if (!other) return insert(service, row)
    const { openingNo, status, personNo, year } = other
    return refuse('opening-standing', { openingNo, personNo, year: String(year), status: openingStatusNames[status] })
  }
}

function refuseEmpty({ year }: OpenedYear): void {
  if (JSON.stringify(year) !== JSON.stringify(storedYear(emptyYear))) return
  const detail = {
    zh: '没有任何已用金额或累计金额；没有的人员无需录入。',
    en: 'Nothing was used or borne; whoever has nothing needs no opening balance.',
  }
  refuse('invalid-request', {}, { faults: [{ pointer: '', detail }] })
}

function replayOf(known: StoredOpening, inputHash: string): EnteredOpening {
  if (known.inputHash === inputHash) return { opening: shownOpening(known), replayed: true }
  return refuse('number-reused', {
    what: { zh: '期初编号', en: 'number of the opening balance' },
    number: known.openingNo,
  })
}
