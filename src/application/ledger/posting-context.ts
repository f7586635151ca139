import type { Database } from '../../db/database.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import type { KnownAlerts } from '../alerts/raise-alerts.ts'
import type { NumberClaims } from '../places/number-claims.ts'
import type { PolicyArchive } from '../policies/policy-archive.ts'

/** What the ledger's jobs work with. */
export interface PostingContext {
  readonly db: Database
  readonly library: PolicyLibrary
  readonly clock: () => Date
  readonly archive: PolicyArchive
  readonly alerts: KnownAlerts
  /** Where hospitals of other places hold their numbers; left out where there is one place. */
  readonly numbers?: NumberClaims | undefined
}
