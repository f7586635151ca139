import { updateInsuredRegion } from '../../db/registers/beneficiaries.ts'
import { followMoves } from '../../db/registers/moves.ts'
import { activeFacts, type FactRow, listFactRows } from '../../db/registers/person-facts.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { insuredRegionOn } from '../../domain/registers/dated-facts.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { lockPerson, lookAtPerson } from './beneficiaries.ts'
import { type FactCorrectionInput, recordFact, recordOf } from './person-facts.ts'
import { requirePlace } from './place.ts'
import { inRegisterTransaction, type WrittenAnswer } from './register-change.ts'

export interface InsuredRegionInput extends FactCorrectionInput {
  readonly region: string
  readonly from: Day
  /** Where it is known from: the transfer of insurance, a department's list. */
  readonly source?: string | undefined
  /** Takes away what `corrects` names and puts nothing in its place. */
  readonly withdrawn?: boolean | undefined
}

export type InsuredRegionAnswer = ReturnType<typeof shown>

/**
 * Records from which day a person is insured in a region; until the day that the next one begins. What was settled stays as
 * it was settled. The bureau of the region that the person leaves records it, or one that holds both.
 *
 * Errors: those of `recordFact`; `fact-period-invalid` before the birth.
 */
export async function addInsuredRegion(
  service: Service,
  caller: Caller,
  {
    personNo,
    region,
    from,
    source = '参保关系登记',
    withdrawn = false,
    ...correction
  }: { personNo: string } & InsuredRegionInput,
): Promise<WrittenAnswer<InsuredRegionAnswer>> {
  const said = { kind: 'insured-region', from, to: null, region, source, withdrawn } as const
  return inRegisterTransaction(service, async (registers) => {
    const person = await lockPerson(registers, personNo)
    if (!withdrawn) requirePlace(service, region, '/region')
    if (from < person.birthDate) refuseBeforeBirth(from, person.birthDate)
    if (withdrawn && (correction.corrects ?? null) === null)
      refuse('invalid-request', {}, { faults: [nothingToWithdraw] })
    const { answer, created } = await recordFact(service, caller, registers, { personNo, said, ...correction })
    if (created) {
      const firstRegion = person.firstRegion ?? person.insuredRegion
      const dated = await activeFacts(registers, personNo)
      const insuredRegion = insuredRegionOn({ firstRegion, dated }, chinaDay(service.clock()))
      await updateInsuredRegion(registers, { personNo, insuredRegion, firstRegion })
    }
    return { created, answer: shown(answer) }
  })
}

const nothingToWithdraw = {
  pointer: '/withdrawn',
  detail: {
    zh: '撤销须以 corrects 指明所撤销的记录。',
    en: 'With `withdrawn`, name the record that is taken away in `corrects`.',
  },
}

function refuseBeforeBirth(from: Day, birthDate: Day): never {
  const reason = {
    zh: `${from} 早于出生日期 ${birthDate}；请填写出生当日或之后的日期。`,
    en: `${from} is before the birth on ${birthDate}; send that day or a later one.`,
  }
  return refuse('fact-period-invalid', { reason })
}

/** Every insured region that was ever recorded of a person, corrected ones included. Errors: `not-found`, `forbidden`. */
export async function listInsuredRegions(
  service: Service,
  caller: Caller,
  { personNo, ...page }: { personNo: string } & PageInput,
): Promise<Page<InsuredRegionAnswer>> {
  await lookAtPerson(service, caller, personNo, 'insured-regions')
  const read = (part: { after: string | null; take: number }) =>
    listFactRows(service.db.prisma, { personNo, kind: 'insured-region' }, part)
  return pageOf('insured-regions', page, read, { key: ({ id }) => id, item: shown })
}

/** People whose move has begun belong to the bureau of the new place from that day on. Answers how many there were. */
export function followInsuredRegions({ db, clock }: Pick<Service, 'db' | 'clock'>): Promise<number> {
  return followMoves(db.pool, chinaDay(clock()))
}

function shown(row: FactRow) {
  const { region, from, withdrawn } = row
  return { ...recordOf(row), region: region as string, from, withdrawn }
}
