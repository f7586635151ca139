import { uuidv7 } from 'uuidv7'
import type { Registers } from '../../db/registers/dates.ts'
import * as requests from '../../db/registers/registration-requests.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import { type RegistrationKind, type RequestStatus, requestStatusNames } from '../../domain/names/registrations.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { isSameDisease } from '../../domain/registers/same-disease.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { lockPerson } from './beneficiaries.ts'
import { requireLifetime } from './lifetime.ts'
import { inRegisterTransaction, note, type WrittenAnswer } from './register-change.ts'
import {
  checkedRegistration,
  end,
  invalid,
  isSame,
  type LockedRegistration,
  lockRegistrations,
  type RegistrationInput,
  record,
  refuseOverlap,
} from './registrations.ts'

export type RequestAnswer = ReturnType<typeof show>
type RequestRow = requests.RequestRow

/**
 * A disease that a hospital asks to have registered (2503). It gains by the registration, so the bureau's word counts
 * (500243/P11): the request waits for it, unless the region's policy lets the hospital's own count at once.
 * Errors: `forbidden`, `not-found`, `registration-invalid`; the same request again answers the first.
 */
export async function requestRegistration(
  service: Service,
  caller: Caller,
  { personNo, insuredRegion, ...sent }: { personNo: string; insuredRegion: string } & RegistrationInput,
): Promise<WrittenAnswer<RequestAnswer>> {
  requireKind(caller, 'hospital')
  const input = checkedRegistration(service, sent)
  const counts = countsAtOnce(service, insuredRegion, input.kind)
  return inRegisterTransaction(service, async (registers) => {
    const held = await lockRegistrations(registers, caller, personNo)
    const own = (await requests.listRequestsOf(registers, personNo)).filter((one) => isOf(one, caller) && isOpen(one))
    const same = own.find((one) => isSame(one, input))
    if (same) return { created: false, answer: show(same) }
    await requireLifetime(registers, await lockPerson(registers, personNo), input.from)
    refuseOverlap(held, input)
    refuseSecond(own, input)
    const row = await enter(service, caller, registers, { personNo, input })
    if (!counts) return { created: true, answer: show(row) }
    const said = { reason: null, management: null }
    return { created: true, answer: await confirm(service, caller, registers, { held, row, said }) }
  })
}

/** Whether the region's policy takes a hospital's registration of a kind for its own. */
function countsAtOnce({ library, clock }: Service, insuredRegion: string, kind: RegistrationKind): boolean {
  const on = chinaDay(clock())
  const region = library.governing(insuredRegion, on)
  const rows = region === null ? [] : library.lawOfPack(region, on).rows('registration')
  return rows.find((row) => row.kind === kind)?.byHospital === 'counts'
}

function isOf({ hospitalCode }: RequestRow, caller: Caller): boolean {
  return hospitalCode === caller.hospitalCode
}

/** Waiting or in force; one that was refused or withdrawn may be asked for again. */
function isOpen({ status }: RequestRow): boolean {
  return status === 'pending' || status === 'confirmed'
}

function refuseSecond(own: readonly RequestRow[], { kind, diseaseCode }: RegistrationInput): void {
  const other = own.find(
    (one) => one.status === 'pending' && one.kind === kind && isSameDisease(one.diseaseCode, diseaseCode),
  )
  if (other)
    invalid(
      '本机构为该病种提交的备案仍待经办机构确认；如需更正，请先 2504 撤销。',
      'Your hospital’s request for this disease still waits for the bureau; withdraw it (2504) to change it.',
    )
}

async function enter(
  service: Service,
  caller: Caller,
  registers: Registers,
  { personNo, input }: { personNo: string; input: RegistrationInput },
): Promise<RequestRow> {
  const id = uuidv7()
  const hospitalCode = caller.hospitalCode ?? ''
  const { kind, diseaseCode, from, to } = input
  const detail = { id, kind, diseaseCode, from, to }
  await note(service, caller, registers, { action: 'registration-requested', personNo, hospitalCode, detail })
  const waiting = { status: 'pending', reason: null, decidedAt: null, decidedBy: null } as const
  const stamp = { requestedAt: service.clock(), requestedBy: caller.id }
  return requests.insertRequest(registers, { personNo, id, hospitalCode, ...input, ...stamp, ...waiting })
}

interface SaidOfDecision {
  readonly reason: string | null
  /** How a chronic disease is aided, where it is otherwise than the hospital asked: a 2503 has no field for it. */
  readonly management: RegistrationInput['management']
}

/** It enters the register under the number that the hospital was given. Errors: `registration-invalid`. */
async function confirm(
  service: Service,
  caller: Caller,
  registers: Registers,
  { held, row, said }: { held: readonly LockedRegistration[]; row: RequestRow; said: SaidOfDecision },
): Promise<RequestAnswer> {
  const { id, personNo } = row
  const { reason, management } = said
  if (management !== null && row.kind !== 'chronic')
    invalid('只有慢性病备案可填 management；请去掉。', 'Only a chronic disease has a `management`; leave it out.')
  const input = { ...inputOf(row), ...(management === null ? {} : { management }) }
  await record(service, caller, registers, { id, personNo, held, input })
  return decide(service, caller, registers, { row, status: 'confirmed', reason, management: input.management })
}

