import { uuidv7 } from 'uuidv7'
import {
  type ApplicationRow,
  findByNumber,
  findUndecided,
  insertApplication,
} from '../../db/aid-applications/applications.ts'
import { findBeneficiary } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { type ApplicationKind, applicationStatusNames } from '../../domain/aid-applications/application-names.ts'
import { deadlineOf } from '../../domain/aid-applications/periods.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { type Category, categoryName } from '../../domain/names/categories.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { implausibleBeginning } from '../../domain/shared/implausible-day.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import { refuseFuture } from '../fund/post-once.ts'
import { entitlesBy } from '../registers/entitles.ts'
import { requireLifetime } from '../registers/lifetime.ts'
import {
  inRegisterTransaction,
  noSuchPerson,
  note,
  refuseImplausible,
  type WrittenAnswer,
} from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { sha256 } from '../shared/hash.ts'
import {
  type ApplicationAnswer,
  type ApplicationCaution,
  type Contact,
  type StepDetail,
  shownApplication,
} from './application-answer.ts'
import { type KnownBill, type NamedBill, openBills } from './bills.ts'
import { requireHeld } from './open-aid.ts'

export interface ApplicationInput {
  /** For an identity, and the aid that goes with it; or for aid under one that the person holds. Left out: an identity. */
  readonly kind?: ApplicationKind | undefined
  /** The bureau's own number of the application; a lost answer is fetched by sending it again. */
  readonly applicationNo: string
  readonly personNo: string
  /** Where it is taken; it must hold the place where the person is insured. */
  readonly region?: string | undefined
  readonly category: Category
  /** The day from which; left out of an application for aid that names bills. */
  readonly requestedFrom?: Day | undefined
  /** The bills for which aid is applied for, and no others. */
  readonly bills?: readonly NamedBill[] | undefined
  readonly receivedOn?: Day | undefined
  readonly documents: readonly string[]
  /** Papers that may follow (容缺), and by when; it is not approved without them. */
  readonly missing?: readonly string[] | undefined
  readonly missingBy?: Day | undefined
  readonly contact?: Contact | null | undefined
}

/**
 * Takes an application. The same number with the same body answers the first.
 * Errors: `not-found`, `forbidden`, `application-invalid`, `date-in-future`, `policy-missing`, `number-reused`.
 */
export async function receiveApplication(
  service: Service,
  caller: Caller,
  input: ApplicationInput,
  language: Language,
): Promise<WrittenAnswer<ApplicationAnswer>> {
  requireKind(caller, 'bureau')
  if (input.requestedFrom)
    refuseImplausible('/requestedFrom', implausibleBeginning(input.requestedFrom, chinaDay(service.clock())))
  const { row, created } = await inRegisterTransaction(service, async (registers) => {
    const person = await findBeneficiary(registers, input.personNo)
    if (!person || !coversRegion(caller.region, person.insuredRegion)) noSuchPerson(input.personNo)
    requirePlace(input, person.insuredRegion)
    const number = { region: person.insuredRegion, applicationNo: input.applicationNo }
    // Before anything is looked up anew: what was applied for may have changed since.
    if (await findByNumber(registers, number))
      return { row: await same(registers, number, hashesOf(service, input)), created: false }
    // Bills are of visits, which lie within the life already.
    if (input.requestedFrom) await requireLifetime(registers, person, input.requestedFrom, '/requestedFrom')
    const wanted = rowOf(
      service,
      caller,
      input,
      await askedFor(service, registers, input, person.insuredRegion),
      person.insuredRegion,
    )
    if (wanted.kind === 'identity') await refuseSecond(registers, wanted)
    if (!(await insertApplication(registers, wanted)))
      return { row: await same(registers, wanted, hashesOf(service, input)), created: false }
    const { id, applicationNo, personNo, category } = wanted
    const detail = { applicationId: id, applicationNo, category, requestedFrom: wanted.requestedFrom }
    await note(service, caller, registers, { action: 'application-received', personNo, detail })
    return { row: wanted, created: true }
  })
  return { answer: shownApplication(service, row, language), created }
}

