import { uuidv7 } from 'uuidv7'
import { type BeneficiaryRow, lockBeneficiary } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import * as identities from '../../db/registers/identities.ts'
import { activeFacts } from '../../db/registers/person-facts.ts'
import { listSettledOn, type SettledOn } from '../../db/registers/settled-on.ts'
import { addDays, chinaDay, chinaTime, type Day, type Period } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { Category } from '../../domain/names/categories.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { insuredRegionOn } from '../../domain/registers/dated-facts.ts'
import { implausibleBeginning } from '../../domain/shared/implausible-day.ts'
import { openEnd } from '../../domain/shared/written-day.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { endOf, isReversed, overlap } from '../shared/period.ts'
import { isTheirPerson, lookAtPerson } from './beneficiaries.ts'
import { type Entitles, entitlesToday } from './entitles.ts'
import { checkCertifier, checkWords } from './identity-words.ts'
import { requireLifetime } from './lifetime.ts'
import { inRegisterTransaction, noSuchPerson, note, refuseImplausible, type WrittenAnswer } from './register-change.ts'

export interface IdentityInput {
  readonly category: Category
  readonly from: Day
  readonly to: Day | null
  /** One of the known departments, or its name as printed: certificates name offices that no list of ours holds. */
  readonly certifiedBy: string
  readonly certificateNo: string
  /** The region that certified it; left out: the insured region of its first day. */
  readonly certifiedRegion?: string | null | undefined
  /** The number of the household that was certified together, the same for all its members. */
  readonly householdNo?: string | null | undefined
  /** 丧失劳动能力, as the department marks it; null or left out where it does not (140500/J15). */
  readonly unableToWork?: boolean | null | undefined
}

export type IdentityAnswer = Omit<IdentityInput, 'certifiedRegion' | 'householdNo' | 'unableToWork'> & {
  readonly certifiedRegion: string | null
  readonly householdNo: string | null
  readonly unableToWork: boolean | null
  readonly id: string
  readonly personNo: string
  readonly recordedAt: string
  readonly recordedBy: string
  /** Whether it is aided at the counter, or from the day that an approved application for aid covers (000000/G23); null without law. */
  readonly entitles: Entitles | null
  /** When its end was recorded by `endIdentity`; null for one that was recorded with its end or has none. */
  readonly endedAt: string | null
  /** The word of the department's list for it, where that is another: 农村低保, 孤儿. */
  readonly listedAs: string | null
  /** What its list said of why it ended: 死亡, 迁出. */
  readonly endReason: string | null
  /** Null, or when it was annulled: it never held then. */
  readonly annulledAt: string | null
  readonly corrections: readonly {
    readonly kind: identities.CorrectionKind
    readonly reason: string
    /** The last day and the reason for the end that stood there before. */
    readonly toBefore: Day | null
    readonly endReasonBefore: string | null
    readonly recordedAt: string
    readonly recordedBy: string
  }[]
}

/** With what stands of visits on the days that the change touches: recalculating the year shows what it changes. */
export type ChangedIdentity = IdentityAnswer & { readonly settled: readonly SettledOn[] }

/**
 * Records that a department certified an identity. The same body again answers the first record.
 *
 * Errors: not-found, forbidden, identity-period-invalid, category-not-certified, identity-overlaps (the same category
 * twice on one day), certified-region-invalid where a region would certify for another.
 */
export async function addIdentity(
  service: Service,
  caller: Caller,
  { personNo, ...input }: { personNo: string } & IdentityInput,
): Promise<WrittenAnswer<ChangedIdentity>> {
  requireKind(caller, 'bureau')
  return inRegisterTransaction(service, async (registers) => {
    const { answer, created } = await recordIdentity(service, caller, registers, { personNo, ...input })
    return { created, answer: await withSettled(registers, answer, answer) }
  })
}

/** As many as a person has in a few years; whoever has more is recalculated as a whole anyway. */
const maxSettled = 100

/** Whatever changed on these days. */
export async function withSettled(
  registers: Registers,
  answer: IdentityAnswer,
  { from, to }: Period,
): Promise<ChangedIdentity> {
  return { ...answer, settled: await listSettledOn(registers, { personNo: answer.personNo, from, to }, maxSettled) }
}

