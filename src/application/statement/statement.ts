import type { AdjustmentCause } from '../../db/ledger/rows.ts'
import { findBeneficiary } from '../../db/registers/beneficiaries.ts'
import { findHospital } from '../../db/registers/hospitals.ts'
import { hospitalVersionAt, personVersionAt } from '../../db/registers/versions.ts'
import { periodOfAccount } from '../../domain/adjudication/account-parts.ts'
import { correctedCosts } from '../../domain/adjudication/corrected.ts'
import {
  type Facts,
  type LimitUse,
  placeOf,
  type SettlementOutcome,
  type TraceLine,
  type TraceRemark,
} from '../../domain/adjudication/types.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { careNames } from '../../domain/names/care.ts'
import { categoryName } from '../../domain/names/categories.ts'
import { hospitalLevelNames } from '../../domain/names/hospitals.ts'
import { insuranceNames } from '../../domain/names/insurances.ts'
import { limitOfPeriod } from '../../domain/names/limits.ts'
import { type Payer, payerNames, payers } from '../../domain/names/payers.ts'
import type { ClauseRef } from '../../domain/policies/law.ts'
import { maskIdNumber, maskName } from '../../domain/registers/id-number.ts'
import { isReimbursementCode } from '../../domain/reimbursements/own-code.ts'
import type { Caller } from '../callers/caller.ts'
import type { Input } from '../claim/claim-input.ts'
import { reasonIn, shownLine, shownWarning } from '../explain/explain.ts'
import { nameOfCare } from '../reimbursements/name-of-care.ts'
import type { Service } from '../service.ts'
import { type FoundSettlement, openSettlement } from '../settlement/find-settlements.ts'
import { shortId } from '../shared/short-id.ts'
import { citedClauses } from './cited-clauses.ts'
import { receiptOf } from './receipt.ts'
import { sharesOf } from './shares.ts'
import { statedVisit } from './stated-visit.ts'
import { noIdentity, partOf } from './statement-names.ts'

/** The person signs it, so the name is whole for who settles and who pays; an auditor sees it masked. */
export interface StatedPerson {
  readonly personNo: string
  readonly name: string
  readonly idNumber: string
  readonly category: Bilingual
}

/** One step of the calculation. The sentence holds every number that was used. */
export interface StatedPayment {
  readonly payer: Payer
  readonly name: Bilingual
  readonly part: Bilingual | null
  readonly base: string | null
  readonly rate: string | null
  readonly amount: string
  readonly clause: ClauseRef | null
  readonly text: Bilingual | null
}

/** What one payer bears of the total, in tenths of a percent; all of them sum to 1000. */
export interface StatedShare {
  readonly payer: Payer
  readonly name: Bilingual
  readonly amount: string
  readonly tenths: number
}

export interface StatedRemark {
  readonly code: string
  readonly clause: ClauseRef | null
  readonly text: Bilingual
}

/** What happened to the settlement after it was posted. */
export interface LaterPosting {
  readonly at: string
  readonly reversalNo: string
  /** Of an adjustment, what else than a reversal brought it. */
  readonly cause: AdjustmentCause | null
}

export type Statement = Awaited<ReturnType<typeof readStatement>>

/**
 * Everything that is printed on a settlement's statement, in Chinese and English: the amounts are those of the ledger,
 * only their sentences, shares and the person are added.
 * Errors: as `getSettlement`.
 */
export async function readStatement(service: Service, caller: Caller, id: string) {
  return stateSettlement(service, await openSettlement(service, caller, id, 'statement'), caller.kind !== 'auditor')
}

/** The statement of a settlement that was found; who may see it was asked before. */
export async function stateSettlement(service: Service, found: FoundSettlement, isNameWhole: boolean) {
  const { settlement } = found
  const id = settlement.settlementId
  const outcome = settlement.outcome
  const input = {
    ...settlement.input,
    costs: correctedCosts(settlement.input.costs, settlement.corrected),
    referral: settlement.corrected?.referral ?? settlement.input.referral,
  }
  const files = await service.ledger.archive.filesOf(outcome)
  const payments = paymentsOf(outcome)
  const reasons = outcome.reasons.map((reason) => remark(reason, reasonIn(outcome)))
  const warnings = outcome.warnings.map((warning) => remark(warning, shownWarning))
  const pack = files.find((file) => file.region === outcome.region && file.role === 'policy')
  return {
    id,
    receiptNo: receiptOf(service, settlement),
    settlementNo: settlement.settlementNo,
    /** The person had paid the bill, so its aid is paid to the person. */
    isHandedIn: isReimbursementCode(settlement.hospitalCode),
    status: settlement.status,
    reversal: lastOf(found, 'reversal'),
    adjustment: lastOf(found, 'adjustment'),
    settledAt: chinaTime(new Date(settlement.settledAt)),
    printedAt: chinaTime(service.clock()),
    person: await statedPerson(service, isNameWhole, input.personNo, settlement),
    setlId: shortId(settlement.settlementId),
    inHospital: await statedVisit(service, settlement),
    hospital: await statedHospital(service, settlement),
    region: { code: outcome.region, name: pack?.name ?? { zh: outcome.region, en: outcome.region } },
    insured: insuredAsSettled(settlement.facts),
    year: outcome.year,
    care: careNames[input.care],
    visit: daysOf(input),
    isLocal: isLocalVisit(settlement.facts as Facts),
    costs: input.costs,
    payers: outcome.payers,
    shares: statedShares(outcome),
    payments,
    limits: outcome.limits.map((use) => statedLimit(use, outcome)),
    reasons,
    warnings,
    clauses: citedClauses(files, [...payments, ...reasons, ...warnings]),
    policy: outcome.policy,
    engine: outcome.engine,
    traceHash: settlement.traceHash,
  }
}

