import type { Database } from '../db/database.ts'
import type { PolicyLibrary } from '../domain/policies/library.ts'
import type { LedgerWriter } from './ledger/commands.ts'
import type { DigestSigner } from './ledger/digest-signer.ts'
import type { ReloadOutcome } from './policies/reload-outcome.ts'
import type { Secrets } from './shared/secrets.ts'
import type { UploadGate } from './uploads/gate.ts'

/** What every use case works with. Made once, in app.ts; a test makes its own. */
export interface Service {
  readonly db: Database
  readonly library: PolicyLibrary
  readonly ledger: LedgerWriter
  /** The only clock: a use case asks it and nothing else for the time. */
  readonly clock: () => Date
  readonly secrets: Secrets
  /** Who may upload, and when. */
  readonly uploads: UploadGate
  /** The key of the first bureau, for every region, from YIZHAN_ADMIN_KEY; null where there is none. */
  readonly adminKey: string | null
  /** Signs digests of the ledger; null, or left out, where no key is set. */
  readonly digestSigner?: DigestSigner | null
  /** Loads the packs again, in all processes of the service or in none; left out where nobody started one. */
  readonly reloadPolicies?: () => Promise<ReloadOutcome>
  /** Look-ups by ID number that may find nobody, by caller and minute; 0 for no limit, left out for the default. */
  readonly failedLookups?: number
  /** How long a certificate that was read lets a hospital look at the person, in hours; left out for the default. */
  readonly certificateHours?: number
}
