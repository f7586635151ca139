import type { Adjusted, Answer, Asked, Bill, LimitName, Operation, Posting, Shares, Status } from './operation.ts'

/**
 * What one person's year is when operations come one after the other, written from the documents and not from the
 * service: 彭水府办发〔2023〕52号 二（三）2 gives somebody on dibao 80% of what insurance leaves in scope, from 100000 a
 * year for special diseases and 60000 for others. No bill here leaves the 4000 from which 二（三）3 would tilt.
 */
const rate = { times: 8n, per: 10n }
const yearly: Readonly<Record<LimitName, bigint>> = { 'special-disease': 10_000_000n, 'other-disease': 6_000_000n }

interface Settled {
  readonly bill: Bill
  readonly aid: bigint
  readonly reversal: (Shares & { readonly no: string; readonly adjusted: readonly Adjusted[] }) | null
}

export type Used = Readonly<Record<LimitName, bigint>>

/** A year after some postings. Two years with the same postings are the same object, so that they compare by identity. */
export interface Year {
  readonly id: number
  readonly postings: readonly Posting[]
  readonly used: Used
  /** By number, in the order of posting. */
  readonly settled: ReadonlyMap<string, Settled>
}

const unused: Used = { 'special-disease': 0n, 'other-disease': 0n }

export class Model {
  readonly start: Year = { id: 0, postings: [], used: unused, settled: new Map() }
  readonly #years = new Map<string, Year>()

  /**
   * The year after this operation, if it may come next with the answer that it got; null if it may not. An operation
   * without an answer may always come.
   */
  after(year: Year, { asked, answer }: Pick<Operation, 'asked' | 'answer'>): Year | null {
    if (asked.kind === 'settle') return this.#settle(year, asked, answer)
    if (asked.kind === 'reverse') return this.#reverse(year, asked, answer)
    return answer === null || readsAs(year, asked, answer) ? year : null
  }

  #settle(year: Year, { no, bill }: Extract<Asked, { kind: 'settle' }>, answer: Answer | null): Year | null {
    const before = year.settled.get(no)
    if (before) return answer === null || isAsReplayed(before, bill, answer) ? year : null
    const from = year.used[bill.limit]
    const made: Settled = { bill, aid: aidOf(bill, from), reversal: null }
    if (answer !== null && !isAsFirstSettled(made, from, answer)) return null
    const posting: Posting = { kind: 'settlement', no, reversalNo: null, ...sharesOf(bill, made.aid) }
    return this.#posted(year, [posting], () => ({
      settled: new Map(year.settled).set(no, made),
      used: { ...year.used, [bill.limit]: from + made.aid },
    }))
  }

  #reverse(year: Year, asked: Extract<Asked, { kind: 'reverse' }>, answer: Answer | null): Year | null {
    const { no, reversalNo, resettleLater } = asked
    const before = year.settled.get(no)
    if (!before) return answer === null || answer.kind === 'absent' ? year : null
    if (before.reversal) return answer === null || isAsReversed(before.reversal, answer, true) ? year : null
    const { adjusted, used } = withoutOne(year, no)
    if (adjusted.length > 0 && !resettleLater) return answer === null || isDependedOn(answer, adjusted) ? year : null
    const reversal = { no: reversalNo, adjusted, ...negated(sharesOf(before.bill, before.aid)) }
    if (answer !== null && !isAsReversed(reversal, answer, false)) return null
    return this.#posted(year, postingsOf(no, reversal), () => {
      const settled = new Map(year.settled).set(no, { ...before, reversal })
      for (const one of adjusted) settled.set(one.no, { ...(settled.get(one.no) as Settled), aid: one.after })
      return { settled, used }
    })
  }

  #posted(year: Year, postings: readonly Posting[], made: () => Pick<Year, 'settled' | 'used'>): Year {
    const key = `${year.id} ${postings.map(textOf).join(' ')}`
    const known = this.#years.get(key)
    if (known) return known
    const next = { id: this.#years.size + 1, postings: [...year.postings, ...postings], ...made() }
    this.#years.set(key, next)
    return next
  }
}

export function textOf({ kind, no, reversalNo, assistance, person }: Posting): string {
  return `${kind}/${no}/${reversalNo}/${assistance}/${person}`
}