/** One identity is applied for once at a time: two that were both approved would overlap. Errors: `application-invalid`. */
async function refuseSecond(
  registers: Registers,
  { personNo, category, applicationNo }: Pick<ApplicationRow, 'personNo' | 'category' | 'applicationNo'>,
): Promise<void> {
  const open = await findUndecided(registers, { personNo, category })
  if (open === null || open.applicationNo === applicationNo) return
  const { id, applicationNo: number, status } = open
  const names = { category: categoryName(category), status: applicationStatusNames[status] }
  const reason = {
    zh: `该人员对${names.category.zh}的申请（${number}）${names.status.zh}，尚未办结；请继续办理该申请，或先撤回（POST /v1/applications/${id}/withdraw）再受理。`,
    en: `Application ${number} of the person for ${names.category.en} is ${names.status.en} and not decided; go on with that one, or withdraw it first (POST /v1/applications/${id}/withdraw).`,
  }
  refuse('application-invalid', { reason })
}

function requirePlace({ region }: ApplicationInput, insuredRegion: string): void {
  if (region === undefined || coversRegion(region, insuredRegion)) return
  const reason = {
    zh: `该人员参保地为 ${insuredRegion}，不在 ${region}；请由参保地受理。`,
    en: `The person is insured in ${insuredRegion}, which ${region} does not hold; the insured place takes the application.`,
  }
  refuse('application-invalid', { reason })
}

/** What is applied for, from which day: of bills, from the first of their days. Errors: `application-invalid`. */
async function askedFor(
  service: Service,
  registers: Registers,
  input: ApplicationInput,
  insuredRegion: string,
): Promise<Asked> {
  const { kind = 'identity', personNo, category, requestedFrom, bills: named = [] } = input
  const isAid = kind === 'aid'
  if (requestedFrom === undefined && named.length === 0)
    return refuse('application-invalid', { reason: isAid ? neither : noDay })
  if (named.length > 0 && (!isAid || requestedFrom !== undefined))
    return refuse('application-invalid', { reason: isAid ? both : noBills })
  const bills = await openBills(registers, personNo, named)
  const days = requestedFrom === undefined ? bills.map(({ to }) => to).sort() : [requestedFrom]
  if (isAid)
    for (const on of days) {
      await requireHeld(registers, { personNo, category, on })
      requireWaiting(service, { personNo, insuredRegion, category, on })
    }
  return { kind, bills, requestedFrom: days[0] as Day }
}

interface Asked {
  readonly kind: ApplicationKind
  readonly bills: readonly KnownBill[]
  readonly requestedFrom: Day
}

interface Waiting {
  readonly personNo: string
  readonly insuredRegion: string
  readonly category: Category
  readonly on: Day
}

/** Where the counter aids an identity at once, nothing waits for an application (000000/G23). Errors: `application-invalid`. */
function requireWaiting({ library }: Service, { personNo, insuredRegion, category, on }: Waiting): void {
  const region = library.governing(insuredRegion, on)
  if (region === null || entitlesBy(library.lawOfPack(region, on), category) === 'on-application') return
  const { zh, en } = categoryName(category)
  const reason = {
    zh: `${zh}在 ${on} 由“一站式”结算直接救助，没有待付金额，无需救助申请；结算有误的请重新结算（POST /v1/beneficiaries/${personNo}/resettle）。`,
    en: `${en} is aided at the counter on ${on}, so that nothing waits for an application; where a settlement came out wrong, recalculate the year (POST /v1/beneficiaries/${personNo}/resettle).`,
  }
  refuse('application-invalid', { reason })
}

const neither = {
  zh: '救助申请请填写 requestedFrom（自哪一天起）或 bills（所申请的账单），二者填一。',
  en: 'An application for aid names `requestedFrom`, the day from which, or `bills`; send one of them.',
}
const both = {
  zh: 'requestedFrom 与 bills 只能填写一项：按日期申请的填前者，按账单申请的填后者。',
  en: 'Send `requestedFrom` or `bills`, not both: a day from which, or the bills.',
}
const noDay = {
  zh: '身份认定申请须填写 requestedFrom（自哪一天起）。',
  en: 'An application for an identity needs `requestedFrom`, the day from which.',
}
const noBills = {
  zh: 'bills 只用于救助申请；请以 kind: aid 申请，或去掉 bills。',
  en: '`bills` belong to an application for aid; send kind: aid, or leave them out.',
}

async function same(
  registers: Parameters<typeof findByNumber>[0],
  wanted: Pick<ApplicationRow, 'region' | 'applicationNo'>,
  hashes: readonly Uint8Array[],
): Promise<ApplicationRow> {
  const known = await findByNumber(registers, wanted)
  if (known && hashes.some((hash) => Buffer.compare(known.inputHash, hash) === 0)) return known
  const what = { zh: '申请编号', en: 'application number' }
  return refuse('number-reused', { what, number: wanted.applicationNo })
}

