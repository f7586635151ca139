import { type AfterDeath, listAfterDeath, subsidiesAfterDeath } from '../../db/registers/after-death.ts'
import { findBeneficiary, lockBeneficiary } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { type FactRow, listFactRows } from '../../db/registers/person-facts.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { lookAtPerson } from './beneficiaries.ts'
import { recordFact, recordOf, saysNothing } from './person-facts.ts'
import { inRegisterTransaction, noSuchPerson, type WrittenAnswer } from './register-change.ts'

export interface DeathInput {
  /** Null takes a death back that was recorded by mistake. */
  readonly diedOn: Day | null
  readonly source: string
  /** Why what is on record was wrong. */
  readonly reason?: string | null | undefined
}

/**
 * Records a death. Another day, or none, corrects what is on record and needs its reason; the same again answers the first.
 * What was settled before it became known is not changed by it: `readDeath` and `listSettledAfterDeath` list it.
 *
 * Errors: `not-found`, `forbidden`, `died-before-birth`, `date-in-future`; `invalid-request` without the reason.
 */
export async function putDeath(
  service: Service,
  caller: Caller,
  { personNo, diedOn, source, reason = null }: { personNo: string } & DeathInput,
): Promise<WrittenAnswer<Awaited<ReturnType<typeof shown>>>> {
  requireKind(caller, 'bureau')
  return inRegisterTransaction(service, async (registers) => {
    // Before anything is compared with what is on record: a refusal or a replay would tell of it.
    const person = await lockBeneficiary(registers, personNo)
    if (!person || !coversRegion(caller.region, person.insuredRegion)) return noSuchPerson(personNo)
    const held = await listFactRows(registers, { personNo, kind: 'death' })
    const stands = held.findLast((row) => row.standing) ?? null
    const known = stands !== null && !stands.withdrawn ? stands.from : null
    if (stands !== null && known === diedOn) return { created: false, answer: await shown(registers, personNo) }
    await checkDay(service, registers, personNo, diedOn)
    if (stands === null && diedOn === null) refuse('not-found', { what: noDeath(personNo) })
    const day = diedOn ?? (stands?.from as Day)
    const withdrawn = diedOn === null
    const said = { ...saysNothing, kind: 'death', from: day, to: null, source, withdrawn } as const
    const correction = { corrects: stands?.id ?? null, reason }
    await recordFact(service, caller, registers, { personNo, said, ...correction })
    return { created: stands === null, answer: await shown(registers, personNo) }
  })
}

const noDeath = (personNo: string) => ({
  zh: `人员 ${personNo} 的死亡登记`,
  en: `death on record of person ${personNo}`,
})

async function checkDay(service: Service, registers: Registers, personNo: string, diedOn: Day | null): Promise<void> {
  if (diedOn === null) return
  const today = chinaDay(service.clock())
  if (diedOn > today) refuse('date-in-future', { field: 'diedOn', date: diedOn, today })
  const birthDate = (await findBeneficiary(registers, personNo))?.birthDate
  if (birthDate !== undefined && diedOn < birthDate) refuse('died-before-birth', { birthDate, diedOn })
}

/** The death on record, with what was settled and subsidised for the time after it. Errors: `not-found`, `forbidden`. */
export async function readDeath(service: Service, caller: Caller, personNo: string) {
  await lookAtPerson(service, caller, personNo, 'death')
  return shown(service.db.prisma, personNo)
}

async function shown(registers: Registers, personNo: string) {
  const held = await listFactRows(registers, { personNo, kind: 'death' })
  const stands = held.findLast((row) => row.standing && !row.withdrawn) ?? null
  const of = stands && { personNo, diedOn: stands.from }
  return {
    personNo,
    diedOn: stands?.from ?? null,
    records: held.map(shownRecord),
    settledAfter: of ? (await listAfterDeath(registers, { personNo }, null, 500)).map(shownSettled) : [],
    subsidisedAfter: of ? await subsidiesAfterDeath(registers, of) : [],
  }
}

function shownRecord(row: FactRow) {
  return { ...recordOf(row), diedOn: row.withdrawn ? null : row.from }
}

/**
 * What was settled of visits that began after the person's death, before the death became known: for the bureau to look
 * into, person by person. Errors: `forbidden`.
 */
export async function listSettledAfterDeath(
  service: Service,
  caller: Caller,
  { region = caller.region, ...page }: { readonly region?: string | undefined } & PageInput,
): Promise<Page<ReturnType<typeof shownSettled>>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region) }
  const read = (part: { after: readonly [string, string] | null; take: number }) =>
    listAfterDeath(service.db.prisma, filter, part.after, part.take)
  return pageOf('settled-after-death', page, read, {
    key: ({ personNo, settlementId }): [string, string] => [personNo, settlementId],
    item: shownSettled,
  })
}

function shownSettled(row: AfterDeath) {
  return { ...row, settledAt: chinaTime(row.settledAt), recordedAt: chinaTime(row.recordedAt) }
}
