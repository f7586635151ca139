import { type FundEntryRow, findEntry, type StoredFundEntry } from '../../db/fund/journal.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type FundScope, fundScope } from '../../domain/policies/funds.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { type Caller, requireFundKeeper, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { sha256 } from '../shared/hash.ts'

export interface PostedEntry {
  readonly entry: ShownFundEntry
  /** True when the number had been sent before with the same content; nothing was written again. */
  readonly replayed: boolean
}

/**
 * The fund of a region, or of a county where the law has the counties keep them (370000/N7).
 * Errors: `forbidden`, `policy-missing` for a region that has none, `fund-elsewhere` for one whose fund the place above it keeps.
 */
export function requireFund(service: Service, caller: Caller, region: string, ...kinds: Caller['kind'][]): FundScope {
  requireKind(caller, ...kinds)
  requireRegion(caller, region)
  const on = chinaDay(service.clock())
  const scope = fundScope(service.library, region, on)
  if (scope) return scope
  const keptBy = service.library.governing(region, on)
  return keptBy === null ? refuse('policy-missing', { region, on }) : refuse('fund-elsewhere', { region, keptBy })
}

/** The same for whoever posts or pays, which a province above the fund does not. Errors: as of `requireFund`. */
export function requireOwnFund(service: Service, caller: Caller, region: string): FundScope {
  const scope = requireFund(service, caller, region, 'bureau')
  requireFundKeeper(caller, region)
  return scope
}

export function refuseFuture(service: Service, field: string, date: Day): void {
  const today = chinaDay(service.clock())
  if (date > today) refuse('date-in-future', { field, date, today })
}

type Key = Pick<FundEntryRow, 'region' | 'kind' | 'reference'> & { readonly round?: number }

/**
 * Posts a number once: the same again answers the first, another content under it is refused. Two at once meet in the
 * database; the second then finds the first.
 */
export async function postOnce(
  service: Service,
  { key, input, what }: { readonly key: Key; readonly input: object; readonly what: Bilingual },
  post: () => Promise<void>,
): Promise<PostedEntry> {
  const first = await known(service, key, input, what)
  if (first) return { entry: first, replayed: true }
  const replayed = await post().then(
    () => false,
    (error: unknown) => {
      if (isRace(error)) return true
      throw error
    },
  )
  const entry = await known(service, key, input, what)
  // Nobody posted under the number, so what failed was a subsidy that another payment took at the same moment.
  if (!entry) return postOnce(service, { key, input, what }, post)
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
