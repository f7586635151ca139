import { lockBeneficiary } from '../../db/registers/beneficiaries.ts'
import { connectedNumbers, lockJoins, markJoined } from '../../db/registers/joins.ts'
import { type FactRow, listFactRows } from '../../db/registers/person-facts.ts'
import { listSamePairs, type SamePair, samePairsOf } from '../../db/registers/same-people.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { type Caller, coversRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { lookAtPerson } from './beneficiaries.ts'
import { type CorrectionInput, recordFact, recordOf } from './person-facts.ts'
import { inRegisterTransaction, noSuchPerson, type WrittenAnswer } from './register-change.ts'

export interface JoinInput extends CorrectionInput {
  /** The other number of the same human. */
  readonly otherNo: string
  /** What shows that it is one: the card, the police register. */
  readonly source: string
  /** Takes apart what `corrects` joined. */
  readonly withdrawn?: boolean | undefined
}

/**
 * Joins two numbers of one human: what both have used of a year counts together from then on (000000/G26). What was settled before
 * stays; settling the year anew shows what it changes. A join that was wrong is taken back by another that names it and says why.
 *
 * Errors: those of `recordFact`; `join-invalid` for a number with itself, or one of another region.
 */
export async function addJoin(
  service: Service,
  caller: Caller,
  { personNo, otherNo, source, withdrawn = false, ...correction }: { personNo: string } & JoinInput,
): Promise<WrittenAnswer<JoinAnswer>> {
  requireKind(caller, 'bureau')
  if (otherNo === personNo) refuse('join-invalid', { reason: withItself })
  if (withdrawn && (correction.corrects ?? null) === null)
    refuse('invalid-request', {}, { faults: [nothingToTakeApart] })
  const from = chinaDay(service.clock())
  return inRegisterTransaction(service, async (registers) => {
    await lockJoins(registers)
    // In one order, so that the same two, joined from both sides at once, wait for each other and never in a circle.
    for (const number of [personNo, otherNo].sort()) {
      const person = await lockBeneficiary(registers, number)
      if (!person || !coversRegion(caller.region, person.insuredRegion)) noSuchPerson(number)
    }
    const held = await listFactRows(registers, { personNo, kind: 'join' })
    const known = held.find((row) => row.otherNo === otherNo && row.standing && !row.withdrawn)
    if (known && !withdrawn && (correction.corrects ?? null) === null)
      return { created: false, answer: await shown({ db: { prisma: registers } }, known) }
    const said = { kind: 'join', from, to: null, otherNo, source, withdrawn } as const
    const before = await connectedNumbers(registers, personNo)
    const { answer, created } = await recordFact(service, caller, registers, { personNo, said, ...correction })
    if (created) await markAnew(registers, [...before, otherNo])
    return { created, answer: await shown({ db: { prisma: registers } }, answer) }
  })
}

/** Numbers that were connected may fall into several people, so each is asked again. */
async function markAnew(registers: Parameters<typeof markJoined>[0], numbers: readonly string[]): Promise<void> {
  const done = new Set<string>()
  for (const number of numbers) {
    if (done.has(number)) continue
    const connected = await connectedNumbers(registers, number)
    for (const one of connected) done.add(one)
    await markJoined(registers, connected)
  }
}

const withItself = {
  zh: '一个人员编号不能与自身合并；请在 otherNo 填写同一人的另一编号。',
  en: 'A number is not joined with itself; send the other number of the same person as `otherNo`.',
}

const nothingToTakeApart = {
  pointer: '/withdrawn',
  detail: {
    zh: '撤销合并须以 corrects 指明所撤销的合并记录。',
    en: 'With `withdrawn`, name the join that is taken apart in `corrects`.',
  },
}

export type JoinAnswer = Awaited<ReturnType<typeof shown>>

async function shown(
  { db: { prisma } }: { readonly db: { readonly prisma: Parameters<typeof connectedNumbers>[0] } },
  row: FactRow,
) {
  const { personNo, otherNo, withdrawn } = row
  return {
    ...recordOf(row),
    otherNo: otherNo as string,
    withdrawn,
    personNos: await connectedNumbers(prisma, personNo),
  }
}

/** The joins of a person, with the numbers that may be the same human and are not joined. Errors: `not-found`, `forbidden`. */
export async function readJoins(service: Service, caller: Caller, personNo: string) {
  await lookAtPerson(service, caller, personNo, 'joins')
  const { prisma, pool } = service.db
  const rows = await listFactRows(prisma, { personNo, kind: 'join' })
  const candidates = await samePairsOf(pool, prefixOf(caller.region), personNo)
  return {
    personNo,
    personNos: await connectedNumbers(prisma, personNo),
    records: await Promise.all(rows.map((row) => shown(service, row))),
    candidates: candidates.map(({ otherNo, otherName, by }) => ({ personNo: otherNo, name: maskName(otherName), by })),
  }
}

/** Numbers of a region that may be one human and are not joined. Errors: `forbidden`. */
export async function listSamePeople(
  service: Service,
  caller: Caller,
  { region = caller.region, ...page }: { readonly region?: string | undefined } & PageInput,
): Promise<Page<ReturnType<typeof shownPair>>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const read = ({ after, take }: { after: readonly [string, string] | null; take: number }) =>
    listSamePairs(service.db.bulk, prefixOf(region), after, take)
  return pageOf('same-people', page, read, {
    key: ({ personNo, otherNo }): [string, string] => [personNo, otherNo],
    item: shownPair,
  })
}

function shownPair({ name, otherName, ...pair }: SamePair) {
  return { ...pair, name: maskName(name), otherName: maskName(otherName) }
}