function readsAs(year: Year, asked: Asked, answer: Answer): boolean {
  if (asked.kind === 'read-limits')
    return (
      answer.kind === 'limits' &&
      answer.used['special-disease'] === year.used['special-disease'] &&
      answer.used['other-disease'] === year.used['other-disease'] &&
      answer.burden === burdenOf(year)
    )
  if (asked.kind === 'read-ledger')
    return (
      answer.kind === 'ledger' &&
      answer.postings.length === year.postings.length &&
      answer.postings.every((posting, at) => textOf(posting) === textOf(year.postings[at] as Posting))
    )
  if (asked.kind !== 'read-settlement') return false
  const found = year.settled.get(asked.no)
  return found ? answer.kind === 'settlement' && isAsSettled(found, answer) : answer.kind === 'absent'
}

function burdenOf({ settled }: Year): bigint {
  let burden = 0n
  for (const { bill, aid, reversal } of settled.values()) if (!reversal) burden += sharesOf(bill, aid).person
  return burden
}

/** Both limits are whole yuan and the bills whole jiao, so nothing is rounded. */
function aidOf({ limit, selfPay }: Bill, used: bigint): bigint {
  const whole = (selfPay * rate.times) / rate.per
  const left = yearly[limit] - used
  return whole < left ? whole : left
}

function sharesOf({ selfPay, offCatalogue }: Bill, assistance: bigint): Shares {
  return { assistance, person: selfPay + offCatalogue - assistance }
}

const negated = ({ assistance, person }: Shares): Shares => ({ assistance: -assistance, person: -person })

/** The year without one settlement, the others aided again in their order. */
function withoutOne(year: Year, no: string): { used: Used; adjusted: Adjusted[] } {
  const used = { ...unused }
  const adjusted: Adjusted[] = []
  for (const [other, { bill, aid, reversal }] of year.settled) {
    if (other === no || reversal) continue
    const after = aidOf(bill, used[bill.limit])
    used[bill.limit] += after
    if (after !== aid) adjusted.push({ no: other, before: aid, after })
  }
  return { used, adjusted }
}

function isAsSettled({ bill, aid, reversal }: Settled, answer: Shares & { readonly status: Status }): boolean {
  const { assistance, person } = sharesOf(bill, aid)
  const status = reversal ? 'reversed' : 'settled'
  return answer.status === status && answer.assistance === assistance && answer.person === person
}

function isAsReplayed(before: Settled, bill: Bill, answer: Answer): boolean {
  if (!sameBill(before.bill, bill)) return answer.kind === 'reused'
  return answer.kind === 'settled' && answer.replayed && isAsSettled(before, answer)
}

function isAsFirstSettled(made: Settled, from: bigint, answer: Answer): boolean {
  if (answer.kind !== 'settled' || answer.replayed || !isAsSettled(made, answer)) return false
  const { used } = answer
  return used === null || (used.before === from && used.after === from + made.aid)
}

function isAsReversed(reversal: NonNullable<Settled['reversal']>, answer: Answer, replayed: boolean): boolean {
  return (
    answer.kind === 'reversed' &&
    answer.replayed === replayed &&
    answer.reversalNo === reversal.no &&
    answer.assistance === reversal.assistance &&
    answer.person === reversal.person &&
    (answer.adjusted === null || sameAdjusted(answer.adjusted, reversal.adjusted))
  )
}

function sameAdjusted(some: readonly Adjusted[], others: readonly Adjusted[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ no, before, after }) =>
      others.some((other) => other.no === no && other.before === before && other.after === after),
    )
  )
}

function isDependedOn(answer: Answer, adjusted: readonly Adjusted[]): boolean {
  if (answer.kind !== 'depended-on' || answer.by.length !== adjusted.length) return false
  return adjusted.every(({ no }) => answer.by.includes(no))
}

/** The reversal's own, and then what it changes of others, in their order. */
function postingsOf(no: string, reversal: NonNullable<Settled['reversal']>): Posting[] {
  const { no: reversalNo, assistance, person, adjusted } = reversal
  const others = adjusted.map((one): Posting => {
    const difference = one.after - one.before
    return { kind: 'adjustment', no: one.no, reversalNo, assistance: difference, person: -difference }
  })
  return [{ kind: 'reversal', no, reversalNo, assistance, person }, ...others]
}

function sameBill(some: Bill, other: Bill): boolean {
  return some.limit === other.limit && some.selfPay === other.selfPay && some.offCatalogue === other.offCatalogue
}
