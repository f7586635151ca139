import { chain } from '../../src/db/ledger/chain.ts'
import type { PersonYearWrite, PostingRow, SettlementRow } from '../../src/db/ledger/rows.ts'
import { dateOf, type Registers } from '../../src/db/registers/dates.ts'

/** Somebody else moved the person's year on first. */
export class Moved extends Error {}

/** Row by row, in the order in which the guards of the tables want them. */
export async function writeYear(tx: Registers, write: PersonYearWrite): Promise<void> {
  const { postings, head } = chain(write)
  await moveYear(tx, write, head)
  for (const row of write.settlements) await useNumber(tx, row)
  for (const row of postings) await insertEntry(tx, row)
}

async function moveYear(tx: Registers, write: PersonYearWrite, head: string) {
  const { personNo, region, year, version, expectedVersion, expectedHead, state, used, usedBefore } = write
  const replaced = {
    replacedVersion: expectedVersion,
    replacedHead: expectedHead === null ? null : bytes(expectedHead),
    usedBefore,
  }
  const data = { version, state: JSON.parse(state), used, head: bytes(head), ...replaced }
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

async function useNumber(tx: Registers, { inputHash, ...row }: SettlementRow) {
  const { hospitalCode, settlementNo, personNo, year, settlementId } = row
  await tx.settlementNumber.create({
    data: { hospitalCode, settlementNo, inputHash: bytes(inputHash), personNo, year, settlementId },
  })
}

async function insertEntry(tx: Registers, { entry, settlement, movements }: PostingRow) {
  const { payers, outcome, state, traceHash, previousHash, postedAt, cause: _, ...row } = entry
  const { insuredRegion, hospitalCode, settlementNo, care, input, inputHash, facts, ...of } =
    settlement as SettlementRow
  const claim = {
    ...{ insuredRegion, hospitalCode, settlementNo, care, insurance: of.insurance, unfiled: of.unfiled },
    ...{ admittedOn: of.admittedOn && dateOf(of.admittedOn), eventOn: dateOf(of.eventOn) },
    ...{ input: JSON.parse(input), facts: JSON.parse(facts), inputHash: bytes(inputHash) },
  }
  const limits = {
    limitNames: movements.map(({ name }) => name),
    limitAmounts: movements.map(({ amount }) => amount),
    limitBefore: movements.map(({ usedBefore }) => usedBefore),
    // A list of Prisma's holds no null: what states no limit is held to one that nobody reaches.
    limitCaps: movements.map(({ limitAmount }) => limitAmount ?? '99999999999999.99'),
  }
  const texts = {
    outcome: JSON.parse(outcome as string),
    state: JSON.parse(state),
    traceHash: bytes(traceHash as string),
    previousHash: previousHash === null ? null : bytes(previousHash),
  }
  const data = { ...row, ...payers, ...claim, ...limits, ...texts, postedAt: new Date(postedAt) }
  await tx.entry.createMany({ data: [data] })
}

export const hashText = (hash: Uint8Array) => `sha256:${Buffer.from(hash).toString('hex')}`

function bytes(hash: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hash.slice('sha256:'.length), 'hex'))
}
