import type { EntryRow, PersonYearWrite, SettlementRow } from '../../src/db/ledger/rows.ts'
import { dateOf, type Registers } from '../../src/db/registers/dates.ts'

/** Somebody else moved the person's year on first. */
export class Moved extends Error {}

/** Row by row, in the order in which the guards of the tables want them. */
export async function writeYear(tx: Registers, write: PersonYearWrite): Promise<void> {
  await moveYear(tx, write)
  for (const account of write.accounts) await moveAccount(tx, write, account)
  for (const row of write.settlements) await insertSettlement(tx, row)
  for (const row of write.entries) await insertEntry(tx, row)
  await tx.limitEntry.createMany({ data: [...write.limitEntries] })
}

async function moveYear(tx: Registers, { personNo, region, year, version, expectedVersion, state }: PersonYearWrite) {
  const data = { version, replacedVersion: expectedVersion, state: JSON.parse(state) }
  if (expectedVersion === 0) {
    await tx.personYear.create({ data: { personNo, region, year, ...data } })
    return
  }
  const { count } = await tx.personYear.updateMany({
    where: { personNo, region, year, version: expectedVersion },
    data,
  })
  if (count === 0) throw new Moved()
}

async function moveAccount(
  tx: Registers,
  { personNo, region, year, version }: PersonYearWrite,
  { name, usedBefore, usedAfter }: PersonYearWrite['accounts'][number],
) {
  const data = { used: usedAfter, usedBefore, version }
  const key = { personNo, region, year, name }
  await tx.limitAccount.upsert({ where: { personNo_region_year_name: key }, create: { ...key, ...data }, update: data })
}

async function insertSettlement(tx: Registers, { input, facts, inputHash, eventOn, settledAt, ...row }: SettlementRow) {
  const hash = bytes(inputHash)
  const { hospitalCode, settlementNo, personNo, year, settlementId } = row
  await tx.settlementNumber.create({
    data: { hospitalCode, settlementNo, inputHash: hash, personNo, year, settlementId },
  })
  const data = { ...row, input: JSON.parse(input), facts: JSON.parse(facts), inputHash: hash }
  await tx.settlement.createMany({ data: [{ ...data, eventOn: dateOf(eventOn), settledAt: new Date(settledAt) }] })
}

async function insertEntry(tx: Registers, entry: EntryRow) {
  const { payers, outcome, state, traceHash, postedAt, cause: _, ...row } = entry
  const texts = {
    outcome: JSON.parse(outcome as string),
    state: JSON.parse(state),
    traceHash: bytes(traceHash as string),
  }
  await tx.entry.createMany({ data: [{ ...row, ...payers, ...texts, postedAt: new Date(postedAt) }] })
}

function bytes(hash: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hash.slice('sha256:'.length), 'hex'))
}
