import type { Difference } from '../../domain/ledger/difference.ts'
import type { PersonYearKey } from './rows.ts'

/** Where the ledger and what is computed from it disagree. */
export interface FoundDifference extends PersonYearKey, Difference {}
