import { uuidv7 } from 'uuidv7'
import type { Registers } from '../../db/registers/dates.ts'
import { type CorrectionKind, correctIdentityRow, type IdentityRow } from '../../db/registers/identities.ts'
import { addDays, type Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import {
  type ChangedIdentity,
  heldRow,
  lockIdentities,
  refuseOverlappingIdentity,
  shownIn,
  withSettled,
} from './identities.ts'
import { inRegisterTransaction, note } from './register-change.ts'

export interface IdentityCorrectionInput {
  readonly personNo: string
  readonly id: string
  readonly reason: string
}

/**
 * Takes back an end that was recorded by mistake: the identity goes on as if it had none. Settlements stay as they are until
 * the year is recalculated. Errors: not-found, forbidden, identity-annulled, identity-not-ended, identity-overlaps.
 */
export async function reopenIdentity(
  service: Service,
  caller: Caller,
  input: IdentityCorrectionInput,
): Promise<ChangedIdentity> {
  return correct(service, caller, 'reopened', input, (row, held) => {
    if (row.to === null) refuse('identity-not-ended', { id: row.id })
    const others = held.filter((one) => one !== row)
    refuseOverlappingIdentity(others, { category: row.category, from: row.from, to: null })
    return addDays(row.to, 1)
  })
}

/**
 * Declares that an identity never held, such as one that was recorded for somebody else. It stays on record with the reason
 * and counts nowhere. Errors: not-found, forbidden, identity-annulled.
 */
export async function annulIdentity(
  service: Service,
  caller: Caller,
  input: IdentityCorrectionInput,
): Promise<ChangedIdentity> {
  return correct(service, caller, 'annulled', input, (row) => row.from)
}

/** Of a correction that was made: the first day that it touched. */
function firstTouched({ from, corrections }: IdentityRow): Day {
  const before = corrections.at(-1)?.toBefore ?? null
  return corrections.at(-1)?.kind === 'reopened' && before !== null ? addDays(before, 1) : from
}

/** A lost answer is fetched by sending the same again. */
function isCorrected(row: IdentityRow, kind: CorrectionKind, reason: string): boolean {
  const last = row.corrections.at(-1)
  const stands = kind === 'annulled' ? row.annulledAt !== null : row.to === null
  return stands && last?.kind === kind && last.reason === reason
}

/** `check` refuses, or answers the first day that the correction touches. */
async function correct(
  service: Service,
  caller: Caller,
  kind: CorrectionKind,
  { personNo, id, reason }: IdentityCorrectionInput,
  check: (row: IdentityRow, held: readonly IdentityRow[]) => Day,
): Promise<ChangedIdentity> {
  requireKind(caller, 'bureau')
  return inRegisterTransaction(service, async (registers: Registers) => {
    const { held, person } = await lockIdentities(registers, caller, personNo)
    const again = held.find((one) => one.id === id && isCorrected(one, kind, reason))
    const row = again ?? heldRow(held, id)
    const show = shownIn(service, row.certifiedRegion ?? person.insuredRegion)
    const touched = (from: Day) => ({ from, to: kind === 'annulled' ? row.to : null })
    if (again) return withSettled(registers, show(again), touched(firstTouched(again)))
    const from = check(row, held)
    const correction = { id: uuidv7(), kind, reason, recordedAt: service.clock(), recordedBy: caller.id }
    const { category, to: before } = row
    const detail = { id, category, from: row.from, before, reason }
    await note(service, caller, registers, { action: `identity-${kind}`, personNo, detail })
    const corrected = await correctIdentityRow(registers, row, correction)
    return withSettled(registers, show(corrected), touched(from))
  })
}
