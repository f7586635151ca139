import type { ClaimRead } from '../../db/ledger/rows.ts'
import type { Input } from '../../domain/claim/input.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { beginsAfterDeath } from '../../domain/registers/dated-facts.ts'
import { eventDay } from '../claim/claim-input.ts'

/** Who has died begins no visit any more; a stay that the death ended is settled. */
export function refuseAfterDeath({ dated }: ClaimRead, input: Input): void {
  const begins = input.admittedOn ?? eventDay(input)
  const died = beginsAfterDeath(dated, begins)
  if (died === null) return
  const what = { zh: `而就医始于 ${begins}`, en: `and the visit begins on ${begins}` }
  refuse('died', { personNo: input.personNo, diedOn: died, what })
}
