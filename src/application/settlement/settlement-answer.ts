import { periodOfAccount } from '../../domain/adjudication/account-parts.ts'
import type { SettlementOutcome } from '../../domain/adjudication/types.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { EnteredBy } from '../callers/entered-by.ts'
import type { Input } from '../claim/claim-input.ts'
import { shownLine, shownReasons, shownWarning } from '../explain/explain.ts'

/** A settlement with what it was made from, before it is put into words. */
export interface KnownSettlement {
  /** Null for a quote, which is not kept. */
  readonly id: string | null
  readonly settledAt: string | null
  readonly status: 'quoted' | 'settled' | 'reversed'
  readonly input: Input
  readonly inputHash: string
  readonly outcome: SettlementOutcome
  readonly traceHash: string
  /** Null for a quote, and where no answer shows it. */
  readonly enteredBy: EnteredBy | null
}

export type SettlementAnswer = ReturnType<typeof answerOf>

/** The answer as the API has it: amounts and clauses are the ledger's, only the sentences are made now. */
export function answerOf(known: KnownSettlement, language: Language) {
  const { input, outcome } = known
  return {
    id: known.id,
    settlementNo: input.settlementNo,
    status: known.status,
    personNo: input.personNo,
    hospitalCode: input.hospitalCode,
    region: outcome.region,
    year: outcome.year,
    care: input.care,
    admittedOn: input.admittedOn,
    dischargedOn: input.dischargedOn,
    servedOn: input.servedOn,
    settledAt: known.settledAt === null ? null : chinaTime(new Date(known.settledAt)),
    enteredBy: known.enteredBy,
    category: outcome.category,
    costs: input.costs,
    payers: outcome.payers,
    assistanceParts: outcome.assistanceParts,
    limits: outcome.limits.map(({ name, account, limit, usedBefore, usedAfter, remaining }) => ({
      name,
      period: periodOfAccount(account, outcome.year),
      limit,
      usedBefore,
      usedAfter,
      remaining,
    })),
    lines: outcome.lines.map((line) => shownLine(line, language)),
    reasons: shownReasons(outcome, language),
    warnings: outcome.warnings.map((warning) => shownWarning(warning, language)),
    owedToPerson: owedOf(outcome),
    waitsForApplication: waitingOf(outcome),
    paidToPerson: outcome.toPerson ? { ...outcome.toPerson } : null,
    receipt: {
      policy: outcome.policy,
      policyHash: outcome.policyHash,
      engine: outcome.engine,
      inputHash: known.inputHash,
      traceHash: known.traceHash,
    },
  }
}

/** Top-ups that the visit brought for the year's earlier ones; null where there are none. */
export function owedOf({ owedToPerson }: SettlementOutcome) {
  return owedToPerson ? { ...owedToPerson, settlements: owedToPerson.settlements.map((one) => ({ ...one })) } : null
}

/** What an application for aid would bring: the most that one of the person's identities waits for (000000/G23); null where nothing does. */
function waitingOf({ reasons }: SettlementOutcome) {
  const waiting = reasons
    .filter(({ code }) => code === 'on-application')
    .map(({ clause, params }) => ({ category: params.category as Category, amount: params.amount as string, clause }))
  if (waiting.length === 0) return null
  return waiting.reduce((most, one) => (decimal(one.amount).gt(decimal(most.amount)) ? one : most))
}
