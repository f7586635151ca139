import { type Decimal, decimal, sum, yuan } from '../money.ts'
import { accounts, purposes, sources } from './fund-names.ts'
import type { FundEntryKind } from './journal.ts'

/** What a kind of entry moved on an account: before the quarter, and within it. */
export interface Moved {
  readonly account: string
  readonly kind: FundEntryKind
  readonly before: string
  readonly within: string
}

export interface Quarter {
  readonly from: string
  readonly to: string
}

const lastDays = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as const
const firstDays = { 1: '01-01', 2: '04-01', 3: '07-01', 4: '10-01' } as const

/** `2023Q1`; null for anything else. */
export function quarterOf(text: string): Quarter | null {
  const parts = /^((?:19|20)\d\d)Q([1-4])$/.exec(text)
  if (!parts) return null
  const number = Number(parts[2]) as keyof typeof lastDays
  return { from: `${parts[1]}-${firstDays[number]}`, to: `${parts[1]}-${lastDays[number]}` }
}

/**
 * A fund's quarter. What came in and went out is read from the other side of the double entry, the balances from the
 * fund's own account, so that `difference` is a check and not a repetition: it is 0.00 as long as the journal is whole.
 */
export function statementOf(moved: readonly Moved[]) {
  const total = (which: 'before' | 'within', of: (line: Moved) => boolean) =>
    sum(moved.filter(of).map((line) => decimal(line[which])))
  const within = (account: string, kind: FundEntryKind) =>
    total('within', (line) => line.account === account && line.kind === kind)
  const received = record(sources, (source) =>
    within(accounts.source(source), 'receipt')
      .plus(within(accounts.source(source), 'receipt-withdrawn'))
      .negated(),
  )
  const recovered = record(purposes, (purpose) => within(accounts.purpose(purpose), 'recovery').negated())
  const isPayable = (line: Moved) => line.account.startsWith('payable:')
  const paid = {
    // To hospitals when they are paid; to people when the bank is handed the money, less what it sends back.
    aid: total('within', (line) => isPayable(line) && line.kind === 'clearing-paid')
      .plus(total('within', (line) => line.account.startsWith('transit:') && line.kind === 'payout-sent'))
      .plus(within(accounts.purpose('aid'), 'payout-returned')),
    'premium-subsidy': within(accounts.purpose('premium-subsidy'), 'subsidy-paid'),
  }
  const isFund = (line: Moved) => line.account.startsWith('fund:')
  const opening = total('before', isFund)
  const closing = opening.plus(total('within', isFund))
  const incoming = sum([...Object.values(received), ...Object.values(recovered)])
  const outgoing = sum(Object.values(paid))
  return {
    opening: yuan(opening),
    received: texts(received),
    recovered: texts(recovered),
    paid: texts(paid),
    incoming: yuan(incoming),
    outgoing: yuan(outgoing),
    closing: yuan(closing),
    difference: yuan(opening.plus(incoming).minus(outgoing).minus(closing)),
    payables: payablesOf(moved),
  }
}

/** What each hospital was owed and paid: approved and not yet paid at either end of the quarter. */
function payablesOf(moved: readonly Moved[]) {
  const names = [...new Set(moved.map(({ account }) => account).filter((account) => account.startsWith('payable:')))]
  return names.sort().map((account) => {
    const own = moved.filter((line) => line.account === account)
    const of = (which: 'before' | 'within', kind?: FundEntryKind) =>
      sum(own.filter((line) => kind === undefined || line.kind === kind).map((line) => decimal(line[which])))
    const opening = of('before').negated()
    return {
      hospitalCode: account.slice('payable:'.length),
      opening: yuan(opening),
      approved: yuan(of('within', 'clearing-approved').negated()),
      paid: yuan(of('within', 'clearing-paid')),
      closing: yuan(opening.minus(of('within'))),
    }
  })
}

function record<Name extends string>(names: readonly Name[], of: (name: Name) => Decimal): Record<Name, Decimal> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Decimal>
}

function texts<Name extends string>(amounts: Record<Name, Decimal>): Record<Name, string> {
  const entries = Object.entries(amounts) as [Name, Decimal][]
  return Object.fromEntries(entries.map(([name, amount]) => [name, yuan(amount)])) as Record<Name, string>
}
