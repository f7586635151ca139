import type { Day } from '../../domain/calendar.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import type { DatedFact, FactKind } from '../../domain/registers/dated-facts.ts'
import type { PersonFact } from '../generated/client.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from './dates.ts'

export interface FactRow extends Omit<PersonFact, 'validFrom' | 'validTo' | 'kind'> {
  readonly kind: FactKind
  readonly from: Day
  readonly to: Day | null
}

function read({ validFrom, validTo, kind, ...row }: PersonFact): FactRow {
  return { ...row, kind: kind as FactKind, from: dayOfDate(validFrom), to: validTo && dayOfDate(validTo) }
}

/** Writes a fact; the one that it corrects no longer stands. */
export async function insertFact(registers: Registers, { from, to, ...row }: FactRow): Promise<FactRow> {
  const { personNo, corrects } = row
  if (corrects !== null)
    await registers.personFact.update({
      where: { personNo_id: { personNo, id: corrects } },
      data: { standing: false },
    })
  return read(
    await registers.personFact.create({ data: { ...row, validFrom: dateOf(from), validTo: to && dateOf(to) } }),
  )
}

/** All of a kind that were ever recorded of a person, in the order in which they were; corrected ones included. */
export async function listFactRows(
  registers: Registers,
  { personNo, kind }: Pick<FactRow, 'personNo' | 'kind'>,
  page?: PageOf,
): Promise<FactRow[]> {
  const rows = await registers.personFact.findMany({
    where: { personNo, kind, ...(page?.after ? { id: { gt: page.after } } : {}) },
    orderBy: { id: 'asc' },
    ...(page ? { take: page.take } : {}),
  })
  return rows.map(read)
}

/** The facts of a person that stand, by their first day. */
export async function standingFacts(registers: Registers, personNo: string): Promise<DatedFact[]> {
  const rows = await registers.personFact.findMany({
    where: { personNo, standing: true, withdrawn: false },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
  return rows.map(read).map(({ kind, from, to, year, tier, region, insurance }) => ({
    ...{ kind, from, to, year, region },
    tier: tier as DatedFact['tier'],
    insurance: insurance as Insurance | null,
  }))
}
