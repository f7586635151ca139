import type { LimitUse, SettlementOutcome, TraceLine, TraceRemark } from '../adjudication/types.ts'
import type { ReasonCode, WarningCode } from '../names/codes.ts'
import { type Payer, payers } from '../names/payers.ts'
import type { ClauseRef } from '../policies/law.ts'

/*
 * An outcome as the ledger keeps it: codes, figures and clauses, each clause once, in lists whose places stand for names. It is
 * a third of the outcome written out, for each settlement there ever was. Nothing is left out that an answer is made of, and
 * nothing is looked up elsewhere: what is kept is what was decided, whatever becomes of the engine and of the packs.
 *
 * Units: yuan in text; nothing is 0, so that "0.00", which most amounts are, takes one byte.
 */

/** Yuan in text, or 0 for "0.00". */
type Amount = string | 0
/** The place of a clause in the list of clauses; -1 for none. */
type ClauseAt = number
type CompactLine = readonly [
  step: TraceLine['step'],
  payer: number,
  base: Amount,
  rate: string | null,
  amount: Amount,
  limit: readonly [name: string, before: Amount | null, after: Amount | null] | 0,
  clause: ClauseAt,
  ...params: readonly Readonly<Record<string, string>>[],
]
type CompactRemark<Code extends string> = readonly [
  code: Code,
  clause: ClauseAt,
  ...params: readonly Readonly<Record<string, string>>[],
]
type CompactLimit = readonly [
  name: string,
  account: string | 0,
  limit: Amount | null,
  before: Amount,
  after: Amount,
  remaining: Amount | null,
]

export interface CompactOutcome {
  /** Region, year, category, identity. */
  readonly of: readonly [
    region: string,
    year: number,
    category: SettlementOutcome['category'],
    identityId: string | null,
  ]
  /** Name, hash, engine. */
  readonly by: readonly [policy: string, policyHash: string, engine: string]
  /** In the order of `payers`. */
  readonly pay: readonly Amount[]
  /** Of assistance: main, floor, off-catalogue. */
  readonly parts: readonly Amount[]
  readonly limits: readonly CompactLimit[]
  readonly lines: readonly CompactLine[]
  readonly reasons: readonly CompactRemark<ReasonCode>[]
  readonly warnings: readonly CompactRemark<WarningCode>[]
  readonly clauses: readonly (readonly [id: string, cite: string, status: ClauseRef['status']])[]
  /** What few outcomes have, as it is. */
  readonly more?: Pick<SettlementOutcome, 'accumulated' | 'toPerson' | 'owedToPerson'>
}

const nothing = '0.00'
const short = (amount: string): Amount => (amount === nothing ? 0 : amount)
const long = (amount: Amount): string => (amount === 0 ? nothing : amount)
const shortOrNull = (amount: string | null) => amount && short(amount)
const longOrNull = (amount: Amount | null) => (amount === null ? null : long(amount))

/** Whether anything is in it: what is empty is left out. */
function paramsOf(params: Readonly<Record<string, string>>): readonly Readonly<Record<string, string>>[] {
  for (const _ in params) return [params]
  return []
}

/** The outcome in lists. */
export function compactOutcome(outcome: SettlementOutcome): CompactOutcome {
  const { region, year, category, identityId, assistanceParts, policy, policyHash, engine } = outcome
  const clauses: [string, string, ClauseRef['status']][] = []
  const clauseAt = (clause: ClauseRef | null): ClauseAt => {
    if (clause === null) return -1
    const known = clauses.findIndex(
      ([id, cite, status]) => id === clause.id && cite === clause.cite && status === clause.status,
    )
    return known >= 0 ? known : clauses.push([clause.id, clause.cite, clause.status]) - 1
  }
  const remark = <Code extends string>({ code, clause, params }: TraceRemark<Code>): CompactRemark<Code> => [
    code,
    clauseAt(clause),
    ...paramsOf(params),
  ]
  const compact: CompactOutcome = {
    of: [region, year, category, identityId],
    by: [policy, policyHash, engine],
    pay: payers.map((payer) => short(outcome.payers[payer])),
    parts: [short(assistanceParts.main), short(assistanceParts.floor), short(assistanceParts.offCatalogue)],
    limits: outcome.limits.map(compactLimit),
    lines: outcome.lines.map((line) => compactLine(line, clauseAt(line.clause))),
    reasons: outcome.reasons.map(remark),
    warnings: outcome.warnings.map(remark),
    clauses,
  }
  const more = moreOf(outcome)
  return more === null ? compact : { ...compact, more }
}

