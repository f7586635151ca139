import type { Day } from '../../domain/calendar.ts'
import { type Insurance, insurances } from '../../domain/names/insurances.ts'
import { type DatedFact, type FactKind, factKinds } from '../../domain/registers/dated-facts.ts'
import type { PersonFact } from '../generated/client.ts'
import { among, maybe, members, shaped } from '../shared/shape.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from './dates.ts'

/** What a column holds as a word or a number, and only a few of them mean something. */
interface Narrowed {
  readonly kind: FactKind
  readonly tier: 1 | 2 | null
  readonly insurance: Insurance | null
}

const narrowed = members<Narrowed>({
  kind: among(factKinds),
  tier: maybe(among([1, 2])),
  insurance: maybe(among(insurances)),
})

export interface FactRow extends Omit<PersonFact, 'validFrom' | 'validTo' | keyof Narrowed>, Narrowed {
  readonly from: Day
  readonly to: Day | null
}

function read({ validFrom, validTo, ...row }: PersonFact): FactRow {
  return {
    ...row,
    ...shaped('person_facts', narrowed, row),
    ...{ from: dayOfDate(validFrom), to: validTo && dayOfDate(validTo) },
  }
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

/** Every join that names a person, from either side. */
export async function listJoinsOf(registers: Registers, personNo: string): Promise<FactRow[]> {
  const where = { kind: 'join', OR: [{ personNo }, { otherNo: personNo }] }
  return (await registers.personFact.findMany({ where, orderBy: { id: 'asc' } })).map(read)
}

/** The facts of a person that stand, by their first day. */
export async function activeFacts(registers: Registers, personNo: string): Promise<DatedFact[]> {
  const rows = await registers.personFact.findMany({
    where: { personNo, standing: true, withdrawn: false },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
  return rows.map(read).map(({ kind, from, to, year, tier, region, insurance, insuredGroup, withoutClaims }) => ({
    ...{ kind, from, to, year, tier, region, insurance, insuredGroup, withoutClaims },
  }))
}
