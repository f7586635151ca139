import type { Database } from '../../db/database.ts'
import { driverCodeOf } from '../../db/driver-code.ts'
import { eachPersonYear, readHistory } from '../../db/ledger/history.ts'
import type { PersonYearHistory, PersonYearKey, StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import { voidSettlement } from '../../db/settlement/void-number.ts'
import type { Facts, Outcome, PayerAmounts } from '../../domain/adjudication/types.ts'
import {
  type AuditedEntry,
  type AuditedSettlement,
  type AuditedYear,
  auditYear,
  type Difference,
} from '../../domain/ledger/audit.ts'
import { emptyYear, type StoredYear, storedYear } from '../../domain/ledger/year-state.ts'
import { payers } from '../../domain/policies/words.ts'
import { claimOf, type Input } from '../claim/claim-input.ts'
import type { PolicyArchive } from '../policies/policy-archive.ts'
import { sha256 } from '../shared/hash.ts'
import { fundDifferences } from './verify-fund.ts'

export interface FoundDifference extends PersonYearKey, Difference {}

export interface Verified {
  readonly personYears: number
  readonly entries: number
  readonly differences: readonly FoundDifference[]
}

/**
 * Replays every person-year from its settlements with the same engine and the law of then, and
 * compares balances, entries and hashes. Reads only; each person-year is read as of one moment, so it
 * may run beside the service.
 */
export async function verifyLedger(
  books: { db: Database; archive: PolicyArchive },
  onDifference: (found: FoundDifference) => void,
): Promise<Omit<Verified, 'differences'>> {
  let personYears = 0
  let entries = 0
  for await (const key of eachPersonYear(books.db.pool)) {
    const history = await readHistory(books.db.pool, { ...key, lock: false })
    personYears += 1
    entries += history.entries.length
    const { personNo, region, year } = key
    for (const difference of await differencesOf(books, history))
      onDifference({ personNo, region, year, ...difference })
  }
  for (const stray of await strays(books.db)) onDifference(stray)
  for (const difference of await fundDifferences(books.db)) onDifference(difference)
  return { personYears, entries }
}

async function differencesOf(books: { archive: PolicyArchive }, history: PersonYearHistory): Promise<Difference[]> {
  const differences = [...hashes(history), ...columns(history)]
  try {
    return [...differences, ...auditYear(await auditedYear(books, history))]
  } catch (error) {
    // What is stored cannot be read as a settlement: one damaged row must not hide all the others.
    if (driverCodeOf(error) !== '') throw error
    return [...differences, { seq: null, what: 'settling it again', stored: 'settled', computed: String(error) }]
  }
}

async function auditedYear(books: { archive: PolicyArchive }, history: PersonYearHistory): Promise<AuditedYear> {
  const settlements = new Map<string, AuditedSettlement>()
  for (const stored of history.settlements) settlements.set(stored.settlementId, await audited(books, stored, history))
  return {
    version: history.version,
    state: history.state ? orderedYear(history.state as StoredYear) : storedYear(emptyYear),
    accounts: Object.fromEntries(history.accounts.map(({ name, used }) => [name, used])),
    entries: history.entries.map(auditedEntry),
    limitEntries: history.limitEntries,
    settlements,
  }
}

/** The law of a settlement is the one its own first entry names; adjustments later keep it. */
async function audited(
  books: { archive: PolicyArchive },
  stored: StoredSettlement,
  history: PersonYearHistory,
): Promise<AuditedSettlement> {
  const input = stored.input as Input
  const first = history.entries.find(
    (entry) => entry.kind === 'settlement' && entry.settlementId === stored.settlementId,
  )
  const { policyHash } = stored.outcome as Outcome
  const law = await books.archive.lawOf({ region: stored.region, policyHash: first?.policyHash ?? policyHash }, input)
  return { claim: claimOf(input), facts: stored.facts as Facts, law }
}

function auditedEntry(entry: StoredEntry): AuditedEntry {
  return {
    seq: entry.seq,
    kind: entry.kind,
    settlementId: entry.settlementId,
    reversalNo: entry.reversalNo,
    cause: entry.cause && { kind: entry.cause, no: entry.causeNo ?? '' },
    facts: entry.facts as Facts | null,
    payers: Object.fromEntries(payers.map((payer) => [payer, entry.payers[payer]])) as PayerAmounts,
    outcome: entry.outcome as Outcome | null,
    state: orderedYear(entry.state as StoredYear),
  }
}

/** Members in the order of the type, so that two equal years read equal. */
function orderedYear(state: StoredYear): StoredYear {
  const order = Object.keys(storedYear(emptyYear)) as (keyof StoredYear)[]
  return Object.fromEntries(order.map((name) => [name, state[name]])) as unknown as StoredYear
}

/** What was hashed must still give its hash: the claim as it came, the outcome as it was explained. */
function hashes(history: PersonYearHistory): Difference[] {
  const inputs = history.settlements.map((stored) =>
    differs(stored.seq, 'input hash', stored.inputHash, sha256(JSON.stringify(stored.input))),
  )
  const explained = history.entries.filter((entry) => entry.outcome !== null)
  const traces = explained.map((entry) =>
    differs(entry.seq, 'trace hash', entry.traceHash ?? '', sha256(JSON.stringify(entry.outcome))),
  )
  const packs = explained.map((entry) =>
    differs(entry.seq, 'policy hash', entry.policyHash ?? '', (entry.outcome as Outcome).policyHash),
  )
  return [...inputs, ...traces, ...packs].filter((difference) => difference !== null)
}

/** What lists are filtered by must be what the claim and the facts say. */
function columns(history: PersonYearHistory): Difference[] {
  return history.settlements.flatMap((stored) => {
    const { seq, eventOn, care, hospitalCode, settlementNo, personNo, insuredRegion } = stored
    const input = stored.input as Partial<Input>
    const facts = stored.facts as Partial<Facts>
    const found = [
      differs(seq, 'day of the visit', eventOn, input.dischargedOn ?? input.servedOn ?? ''),
      differs(seq, 'care', care, input.care ?? ''),
      differs(seq, 'hospital', hospitalCode, input.hospitalCode ?? ''),
      differs(seq, 'settlement number', settlementNo, input.settlementNo ?? ''),
      differs(seq, 'person', personNo, input.personNo ?? ''),
      differs(seq, 'insured region', insuredRegion, facts.person?.insuredRegion ?? ''),
    ]
    return found.filter((difference) => difference !== null)
  })
}

function differs(seq: number, what: string, stored: string, computed: string): Difference | null {
  return stored === computed ? null : { seq, what, stored, computed }
}

/** Settlements without an entry, entries without a year, numbers without a settlement: found by sets, not year by year. */
async function strays(db: Database): Promise<FoundDifference[]> {
  const { rows } = await db.pool.query<FoundDifference>(`
    SELECT n.person_no AS "personNo", '' AS region, n.year, NULL AS seq, 'number without its settlement' AS what,
      n.hospital_code || ' ' || n.settlement_no AS stored, 'none' AS computed
    FROM settlement_numbers n LEFT JOIN settlements s USING (person_no, year, settlement_id)
    WHERE s.settlement_id IS NULL AND n.settlement_id <> '${voidSettlement}'
    UNION ALL
    SELECT s.person_no, s.region, s.year, s.seq, 'settlement without its number', s.settlement_id::text, 'none'
    FROM settlements s LEFT JOIN settlement_numbers n USING (hospital_code, settlement_no) WHERE n.settlement_id IS DISTINCT FROM s.settlement_id
    UNION ALL
    SELECT s.person_no, s.region, s.year, s.seq, 'input hash beside the number', encode(n.input_hash, 'hex'), encode(s.input_hash, 'hex')
    FROM settlements s JOIN settlement_numbers n USING (hospital_code, settlement_no) WHERE n.input_hash <> s.input_hash
    UNION ALL
    SELECT s.person_no, s.region, s.year, s.seq, 'settlement without its entry', s.settlement_id::text, 'none'
    FROM settlements s LEFT JOIN entries e ON (e.person_no, e.region, e.year, e.seq) = (s.person_no, s.region, s.year, s.seq)
      AND e.settlement_id = s.settlement_id WHERE e.entry_id IS NULL
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.seq, 'entry without its year', e.entry_id::text, 'none'
    FROM entries e LEFT JOIN person_years y USING (person_no, region, year) WHERE y.version IS NULL
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.seq, 'reversal entry without its reversal', coalesce(e.reversal_no, ''), 'none'
    FROM entries e LEFT JOIN reversals r USING (person_no, region, year, seq, settlement_id, reversal_no)
    WHERE e.kind = 'reversal' AND r.hospital_code IS NULL
    UNION ALL
    SELECT r.person_no, r.region, r.year, r.seq, 'reversal without its entry', r.hospital_code || ' ' || r.reversal_no, 'none'
    FROM reversals r LEFT JOIN entries e USING (person_no, region, year, seq, settlement_id, reversal_no)
    WHERE e.kind IS DISTINCT FROM 'reversal'
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.seq, 'adjustment without its resettlement', e.cause_no, 'none'
    FROM entries e LEFT JOIN resettlements r ON (r.person_no, r.resettle_no) = (e.person_no, e.cause_no)
      AND e.year BETWEEN r.first_year AND r.last_year
    WHERE e.kind = 'adjustment' AND e.cause = 'resettle' AND r.caller_id IS NULL
    UNION ALL
    SELECT r.person_no, '', r.first_year, NULL, 'adjustments of resettlement ' || r.resettle_no, r.adjusted::text, count(e.entry_id)::text
    FROM resettlements r LEFT JOIN entries e ON (e.person_no, e.cause_no) = (r.person_no, r.resettle_no)
      AND e.kind = 'adjustment' AND e.cause = 'resettle' AND e.year BETWEEN r.first_year AND r.last_year
    GROUP BY r.person_no, r.resettle_no HAVING r.adjusted <> count(e.entry_id)
    UNION ALL
    SELECT e.person_no, e.region, e.year, min(e.seq), 'year-end aid of run ' || e.cause_no, sum(e.assistance + e.re_aid + e.tilt)::text,
      coalesce((l.assistance + l.re_aid + l.tilt)::text, 'no line')
    FROM entries e LEFT JOIN year_end_lines l ON (l.run_id::text, l.person_no) = (e.cause_no, e.person_no)
    WHERE e.kind = 'adjustment' AND e.cause = 'year-end'
    GROUP BY e.person_no, e.region, e.year, e.cause_no, l.visits, l.assistance, l.re_aid, l.tilt
    HAVING (count(*), sum(e.assistance), sum(e.re_aid), sum(e.tilt)) IS DISTINCT FROM (l.visits, l.assistance, l.re_aid, l.tilt)
    UNION ALL
    SELECT l.person_no, r.region, r.year, NULL, 'year-end line of run ' || r.id, l.assistance::text, 'none'
    FROM year_end_lines l JOIN year_end_runs r ON r.id = l.run_id AND NOT r.dry_run
    WHERE l.problem IS NULL AND NOT EXISTS (SELECT FROM entries e
      WHERE e.person_no = l.person_no AND e.region = r.region AND e.year = r.year AND e.kind = 'adjustment' AND e.cause_no = r.id::text)
    UNION ALL
    SELECT l.person_no, l.region, l.year, l.seq, 'movement without its entry', l.name, 'none'
    FROM limit_entries l LEFT JOIN entries e USING (person_no, region, year, seq) WHERE e.entry_id IS DISTINCT FROM l.entry_id
  `)
  return rows
}
