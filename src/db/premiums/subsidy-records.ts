import type { PremiumSubsidy, PremiumSubsidyEntry } from '../generated/client.ts'
import type { Registers } from '../registers/dates.ts'

/** A recorded premium subsidy. Yuan in text, so that no amount is ever a float on the way. */
export interface SubsidyRow {
  readonly personNo: string
  readonly year: number
  readonly tier: number | null
  readonly region: string
  readonly category: string | null
  readonly contribution: string
  readonly subsidy: string
  readonly personPays: string
  readonly clauseId: string | null
  readonly policy: string
  readonly policyHash: string
  readonly recordedAt: Date
  readonly recordedBy: string
}

function read(row: PremiumSubsidy): SubsidyRow {
  const { contribution, subsidy, personPays, ...rest } = row
  return {
    ...rest,
    contribution: contribution.toFixed(2),
    subsidy: subsidy.toFixed(2),
    personPays: personPays.toFixed(2),
  }
}

export async function findSubsidy(registers: Registers, personNo: string, year: number): Promise<SubsidyRow | null> {
  const row = await registers.premiumSubsidy.findUnique({ where: { personNo_year: { personNo, year } } })
  return row && read(row)
}

/** The year of a human with several numbers, for one request at a time, and for none while a run posts of that year. */
export async function lockSubsidiesOf(registers: Registers, joinedAs: string, year: number): Promise<void> {
  await registers.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('premium-subsidy-runs'), ${year}::int)`
  await registers.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('subsidies ' || ${joinedAs}, ${year}::bigint))`
}

/** False when the person's year is recorded already: another request was first. */
export async function insertSubsidy(registers: Registers, row: SubsidyRow): Promise<boolean> {
  const { count } = await registers.premiumSubsidy.createMany({ data: [row], skipDuplicates: true })
  return count === 1
}

/** One posting of a person's year: the record, or a correction with the difference that it posts. */
export interface SubsidyEntry {
  readonly seq: number
  readonly category: string | null
  readonly tier: number | null
  readonly subsidy: string
  readonly amount: string
  readonly recordedAt: Date
}

/** In the order of posting; the last says what stands. */
export async function listSubsidyEntries(
  registers: Registers,
  personNo: string,
  year: number,
): Promise<SubsidyEntry[]> {
  const rows = await registers.premiumSubsidyEntry.findMany({ where: { personNo, year }, orderBy: { seq: 'asc' } })
  return rows.map(readEntry)
}

function readEntry({ seq, category, tier, subsidy, amount, recordedAt }: PremiumSubsidyEntry): SubsidyEntry {
  return { seq, category, tier, subsidy: subsidy.toFixed(2), amount: amount.toFixed(2), recordedAt }
}
