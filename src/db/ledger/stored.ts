import type { AppliedOn, EarlierCost, EarlierUse } from '../../domain/adjudication/earlier-facts.ts'
import {
  type AidApproval,
  type Elsewhere,
  type Facts,
  type HandAmount,
  handPayers,
  insuranceStatements,
  type LimitUse,
  type OwedToPerson,
  runAids,
  type SettlementOutcome,
  type TraceLine,
  type TraceRemark,
  type YearOfEnrolment,
} from '../../domain/adjudication/types.ts'
import type { Input } from '../../domain/claim/input.ts'
import type { Overlap } from '../../domain/claim/overlaps.ts'
import { type CompactOutcome, writtenOut } from '../../domain/ledger/compact-outcome.ts'
import type { OpenedYear } from '../../domain/ledger/opening.ts'
import type { StoredYear } from '../../domain/ledger/year-state.ts'
import { cares } from '../../domain/names/care.ts'
import { reasonCodes, stepCodes, warningCodes } from '../../domain/names/codes.ts'
import { filingKinds } from '../../domain/names/filings.ts'
import { hospitalLevels } from '../../domain/names/hospitals.ts'
import { payers } from '../../domain/names/payers.ts'
import { registrationKinds } from '../../domain/names/registrations.ts'
import type { ClauseRef } from '../../domain/policies/law.ts'
import { statuses } from '../../domain/policies/pack.ts'
import {
  allOf,
  among,
  each,
  list,
  maybe,
  members,
  number,
  type Shape,
  shaped,
  text,
  trueOrFalse,
  UnreadableRow,
} from '../shared/shape.ts'
import { correctedShape } from './corrected-shape.ts'
import type { PersonYearHistory, StoredEntry, StoredSettlement } from './rows.ts'

/*
 * What the ledger keeps as JSON is looked at once, here, when it is read: all that this version knows is there and of its
 * kind. More may stand beside, because newer versions write more. Errors: UnreadableRow, for a row that was changed by hand.
 */

const inputShape = members<Input>(
  {
    settlementNo: maybe(text),
    personNo: text,
    hospitalCode: text,
    care: among(cares),
    admittedOn: maybe(text),
    dischargedOn: maybe(text),
    servedOn: maybe(text),
    referral: maybe(among(['proper', 'none'])),
    emergency: trueOrFalse,
    diseaseCode: maybe(text),
    costs: allOf(['total', 'offCatalogue', 'overLimit', 'preSelfPay', 'inScope'], text),
    paid: members<Input['paid']>(
      {
        basic: maybe(text),
        criticalIllness: maybe(text),
        supplementary: text,
        commercial: text,
        socialAid: text,
      },
      { assistance: text },
    ),
  },
  { besides: list(text), thirdPartyInjury: trueOrFalse },
)

const yearShape = members<StoredYear>(
  {
    used: each(text),
    paidOn: each(text),
    selfPay: text,
    personBurden: text,
    aidDeductibleBase: text,
    criticalIllnessBase: text,
    basicPaid: text,
    basicEntered: text,
    stays: number,
  },
  { counted: each(text), openedSelfPay: text },
)

const factsShape = members<Facts>(
  {
    person: members<Facts['person']>(
      { insuredRegion: text, enrolledTier: maybe(among([1, 2])) },
      {
        ...{
          certifiedRegion: text,
          insurance: among(['employees']),
          bornOn: text,
          group: text,
          diedOn: text,
        },
        enrolments: list(members<YearOfEnrolment>({ year: number, withoutClaims: trueOrFalse })),
      },
    ),
    hospital: members<Facts['hospital']>({
      region: text,
      level: among(hospitalLevels),
      feeClass: maybe(text),
      criticalDiseaseDesignated: trueOrFalse,
    }),
    identities: list(
      members<Facts['identities'][number]>(
        { id: text, category: text, from: text, to: maybe(text) },
        { certifiedRegion: text, unableToWork: trueOrFalse },
      ),
    ),
    registrations: list(
      members<Facts['registrations'][number]>({
        id: text,
        kind: among(registrationKinds),
        diseaseCode: text,
        management: maybe(among(['visit', 'quota'])),
        packageCode: maybe(text),
        from: text,
        to: maybe(text),
      }),
    ),
  },
  {
    approvals: list(members<AidApproval>({ category: text, from: text, to: maybe(text) })),
    filings: list(among(filingKinds)),
    overlaps: list(members<Overlap>({ settlementNo: text, hospitalCode: text, from: text, to: text })),
    elsewhere: members<Elsewhere>({ personNos: list(text), year: yearShape }),
    byHand: list(members<HandAmount>({ payer: among([...handPayers, ...runAids]), amount: text, decisionNo: text })),
    yearBefore: list(members<EarlierCost>({ on: text, care: among(cares), base: text })),
    usedBefore: list(members<EarlierUse>({ on: text, account: text, amount: text })),
    appliedOn: list(members<AppliedOn>({ category: text, on: text })),
    insuranceStatement: among(insuranceStatements),
    corrected: correctedShape,
  },
)

const clause = maybe(members<ClauseRef>({ id: text, cite: text, status: among(statuses) }))
const params = each(text)