/** The same within a transaction of the caller's own, such as that of an approval. */
export async function recordIdentity(
  service: Service,
  caller: Caller,
  registers: Registers,
  {
    personNo,
    to,
    certifiedRegion = null,
    householdNo = null,
    unableToWork = null,
    ...sent
  }: {
    personNo: string
  } & IdentityInput,
): Promise<WrittenAnswer<IdentityAnswer>> {
  const own = { ...sent, to: openEnd(to) }
  checkWords(own)
  refuseImplausible('/from', implausibleBeginning(own.from, chinaDay(service.clock())))
  checkPeriod(own)
  requireOwnCertificate(caller, certifiedRegion)
  const { held, person } = await lockIdentities(registers, caller, personNo)
  const region = certifiedRegion ?? (await insuredOn(registers, person, own.from))
  const input = { ...own, householdNo, unableToWork, certifiedRegion: region }
  const show = shownIn(service, input.certifiedRegion ?? person.insuredRegion)
  const same = held.find((row) => row.annulledAt === null && isSame(row, input))
  if (same) return { created: false, answer: show(same) }
  await requireLifetime(registers, person, input.from)
  checkCertifier(service, input.certifiedRegion ?? person.insuredRegion, input)
  refuseOverlappingIdentity(held, input)
  const row = { ...recordOf(service, caller, input), personNo }
  const { category, from, certifiedBy } = input
  const detail = { id: row.id, category, from, to: input.to, certifiedBy, certifiedRegion: input.certifiedRegion }
  await note(service, caller, registers, { action: 'identity-recorded', personNo, detail })
  return { created: true, answer: show(await identities.insertIdentity(registers, row)) }
}

/** A region certifies its own people; what another one certified, that one records. */
function requireOwnCertificate({ region }: Caller, certifiedRegion: string | null): void {
  if (certifiedRegion === null || coversRegion(region, certifiedRegion)) return
  refuse('certified-region-invalid', { region, certifiedRegion })
}

async function insuredOn(registers: Registers, person: BeneficiaryRow, day: Day): Promise<string> {
  const { personNo, insuredRegion, firstRegion } = person
  if (firstRegion === null) return insuredRegion
  return insuredRegionOn({ firstRegion, dated: await activeFacts(registers, personNo) }, day)
}

function recordOf(
  service: Service,
  caller: Caller,
  input: Required<IdentityInput>,
): Omit<identities.IdentityRow, 'personNo'> {
  const { category, from, to, certifiedBy, certificateNo, certifiedRegion = null } = input
  const { householdNo = null, unableToWork = null } = input
  const recordedAt = service.clock()
  return {
    id: uuidv7(),
    category,
    from,
    to,
    certifiedBy,
    certificateNo,
    recordedAt,
    recordedBy: caller.id,
    endedAt: null,
    listedAs: null,
    endReason: null,
    certifiedRegion,
    householdNo,
    unableToWork,
    annulledAt: null,
    corrections: [],
  }
}

/** Sets the last day of an identity. Errors: not-found, forbidden, identity-period-invalid, identity-overlaps, identity-annulled. */
export async function endIdentity(
  service: Service,
  caller: Caller,
  { personNo, id, to }: { personNo: string; id: string; to: Day },
): Promise<ChangedIdentity> {
  requireKind(caller, 'bureau')
  return inRegisterTransaction(service, async (registers) => {
    const { held, person } = await lockIdentities(registers, caller, personNo)
    const row = heldRow(held, id)
    const show = shownIn(service, row.certifiedRegion ?? person.insuredRegion)
    if (openEnd(to) === null) refuse('invalid-request', {}, { faults: [{ pointer: '/to', detail: noEnd }] })
    if (row.to === to) return { ...show(row), settled: [] }
    checkPeriod({ from: row.from, to })
    refuseOverlappingIdentity(
      held.filter((one) => one !== row),
      { category: row.category, from: row.from, to },
    )
    const detail = { id, category: row.category, from: row.from, to, before: row.to }
    await note(service, caller, registers, { action: 'identity-ended', personNo, detail })
    const ended = await identities.endIdentityRow(registers, { personNo, id, to, endedAt: service.clock() })
    return withSettled(registers, show(ended), movedDays(row.to, to))
  })
}

