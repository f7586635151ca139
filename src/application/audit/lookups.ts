import { insertLookup, type LookupBasis, type LookupOutcome } from '../../db/audit/lookups.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'
import { newId } from '../shared/ids.ts'

export { lookupBases, lookupOutcomes } from '../../db/audit/lookups.ts'
export type { LookupBasis, LookupOutcome }

/** A reading of a person's data, or an attempt at one. */
export interface Lookup {
  /** What was asked for: the number of a national transaction, or a word such as `entitlements`. */
  readonly operation: string
  readonly outcome: LookupOutcome
  /** The number that was found or asked for. Left out where a certificate was nobody's. */
  readonly personNo?: string | null
  /** Where the person is insured; left out where the number is nobody's. */
  readonly insuredRegion?: string | null
  /** What allowed it. */
  readonly basis?: LookupBasis | null
}

/**
 * Leaves a line in the audit trail, before anything is answered: what nobody could write down is not shown.
 * Errors: `database-unavailable`.
 */
export async function noteLookup(service: Service, caller: Caller, lookup: Lookup): Promise<void> {
  const { operation, outcome, personNo = null, insuredRegion = null, basis = null } = lookup
  const row = {
    ...{ id: newId(), at: service.clock(), callerId: caller.id, callerKind: caller.kind, callerRegion: caller.region },
    ...{ hospitalCode: caller.hospitalCode, personNo, insuredRegion, operation, outcome, basis },
    requestId: caller.requestId ?? null,
  }
  await insertLookup(service.db.pool, row).catch((error: unknown) => {
    throw asRefusal(error)
  })
}
