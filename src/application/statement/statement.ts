import { findBeneficiary } from '../../db/registers/beneficiaries.ts'
import { findHospital } from '../../db/registers/hospitals.ts'
import type { Facts, LimitUse, SettlementOutcome, TraceLine, TraceRemark } from '../../domain/adjudication/types.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { careNames } from '../../domain/names/care.ts'
import { categoryName } from '../../domain/names/categories.ts'
import { hospitalLevelNames } from '../../domain/names/hospitals.ts'
import { insuranceNames } from '../../domain/names/insurances.ts'
import { limitName } from '../../domain/names/limits.ts'
import { type Payer, payerNames, payers } from '../../domain/names/payers.ts'
import type { ClauseRef } from '../../domain/policies/law.ts'
import { maskIdNumber, maskName } from '../../domain/registers/id-number.ts'
import type { Caller } from '../callers/caller.ts'
import type { Input } from '../claim/claim-input.ts'
import { shownLine, shownReason, shownWarning } from '../explain/explain.ts'
import type { Service } from '../service.ts'
import { type FoundSettlement, openSettlement } from '../settlement/find-settlements.ts'
import { citedClauses } from './cited-clauses.ts'
import { receiptOf } from './receipt.ts'
import { sharesOf } from './shares.ts'
import { noIdentity, partOf } from './statement-names.ts'

/** A masked person: enough for whoever knows them to recognise them. */
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
}

export type Statement = Awaited<ReturnType<typeof readStatement>>

/**
 * Everything that is printed on a settlement's statement, in Chinese and English: the amounts are those of the books,
 * only their sentences, shares and the masked person are added.
 * Errors: as `getSettlement`.
 */
export async function readStatement(service: Service, caller: Caller, id: string) {
  const found = await openSettlement(service, caller, id, 'statement')
  const { settlement } = found
  const outcome = settlement.outcome
  const input = settlement.input
  const files = await service.ledger.archive.filesOf(outcome)
  const payments = paymentsOf(outcome)
  const reasons = outcome.reasons.map((reason) => remark(reason, shownReason))
  const warnings = outcome.warnings.map((warning) => remark(warning, shownWarning))
  const pack = files.find((file) => file.region === outcome.region && file.role === 'policy')
  return {
    id,
    receiptNo: receiptOf(service, settlement),
    settlementNo: settlement.settlementNo,
    status: settlement.status,
    reversal: lastOf(found, 'reversal'),
    adjustment: lastOf(found, 'adjustment'),
    settledAt: chinaTime(new Date(settlement.settledAt)),
    printedAt: chinaTime(service.clock()),
    person: await statedPerson(service, input.personNo, outcome),
    hospital: await statedHospital(service, settlement.hospitalCode, settlement.facts),
    region: { code: outcome.region, name: pack?.name ?? { zh: outcome.region, en: outcome.region } },
    insured: insuredAsSettled(settlement.facts as Facts),
    year: outcome.year,
    care: careNames[input.care],
    visit: daysOf(input),
    costs: input.costs,
    payers: outcome.payers,
    shares: statedShares(outcome),
    payments,
    limits: outcome.limits.map(statedLimit),
    reasons,
    warnings,
    clauses: citedClauses(files, [...payments, ...reasons, ...warnings]),
    policy: outcome.policy,
    engine: outcome.engine,
    traceHash: settlement.traceHash,
  }
}

/** What was known when it was settled, whatever the register says by now. */
function insuredAsSettled({ person }: Facts) {
  const { insuredRegion, certifiedRegion = null, insurance = 'residents' } = person
  return { region: insuredRegion, certifiedRegion, insurance: insuranceNames[insurance] }
}

function daysOf({ admittedOn, dischargedOn, servedOn, diseaseCode, referral, emergency }: Input) {
  return { admittedOn, dischargedOn, servedOn, diseaseCode, referral, emergency }
}

async function statedPerson(
  service: Service,
  personNo: string,
  { category }: SettlementOutcome,
): Promise<StatedPerson> {
  const row = await findBeneficiary(service.db.prisma, personNo)
  if (!row) throw new Error(`the person of a settlement is not in the register: ${personNo}`)
  return {
    personNo,
    name: maskName(row.name),
    idNumber: maskIdNumber(service.secrets.decrypt(row.idNumberEnc, personNo)),
    category: category === null ? noIdentity : categoryName(category),
  }
}

/** The name is today's; the level is the one that the settlement went by. */
async function statedHospital(service: Service, hospitalCode: string, { hospital }: Facts) {
  const row = await findHospital(service.db.prisma, hospitalCode)
  const level = hospitalLevelNames[hospital.level] ?? { zh: hospital.level, en: hospital.level }
  return { hospitalCode, name: row?.name ?? hospitalCode, level }
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

function statedLimit({ name, limit, usedBefore, usedAfter, remaining }: LimitUse) {
  return { name: limitName(name), limit, usedBefore, usedAfter, remaining }
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
  return entry ? { at: chinaTime(new Date(entry.postedAt)), reversalNo: entry.reversalNo ?? '' } : null
}
