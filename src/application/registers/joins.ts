import { type BeneficiaryRow, lockBeneficiary } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { connectedNumbers, lockJoins, markJoined } from '../../db/registers/joins.ts'
import { type FactRow, listFactRows, listJoinsOf } from '../../db/registers/person-facts.ts'
import { listSamePairs, type SamePair, samePairsOf } from '../../db/registers/same-people.ts'
import { insertOverlapsOfJoined } from '../../db/settlement/overlapping-stays.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { comparableName } from '../../domain/registers/comparable-name.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { type Caller, coversRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { lookAtPerson } from './beneficiaries.ts'
import { deathOf } from './lifetime.ts'
import { type FactCorrectionInput, recordFact, recordOf } from './person-facts.ts'
import { inRegisterTransaction, noSuchPerson, type WrittenAnswer } from './register-change.ts'

export interface JoinInput extends FactCorrectionInput {
  /** The other number of the same human. */
  readonly otherNo: string
  /** What shows that it is one: the card, the police register. */
  readonly source: string
  /** Takes apart what `corrects` joined. */
  readonly withdrawn?: boolean | undefined
}

/**
 * Joins two numbers of one human: what both have used of a year counts together from then on (000000/G26). What was settled before
 * stays; recalculating the year shows what it changes. A join that was wrong is taken back by another that names it and says why.
 *
 * Errors: those of `recordFact`; `join-invalid` for a number with itself, one of another region, or of whom one is dead alone.
 */
export async function addJoin(
  service: Service,
  caller: Caller,
  { personNo, otherNo, ...input }: { personNo: string } & JoinInput,
): Promise<WrittenAnswer<JoinAnswer>> {
  requireKind(caller, 'bureau')
  if (otherNo === personNo) refuse('join-invalid', { reason: withItself })
  if (input.withdrawn && (input.corrects ?? null) === null)
    refuse('invalid-request', {}, { faults: [nothingToTakeApart] })
  return inRegisterTransaction(service, async (registers) => {
    await lockJoins(registers)
    // In one order, so that the same two, joined from both sides at once, wait for each other and never in a circle.
    const people: BeneficiaryRow[] = []
    for (const number of [personNo, otherNo].sort()) {
      const person = await lockBeneficiary(registers, number)
      if (!person || !coversRegion(caller.region, person.insuredRegion)) return noSuchPerson(number)
      people.push(person)
    }
    if (!input.withdrawn && (input.reason ?? null) === null) requireLikeness(people)
    const { row, created } = await writeJoin(service, caller, registers, {
      ...{ personNo, otherNo },
      ...withReason(input),
    })
    return { created, answer: await shown({ db: { prisma: registers } }, row) }
  })
}

/** The reason of a first join is a part of what shows that they are one; only a correction has one of its own. */
function withReason({ reason = null, ...input }: Omit<JoinInput, 'otherNo'>): Omit<JoinInput, 'otherNo'> {
  if (reason === null || (input.corrects ?? null) !== null) return { ...input, reason }
  return { ...input, source: `${input.source}；${reason}` }
}

/** Joined or taken apart from either side, it is one record: that of the number from which it was first said. */
async function writeJoin(
  service: Service,
  caller: Caller,
  registers: Registers,
  { personNo, otherNo, source, withdrawn = false, ...correction }: { personNo: string } & JoinInput,
): Promise<{ readonly row: FactRow; readonly created: boolean }> {
  const held = await joinsBetween(registers, personNo, otherNo)
  const known = held.find((row) => row.standing && !row.withdrawn)
  const corrects = correction.corrects ?? null
  if (known && !withdrawn && corrects === null) return { row: known, created: false }
  if (!withdrawn) await refuseOneDead(registers, personNo, otherNo)
  const bearer = held.find(({ id }) => id === corrects)?.personNo ?? personNo
  const other = bearer === personNo ? otherNo : personNo
  const from = chinaDay(service.clock())
  const said = { kind: 'join', from, to: null, otherNo: other, source, withdrawn } as const
  const before = await connectedNumbers(registers, personNo)
  const { answer: row, created } = await recordFact(service, caller, registers, {
    personNo: bearer,
    said,
    ...correction,
  })
  if (created) await markAnew(registers, [...before, otherNo])
  if (created && !withdrawn)
    await insertOverlapsOfJoined(registers, await connectedNumbers(registers, personNo), service.clock())
  return { row, created }
}

/** Of two numbers, from whichever side they were joined. */
async function joinsBetween(registers: Registers, personNo: string, otherNo: string): Promise<FactRow[]> {
  const own = await listFactRows(registers, { personNo, kind: 'join' })
  const others = await listFactRows(registers, { personNo: otherNo, kind: 'join' })
  return [...own.filter((row) => row.otherNo === otherNo), ...others.filter((row) => row.otherNo === personNo)]
}

/** Errors: `join-invalid` where card, name and birth all differ, which without a reason nobody would take for one person. */
function requireLikeness([one, other]: readonly BeneficiaryRow[]): void {
  if (!one || !other) return
  const isSameCard = one.idType === other.idType && Buffer.compare(one.idNumberHmac, other.idNumberHmac) === 0
  const isSameName = comparableName(one.name) === comparableName(other.name)
  if (isSameCard || isSameName || one.birthDate === other.birthDate) return
  const reason = {
    zh: `${one.personNo} 与 ${other.personNo} 的证件、姓名、出生日期均不相同；请核对编号；确为同一人的，请在 reason 中写明理由。`,
    en: `Card, name and birth date of ${one.personNo} and ${other.personNo} all differ; check the numbers; where they are one person, say why in reason.`,
  }
  refuse('join-invalid', { reason })
}

/** Nobody is dead under one number and alive under another. Errors: `join-invalid`. */
async function refuseOneDead(registers: Registers, personNo: string, otherNo: string): Promise<void> {
  const died = [await deathOf(registers, personNo), await deathOf(registers, otherNo)] as const
  if (died[0] === died[1]) return
  const [dead, other] = died[0] === null ? [otherNo, personNo] : [personNo, otherNo]
  const day = died[0] ?? died[1]
  const reason = {
    zh: `人员 ${dead} 登记于 ${day} 死亡，而 ${other} 没有相同的死亡登记；确为同一人的，请先为 ${other} 登记同一死亡日期（PUT /v1/beneficiaries/${other}/death），否则请核对编号。`,
    en: `Person ${dead} died on ${day} by the register and ${other} has no such death; where they are one person, record the same death of ${other} first (PUT /v1/beneficiaries/${other}/death), else check the numbers.`,
  }
  refuse('join-invalid', { reason })
}

/** Numbers that were connected may fall into several people, so each is asked again. */
async function markAnew(registers: Registers, numbers: readonly string[]): Promise<void> {
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
  const rows = await listJoinsOf(prisma, personNo)
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