/** Care in the person's own city is never referred, and a line about it would only puzzle. */
function isLocalVisit({ person, hospital }: Facts): boolean {
  return hospital.region.slice(0, 4) === placeOf(person).slice(0, 4)
}

/** What was known when it was settled, whatever the register says by now. */
function insuredAsSettled({ person }: Facts) {
  const { insuredRegion, certifiedRegion = null, insurance = 'residents' } = person
  return { region: insuredRegion, certifiedRegion, insurance: insuranceNames[insurance] }
}

function daysOf({ admittedOn, dischargedOn, servedOn, diseaseCode, referral, emergency }: Input) {
  return { admittedOn, dischargedOn, servedOn, diseaseCode, referral, emergency }
}

type Settled = FoundSettlement['settlement']

/** As the person was known when it was settled: a correction since does not change what was printed. */
async function statedPerson(
  service: Service,
  isNameWhole: boolean,
  personNo: string,
  { outcome: { category, region }, settledAt }: Settled,
): Promise<StatedPerson> {
  const then = await personVersionAt(service.db.prisma, personNo, new Date(settledAt))
  const row = then ?? (await findBeneficiary(service.db.prisma, personNo))
  if (!row) throw new Error(`the person of a settlement is not in the register: ${personNo}`)
  return {
    personNo,
    name: isNameWhole ? row.name : maskName(row.name),
    idNumber: maskIdNumber(service.secrets.decrypt(row.idNumberEnc, personNo)),
    category: category === null ? noIdentity : categoryName(category, region),
  }
}

/** The name and the level are those that the settlement went by, or a correction of it since. */
async function statedHospital(service: Service, { hospitalCode, settlementNo, facts, corrected, settledAt }: Settled) {
  const { hospital } = facts as Facts
  const graded = corrected?.hospital?.level ?? hospital.level
  const then = await hospitalVersionAt(service.db.prisma, hospitalCode, new Date(settledAt))
  const row = then ?? (await findHospital(service.db.prisma, hospitalCode))
  const careName = isReimbursementCode(hospitalCode) ? await nameOfCare(service, hospitalCode, settlementNo) : null
  const level = hospitalLevelNames[graded] ?? { zh: graded, en: graded }
  return { hospitalCode, name: careName ?? row?.name ?? hospitalCode, level }
}

/** The steps in their order; then whoever pays without a step of their own, so that the table sums to the total. */
function paymentsOf(outcome: SettlementOutcome): StatedPayment[] {
  const stepped = new Set(outcome.lines.map((line) => line.payer))
  const others = payers.filter((payer) => !stepped.has(payer) && outcome.payers[payer] !== '0.00')
  const bare = { part: null, base: null, rate: null, clause: null, text: null }
  return [
    ...outcome.lines.map(statedPayment),
    ...others.map((payer) => ({ ...bare, payer, name: payerNames[payer], amount: outcome.payers[payer] })),
  ]
}

function statedPayment(line: TraceLine): StatedPayment {
  const { step, payer, base, rate, amount, clause } = line
  const text = { zh: shownLine(line, 'zh').text, en: shownLine(line, 'en').text }
  return { payer, name: payerNames[payer], part: partOf(step), base, rate, amount, clause, text }
}

function statedShares({ payers: amounts }: SettlementOutcome): StatedShare[] {
  const tenths = sharesOf(payers.map((payer) => amounts[payer]))
  return payers
    .map((payer, at) => ({ payer, name: payerNames[payer], amount: amounts[payer], tenths: tenths[at] as number }))
    .filter(({ amount }) => amount !== '0.00')
}

function statedLimit(
  { name, account, limit, usedBefore, usedAfter, remaining }: LimitUse,
  { region, year }: SettlementOutcome,
) {
  const period = periodOfAccount(account, year)
  return { name: limitOfPeriod(name, region, period), period, limit, usedBefore, usedAfter, remaining }
}

function remark<Code extends string>(
  said: TraceRemark<Code>,
  shown: (remark: TraceRemark<Code>, language: Language) => { readonly text: string },
): StatedRemark {
  const { code, clause } = said
  return { code, clause, text: { zh: shown(said, 'zh').text, en: shown(said, 'en').text } }
}

function lastOf({ entries }: FoundSettlement, kind: 'reversal' | 'adjustment'): LaterPosting | null {
  const entry = entries.findLast((posted) => posted.kind === kind)
  return entry
    ? { at: chinaTime(new Date(entry.postedAt)), reversalNo: entry.reversalNo ?? '', cause: entry.cause }
    : null
}
