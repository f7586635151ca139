import { recordChangeIn } from '../../db/registers/register-changes.ts'
import {
  countNewPeople,
  decideNewPeople,
  findNewPeople,
  listNewPeople,
  type NewPersonRow,
  type ReviewCounts,
  type ReviewDecision,
} from '../../db/rosters/new-people.ts'
import { lockDepartment, lockRoster, type RosterRow } from '../../db/rosters/rosters.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { maskIdNumber, maskName } from '../../domain/registers/id-number.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { rosterInScope } from './read-rosters.ts'

export { type ReviewDecision, reviewDecisions } from '../../db/rosters/new-people.ts'

export type NewPerson = Omit<NewPersonRow, 'idNumberEnc'> & { readonly idNumber: string }

export interface NewPeopleAsked extends PageInput {
  readonly decision?: ReviewDecision | 'open' | undefined
}

/**
 * People of a list who have no person number in it and whom the register does not find by their card. A bureau sees them
 * whole, because it has to tell whether they are new, and each look is in the audit trail; an auditor sees them masked.
 * Errors: `not-found`, `forbidden`.
 */
export async function newPeople(
  service: Service,
  caller: Caller,
  id: string,
  { decision, ...page }: NewPeopleAsked,
): Promise<Page<NewPerson> & { readonly counts: ReviewCounts }> {
  const roster = await rosterInScope(service, caller, id)
  const filter = { rosterId: roster.id, regionPrefix: prefixOf(roster.region), decision: decision ?? null }
  const found = await pageOf('roster-new-people', page, (part) => listNewPeople(service.db.pool, filter, part), {
    key: ({ personNo }) => personNo,
    item: (row) => shownNewPerson(service, caller, row),
  })
  await noteShown(service, caller, roster, found.items.length)
  return { ...found, counts: await countNewPeople(service.db.pool, roster.id) }
}

export async function noteShown(service: Service, caller: Caller, { id, region }: RosterRow, people: number) {
  if (people === 0 || caller.kind !== 'bureau') return
  await note(service, caller, service.db.prisma, { action: 'roster-new-people-shown', detail: { id, region, people } })
}

export function shownNewPerson({ secrets }: Service, caller: Caller, { idNumberEnc, ...row }: NewPersonRow): NewPerson {
  const idNumber = secrets.decrypt(idNumberEnc, row.personNo)
  if (caller.kind === 'bureau') return { ...row, idNumber }
  return { ...row, name: maskName(row.name), idNumber: maskIdNumber(idNumber) }
}

export interface ReviewAsked {
  readonly decision: ReviewDecision
  /** Left out: everybody of whom nobody has decided yet. */
  readonly personNos?: readonly string[] | null | undefined
  /** Needed with a refusal. */
  readonly reason?: string | null | undefined
}

/**
 * Takes or refuses new people of a list. It may be decided otherwise until the list has been applied that far.
 *
 * Errors: `not-found`, `forbidden`, `invalid-request` for a refusal without its reason and for numbers that are none of these
 * people, `roster-applied`, `roster-expired`, `roster-withdrawn`.
 */
export async function reviewNewPeople(
  service: Service,
  caller: Caller,
  id: string,
  { decision, personNos = null, reason = null }: ReviewAsked,
): Promise<ReviewCounts & { readonly rosterId: string; readonly decided: number }> {
  requireKind(caller, 'bureau')
  if (decision === 'refused' && reason === null) refuseWithoutReason()
  const asked = await rosterInScope(service, caller, id)
  return withTransaction(service.db.bulk, async (client) => {
    await lockDepartment(client, asked)
    const roster = (await lockRoster(client, asked.id)) as RosterRow
    if (roster.appliedAt !== null) refuse('roster-applied', { id, appliedOn: chinaDay(new Date(roster.appliedAt)) })
    if (roster.status === 'expired') refuse('roster-expired', { id })
    if (roster.status === 'withdrawn') refuse('roster-withdrawn', { id, applied: String(roster.applied) })
    if (personNos !== null) refuseStrangers(personNos, await findNewPeople(client, roster.id, personNos))
    const at = service.clock()
    const made = { decision, reason, at: at.toISOString(), callerId: caller.id }
    const decided = await decideNewPeople(client, roster.id, personNos, made)
    const detail = { id: roster.id, region: roster.region, decision, decided, reason, personNos }
    await recordChangeIn(client, {
      action: 'roster-new-people-decided',
      callerId: caller.id,
      at,
      detail: withoutNull(detail),
    })
    return { rosterId: roster.id, decided, ...(await countNewPeople(client, roster.id)) }
  })
}

function withoutNull({
  personNos,
  ...detail
}: {
  readonly personNos: readonly string[] | null
  readonly [name: string]: unknown
}) {
  const named = personNos === null ? {} : { personNos: [...personNos] }
  return { ...(detail as Record<string, string | number | null>), ...named }
}

function refuseWithoutReason(): never {
  refuse(
    'invalid-request',
    {},
    {
      faults: [
        {
          pointer: '/reason',
          detail: { zh: '不采用须填写原因（reason）。', en: 'Send `reason`: why these people are refused.' },
        },
      ],
    },
  )
}

function refuseStrangers(asked: readonly string[], known: ReadonlySet<string>): void {
  const faults = asked.flatMap((personNo, at) =>
    known.has(personNo)
      ? []
      : [
          {
            pointer: `/personNos/${at}`,
            detail: {
              zh: `该名单的待复核人员中没有 ${personNo}；可用 GET …/new-people 查看，已执行的不能再改。`,
              en: `None of the people to review has the number ${personNo}; GET …/new-people lists them, and whoever was applied is decided.`,
            },
          },
        ],
  )
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
}
