import { readHistory } from '../../db/ledger/history.ts'
import type { SettlementOutcome } from '../../domain/adjudication/types.ts'
import { adjudicate } from '../../domain/adjudication/waterfall.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { checkClaim } from '../../domain/claim/check-claim.ts'
import { checkGivenAssistance } from '../../domain/claim/given-assistance.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { shareOwed } from '../../domain/ledger/owed-for-earlier.ts'
import { type Care, careNames } from '../../domain/names/care.ts'
import type { RefusalKind } from '../../domain/refusals/problem.ts'
import { problems, Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { mayLook, refuseUnread } from '../audit/sight.ts'
import { type Caller, requireHospital, requireKind } from '../callers/caller.ts'
import { enteredByCaller } from '../callers/entered-by.ts'
import { type ClaimBody, claimOf, claimYear, eventDay, type Input, inputOf } from '../claim/claim-input.ts'
import { withEarlierYears } from '../claim/earlier-years.ts'
import { readClaim } from '../claim/read-claim.ts'
import type { HandedInBill } from '../ledger/commands.ts'
import { seal } from '../ledger/posting.ts'
import type { Service } from '../service.ts'
import { sha256 } from '../shared/hash.ts'
import { readSettlement } from './find-settlements.ts'
import { prepare } from './prepare.ts'
import { claimKey, earlierVisitsOf, yearOfClaim } from './settle-group.ts'
import { answerOf, type KnownSettlement, type SettlementAnswer } from './settlement-answer.ts'

/**
 * Settles a claim and posts it, or answers the settlement that its number already stands for.
 *
 * Errors: those of `checkedClaim`, of the registers (`person-not-registered`, …) and the law
 * (`policy-missing`, `schedule-missing`, …); `settlement-no-reused`; `overloaded`, `deadline-exceeded`.
 * A refused claim wrote nothing, and its number may be sent again.
 */
export async function settle(
  service: Service,
  caller: Caller,
  body: ClaimBody,
  language: Language,
): Promise<{ settlement: SettlementAnswer; replayed: boolean }> {
  const { settlement, replayed } = await settleClaim(service, caller, body)
  return { settlement: answerOf(settlement, language), replayed }
}

/** What `settle` answers, before it is put into words: what the route calls, which may want a short answer. Errors: those of `settle`. */
export async function settleClaim(
  service: Service,
  caller: Caller,
  body: ClaimBody,
  how?: { readonly waits: boolean },
): Promise<{ settlement: KnownSettlement; replayed: boolean }> {
  const input = checkedClaim(service, caller, body)
  if (input.settlementNo === null) return refuse('invalid-request', {}, { faults: [noNumber] })
  const inputHash = sha256(JSON.stringify(input))
  const job = { caller, input, inputHash, personNo: input.personNo }
  const done = await service.ledger
    .settle(job, how)
    .catch((error: unknown) => noteRefusedClaim(service, caller, input, error))
  if (done.posted === null) return { settlement: await readSettlement(service, caller, done.replayOf), replayed: true }
  const { settlementId, settledAt, outcome, traceHash } = done.posted
  const posted = { id: settlementId, settledAt, status: 'settled', input, inputHash, outcome, traceHash } as const
  return { settlement: { ...posted, enteredBy: enteredByCaller(caller) }, replayed: false }
}

/** Refusals that come before anything was read, or instead of it. */
const withoutReading: ReadonlySet<RefusalKind> = new Set(['unavailable', 'internal'])

/**
 * What is posted says itself who sent it; a claim that was refused has told something of the person, or that there is none,
 * and leaves a line. Not where nothing was read of anybody.
 */
async function noteRefusedClaim(service: Service, caller: Caller, { personNo }: Input, error: unknown): Promise<never> {
  if (error instanceof Refusal && !withoutReading.has(problems[error.code].kind))
    await mayLook(service, caller, personNo, 'settle')
  throw error
}

const noNumber = {
  pointer: '/settlementNo',
  detail: {
    zh: '请填写 settlementNo（医疗机构自编的结算编号）。',
    en: 'Send `settlementNo`, the hospital’s own number of the settlement.',
  },
}

/**
 * What a claim would come out as now. The same code as `settle`, without a number and without writing. It shows limits and
 * identity, so a hospital quotes for whom it may look at. Errors: those of `settle`, `certificate-not-read`.
 */
export async function quote(
  service: Service,
  caller: Caller,
  body: ClaimBody,
  language: Language,
): Promise<SettlementAnswer> {
  return answerOf(await quoteClaim(service, caller, body), language)
}

/** What `quote` answers, before it is put into words. Errors: those of `quote`. */
export async function quoteClaim(service: Service, caller: Caller, body: ClaimBody): Promise<KnownSettlement> {
  const input = checkedClaim(service, caller, body)
  const { personNo } = input
  const isSeen = await mayLook(service, caller, personNo, 'quote')
  if (!isSeen && caller.kind === 'hospital') refuseUnread(service, personNo)
  return quoteOf(service, caller, input)
}

/** The quote that a message (2206, 2303) asks for; it names a visit of the hospital's own, so the person needs no certificate. Errors: those of `quote`. */
export async function quoteOfVisit(
  service: Service,
  caller: Caller,
  body: ClaimBody,
  language: Language,
): Promise<SettlementAnswer> {
  return answerOf(await quoteOf(service, caller, checkedClaim(service, caller, body)), language)
}

/** The quote of a bill that was handed in paid, before it is put into words. Errors: those of `quote`. */
export function quoteOfBill(
  service: Service,
  caller: Caller,
  input: Input,
  handedIn: HandedInBill,
): Promise<KnownSettlement> {
  return quoteOf(service, caller, input, handedIn)
}

async function quoteOf(
  service: Service,
  caller: Caller,
  input: Input,
  handedIn?: HandedInBill,
): Promise<KnownSettlement> {
  const inputHash = sha256(JSON.stringify(input))
  const outcome = await outcomeNow(service, caller, input, handedIn)
  const { traceHash } = seal(outcome)
  const quoted = { id: null, settledAt: null, status: 'quoted', enteredBy: null } as const
  return { ...quoted, input, inputHash, outcome, traceHash }
}

async function outcomeNow(
  service: Service,
  caller: Caller,
  input: Input,
  handedIn?: HandedInBill,
): Promise<SettlementOutcome> {
  const key = { ...claimKey({ input, personNo: input.personNo }), settlementNo: null }
  const read = await readClaim(service, key)
  const { law, claim, ...prepared } = prepare(service, { caller, input, ...(handedIn ? { handedIn } : {}) }, read)
  const [, state] = yearOfClaim(read.years, law)
  const of = { personNo: input.personNo, others: read.others, on: eventDay(input) }
  const facts = await withEarlierYears(service.db.pool, law, prepared.facts, of)
  const settled = adjudicate(law, claim, facts, state)
  checkGivenAssistance(claim, settled.outcome)
  if (settled.owed.length === 0) return settled.outcome
  const year = { personNo: input.personNo, region: law.region, year: claimYear(input), lock: false }
  const { settlements } = await readHistory(service.db.pool, year)
  return shareOwed(earlierVisitsOf(settlements), settled).outcome
}

/** Kinds of care that no registration is looked up for. */
const withoutDisease: ReadonlySet<Care> = new Set(['inpatient', 'outpatient-ordinary'])

/**
 * Checks what can be checked before anything is read.
 * Errors: `forbidden`, `costs-do-not-add-up`, `dates-reversed`, `paid-exceeds-*`, `date-in-future`,
 * `disease-code-missing`.
 */
export function checkedClaim(service: Service, caller: Caller, body: ClaimBody): Input {
  requireKind(caller, 'hospital', 'bureau')
  requireHospital(caller, body.hospitalCode)
  const input = inputOf(body)
  checkClaim(claimOf(input))
  const today = chinaDay(service.clock())
  const date = eventDay(input)
  if (date > today) refuse('date-in-future', { field: input.dischargedOn ? 'dischargedOn' : 'servedOn', date, today })
  const care: Bilingual = careNames[input.care]
  if (!withoutDisease.has(input.care) && input.diseaseCode === null) refuse('disease-code-missing', { care })
  return input
}
