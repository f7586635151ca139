import type pg from 'pg'
import type { ClaimRead, PersonYearKey, StoredSettlement } from '../../db/ledger/rows.ts'
import type { Facts } from '../../domain/adjudication/types.ts'
import type { ActiveVisit } from '../../domain/ledger/replay.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { present } from '../../domain/shared/present.ts'
import { withAsked } from '../claim/asked-of-person.ts'
import { eventDay, type Input } from '../claim/claim-input.ts'
import { withEarlierYears } from '../claim/earlier-years.ts'
import type { LawOf } from '../policies/policy-archive.ts'

/** A pack that had a mistake and the one that was mended; both of a region, by their hashes. */
export interface Mending {
  readonly region: string
  readonly policyHash: string
  readonly correctedHash: string
}

/** What a visit is recalculated with. */
export interface MendedVisit {
  readonly law: Law
  readonly facts: Facts
}

interface KnownOfYear {
  readonly key: PersonYearKey
  readonly read: ClaimRead
  readonly active: readonly ActiveVisit[]
  readonly settlements: readonly StoredSettlement[]
}

/**
 * The visits of a year that stand under the pack with the mistake, each with the mended law of its day. The facts stay those it was
 * settled with, so that what comes out differently is the pack's doing alone; only what the mended pack asks for the first
 * time is added. Errors: `policy-missing` where the mended pack has no document in force on the day.
 */
export async function mendedVisits(
  context: { readonly archive: LawOf },
  client: pg.ClientBase,
  { key, read, active, settlements }: KnownOfYear,
  { region, policyHash, correctedHash }: Mending,
): Promise<ReadonlyMap<string, MendedVisit>> {
  const mended = new Map<string, MendedVisit>()
  if (key.region !== region) return mended
  for (const { settlementId, facts, outcome } of active) {
    if (outcome.policyHash !== policyHash) continue
    const stored = present(
      settlements.find((one) => one.settlementId === settlementId),
      `settlement ${settlementId} of the year`,
    )
    const law = await context.archive.lawOf({ region, policyHash: correctedHash }, stored.input)
    if (!law.isInForce) refuse('policy-missing', { region, on: law.on })
    mended.set(settlementId, {
      law,
      facts: await asked(client, key, law, facts, { read, stored, input: stored.input }),
    })
  }
  return mended
}

async function asked(
  client: pg.ClientBase,
  key: PersonYearKey,
  law: Law,
  facts: Facts,
  { read, stored, input }: { readonly read: ClaimRead; readonly stored: StoredSettlement; readonly input: Input },
): Promise<Facts> {
  const person = present(read.person, `what is known of ${key.personNo}`)
  const more = withAsked(law, facts, { dated: read.dated, person }, eventDay(input))
  const known = { ...more, person: { ...more.person, ...facts.person } }
  if (facts.yearBefore !== undefined || facts.usedBefore !== undefined) return known
  const of = { personNo: key.personNo, others: read.others, on: eventDay(input), before: stored }
  return withEarlierYears(client, law, known, of)
}
