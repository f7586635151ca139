import { type FundEntryRow, findEntry, type StoredFundEntry } from '../../db/fund/journal.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { sha256 } from '../shared/hash.ts'

export interface Booked {
  readonly entry: ShownFundEntry
  /** True when the number had been sent before with the same content; nothing was written again. */
  readonly replayed: boolean
}

/** Errors: `forbidden`, `policy-missing` for a region without law of its own, which has no fund. */
export function requireFund(service: Service, caller: Caller, region: string, ...kinds: Caller['kind'][]): void {
  requireKind(caller, ...kinds)
  requireRegion(caller, region)
  if (!service.library.regions().includes(region)) refuse('policy-missing', { region, on: chinaDay(service.clock()) })
}

export function refuseFuture(service: Service, field: string, date: Day): void {
  const today = chinaDay(service.clock())
  if (date > today) refuse('date-in-future', { field, date, today })
}

type Key = Pick<FundEntryRow, 'region' | 'kind' | 'reference'> & { readonly round?: number }

/**
 * Books a number once: the same again answers the first, another content under it is refused. Two at once meet in the
 * database; the second then finds the first.
 */
export async function postOnce(
  service: Service,
  { key, input, what }: { readonly key: Key; readonly input: object; readonly what: Bilingual },
  book: () => Promise<void>,
): Promise<Booked> {
  const first = await known(service, key, input, what)
  if (first) return { entry: first, replayed: true }
  const replayed = await book().then(
    () => false,
    (error: unknown) => {
      if (isRace(error)) return true
      throw error
    },
  )
  const entry = await known(service, key, input, what)
  // Nobody booked the number, so what failed was a subsidy that another payment took at the same moment.
  if (!entry) return postOnce(service, { key, input, what }, book)
  return { entry, replayed }
}

async function known(service: Service, key: Key, input: object, what: Bilingual): Promise<ShownFundEntry | null> {
  const found = await findEntry(service.db.pool, key)
  if (!found) return null
  if (found.inputHash !== sha256(canonical(input))) refuse('number-reused', { what, number: key.reference })
  return shownFundEntry(found)
}

export type ShownFundEntry = ReturnType<typeof shownFundEntry>

export function shownFundEntry({
  entryId,
  region,
  kind,
  reference,
  recovers,
  withdraws,
  paymentNo,
  happenedOn,
  postedAt,
  note,
  lines,
  settlements,
}: StoredFundEntry) {
  return {
    id: entryId,
    region,
    kind,
    reference,
    recovers,
    withdraws,
    paymentNo,
    happenedOn,
    postedAt: chinaTime(new Date(postedAt)),
    note,
    lines,
    settlements,
  }
}
