import { Refusal } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import { eventDay, inputOf } from '../claim/claim-input.ts'
import type { Service } from '../service.ts'
import { settleClaim } from '../settlement/settle.ts'
import { settlementSumsOf } from '../settlement/settlement-sums.ts'
import { type ClaimLine, type LineAnswer, lineRefusal, refusedLine } from './line-answer.ts'

export type BatchClaim = Extract<ClaimLine, { readonly refusal?: undefined }>

export interface Posted {
  readonly answers: readonly LineAnswer[]
  /** Why the service could not go on, which passes; null where it came to the end. */
  readonly halted: Refusal | null
}

/** Two groups of the ledger's: one is gathered while the other is written, and whoever settles alone waits for no more. */
const inFlight = 256

/**
 * Settles claims as a single one is settled, in the order of each person's days, whatever the order of their lines: what an
 * earlier visit uses of a limit is gone for the later. Where the service itself cannot go on, what was not tried yet is
 * answered alike, and may be sent again. Answers are in the order of the claims as they were given.
 */
export async function postClaims(service: Service, caller: Caller, claims: readonly BatchClaim[]): Promise<Posted> {
  const answers = new Map<BatchClaim, LineAnswer>()
  const waiting = inOrderOfDays(claims).values()
  let halted: Refusal | null = null
  const run = async () => {
    for (const claim of waiting) {
      const answer: LineAnswer | Refusal = halted ?? (await settleLine(service, caller, claim))
      if (answer instanceof Refusal && answer.kind === 'unavailable') halted ??= answer
      answers.set(claim, answer instanceof Refusal ? refusedLine(claim, answer) : answer)
    }
  }
  // Each hands its claim to the ledger before the next begins, so the ledger has them in their order.
  await Promise.all(Array.from({ length: inFlight }, run))
  return { answers: claims.flatMap((claim) => answers.get(claim) ?? []), halted }
}

function inOrderOfDays(claims: readonly BatchClaim[]): BatchClaim[] {
  const keyed = claims.map((claim) => ({ claim, key: `${claim.body.personNo} ${dayOf(claim)}` }))
  return keyed
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.claim.lineNo - b.claim.lineNo))
    .map(({ claim }) => claim)
}

/** Of discharge or service; of a claim that has neither nothing will be posted. */
export function dayOf({ body }: BatchClaim): string {
  return eventDay(inputOf(body))
}

async function settleLine(service: Service, caller: Caller, claim: BatchClaim): Promise<LineAnswer | Refusal> {
  const { lineNo, settlementNo } = claim
  try {
    const { settlement, replayed } = await settleClaim(service, caller, claim.body, { waits: true })
    return { lineNo, settlementNo, replayed, settlement: settlementSumsOf(settlement), problem: null }
  } catch (error) {
    return lineRefusal(error)
  }
}