type More = NonNullable<CompactOutcome['more']>

const rare: Readonly<Record<string, true>> = { accumulated: true, toPerson: true, owedToPerson: true }

/** In the order in which the outcome has them. */
function moreOf(outcome: SettlementOutcome): More | null {
  const found = Object.entries(outcome).filter(([name]) => rare[name])
  return found.length === 0 ? null : (Object.fromEntries(found) as More)
}

function compactLine({ step, payer, base, rate, amount, limit, params }: TraceLine, clause: ClauseAt): CompactLine {
  const held = limit && ([limit.name, shortOrNull(limit.before), shortOrNull(limit.after)] as const)
  return [step, payers.indexOf(payer), short(base), rate, short(amount), held ?? 0, clause, ...paramsOf(params)]
}

function compactLimit({ name, account, limit, usedBefore, usedAfter, remaining }: LimitUse): CompactLimit {
  const sameName = account === name ? 0 : account
  return [name, sameName, shortOrNull(limit), short(usedBefore), short(usedAfter), shortOrNull(remaining)]
}

/** The outcome written out, its members in the order in which the engine writes them, so that both read the same to the byte. */
export function writtenOut(compact: CompactOutcome): SettlementOutcome {
  const [region, year, category, identityId] = compact.of
  const [policy, policyHash, engine] = compact.by
  const [main = 0, floor = 0, offCatalogue = 0] = compact.parts
  const clauseOf = (at: ClauseAt): ClauseRef | null => {
    const clause = compact.clauses[at]
    return clause ? { id: clause[0], cite: clause[1], status: clause[2] } : null
  }
  const remarks = <Code extends string>(list: readonly CompactRemark<Code>[]): TraceRemark<Code>[] =>
    list.map(([code, clause, params = {}]) => ({ code, clause: clauseOf(clause), params }))
  return {
    region,
    year,
    category,
    identityId,
    payers: Object.fromEntries(
      payers.map((payer, at) => [payer, long(compact.pay[at] as Amount)]),
    ) as SettlementOutcome['payers'],
    assistanceParts: { main: long(main), floor: long(floor), offCatalogue: long(offCatalogue) },
    limits: compact.limits.map(writtenLimit),
    lines: compact.lines.map((line) => writtenLine(line, clauseOf(line[6]))),
    reasons: remarks(compact.reasons),
    warnings: remarks(compact.warnings),
    policy,
    policyHash,
    engine,
    ...compact.more,
  }
}

function writtenLine(
  [step, payer, base, rate, amount, limit, , params = {}]: CompactLine,
  clause: ClauseRef | null,
): TraceLine {
  return {
    step,
    payer: payers[payer] as Payer,
    base: long(base),
    rate,
    amount: long(amount),
    limit: limit === 0 ? null : { name: limit[0], before: longOrNull(limit[1]), after: longOrNull(limit[2]) },
    clause,
    params,
  }
}

function writtenLimit([name, account, limit, before, after, remaining]: CompactLimit): LimitUse {
  return {
    name,
    account: account === 0 ? name : account,
    limit: longOrNull(limit),
    usedBefore: long(before),
    usedAfter: long(after),
    remaining: longOrNull(remaining),
  }
}
