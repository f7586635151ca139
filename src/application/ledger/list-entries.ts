import { entryKey, listEntries } from '../../db/ledger/history.ts'
import type { LimitEntryRow, ListedEntry } from '../../db/ledger/rows.ts'
import { accountParts } from '../../domain/adjudication/account-parts.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { look } from '../audit/sight.ts'
import type { Caller } from '../callers/caller.ts'
import { shownOpened } from '../opening-balances/opening-answer.ts'
import type { Service } from '../service.ts'
import { type PageInput, pageOf } from '../shared/page.ts'

/**
 * The entries behind a person's annual cap, in the order of posting. A hospital sees those of its own
 * settlements only.
 * Errors: those of `look`.
 */
export async function listLedger(
  service: Service,
  caller: Caller,
  personNo: string,
  asked: { year: number } & PageInput,
) {
  await look(service, caller, personNo, 'ledger')
  const scope = { personNo, year: asked.year, hospitalCode: caller.hospitalCode ?? undefined }
  return pageOf('ledger', asked, (page) => listEntries(service.db.pool, scope, page), {
    key: entryKey,
    item: shownEntry,
  })
}

function shownEntry(entry: ListedEntry) {
  return {
    id: entry.entryId,
    seq: entry.seq,
    kind: entry.kind,
    settlementId: entry.settlementId,
    settlementNo: entry.settlementNo,
    reversalNo: entry.reversalNo,
    cause: entry.cause,
    causeNo: entry.causeNo,
    hospitalCode: entry.hospitalCode,
    region: entry.region,
    year: entry.year,
    eventOn: entry.eventOn,
    postedAt: chinaTime(new Date(entry.postedAt)),
    payers: entry.payers,
    total: entry.total,
    limits: entry.limits.map((move) => shownMovement(move, entry.year)),
    opening: entry.opening && shownOpened(entry.opening),
    policyHash: entry.policyHash,
    traceHash: entry.traceHash,
  }
}

function shownMovement({ name, amount, usedBefore, usedAfter, limitAmount }: LimitEntryRow, year: number) {
  return { ...accountParts(name, year), amount, usedBefore, usedAfter, limit: limitAmount }
}
