import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { violated } from '../../db/errors.ts'
import { type FundEntryRow, insertEntry, insertFundLines } from '../../db/fund/journal.ts'
import { chinaDay } from '../../domain/calendar.ts'
import type { FundLine } from '../../domain/fund/journal.ts'
import { decimal, yuan } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { sha256 } from '../shared/hash.ts'

export interface FundPosting {
  readonly region: string
  readonly kind: FundEntryRow['kind']
  readonly reference: string
  readonly recovers?: string
  readonly withdraws?: string
  readonly round?: number
  readonly paymentNo?: string | null
  /** The day of the bank's slip; left out, the day it is in China. */
  readonly happenedOn?: string
  readonly note: string
  readonly lines: readonly FundLine[]
}

/** The header of an entry. Its input is hashed, so that the same number with another content is told from a replay. */
export function entryOf(at: Date, callerId: string, posting: Omit<FundPosting, 'lines'>, input: object): FundEntryRow {
  const { region, kind, reference, recovers = null, withdraws = null, round = 1, note } = posting
  const { happenedOn = chinaDay(at), paymentNo = null } = posting
  return {
    ...{
      entryId: uuidv7(),
      region,
      kind,
      reference,
      recovers,
      withdraws,
      round,
      paymentNo,
      happenedOn,
      note,
      callerId,
    },
    ...{ postedAt: at.toISOString(), inputHash: sha256(canonical(input)) },
  }
}

/**
 * Posts one movement in the transaction of whoever asks. The database refuses what does not cancel out, and a payment
 * beyond what the fund holds, whoever pays at the same time.
 * Errors: `fund-insufficient`.
 */
export async function postTo(
  client: pg.ClientBase,
  at: Date,
  callerId: string,
  posting: FundPosting,
): Promise<FundEntryRow> {
  const { lines, ...head } = posting
  const entry = entryOf(at, callerId, head, posting)
  await insertEntry(client, entry)
  await postLines(client, entry, lines)
  return entry
}

export async function postLines(
  client: pg.ClientBase,
  { entryId, region }: Pick<FundEntryRow, 'entryId' | 'region'>,
  lines: readonly FundLine[],
): Promise<void> {
  try {
    await insertFundLines(client, entryId, lines)
  } catch (error) {
    if (violated(error) !== 'fund_never_overdrawn') throw error
    const out = lines.find(({ account, amount }) => account.startsWith('fund:') && decimal(amount).isNegative())
    refuse('fund-insufficient', { region, amount: out ? yuan(decimal(out.amount).negated()) : '0.00' })
  }
}
