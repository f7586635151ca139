import { readClaims } from '../../db/ledger/read-person-years.ts'
import type { ClaimKey, ClaimRead } from '../../db/ledger/rows.ts'
import { withClient } from '../../db/transaction.ts'
import { present } from '../../domain/shared/present.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'

/** What a settlement under this key would read, without keeping anybody from writing. */
export async function readClaim(service: Service, key: ClaimKey): Promise<ClaimRead> {
  const [read] = await withClient(service.db.pool, (client) => readClaims(client, [key], { lock: false })).catch(
    (error: unknown) => {
      throw asRefusal(error)
    },
  )
  return present(read, `what is known of ${key.personNo}`)
}