const remarks = <Code extends string>(codes: readonly Code[]): Shape<readonly TraceRemark<Code>[]> =>
  list(members<TraceRemark<Code>>({ code: among(codes), clause, params }))

const lineShape = members<TraceLine>({
  step: among(stepCodes),
  payer: among(payers),
  base: text,
  rate: maybe(text),
  amount: text,
  limit: maybe(members<NonNullable<TraceLine['limit']>>({ name: text, before: maybe(text), after: maybe(text) })),
  clause,
  params,
})

const outcomeShape = members<SettlementOutcome>(
  {
    region: text,
    year: number,
    category: maybe(text),
    identityId: maybe(text),
    payers: allOf(payers, text),
    assistanceParts: allOf(['main', 'floor', 'offCatalogue'], text),
    limits: list(
      members<LimitUse>({
        name: text,
        account: text,
        limit: maybe(text),
        usedBefore: text,
        usedAfter: text,
        remaining: maybe(text),
      }),
    ),
    lines: list(lineShape),
    reasons: remarks(reasonCodes),
    warnings: remarks(warningCodes),
    policy: text,
    policyHash: text,
    engine: text,
  },
  {
    accumulated: text,
    toPerson: allOf(['reAid', 'tilt'], text),
    owedToPerson: members<OwedToPerson>({
      amount: text,
      settlements: list(
        members<OwedToPerson['settlements'][number]>({
          settlementId: text,
          payer: among(['reAid', 'tilt']),
          amount: text,
        }),
      ),
    }),
  },
)

const openedShape = members<OpenedYear>({ openingNo: text, asOf: text, source: text, year: yearShape })

export const storedOpening = (value: unknown): OpenedYear => shaped('entries.input', openedShape, value)
export const storedInput = (value: unknown): Input => shaped('settlements.input', inputShape, value)
export const storedFacts = (value: unknown): Facts => shaped('facts', factsShape, value)
/** Lists of the compact form, each of lists where it has rows. What stands in them is looked at when it is written out. */
const compactLists = {
  of: false,
  by: false,
  pay: false,
  parts: false,
  limits: true,
  lines: true,
  reasons: true,
  warnings: true,
  clauses: true,
}

const compactShape: Shape<CompactOutcome> = (value) => {
  if (typeof value !== 'object' || value === null) return ''
  const found = new Map(Object.entries(value))
  for (const [name, ofRows] of Object.entries(compactLists)) {
    const rows = found.get(name)
    if (!Array.isArray(rows) || (ofRows && !rows.every(Array.isArray))) return `/${name}`
  }
  return null
}

/** What is kept is the compact form; what it stands for is looked at as if it had been kept. */
export const storedOutcome = (value: unknown): SettlementOutcome =>
  shaped('entries.outcome', outcomeShape, writtenOut(shaped('entries.outcome', compactShape, value)))

/** As it is stored, written out and not looked at; null where it cannot be. The audit looks for what was changed by hand. */
export const shownOutcome = (value: unknown): unknown =>
  compactShape(value) === null ? writtenOut(shaped('entries.outcome', compactShape, value)) : null

export const storedState = (value: unknown): StoredYear => shaped('person_years.state', yearShape, value)

/** A row as the driver gives it: what is JSON in it was not looked at. */
export type AsRead<Row> = {
  readonly [Name in keyof Row]: Name extends 'input' | 'facts' | 'corrected' | 'outcome' | 'state' | 'opening'
    ? unknown
    : Row[Name]
}

/** A year as the driver gives it. The audit begins with this, since it looks for what was changed by hand. */
export interface HistoryAsRead extends Omit<PersonYearHistory, 'state' | 'settlements' | 'entries'> {
  readonly state: unknown
  readonly settlements: readonly AsRead<StoredSettlement>[]
  readonly entries: readonly AsRead<StoredEntry>[]
}

const orNull = <T>(read: (value: unknown) => T, value: unknown): T | null => (value === null ? null : read(value))

export function storedSettlement(row: AsRead<StoredSettlement>): StoredSettlement {
  const { input, facts, corrected, outcome } = row
  return {
    ...row,
    ...{ input: storedInput(input), facts: storedFacts(facts), outcome: storedOutcome(outcome) },
    corrected: corrected == null ? null : shaped('entries.facts', correctedShape, corrected),
  }
}

export function storedEntry<Row extends AsRead<StoredEntry>>(row: Row) {
  const { outcome, state, facts, opening } = row
  const read = {
    ...{ outcome: orNull(storedOutcome, outcome), state: storedState(state), facts: orNull(storedFacts, facts) },
    opening: orNull(storedOpening, opening),
  }
  return { ...row, ...read }
}

export function storedHistory(read: HistoryAsRead): PersonYearHistory {
  return {
    ...read,
    state: orNull(storedState, read.state),
    settlements: read.settlements.map(storedSettlement),
    entries: read.entries.map(storedEntry),
  }
}

/** What an entry came to. Only a reversal has none, and leaves nothing of its settlement. */
export function outcomeOf({ outcome, kind, settlementId }: StoredEntry): SettlementOutcome {
  if (outcome === null) throw new UnreadableRow('entries.outcome', ` of a ${kind} of settlement ${settlementId}`)
  return outcome
}