async function decide(
  service: Service,
  caller: Caller,
  registers: Registers,
  {
    row,
    status,
    ...said
  }: { row: RequestRow; status: RequestStatus } & Omit<SaidOfDecision, 'management'> & Partial<SaidOfDecision>,
): Promise<RequestAnswer> {
  const { personNo, id, hospitalCode } = row
  await note(service, caller, registers, {
    action: `registration-request-${status}`,
    personNo,
    hospitalCode,
    detail: { id },
  })
  const decided = { status, ...said, decidedAt: service.clock(), decidedBy: caller.id }
  return show(await requests.decideRequestRow(registers, { personNo, id, ...decided }))
}

/**
 * The bureau confirms a hospital's request, a chronic disease per visit or under a quota, or refuses it with a reason. The same decision
 * again answers the first.
 * Errors: `forbidden`, `not-found`, `registration-invalid` where it was decided otherwise or overlaps a registration.
 */
export async function decideRequest(
  service: Service,
  caller: Caller,
  asked: { personNo: string; id: string; decision: 'confirm' | 'refuse' } & SaidOfDecision,
): Promise<WrittenAnswer<RequestAnswer>> {
  requireKind(caller, 'bureau')
  const { personNo, id, decision, reason, management } = asked
  const status = decision === 'confirm' ? 'confirmed' : 'refused'
  return inRegisterTransaction(service, async (registers) => {
    const held = await lockRegistrations(registers, caller, personNo)
    const row = (await requests.listRequestsOf(registers, personNo)).find((one) => one.id === id) ?? noRequest(id)
    const asBefore = row.status === status && (management === null || management === row.management)
    if (asBefore) return { created: false, answer: show(row) }
    if (row.status !== 'pending') alreadyDecided(row)
    if (status === 'confirmed')
      return {
        created: true,
        answer: await confirm(service, caller, registers, { held, row, said: { reason, management } }),
      }
    return { created: true, answer: await decide(service, caller, registers, { row, status, reason }) }
  })
}

/**
 * A hospital takes its request back, or has what came of it end today (2504): what was settled under it stays explained.
 * Errors: `forbidden`, `not-found` where it was not this hospital's, `registration-invalid` where it was refused.
 */
export async function dropRequest(
  service: Service,
  caller: Caller,
  { personNo, id }: { personNo: string; id: string },
): Promise<void> {
  requireKind(caller, 'hospital')
  const today = chinaDay(service.clock())
  await inRegisterTransaction(service, async (registers) => {
    const held = await lockRegistrations(registers, caller, personNo)
    const all = await requests.listRequestsOf(registers, personNo)
    const row = all.find((one) => one.id === id && isOf(one, caller)) ?? noRequest(id)
    if (row.status === 'refused') alreadyDecided(row)
    if (row.status === 'pending') await decide(service, caller, registers, { row, status: 'withdrawn', reason: null })
    if (row.status === 'confirmed' && !hasEnded(held, id, today))
      await end(service, caller, registers, { personNo, held, id, to: today })
  })
}

/** One that the bureau ended before is not made longer. */
function hasEnded(held: readonly LockedRegistration[], id: string, today: Day): boolean {
  const to = held.find((one) => one.id === id)?.to ?? null
  return to !== null && to <= today
}

/** What a hospital asked for of a person, and where it stands. */
export async function requestsOfHospital(service: Service, caller: Caller, personNo: string): Promise<RequestAnswer[]> {
  requireKind(caller, 'hospital')
  const all = await requests.listRequestsOf(service.db.prisma, personNo)
  return all.filter((one) => isOf(one, caller)).map(show)
}

export interface RequestsAsked extends PageInput {
  readonly status?: RequestStatus | undefined
}

/** Requests of a bureau's or auditor's region, the oldest first. */
export function listRequests(service: Service, caller: Caller, asked: RequestsAsked): Promise<Page<RequestAnswer>> {
  requireKind(caller, 'bureau', 'auditor')
  const filter = { regionPrefix: prefixOf(caller.region), status: asked.status }
  return pageOf('registration-requests', asked, (page) => requests.listRequestRows(service.db.prisma, filter, page), {
    key: ({ id }) => id,
    item: show,
  })
}

function noRequest(id: string): never {
  refuse('not-found', { what: { zh: `备案申请 ${id}`, en: `request ${id} for a registration` } })
}

function alreadyDecided({ status, reason }: RequestRow): never {
  const name = requestStatusNames[status]
  const why = reason === null ? '' : `（${reason}）`
  invalid(`该备案申请${name.zh}${why}；如仍需备案，请重新提交。`, `The request is ${name.en} already; send a new one.`)
}

function inputOf(row: RequestRow): RegistrationInput {
  const { diseaseCode, diseaseName, packageCode, from, to } = row
  const kind = row.kind
  return {
    kind,
    diseaseCode,
    diseaseName,
    management: row.management as RegistrationInput['management'],
    packageCode,
    from,
    to,
  }
}

function show(row: RequestRow) {
  const { id, personNo, hospitalCode, status, reason, requestedBy, decidedAt, decidedBy } = row
  return {
    id,
    personNo,
    hospitalCode,
    ...inputOf(row),
    status,
    reason,
    requestedAt: chinaTime(row.requestedAt),
    requestedBy,
    decidedAt: decidedAt && chinaTime(decidedAt),
    decidedBy,
  }
}