function rowOf(
  service: Service,
  caller: Caller,
  input: ApplicationInput,
  { kind, bills, requestedFrom }: Asked,
  region: string,
): ApplicationRow {
  const { applicationNo, personNo, category, documents, contact = null } = input
  const receivedOn = input.receivedOn ?? chinaDay(service.clock())
  refuseFuture(service, 'receivedOn', receivedOn)
  const law = service.library.law(region, receivedOn)
  const since = { receivedOn, steppedOn: receivedOn, publicUntil: null }
  const deadline = deadlineOf(law, category, 'received', since)
  const detail: StepDetail = {
    said: missingSaid(input, receivedOn),
    deadline,
    warnings: channelCautions(law, category),
  }
  const dueOn = deadline?.dueOn ?? null
  const id = uuidv7()
  const recorded = { recordedAt: service.clock(), recordedBy: caller.id }
  const event = {
    seq: 1,
    fromStatus: null,
    status: 'received' as const,
    kind: 'advanced' as const,
    happenedOn: receivedOn,
    reason: null,
    dueOn,
    ...recorded,
  }
  return {
    kind,
    bills: bills.length > 0 ? JSON.parse(JSON.stringify(bills)) : null,
    ...{ id, region, applicationNo, personNo, category, requestedFrom, documents: [...documents] },
    inputHash: hashOf(input, contact && service.secrets.fingerprint(canonical(contact))),
    contactEnc: contact && Uint8Array.from(service.secrets.encrypt(JSON.stringify(contact), id)),
    ...{ status: 'received' as const, steps: 1, dueOn, identityId: null, ...recorded },
    events: [{ ...event, detail: JSON.parse(JSON.stringify(detail)) }],
  }
}

function missingSaid({ missing = [], missingBy, documents }: ApplicationInput, receivedOn: Day): StepDetail['said'] {
  const both = missing.find((name) => documents.includes(name))
  if (both !== undefined) return refuse('application-invalid', { reason: handedIn(both) })
  if (missingBy !== undefined && (missing.length === 0 || missingBy < receivedOn))
    return refuse('application-invalid', { reason: notMissing(receivedOn) })
  return missing.length === 0 ? {} : { missing: [...missing], ...(missingBy === undefined ? {} : { missingBy }) }
}

const handedIn = (name: string) => ({
  zh: `材料「${name}」同时填在 documents 和 missing 中；已交的填 documents，待补的填 missing。`,
  en: `“${name}” stands in \`documents\` and in \`missing\`; send what was handed in as \`documents\`, what is to come as \`missing\`.`,
})
const notMissing = (day: Day) => ({
  zh: `missingBy 是待补材料的期限：须同时填写 missing，且不早于受理日 ${day}。`,
  en: `\`missingBy\` is by when papers follow: send \`missing\` with it, and no day before the receipt on ${day}.`,
})

/** A plain hash of a telephone number could be tried out; its fingerprint cannot without the key. */
function hashOf(input: ApplicationInput, contact: Buffer | null): Uint8Array<ArrayBuffer> {
  const { personNo, category, requestedFrom = null, documents, receivedOn = null, bills = [] } = input
  const { missing = [], missingBy = null } = input
  const contacted = contact?.toString('hex') ?? null
  const kind = input.kind === 'aid' ? { kind: 'aid', bills } : {}
  const lacks = missing.length > 0 || missingBy !== null ? { missing, missingBy } : {}
  const said = { personNo, category, requestedFrom, documents, receivedOn, contacted, ...kind, ...lacks }
  return Uint8Array.from(Buffer.from(sha256(canonical(said)).slice('sha256:'.length), 'hex'))
}

/** All that the same application can have been kept with: also under keys that were retired since. */
function hashesOf({ secrets }: Service, input: ApplicationInput): readonly Uint8Array[] {
  const { contact = null } = input
  return contact === null
    ? [hashOf(input, null)]
    : secrets.everyFingerprint(canonical(contact)).map((fingerprint) => hashOf(input, fingerprint))
}

/** Which channel the law names for the category (140500/J18). Whoever comes by the other one is not sent away for it. */
function channelCautions(law: Law, category: Category): ApplicationCaution[] {
  const row = law.rows('channel').find((one) => one.for.includes(category))
  if (!row) return [{ code: 'channel-unknown', clause: null }]
  return row.channel === 'direct' ? [{ code: 'channel-direct', clause: row.clause }] : []
}
