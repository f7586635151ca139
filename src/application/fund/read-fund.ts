import { type AccountSum, readFund } from '../../db/fund/fund-overview.ts'
import { countLate, listFundEntries, readMoved } from '../../db/fund/journal.ts'
import type { Queryable } from '../../db/sql.ts'
import { accounts, purposes, sources } from '../../domain/fund/fund-names.ts'
import type { FundEntryKind } from '../../domain/fund/journal.ts'
import { quarterOf, statementOf } from '../../domain/fund/statement.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { FundScope } from '../../domain/policies/funds.ts'
import { minus } from '../../domain/reconciliation/figures.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { requireFund, type ShownFundEntry, shownFundEntry } from './post-once.ts'

/**
 * A fund's balance and what is committed of it: aid settled but in no clearing, owed to people, applied for but not
 * approved, approved but not paid, reversals that will not take back what was recovered, and premium subsidies recorded but
 * not paid. Where counties keep the funds, a city's is the sum over them. Errors: `forbidden`, `policy-missing`.
 */
export async function fundOverview(service: Service, caller: Caller, region: string) {
  return fundPosition(service.db.pool, requireFund(service, caller, region, 'bureau', 'auditor'))
}

/** The same as one reading sees it, for whoever has asked who is asking; `summedThrough` is up to when it may take the overview's sums. */
export async function fundPosition(client: Queryable, scope: FundScope, summedThrough?: string) {
  const read = await readFund(client, scope, summedThrough)
  const of = (account: string, kind?: FundEntryKind) =>
    sumOf(read.sums, (one) => one.account === account && (kind ?? one.kind) === one.kind)
  const isPromised = ({ account }: AccountSum) =>
    ['payable:', 'people:', 'transit:'].some((kind) => account.startsWith(kind))
  const approved = sumOf(read.sums, isPromised).negated()
  const commitments = {
    settledNotCleared: read.settled,
    owedToPeople: read.toPeople,
    appliedNotApproved: read.claimed,
    approvedNotPaid: yuan(approved),
    recoveredToSetOff: read.toSetOff,
    subsidiesNotPaid: read.subsidies,
  }
  const committed = yuan(sum(Object.values(commitments).map(decimal)))
  return {
    region: scope.region,
    balance: read.balance,
    received: record(sources, (source) => yuan(of(accounts.source(source)).negated())),
    spent: record(purposes, (purpose) => yuan(of(accounts.purpose(purpose)))),
    recovered: record(purposes, (purpose) => yuan(of(accounts.purpose(purpose), 'recovery').negated())),
    commitments: { ...commitments, total: committed },
    available: minus(read.balance, committed),
  }
}

function sumOf(sums: readonly AccountSum[], of: (one: AccountSum) => boolean) {
  return sum(sums.filter(of).map(({ amount }) => decimal(amount)))
}

function record<Name extends string>(names: readonly Name[], of: (name: Name) => string): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, string>
}

/** A quarter of a fund, `2023Q1`, by the days on which money moved. Errors: `forbidden`, `policy-missing`, `invalid-request`. */
export async function readFundStatement(service: Service, caller: Caller, region: string, quarter: string) {
  const scope = requireFund(service, caller, region, 'bureau', 'auditor')
  const period = quarterOf(quarter) ?? refuseQuarter()
  const moved = await readMoved(service.db.pool, scope, period)
  const recordedLater = await countLate(service.db.pool, scope, period)
  return { region, quarter, ...period, ...statementOf(moved), recordedLater }
}

function refuseQuarter(): never {
  const detail = { zh: '请填写季度，如 2023Q1。', en: 'Send a quarter, such as 2023Q1.' }
  return refuse('invalid-request', {}, { faults: [{ pointer: '/quarter', detail }] })
}

/** The journal of a fund, newest first. Errors: `forbidden`, `policy-missing`. */
export async function fundJournal(
  service: Service,
  caller: Caller,
  region: string,
  page: PageInput,
): Promise<Page<ShownFundEntry>> {
  const scope = requireFund(service, caller, region, 'bureau', 'auditor')
  return pageOf('fund-entries', page, (keys) => listFundEntries(service.db.pool, scope, keys), {
    key: ({ entryId }) => entryId,
    item: shownFundEntry,
  })
}
