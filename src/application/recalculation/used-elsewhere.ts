import type pg from 'pg'
import { readHistory } from '../../db/ledger/history.ts'
import type { PersonYearKey, StoredEntry } from '../../db/ledger/rows.ts'
import type { Elsewhere } from '../../domain/adjudication/types.ts'
import { elsewhereIn, emptyYear, yearState } from '../../domain/ledger/year-state.ts'

/** What the other numbers of a person had used of the year before an instant; nothing for whoever has one number. */
export type UsedElsewhere = (before: Before) => Elsewhere | undefined

interface Before {
  readonly settlementId: string
  readonly settledAt: string
}

/** Ids grow with time, so they tell what was first of what was posted in one instant. */
function isBefore({ postedAt, entryId }: StoredEntry, { settledAt, settlementId }: Before): boolean {
  return postedAt < settledAt || (postedAt === settledAt && entryId < settlementId)
}

/** Each entry holds the year after it, so the last one before the instant tells what was used by then. */
export async function usedElsewhere(
  client: pg.ClientBase,
  { region, year }: PersonYearKey,
  personNos: readonly string[],
): Promise<UsedElsewhere> {
  if (personNos.length === 0) return () => undefined
  const histories: (readonly StoredEntry[])[] = []
  for (const personNo of personNos)
    histories.push((await readHistory(client, { personNo, region, year, lock: false })).entries)
  return (before) => {
    const years = histories.map((entries) => entries.findLast((entry) => isBefore(entry, before))?.state ?? null)
    const states = years.map((state) => (state === null ? emptyYear : yearState(state)))
    return elsewhereIn(personNos, states)
  }
}