const noEnd: Bilingual = {
  zh: '2099-12-31 及以后的日期表示长期有效，而此处登记的是终止；请填写实际截止日期；误终止的请用 …/identities/{id}/reopen 恢复。',
  en: 'A day from 2099-12-31 on means no end, and this records one; send the last day, or take back an end by …/identities/{id}/reopen.',
}

/** Of two last days, what lies after the earlier one, up to the later. */
function movedDays(before: Day | null, now: Day): Period {
  if (before === null) return { from: addDays(now, 1), to: null }
  const [first, last] = before < now ? [before, now] : [now, before]
  return { from: addDays(first, 1), to: last }
}

/** Errors: not-found, identity-annulled. */
export function heldRow(held: readonly identities.IdentityRow[], id: string): identities.IdentityRow {
  const row = held.find((one) => one.id === id)
  if (!row) refuse('not-found', { what: { zh: `身份 ${id}`, en: `identity ${id}` } })
  const annulled = row.corrections.find(({ kind }) => kind === 'annulled')
  if (annulled) refuse('identity-annulled', { id, on: chinaDay(annulled.recordedAt), reason: annulled.reason })
  return row
}

export async function listIdentities(
  service: Service,
  caller: Caller,
  { personNo, ...page }: { personNo: string } & PageInput,
): Promise<Page<IdentityAnswer>> {
  const { insuredRegion } = await lookAtPerson(service, caller, personNo, 'identities')
  const show = shownIn(service, insuredRegion)
  const read = (part: { after: string | null; take: number }) =>
    identities.listIdentityRows(service.db.prisma, personNo, part)
  return pageOf('identities', page, read, { key: (row) => row.id, item: show })
}

export async function lockIdentities(registers: Registers, caller: Caller, personNo: string) {
  const person = await lockBeneficiary(registers, personNo)
  if (!person || !(await isTheirPerson(registers, caller, person))) return noSuchPerson(personNo)
  return { person, held: await identities.listIdentityRows(registers, personNo) }
}

function checkPeriod(period: Period): void {
  if (isReversed(period)) refuse('identity-period-invalid', { from: period.from, to: endOf(period.to) })
}

export function refuseOverlappingIdentity(
  held: readonly identities.IdentityRow[],
  wanted: Period & { category: string },
): void {
  const other = held.find((row) => row.annulledAt === null && row.category === wanted.category && overlap(row, wanted))
  if (other) refuse('identity-overlaps', { id: other.id, from: other.from, to: endOf(other.to) })
}

function isSame(row: identities.IdentityRow, input: Required<IdentityInput>): boolean {
  const fields = [
    ...(['category', 'from', 'to', 'certifiedBy', 'certificateNo'] as const),
    ...(['certifiedRegion', 'householdNo', 'unableToWork'] as const),
  ]
  return fields.every((name) => row[name] === input[name])
}

export function shownIn(service: Service, insuredRegion: string) {
  return (row: identities.IdentityRow): IdentityAnswer => ({
    ...{ id: row.id, personNo: row.personNo, category: row.category, from: row.from, to: row.to },
    ...{ certifiedBy: row.certifiedBy, certificateNo: row.certificateNo },
    recordedAt: chinaTime(row.recordedAt),
    recordedBy: row.recordedBy,
    endedAt: row.endedAt && chinaTime(row.endedAt),
    listedAs: row.listedAs,
    certifiedRegion: row.certifiedRegion,
    householdNo: row.householdNo,
    unableToWork: row.unableToWork,
    endReason: row.endReason,
    annulledAt: row.annulledAt && chinaTime(row.annulledAt),
    corrections: row.corrections.map(({ kind, reason, toBefore, endReasonBefore, recordedAt, recordedBy }) => ({
      ...{ kind, reason, toBefore, endReasonBefore },
      ...{ recordedAt: chinaTime(recordedAt), recordedBy },
    })),
    entitles: entitlesToday(service, insuredRegion, row.category),
  })
}
